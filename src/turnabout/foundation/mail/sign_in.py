"""Sign-in mail goes through the outbox like every other message."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from turnabout.foundation import clock
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.mail.actions import queue_message
from turnabout.foundation.mail.types import Address


class Adapter(DefaultAccountAdapter):
    """People sign in with an address we know or a new one; nobody has a password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return True

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        user.name = user.name or form.cleaned_data.get("email", "").split("@")[0]
        user.set_unusable_password()
        return super().save_user(request, user, form, commit)

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
