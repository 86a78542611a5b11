"""How a lower room sends a person to a higher room's page without knowing it: rooms offer steps by occasion.

A room's `AppConfig.ready` calls `offer("application submitted", fn)`; the page that shows the occasion calls
`steps("application submitted", viewer, thing, now)`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a person can do next: what it says, where it leads, by when, and whether it presses.

    Of one that is a place to be, `where` says where in words, and `join` is the address to join at.
    """

    text: Any
    url: str
    due: datetime | None = None
    urgent: bool = False
    detail: Any = ""
    where: Any = ""
    join: str = ""


Offer = Callable[[Any, Any, datetime], Iterable[Step]]
_offers: dict[str, list[Offer]] = defaultdict(list)

SUBMITTED = "application submitted"
DECISIONS = "co-ordinator's day"
MINE = "my mentoring"
PROMISED = "what I said I would do"
BLOCKS = "what blocks the next stage"
SEE_AS = "see it as "
"""With a reader's name behind it ("see it as manager"): the page as that reader will see it, beside what they read."""
WHO_SEES = "who can see this"


def offer(occasion: str, fn: Offer) -> Offer:
    """Have `fn(viewer, thing, now)` asked for its steps whenever `occasion` is shown."""
    if fn not in _offers[occasion]:
        _offers[occasion].append(fn)
    return fn


def steps(occasion: str, viewer: Any, thing: Any, now: datetime) -> list[Step]:
    """Every step that the rooms offer on `occasion`, pressing ones first, then by date."""
    found = [step for fn in _offers[occasion] for step in fn(viewer, thing, now)]
    return sorted(found, key=lambda step: (not step.urgent, step.due is None, step.due or now))
