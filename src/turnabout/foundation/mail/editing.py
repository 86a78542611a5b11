"""The words of one message as whoever keeps the outbox reads and changes them: never with somebody's one-time link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

from django.utils.translation import gettext as _

from turnabout.foundation.mail import wording
from turnabout.foundation.mail.foreseen import ONE_TIME
from turnabout.foundation.mail.models import Message
from turnabout.foundation.mail.types import KINDS

LINK = "{link}"
STANDS_ALONE = re.compile(r"(?<!\S)<?\{link\}>?(?!\S)")
"""Between blanks and line breaks: a link that leads elsewhere must not carry the one-time link along."""


def secret_in(message: Message) -> str:
    """The one-time link in a message of a kind that holds one; "" in any other."""
    sort = KINDS.get(message.kind)
    found = ONE_TIME.search(message.body) if sort is None or sort.secret_link else None
    return found[0] if found else ""


def shown(message: Message) -> str:
    """The words with `{link}` where a one-time link stands."""
    secret = secret_in(message)
    return message.body.replace(secret, LINK) if secret else message.body


def restored(message: Message, body: str) -> str:
    """`body` with the message's one-time link back in the place of `{link}`."""
    secret = secret_in(message)
    return STANDS_ALONE.sub(lambda _found: f"<{secret.strip('<>')}>", body) if secret else body


def mark(subject: str, body: str) -> str:
    """What tells words from any other words: two people who change them at once are told."""
    return sha256(f"{subject}\0{body}".encode()).hexdigest()


def changed_meanwhile(subject: str, body: str) -> str:
    """What the second of two people is told, with the words of the first."""
    return _(
        "Somebody else has changed this since you opened it. What you wrote is still in the boxes. Theirs is: "
        "“%(subject)s” “%(body)s”. Put the two together, then look at the page anew and keep it there."
    ) % {"subject": subject, "body": body}


def faults(message: Message, subject: str, body: str) -> Iterator[str]:
    """Why the message cannot go out with these words, each as a sentence; none when it can."""
    if not subject.strip() or not body.strip():
        yield _("A message needs a subject and words. Write them, or choose “Never send this”.")
        return
    yield from wording.too_long(body)
    if secret_in(message) and (body.count(LINK) != 1 or not STANDS_ALONE.search(body)):
        yield _("Keep {link} in the message, once and by itself: the link that this person needs is put there.")
    if message.scope is not None:
        yield from wording.said_badly(message.scope, f"{subject}\n{body}")
