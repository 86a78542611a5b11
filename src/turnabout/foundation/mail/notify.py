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
_calendar: list[Callable[[], str]] = []


def calendar_is_at(address: Callable[[], str]) -> None:
    """Let a later room say where people find their own calendar."""
    _calendar[:] = [address]


class EmailBackend(BaseEmailBackend):
    """Hands each message to Notify. What Notify answers is raised as its client's error, with a `status_code`."""

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
                self.client.send_email_notification(
                    email_address=address,
                    template_id=settings.NOTIFY_TEMPLATE,
                    personalisation={"subject": message.subject, "body": words(message)},
                    reference=message.extra_headers.get("Message-ID", "").strip("<>") or None,
                    one_click_unsubscribe_url=_way_out(message),
                )
        return len(email_messages)


def words(message: Any) -> str:
    """The text of a message as Notify reads it: it knows bare addresses and lists, and nothing that is bold."""
    text = LINK.sub(r"\1", str(message.body)).replace("**", "")
    if not _is_invitation(message) or not _calendar:
        return text
    where = _("We cannot attach an invitation here. Your own calendar has it: %(page)s")
    return f"{text}\n\n{where % {'page': settings.BASE_URL + _calendar[0]()}}"


def _is_invitation(message: Any) -> bool:
    parts = message.alternatives if isinstance(message, EmailMultiAlternatives) else ()
    return any(str(kind).startswith("text/calendar") for _content, kind in parts)


def _way_out(message: Any) -> str | None:
    found = LINK.match(message.extra_headers.get("List-Unsubscribe", ""))
    return found[1] if found else None
