"""Identifiers, one-time tokens and idempotency keys; a rehearsal seeds them."""

from __future__ import annotations

import random
import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_seeded: ContextVar[random.Random | None] = ContextVar("seeded ids", default=None)
_seeded_codes: ContextVar[random.Random | None] = ContextVar("seeded codes", default=None)
"""A sequence of its own, so that a code more or less leaves every identifier as it was."""


def new_id() -> uuid.UUID:
    """A new random identifier; inside `seeded` the next one of that seed's sequence."""
    source = _seeded.get()
    return uuid.uuid4() if source is None else uuid.UUID(int=source.getrandbits(128), version=4)


def token() -> str:
    """A secret of 256 bits for a one-time link, safe in an address; predictable only inside `seeded`."""
    source = _seeded.get()
    return secrets.token_urlsafe(32) if source is None else f"{source.getrandbits(256):064x}"


def short_code(alphabet: str, length: int) -> str:
    """A few random signs of `alphabet` to say or to type; no secret. It follows from the seed inside `seeded`."""
    source = _seeded_codes.get()
    choose = secrets.choice if source is None else source.choice
    return "".join(choose(alphabet) for _place in range(length))


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Make every identifier, token and code inside the block follow from `seed`. For rehearsals only."""
    reset, reset_codes = _seeded.set(random.Random(seed)), _seeded_codes.set(random.Random(seed))
    try:
        yield
    finally:
        _seeded.reset(reset)
        _seeded_codes.reset(reset_codes)
