"""What is kept of a message once it has gone or will not go, and how one is taken back or forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.jobs import queue
from turnabout.foundation.mail.foreseen import ONE_TIME
from turnabout.foundation.mail.models import Message
from turnabout.foundation.mail.statuses import MESSAGE
from turnabout.foundation.mail.types import KINDS
from turnabout.foundation.moves import apply as moves

LATELY = timedelta(days=1)
"""How long ago somebody was told who needs no reminder yet."""


def take_back(messages: QuerySet[Message], *, now: datetime) -> None:
    """Never send those that have not gone: what they are about is over. A part of the caller's action."""
    for message in messages.select_for_update(of=("self",)).filter(status__in=MESSAGE.move("take_back").sources):
        moves.apply(MESSAGE, message, "take_back", by=CLOCK, now=now)
        queue.unschedule(again(message))
        message.body, message.to_address = without_secrets(message), kept_address(message)
        message.save(update_fields=["body", "to_address"])


def forget(messages: QuerySet[Message], *, now: datetime) -> None:
    """Keep no word of them and nobody's address, and send none that has not gone. A part of the caller's action."""
    take_back(messages, now=now)
    messages.update(to_person=None, to_address="", subject="", body="", calendar="")


def told_lately(kind: str, about: Iterable[UUID], now: datetime) -> set[tuple[UUID | None, UUID | None]]:
    """What and who: each of `about` with everybody who was written to about it in a message of `kind` just now.

    A reminder looks here first, so that a job which runs twice says it once.
    """
    found = Message.objects.filter(kind=kind, about__in=list(about), queued_at__gt=now - LATELY)
    return set(found.values_list("about", "to_person"))


def again(message: Message) -> str:
    """The key under which another try of the message is scheduled."""
    return f"mail:{message.id}"


def without_secrets(message: Message) -> str:
    """The body as it is kept once it is delivered or cancelled: no sign-in code, and no one-time link."""
    if message.kind == "account.code":
        return ""
    sort = KINDS.get(message.kind)
    return ONE_TIME.sub(_("(the link was in the message)"), message.body) if sort and sort.secret_link else message.body


def kept_address(message: Message) -> str:
    """The address as it is kept once the message has gone, or will not go."""
    sort = KINDS.get(message.kind)
    return "" if sort and sort.forgets else message.to_address
