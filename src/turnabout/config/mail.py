"""How mail leaves, where it is a service that is reached over the web and not a mail server."""

from __future__ import annotations

import json
import os
from importlib.util import find_spec
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from turnabout.config.env import env, required

NOTIFY = "notify"
NOTIFY_URL = "https://api.notifications.service.gov.uk"
PREFIX = "ANYMAIL_"
SERVICES = (
    "brevo",
    "mailersend",
    "mailgun",
    "mailjet",
    "mailtrap",
    "mandrill",
    "postal",
    "postmark",
    "resend",
    "scaleway",
    "sendgrid",
    "sparkpost",
    "unisender_go",
)
"""The services that django-anymail reaches without another package."""
FOLLOWS = frozenset(SERVICES) - {"brevo", "mailtrap", "postal", "resend", "scaleway"}
"""Those that can be told not to follow who opens a message or a link: a one-time link is nobody else's business."""
REFUSED = frozenset({"DEBUG_API_REQUESTS"})
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
    if name not in SERVICES:
        raise ImproperlyConfigured(
            f"MAIL_SERVICE={name} is not known. Use {NOTIFY}, {', '.join(SERVICES[:-1])} or {SERVICES[-1]}; leave it "
            "out for the mail server of EMAIL_URL, by which every other service can be reached too."
        )
    _need("anymail", "email")
    given = {word.removeprefix(PREFIX) for word in os.environ if word.startswith(PREFIX)}
    names = {word.removesuffix("_FILE") for word in given}
    if found := names & REFUSED:
        raise ImproperlyConfigured(
            f"{PREFIX}{min(found)} would print people’s addresses, their messages and your key. Take it out."
        )
    settings = {word: _value(word) for word in sorted(names)}
    if name in FOLLOWS:
        defaults = f"{name.upper()}_SEND_DEFAULTS"
        settings[defaults] = {**settings.get(defaults, {}), "track_opens": False, "track_clicks": False}
    return {
        **NONE,
        "MAIL_SERVICE": name,
        "CALENDAR_AS_FILE": True,  # these services know a text, an HTML form of it, and files
        "EMAIL_BACKEND": f"anymail.backends.{name}.EmailBackend",
        "ANYMAIL": settings,
    }


def _value(word: str) -> Any:
    """A setting as django-anymail takes it: true, false, and tables and lists in JSON; anything else is text."""
    given = env.str(PREFIX + word)
    if given.lower() in {"true", "false"}:
        return given.lower() == "true"
    try:
        return json.loads(given) if given[:1] in {"{", "["} else given
    except ValueError as fault:
        raise ImproperlyConfigured(
            f"{PREFIX}{word} is neither text nor JSON: {fault}. Mend it, then start again."
        ) from fault


def _need(package: str, extra: str) -> None:
    if find_spec(package) is None:
        raise ImproperlyConfigured(
            f"MAIL_SERVICE needs the package {package}, which is not installed. Type: pip install 'turnabout[{extra}]'"
        )
