"""How mail leaves, where it is a service that is reached over the web and not a mail server."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from turnabout.config.env import env, required

NOTIFY = "notify"
NOTIFY_URL = "https://api.notifications.service.gov.uk"
PREFIX = "ANYMAIL_"
NONE: dict[str, Any] = {
    "MAIL_SERVICE": "",
    "CALENDAR_AS_FILE": False,
    "NOTIFY_API_KEY": "",
    "NOTIFY_TEMPLATE": "",
    "NOTIFY_URL": NOTIFY_URL,
}
"""As it is without a service."""


def by_service(name: str) -> dict[str, Any]:
    """The settings for the service called `name`; none for "", which means the mail server of EMAIL_URL.

    Raises `ImproperlyConfigured` with what to type for a service that is not known, or whose package is not there.
    """
    if not name:
        return NONE
    if name == NOTIFY:
        _need("notifications_python_client", NOTIFY)
        return {
            **NONE,
            "MAIL_SERVICE": name,
            "EMAIL_BACKEND": "turnabout.foundation.mail.notify.EmailBackend",
            "NOTIFY_API_KEY": required("NOTIFY_API_KEY", "a key of GOV.UK Notify", "one of the live kind"),
            "NOTIFY_TEMPLATE": required("NOTIFY_TEMPLATE", "the id of its template", "the id on its own page"),
            "NOTIFY_URL": env.str("NOTIFY_URL", NOTIFY_URL),
        }
    _need("anymail", "email")
    if find_spec(f"anymail.backends.{name}") is None:
        raise ImproperlyConfigured(
            f"MAIL_SERVICE={name} is not known. Use {NOTIFY}, or the name of a service in django-anymail’s list, such "
            "as postmark, mailgun, amazon_ses or brevo; leave it out for the mail server of EMAIL_URL."
        )
    given = {word.removeprefix(PREFIX) for word in os.environ if word.startswith(PREFIX)}
    names = {word.removesuffix("_FILE") for word in given}
    return {
        **NONE,
        "MAIL_SERVICE": name,
        "CALENDAR_AS_FILE": True,  # these services know a text, an HTML form of it, and files
        "EMAIL_BACKEND": f"anymail.backends.{name}.EmailBackend",
        "ANYMAIL": {word: env.str(PREFIX + word) for word in sorted(names)},
    }


def _need(package: str, extra: str) -> None:
    if find_spec(package) is None:
        raise ImproperlyConfigured(
            f"MAIL_SERVICE needs the package {package}, which is not installed. Type: pip install 'turnabout[{extra}]'"
        )
