"""How a later room hears that somebody changed what they share or took it back, in the same transaction.

@on_experience_change
def freeze_again(application: Application, *, by: Any, now: datetime) -> None: ...
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

Listener = Callable[..., None]
_listeners: list[Listener] = []
_of_boundaries: list[Listener] = []


def on_experience_change(listener: Listener) -> Listener:
    """Have `listener(application, by=, now=)` called after what is offered changed; nothing may be left of it then."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def on_boundaries_change(listener: Listener) -> Listener:
    """Have it called after what is off limits, or what is shown before two people agree, changed."""
    if listener not in _of_boundaries:
        _of_boundaries.append(listener)
    return listener


def tell(application: Any, *, by: Any, now: datetime) -> None:
    """Tell every listener that what `application` offers is no longer what it was."""
    for listener in _listeners:
        listener(application, by=by, now=now)


def tell_boundaries(application: Any, *, by: Any, now: datetime) -> None:
    """Tell every listener that the boundaries of `application` are no longer what they were."""
    for listener in _of_boundaries:
        listener(application, by=by, now=now)
