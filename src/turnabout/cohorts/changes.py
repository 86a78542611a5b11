"""How a later room hears that a date of a cohort was moved, in the same transaction.

@on_date_change
def move_sessions(planned: PlannedDate, *, by: Any, now: datetime) -> None: ...
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

Listener = Callable[..., None]
_listeners: list[Listener] = []


def on_date_change(listener: Listener) -> Listener:
    """Have `listener(planned, by=, now=)` called after a planned date got new instants."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def tell(planned: Any, *, by: Any, now: datetime) -> None:
    """Tell every listener that `planned` stands at its new instants."""
    for listener in _listeners:
        listener(planned, by=by, now=now)
