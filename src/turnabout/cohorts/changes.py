"""How a later room hears that dates of a cohort were moved or that it was copied, in the same transaction.

@on_date_change
def move_sessions(planned: PlannedDate, *, by: Any, now: datetime) -> None: ...
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Listener = Callable[..., None]
_listeners: list[Listener] = []
_of_closing: list[Listener] = []
_of_copies: list[Listener] = []


@dataclass(frozen=True, slots=True)
class ClosingMoved:
    """The last day to apply or confirm of an open cohort was moved, or extended for a public reason, if one is given.

    `everybody`: those who have sent their form hear of it too, not only those who still have something to send.
    """

    cohort: Any
    was: datetime
    everybody: bool = True
    reason: str = ""


def on_date_change(listener: Listener) -> Listener:
    """Have `listener(planned, by=, now=)` called after a planned date got new instants."""
    return _add(_listeners, listener)


def on_closing_moved(listener: Listener) -> Listener:
    """Have `listener(moved, by=, now=)` called with a `ClosingMoved`, after the listeners to the date itself."""
    return _add(_of_closing, listener)


def on_copy(listener: Listener) -> Listener:
    """Have `listener(source, copy, by=, now=)` called after a cohort was copied: each room copies its own part."""
    return _add(_of_copies, listener)


def tell(planned: Any, *, by: Any, now: datetime) -> None:
    """Tell every listener that `planned` stands at its new instants."""
    for listener in _listeners:
        listener(planned, by=by, now=now)


def tell_closing(moved: ClosingMoved, *, by: Any, now: datetime) -> None:
    """Tell every listener that an open cohort closes at another instant."""
    for listener in _of_closing:
        listener(moved, by=by, now=now)


def tell_copy(source: Any, copy: Any, *, by: Any, now: datetime) -> None:
    """Tell every listener that `copy` was made after the likeness of `source`."""
    for listener in _of_copies:
        listener(source, copy, by=by, now=now)


def _add(listeners: list[Listener], listener: Listener) -> Listener:
    if listener not in listeners:
        listeners.append(listener)
    return listener
