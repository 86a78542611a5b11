"""What whoever keeps an outbox does with a message: hold it, change it, let it go, send it again, or never send it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.jobs import queue
from turnabout.foundation.mail import editing, optional
from turnabout.foundation.mail.actions.sending import queue_message, set_going
from turnabout.foundation.mail.keeping import again, kept_address, without_secrets
from turnabout.foundation.mail.models import Message, Wording
from turnabout.foundation.mail.permissions import may_change_message, may_word
from turnabout.foundation.mail.statuses import MESSAGE
from turnabout.foundation.mail.types import KINDS
from turnabout.foundation.moves import apply as moves

GOOD_ONCE = gettext_lazy(
    "This message was good once: it held a link or an address that is not kept. Send a new one from the page that it "
    "is about."
)


@action("message.read", about="message")
def note_reading(*, message: Message, by: Any, now: datetime) -> Message:
    """Note that whoever keeps the outbox opened what was written to somebody else."""
    require(may_change_message(by, message, now))
    return message


@action("message.held", about="message")
def hold(*, message: Message, by: Any, now: datetime) -> Message:
    """Keep a waiting message back until somebody lets it go; refused while it is on its way."""
    _not_on_its_way(message, now)
    moves.apply(MESSAGE, message, "hold", by=by, now=now)
    return message


@action("message.let_go", about="message")
def let_go(*, message: Message, by: Any, now: datetime) -> Message:
    """Send a held message after all; one that has to wait for working hours still waits for them."""
    moves.apply(MESSAGE, message, "let_go", by=by, now=now)
    set_going(message)
    return message


@action("message.sent_now", about="message")
def send_now(*, message: Message, by: Any, now: datetime) -> Message:
    """Send a message that waits for its time, or is held, without waiting any longer."""
    message = _kept(message)
    if message.status == "held":
        moves.apply(MESSAGE, message, "let_go", by=by, now=now)
    require(may_change_message(by, message, now))
    if message.status != "waiting":
        raise Refused(_("This message does not wait any more. Go back and look again."))
    _not_on_its_way(message, now)
    queue.unschedule(again(message))
    message.not_before = None
    message.save(update_fields=["not_before"])
    set_going(message)
    return message


@action("message.changed", about="message")
def change_words(*, message: Message, subject: str, body: str, seen: str = "", by: Any, now: datetime) -> Message:
    """Give one message that has not gone other words; `{link}` in `body` stands for its one-time link.

    `seen` is the mark (`editing.mark`) of the words that were there when somebody began to change them. Refused once
    it has gone or is on its way, for words that could not go out (`editing.faults`), and when somebody else has
    changed them since.
    """
    message = _kept(message)
    require(may_change_message(by, message, now))
    if message.status not in {"waiting", "held", "failed"}:
        raise Refused(_("This message has gone, or will not go, so its words stay as they are."))
    _not_on_its_way(message, now)
    if seen and seen != editing.mark(message.subject, editing.shown(message)):
        raise Refused(editing.changed_meanwhile(message.subject, editing.shown(message)), field="body")
    for fault in editing.faults(message, subject, body):
        raise Refused(fault, field="body")
    message.subject, message.body = " ".join(subject.split()), editing.restored(message, body).strip()
    message.save(update_fields=["subject", "body"])
    return message


@action("message.came_back", about="message")
def came_back(*, message: Message, by: Any, now: datetime) -> Message:
    """Note that a message which had gone came back days later: a mail server took it, and nobody could be reached."""
    message = _kept(message)
    moves.apply(MESSAGE, message, "came_back", by=by, now=now)
    message.trouble = "it came back: nobody is at this address"
    message.save(update_fields=["trouble"])
    return message


@action("message.again", about="message")
def try_again(*, message: Message, by: Any, now: datetime) -> Message:
    """Try a failed message again, at the address that its recipient has now.

    Refused when its address was forgotten because it was good for one try, or its link because it had gone once.
    """
    sort = KINDS.get(message.kind)
    if message.sent_at is not None and (sort is None or sort.secret_link or not message.body):
        raise Refused(GOOD_ONCE)
    if not message.to_address:
        raise Refused(
            _("The address was kept for this one message only, and is forgotten. There is nobody to write to.")
        )
    moves.apply(MESSAGE, message, "try_again", by=by, now=now)
    message.to_address = _address_now(message)
    message.save(update_fields=["to_address"])
    queue.enqueue("mail.deliver", message=str(message.id))
    return message


@action("message.sent_again", about="message")
def send_again(*, message: Message, by: Any, now: datetime) -> Message:
    """Write a copy of a message that has gone, to the address that its recipient has now; returns the copy.

    Refused where its words were good once: a one-time link is not kept.
    """
    message = _kept(message)
    require(may_change_message(by, message, now))
    sort = KINDS.get(message.kind)
    if message.status != "sent":
        raise Refused(_("This message has not gone yet, so there is nothing to send again."))
    if sort is None or sort.secret_link or sort.forgets or not message.body or message.to_person_id is None:
        raise Refused(GOOD_ONCE)
    person = Person.objects.get(pk=message.to_person_id)
    if not optional.wanted(sort, message.scope, [person]):
        raise Refused(_("This person has no address, or has stopped messages like this one."))
    copy = queue_message(
        kind=message.kind,
        scope=message.scope,
        about=message.about,
        to=person,
        subject=message.subject,
        body=message.body,
        calendar=message.calendar,
        method=message.method,
        by=by,
        now=now,
    )
    note(copy=str(copy.pk))
    return copy


@action("messages.let_go")
def let_all_go(*, scope: UUID, kind: str, by: Any, now: datetime) -> int:
    """Send every held message of one kind in a cohort that `by` may change; returns how many."""
    held = _held(scope, kind, by, now)
    for message in held:
        moves.apply(MESSAGE, message, "let_go", by=by, now=now)
        set_going(message)
    note(scope=str(scope), kind=kind, messages=len(held))
    return len(held)


@action("messages.dropped")
def drop_all(*, scope: UUID, kind: str, by: Any, now: datetime) -> int:
    """Never send any held message of one kind in a cohort that `by` may change; returns how many."""
    held = _held(scope, kind, by, now)
    for message in held:
        moves.apply(MESSAGE, message, "cancel", by=by, now=now)
        message.body, message.to_address = without_secrets(message), kept_address(message)
        message.save(update_fields=["body", "to_address"])
    note(scope=str(scope), kind=kind, messages=len(held))
    return len(held)


@action("message.cancelled", about="message")
def cancel(*, message: Message, by: Any, now: datetime) -> Message:
    """Never send a message that has not gone yet; a sign-in code, one-time link or passing address is forgotten.

    Refused while it is on its way.
    """
    _not_on_its_way(message, now)
    moves.apply(MESSAGE, message, "cancel", by=by, now=now)
    message.body, message.to_address = without_secrets(message), kept_address(message)
    message.save(update_fields=["body", "to_address"])
    return message


def _kept(message: Message) -> Message:
    return Message.objects.select_for_update().get(pk=message.pk)


def _not_on_its_way(message: Message, now: datetime) -> None:
    """Refuse while a worker hands the message over: nobody knows yet whether it has gone."""
    stored = Message.objects.select_for_update().filter(pk=message.pk).values_list("taken_until", flat=True).first()
    if stored is not None and stored > now:
        raise Refused(_("This message is on its way at this moment. Look again in a few minutes."))


def _held(scope: UUID, kind: str, by: Any, now: datetime) -> list[Message]:
    """The held messages of a kind that `by` may change; refused where there is none."""
    require(may_word(by, Wording(scope=scope, kind=kind), now))
    found = Message.objects.select_for_update().filter(scope=scope, kind=kind, status="held")
    held = [one for one in found if may_change_message(by, one, now)]
    if not held:
        raise Refused(_("Nothing of this kind is held any more. Go back and look again."))
    return held


def _address_now(message: Message) -> str:
    person = Person.objects.filter(pk=message.to_person_id).first() if message.to_person_id else None
    return person.email if person is not None and person.email else message.to_address
