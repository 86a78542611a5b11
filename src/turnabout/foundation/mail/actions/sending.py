"""Writing a message with its cause, and what becomes of it when it is handed to the mail server."""

from __future__ import annotations

import smtplib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import translation

from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.audit.trail import action, gather, is_inside
from turnabout.foundation.jobs import queue
from turnabout.foundation.mail import hours, keeping_back, optional, wording
from turnabout.foundation.mail.foreseen import hear
from turnabout.foundation.mail.keeping import again, kept_address, take_back, without_secrets
from turnabout.foundation.mail.models import Message
from turnabout.foundation.mail.statuses import MESSAGE
from turnabout.foundation.mail.types import KINDS
from turnabout.foundation.moves import apply as moves

MOST_TRIES = 8
LONGEST_SUBJECT = 200
TRY_LATER = {401, 402, 403, 404, 408, 429}
"""Answers of a mail service that are about us and not about the message: key, bill, address of the service, pace."""
NOBODY_THERE = "AnymailRecipientsRefused"
"""What a service says of an address that it no longer writes to. By its name: its package need not be there."""


def send(kind: str, *, thing: Any, by: Any, now: datetime, **more: Any) -> list[Message]:
    """Put a message of `kind` about `thing` in the outbox for each of its audience; part of the caller's action.

    `more` adds to the kind's variables (a one-time link, say). People without an address are passed over: the
    co-ordinator reads them a letter instead. Nothing is written where the cohort has switched the kind off, or
    to somebody who has stopped optional messages.
    """
    sort, written = KINDS[kind], []
    scope = sort.scope(thing)
    with wording.remembered():
        if (own := wording.in_effect(kind, scope)) and own.switched_off:
            return []
        for recipient in optional.wanted(sort, scope, sort.audience(thing)):
            subject, body = sort.words(thing, recipient, **more)
            with translation.override("en-gb"):
                method, calendar = sort.calendar(thing, recipient) if sort.calendar else ("", "")
            written.append(
                queue_message(
                    kind=kind,
                    scope=scope,
                    about=sort.about(thing),
                    to=recipient,
                    subject=subject,
                    body=body,
                    calendar=calendar,
                    method=method,
                    by=by,
                    now=now,
                )
            )
    return written


def notify(kind: str, *, thing: Any, by: Any, now: datetime) -> None:
    """What `moves` calls for each notice of a move."""
    send(kind, thing=thing, by=by, now=now)


def queue_message(
    *,
    kind: str,
    scope: UUID | None,
    to: Any,
    subject: str,
    body: str,
    by: Any,
    now: datetime,
    about: UUID | None = None,
    calendar: str = "",
    method: str = "",
) -> Message:
    """Write one message in the caller's transaction and have it delivered soon after the commit.

    One that goes in working hours waits for them; one of a kind that the cohort keeps back is held.
    """
    sort = KINDS.get(kind)
    starts = hours.next_open(now) if sort is not None and sort.office_hours else now
    message = Message.objects.create(
        kind=kind,
        scope=scope,
        about=about,
        to_person_id=to.id,
        to_address=to.email,
        subject=_one_line(subject),
        body=body,
        calendar=calendar,
        method=method,
        queued_at=now,
        queued_by=by.id,
        not_before=starts if starts > now else None,
    )
    hear(kind, to=to, subject=message.subject, body=body, calendar=bool(calendar))
    if is_inside():
        gather("messages", kind)
    if (own := wording.in_effect(kind, scope)) and own.held_first and keeping_back.can_be_let_go(message, now):
        moves.apply(MESSAGE, message, "keep_back", by=CLOCK, now=now)
        return message
    set_going(message)
    return message


def _one_line(subject: str) -> str:
    """The subject without line breaks, cut where it is too long: a long title must not stop what causes the message."""
    words = " ".join(subject.split())
    return words if len(words) <= LONGEST_SUBJECT else f"{words[: LONGEST_SUBJECT - 1]}…"


def set_going(message: Message) -> None:
    """Have a waiting message delivered: now, or when its time has come."""
    if message.not_before is None:
        queue.enqueue("mail.deliver", message=str(message.id))
    else:
        queue.schedule("mail.deliver", key=again(message), at=message.not_before, message=str(message.id))


@action("message.tried", about="message")
def tried(*, message: Message, fault: Exception | None, by: Any = CLOCK, now: datetime) -> Message:
    """Write down how it went when one message was handed to the mail server; `fault` is what it answered, if not yes.

    After a temporary fault the message waits and is tried again with growing pauses; a permanent one marks it failed.
    """
    message = Message.objects.select_for_update().get(pk=message.pk)
    message.taken_until = None
    queue.unschedule(again(message))
    if fault is None:
        message.sent_at, message.trouble = now, ""
        message.body = without_secrets(message)
    else:
        message.trouble = getattr(fault, "trouble", f"the mail server did not take it ({type(fault).__name__})")
    if fault is None or _for_good(fault):
        message.to_address = kept_address(message)
    message.save()
    if message.status != "waiting":  # somebody held or cancelled it while it was on its way
        return message
    if fault is None:
        moves.apply(MESSAGE, message, "deliver", by=CLOCK, now=now)
    elif _for_good(fault):
        moves.apply(MESSAGE, message, "give_up", by=CLOCK, now=now)
    else:
        wait = queue.FIRST_WAIT * 2 ** min(message.tries - 1, MOST_TRIES)
        queue.schedule("mail.deliver", key=again(message), at=now + wait, message=str(message.id))
    return message


@action("message.stopped", about="message")
def drop(*, message: Message, by: Any = CLOCK, now: datetime) -> Message:
    """Never send a message whose recipient has left what it is about."""
    take_back(Message.objects.filter(pk=message.pk), now=now)
    return message


def _for_good(fault: Exception) -> bool:
    """Whether another try is idle: the address or the words were refused, not the connection, nor ourselves.

    Services that are reached over the web answer with a status of HTTP: 4xx is about the message, unless we may not
    use the service at the moment.
    """
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in fault.recipients.values())
    if isinstance(fault, smtplib.SMTPDataError):
        return fault.smtp_code >= 500
    if NOBODY_THERE in {kind.__name__ for kind in type(fault).__mro__}:
        return True
    status = getattr(fault, "status_code", None)
    if isinstance(status, int):
        return 400 <= status < 500 and status not in TRY_LATER
    return isinstance(fault, ValueError)
