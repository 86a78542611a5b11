"""Handing a message to the mail server, without keeping the database while that takes its time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.jobs import queue
from turnabout.foundation.mail.actions import drop, tried
from turnabout.foundation.mail.actions.sending import set_going
from turnabout.foundation.mail.email import as_email
from turnabout.foundation.mail.keeping import again
from turnabout.foundation.mail.leaving import goes_nowhere
from turnabout.foundation.mail.models import Message

LEASE = timedelta(minutes=5)
"""How long one try may take. A worker that dies meanwhile loses nothing: another one tries after that."""


def hand_over(message_id: str, *, now: datetime) -> None:
    """Send the message if it waits and nobody else is sending it, and write down how that went."""
    message = _take(message_id, now)
    if message is None:
        return
    fault: Exception | None = None
    try:
        as_email(message).send()
    except Exception as answer:  # each mail service has faults of its own, and none may lose the message
        fault = answer
    tried(message=message, fault=fault, by=CLOCK, now=now)


def _take(message_id: str, now: datetime) -> Message | None:
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(pk=message_id, status="waiting").first()
        if message is None:
            return None
        if message.taken_until is not None and message.taken_until > now:
            # Whoever has it may die over it: then it is tried after their time.
            queue.schedule("mail.deliver", key=again(message), at=message.taken_until, message=message_id)
            return None
        if message.not_before is not None and message.not_before > now:
            set_going(message)
            return None
        if goes_nowhere(message):
            drop(message=message, by=CLOCK, now=now)
            return None
        message.taken_until = now + LEASE
        message.tries += 1
        message.save()
        queue.schedule("mail.deliver", key=again(message), at=message.taken_until, message=message_id)
        return message
