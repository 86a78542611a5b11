"""One short line for each thing done, with how long it took."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Failed(Exception):
    """A verb cannot go on. The text says what happened and the exact line to type."""


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say `what`, do it, then say how long it took."""
    print(f"{what} …", end=" ", file=sys.stderr, flush=True)
    started = time.monotonic()
    try:
        yield
    except BaseException:
        print("failed", file=sys.stderr)
        raise
    print(f"{time.monotonic() - started:.1f} s", file=sys.stderr)


def warn(what: str) -> None:
    """Say something that does not stop the work."""
    print(what, file=sys.stderr)
