"""What would be sent: a deed is done, its messages are read, and everything is undone again.

    with undone() as messages:
        change_date(cohort=cohort, …)
    for group in grouped(messages): …

Nothing of the deed remains: no row, no audit line, no message, no job. What it changed in objects in memory stays, so
read those anew from the database. Do in it only what the database holds: no session, no cookie, no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac

from turnabout.foundation.mail.types import KINDS

ONE_TIME = re.compile(r"<?https?://\S*/[A-Za-z0-9_-]{40,}/?>?")
"""An address that ends in the secret of a one-time link."""
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
GAP = "…"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One message that would go out. Of an `unnamed` kind it carries nobody's name, and nothing that leads to them."""

    kind: str
    name: str
    subject: str
    body: str
    calendar: bool
    recipient: str

    @property
    def unnamed(self) -> bool:
        """Whether who gets it is kept from whoever causes it."""
        return not self.name


@dataclass(frozen=True, slots=True)
class Variant:
    """The same words to several people: what each would read, with `…` where their own name stands."""

    body: str
    names: tuple[str, ...]
    many: int


@dataclass(frozen=True, slots=True)
class Group:
    """The messages of one kind under one subject."""

    subject: str
    many: int
    calendar: bool
    unnamed: bool
    variants: tuple[Variant, ...]

    @property
    def names(self) -> list[str]:
        """Everybody who would get one, by name; empty for an unnamed kind."""
        return sorted(name for variant in self.variants for name in variant.names)


_heard: ContextVar[list[Foreseen] | None] = ContextVar("messages written", default=None)


@contextmanager
def listening() -> Iterator[list[Foreseen]]:
    """The messages that are written inside the block, in their order."""
    outer = _heard.get()
    found: list[Foreseen] = []
    reset = _heard.set(found)
    try:
        yield found
    finally:
        _heard.reset(reset)
        if outer is not None:
            outer.extend(found)


@contextmanager
def undone() -> Iterator[list[Foreseen]]:
    """The messages that would be sent: whatever the block does to the database is rolled back at its end.

    A refusal passes through, and leaves nothing either.
    """
    reset = _heard.set(None)
    try:
        with listening() as found, transaction.atomic():
            yield found
            transaction.set_rollback(True)
    finally:
        _heard.reset(reset)


def hear(kind: str, *, to: Any, subject: str, body: str, calendar: bool) -> None:
    """Tell whoever is `listening` of one message that was written; the outbox calls it."""
    found = _heard.get()
    if found is None:
        return
    sort = KINDS.get(kind)
    name = str(getattr(to, "name", ""))
    body = ONE_TIME.sub(GAP, body)
    if sort is not None and sort.unnamed:
        body, name = ID.sub(GAP, body.replace(name, GAP) if name else body), ""
    found.append(Foreseen(kind, name, subject, body, calendar, str(to.id or to.email)))


def grouped(messages: Iterable[Foreseen]) -> list[Group]:
    """The messages by subject in the order in which each first comes, equal words said once."""
    found: dict[tuple[str, str], list[Foreseen]] = {}
    for message in messages:
        found.setdefault((message.kind, message.subject), []).append(message)
    return [
        Group(subject, len(same), same[0].calendar, same[0].unnamed, _variants(same))
        for (_kind, subject), same in found.items()
    ]


def seal(messages: Iterable[Foreseen]) -> str:
    """A mark of who would be told what: another one when anything of it has changed. It gives nobody away."""
    told = sorted((one.kind, one.recipient, one.subject, one.body) for one in messages)
    return salted_hmac("turnabout.foundation.mail.foreseen", repr(told), algorithm="sha256").hexdigest()


def _variants(messages: Iterable[Foreseen]) -> tuple[Variant, ...]:
    bodies: dict[str, list[Foreseen]] = {}
    for one in messages:
        words = ID.sub(GAP, one.body.replace(one.name, GAP) if one.name else one.body)
        bodies.setdefault(words, []).append(one)
    return tuple(
        Variant(
            same[0].body if len(same) == 1 else words, tuple(sorted(filter(None, (x.name for x in same)))), len(same)
        )
        for words, same in bodies.items()
    )
