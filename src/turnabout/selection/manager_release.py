"""What line managers answered about paid time, as the shortlist says it: the room that asks them offers the words.

@manager_release.said_by
def in_words(viewer: Any, applications: Sequence[Application], now: datetime) -> dict[UUID, Any]: ...
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from turnabout.applications.models import Application

Sayer = Callable[[Any, Sequence[Application], datetime], dict[UUID, Any]]
SAYERS: list[Sayer] = []


def said_by(fn: Sayer) -> Sayer:
    """Have `fn` asked for the state of the manager's release, in words, by application; called on start-up."""
    if fn not in SAYERS:
        SAYERS.append(fn)
    return fn


def words_for(viewer: Any, applications: Sequence[Application], now: datetime) -> dict[UUID, Any]:
    """The state of each release in words; empty where no room asks managers. A fixed number of reads."""
    found: dict[UUID, Any] = {}
    for fn in SAYERS:
        found |= fn(viewer, applications, now)
    return found
