"""Who graduates: later rooms say what has to be true (enough meetings held, training attended), as rules.

@graduation.rule
def held_enough_meetings(participation: Participation, now: datetime) -> bool: ...
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from turnabout.selection.models import Participation

Rule = Callable[[Participation, datetime], bool]
RULES: list[Rule] = []


def rule(fn: Rule) -> Rule:
    """Have `fn(participation, now)` asked before somebody graduates; called from a room's `AppConfig.ready`."""
    if fn not in RULES:
        RULES.append(fn)
    return fn


def graduates(participation: Participation, now: datetime) -> bool:
    """Whether every rule says yes. Nobody graduates where no room has given a rule."""
    return bool(RULES) and all(fn(participation, now) for fn in RULES)
