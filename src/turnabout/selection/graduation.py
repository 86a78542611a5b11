"""Who graduates: later rooms say what has to be true (enough meetings held, training attended), as rules.

@graduation.rule
def held_enough_meetings(cohort: Cohort) -> set[UUID]: ...    # the participations of which it is true
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from turnabout.cohorts.models import Cohort

Rule = Callable[[Cohort], set[UUID]]
RULES: list[Rule] = []


def rule(fn: Rule) -> Rule:
    """Have `fn(cohort)` asked of which participations it is true before anybody graduates; called on start-up."""
    if fn not in RULES:
        RULES.append(fn)
    return fn


def graduating(cohort: Cohort) -> set[UUID]:
    """The participations for which every rule says yes; none where no room has given a rule.

    One question to each rule, however many people there are.
    """
    return set.intersection(*(fn(cohort) for fn in RULES)) if RULES else set()
