"""The words of one message as whoever keeps the outbox reads and changes them: never with somebody's one-time link."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from turnabout.foundation.mail import wording
from turnabout.foundation.mail.foreseen import ONE_TIME
from turnabout.foundation.mail.models import Message

LINK = "{link}"


def shown(message: Message) -> str:
    """The words with `{link}` where a one-time link stands."""
    return ONE_TIME.sub(LINK, message.body)


def restored(message: Message, body: str) -> str:
    """`body` with the message's one-time link back in the place of `{link}`."""
    found = ONE_TIME.search(message.body)
    return body.replace(LINK, found[0]) if found else body


def faults(message: Message, subject: str, body: str) -> Iterator[str]:
    """Why the message cannot go out with these words, each as a sentence; none when it can."""
    if not subject.strip() or not body.strip():
        yield _("A message needs a subject and words. Write them, or choose “Never send this”.")
        return
    yield from wording.too_long(body)
    if ONE_TIME.search(message.body) and body.count(LINK) != 1:
        yield _("Keep {link} in the message, once: the link that this person needs is put there.")
    if message.scope is not None:
        yield from wording.said_badly(message.scope, f"{subject}\n{body}")
