"""How long the request in hand has waited for a free thread, where the web server tells.

A crowd at a deadline queues before the server's threads. Whoever pressed in time must count as in time, however long
the queue, so a request counts from the moment at which it could be read.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from turnabout.foundation import clock

_readable_since: ContextVar[float | None] = ContextVar("readable since", default=None)


@contextmanager
def readable_since(moment: float) -> Iterator[None]:
    """Say that what is handled inside the block could be read from `moment`, in seconds of `time.monotonic()`."""
    reset = _readable_since.set(moment)
    try:
        yield
    finally:
        _readable_since.reset(reset)


def waited() -> timedelta:
    """How long the request in hand waited before anybody took it up; nothing where no server said."""
    since = _readable_since.get()
    return timedelta(0) if since is None else timedelta(seconds=max(0.0, time.monotonic() - since))


def moment() -> datetime:
    """The instant, in UTC, at which the request in hand arrived."""
    return clock.now() - waited()
