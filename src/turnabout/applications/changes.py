"""How a later room hears that somebody offered lived experience or took it back, in the same transaction.

@on_experience_change
def freeze_again(application: Application, *, by: Any, now: datetime) -> None: ...
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

Listener = Callable[..., None]
_listeners: list[Listener] = []


def on_experience_change(listener: Listener) -> Listener:
    """Have `listener(application, by=, now=)` called after what is offered changed; nothing may be left of it then."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def tell(application: Any, *, by: Any, now: datetime) -> None:
    """Tell every listener that what `application` offers is no longer what it was."""
    for listener in _listeners:
        listener(application, by=by, now=now)
