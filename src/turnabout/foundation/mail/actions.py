"""The outbox: write a message with its cause, deliver it later, lose nothing when the mail server is away."""

from __future__ import annotations

import smtplib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.translation import gettext as _

from turnabout.foundation import clock
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.trail import action, gather, is_inside
from turnabout.foundation.jobs import queue
from turnabout.foundation.mail.foreseen import hear
from turnabout.foundation.mail.html import as_html
from turnabout.foundation.mail.keeping import again, kept_address, without_secrets
from turnabout.foundation.mail.models import Message
from turnabout.foundation.mail.statuses import MESSAGE
from turnabout.foundation.mail.types import KINDS
from turnabout.foundation.moves import apply as moves

MOST_TRIES = 8


def send(kind: str, *, thing: Any, by: Any, now: datetime, **more: Any) -> list[Message]:
    """Put a message of `kind` about `thing` in the outbox for each of its audience; part of the caller's action.

    `more` adds to the kind's variables (a one-time link, say). People without an address are passed over: the
    co-ordinator reads them a letter instead.
    """
    sort = KINDS[kind]
    written = []
    for recipient in sort.audience(thing):
        if not recipient.email:
            continue
        subject, body = sort.words(thing, recipient, **more)
        with translation.override("en-gb"):
            method, calendar = sort.calendar(thing, recipient) if sort.calendar else ("", "")
        written.append(
            queue_message(
                kind=kind,
                scope=sort.scope(thing),
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
    """Write one message in the caller's transaction and have it delivered soon after the commit."""
    message = Message.objects.create(
        kind=kind,
        scope=scope,
        about=about,
        to_person_id=to.id,
        to_address=to.email,
        subject=" ".join(subject.split()),
        body=body,
        calendar=calendar,
        method=method,
        queued_at=now,
        queued_by=by.id,
    )
    hear(kind, to=to, subject=message.subject, body=body, calendar=bool(calendar))
    if is_inside():
        gather("messages", kind)
    queue.enqueue("mail.deliver", message=str(message.id))
    return message


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
        message.trouble = f"the mail server did not take it ({type(fault).__name__})"
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


@action("message.held", about="message")
def hold(*, message: Message, by: Any, now: datetime) -> Message:
    """Keep a waiting message back."""
    moves.apply(MESSAGE, message, "hold", by=by, now=now)
    return message


@action("message.let_go", about="message")
def let_go(*, message: Message, by: Any, now: datetime) -> Message:
    """Send a held message after all."""
    moves.apply(MESSAGE, message, "let_go", by=by, now=now)
    queue.enqueue("mail.deliver", message=str(message.id))
    return message


@action("message.again", about="message")
def try_again(*, message: Message, by: Any, now: datetime) -> Message:
    """Try a failed message again; refused when its address was forgotten because it was good for one try."""
    if not message.to_address:
        raise Refused(
            _("The address was kept for this one message only, and is forgotten. There is nobody to write to.")
        )
    moves.apply(MESSAGE, message, "try_again", by=by, now=now)
    queue.enqueue("mail.deliver", message=str(message.id))
    return message


@action("message.cancelled", about="message")
def cancel(*, message: Message, by: Any, now: datetime) -> Message:
    """Never send a message that has not gone yet; a sign-in code, one-time link or passing address is forgotten."""
    moves.apply(MESSAGE, message, "cancel", by=by, now=now)
    message.body, message.to_address = without_secrets(message), kept_address(message)
    message.save(update_fields=["body", "to_address"])
    return message


def as_email(message: Message) -> EmailMultiAlternatives:
    """The message as it goes out: plain text, the same as HTML, and its calendar part, with a constant Message-ID."""
    email = EmailMultiAlternatives(
        subject=message.subject,
        body=message.body,
        to=[message.to_address],
        headers={
            "Message-ID": message.message_id,
            "Date": clock.now().strftime("%a, %d %b %Y %H:%M:%S +0000"),
            "Auto-Submitted": "auto-generated",
        },
    )
    email.attach_alternative(as_html(message.subject, message.body), "text/html")
    if message.calendar:
        email.attach_alternative(message.calendar, f"text/calendar; method={message.method}; charset=utf-8")
    return email


def _for_good(fault: Exception) -> bool:
    """Whether another try is idle: the address or the words were refused, not the connection, nor ourselves."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in fault.recipients.values())
    if isinstance(fault, smtplib.SMTPDataError):
        return fault.smtp_code >= 500
    return isinstance(fault, ValueError)
