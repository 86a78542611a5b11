"""Mail through GOV.UK Notify, which many public bodies have: one template there, whose words are ours.

The template's subject is `((subject))` and its message `((body))`. Notify sends no attachment of the kind that
calendars read, so a message with an invitation says where its reader finds their own calendar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext as _

LINK = re.compile(r"<(https?://[^>\s]+)>")
BAD_REQUEST = 400
OURS = {
    "team-only": "the key is for a team or a trial: use one of the live kind, NOTIFY_API_KEY",
    "trial mode": "the service is in trial mode: ask Notify to make it live",
    "emplate": "the template is not known or asks for other words: NOTIFY_TEMPLATE",
    "personalisation": "the template asks for other words than ((subject)) and ((body))",
    "system clock": "the clock of this computer is wrong",
    "403": "the key is not right: NOTIFY_API_KEY",
    "404": "nobody answers there: NOTIFY_URL",
    "429": "too many at once",
}
"""What an answer is about, by a mark in its words or its number: what whoever looks after this site can put right."""
_calendar: list[Callable[[], str]] = []


def calendar_is_at(address: Callable[[], str]) -> None:
    """Let a later room say where people find their own calendar."""
    _calendar[:] = [address]


class AddressRefused(ValueError):
    """Notify says that the address is none: another try is idle."""

    trouble = "GOV.UK Notify does not take this address"


class MessageRefused(ValueError):
    """Notify says that the message itself is wrong, and not our account with it: another try is idle."""

    trouble = "GOV.UK Notify does not take these words"


class NotTaken(Exception):
    """Notify did not take the message, for a reason that is ours or its own: it is tried again. `trouble` says why."""

    def __init__(self, answer: Any) -> None:
        self.trouble = f"GOV.UK Notify did not take it ({_our_fault(answer) or answer.status_code})"
        super().__init__(self.trouble)


class EmailBackend(BaseEmailBackend):
    """Hands each message to Notify; raises `AddressRefused`, `MessageRefused`, or `NotTaken` for what may pass."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        from notifications_python_client.notifications import NotificationsAPIClient  # an extra: loaded where wanted

        self.client = NotificationsAPIClient(
            settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_URL, timeout=settings.EMAIL_TIMEOUT
        )

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        """Send each to each of its recipients; returns how many messages went."""
        for message in email_messages:
            for address in message.recipients():
                self._send(message, address)
        return len(email_messages)

    def _send(self, message: Any, address: str) -> None:
        from notifications_python_client.errors import HTTPError

        try:
            self.client.send_email_notification(
                email_address=address,
                template_id=settings.NOTIFY_TEMPLATE,
                personalisation={"subject": message.subject, "body": words(message)},
                reference=message.extra_headers.get("Message-ID", "").strip("<>") or None,
                one_click_unsubscribe_url=_way_out(message),
            )
        except HTTPError as answer:
            if answer.status_code == BAD_REQUEST and "email_address" in str(answer.message):
                raise AddressRefused from None  # what Notify says may hold the address
            if answer.status_code == BAD_REQUEST and not _our_fault(answer):
                raise MessageRefused from None
            raise NotTaken(answer) from None


def words(message: Any) -> str:
    """The text of a message as Notify reads it: it knows bare addresses and lists, and nothing that is bold."""
    text = LINK.sub(r"\1", str(message.body)).replace("**", "")
    if not _is_invitation(message) or not _calendar:
        return text
    where = _("We cannot attach an invitation here. Your own calendar has it: %(page)s")
    return f"{text}\n\n{where % {'page': settings.BASE_URL + _calendar[0]()}}"


def _our_fault(answer: Any) -> str:
    said, status = str(answer.message), str(answer.status_code)
    return next((words for mark, words in OURS.items() if mark in said or mark == status), "")


def _is_invitation(message: Any) -> bool:
    parts = message.alternatives if isinstance(message, EmailMultiAlternatives) else ()
    return any(str(kind).startswith("text/calendar") for _content, kind in parts)


def _way_out(message: Any) -> str | None:
    found = LINK.match(message.extra_headers.get("List-Unsubscribe", ""))
    return found[1] if found else None
