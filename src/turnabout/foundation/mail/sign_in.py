"""Sign-in mail goes through the outbox like every other message."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turnabout.foundation import clock
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.mail.actions import queue_message
from turnabout.foundation.mail.types import Address


class Adapter(DefaultAccountAdapter):
    """People sign in with an address we know or a new one; nobody has a password."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask the programme office."),
        "incorrect_code": _("That is not the code we sent. Look at the newest email and type its code."),
        "too_many_login_attempts": _("That was tried too often. Wait a few minutes, then ask for a new code."),
        "rate_limited": _("That was tried too often. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return True

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        user.name = user.name or form.cleaned_data.get("email", "").split("@")[0]
        user.set_unusable_password()
        return super().save_user(request, user, form, commit)

    def pre_login(self, request: HttpRequest, user: Person, *, email: str | None = None, **rest: Any) -> Any:
        # Somebody whom a co-ordinator entered has no proven address yet; the code that they typed proves it.
        typed = {
            record.get("email") for record in get_authentication_records(request, user) if record["method"] == "code"
        }
        if email and email in typed:
            EmailAddress.objects.filter(user=user).exclude(email=email).delete()
            EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
        return super().pre_login(request, user, email=email, **rest)

    def send_account_already_exists_mail(self, email: str) -> None:
        sign_in = settings.BASE_URL + reverse("account_request_login_code")
        self.send_mail("account/email/account_already_exists", email, {"sign_in_url": sign_in})

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        message = self.render_mail(template_prefix, email, context)
        body = message.body if isinstance(message.body, str) else ""
        queue_message(
            kind="account.code",
            scope=None,
            to=Address(name="", email=email),
            subject=message.subject,
            body=body,
            by=CLOCK,
            now=clock.now(),
        )
