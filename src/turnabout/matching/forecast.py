"""How many pairs today's applicants allow: gathered once for its reader, and handed to the engine. Nobody is paired.

It is made of nothing but what its reader may read of each application, of who was paired before, and of who keeps
apart from whom. What somebody offers and tells to nobody is not in it, although a round may use it: a number that
can be looked at after each new application would tell who offers what. So a round may find more pairs than this.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from turnabout.applications.models import EITHER, MENTEE, MENTOR, Application
from turnabout.applications.queries.pairing import Wishes, wishes
from turnabout.cohorts.models import Cohort
from turnabout.engine.matching import (
    Feasibility,
    ManagementCycle,
    Mentee,
    Mentor,
    Policy,
    Problem,
    ProblemRefused,
    feasible,
    place_either,
)
from turnabout.foundation.accounts.models import normal_email
from turnabout.matching.freeze import exceptions
from turnabout.matching.lines import manager_of, managers_outside, refs_of
from turnabout.matching.models import Pair
from turnabout.matching.permissions import NOT_ASKED
from turnabout.selection.queries.candidates import candidates

PURPOSE = "looking at how many pairs are possible"
LARGEST = 600
"""People up to whom it is worked out while somebody waits; more would take seconds."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Those who count and how they may be paired; `too_many` is how many there are where none was read."""

    people: Sequence[Application]
    wishes: Mapping[Any, Wishes]
    earlier: frozenset[tuple[str, str]]
    managers: frozenset[tuple[str, str]]
    policy: Policy
    strands: tuple[str, ...]
    too_many: int = 0


@dataclass(frozen=True, slots=True)
class Forecast:
    """What today's applicants allow; `found` is None when there is nothing to say it of.

    `either` would take either role, `as_mentors` of them are counted as reverse mentors. `circle` are people who are
    said to report to one another, None when nobody is: then nothing can be said. `lone` are the references of those
    who fit nobody. `too_many` is how many people there are where they are too many to count while somebody waits.
    """

    people: Mapping[str, Application]
    wishes: Mapping[Any, Wishes]
    found: Feasibility | None
    lone: frozenset[str] = frozenset()
    either: int = 0
    as_mentors: int = 0
    circle: tuple[str, ...] | None = None
    too_many: int = 0

    def told(self, ref: str, role: str) -> frozenset[str]:
        """What somebody offers as a reverse mentor, or wants as a reverse mentee, as far as the reader may know."""
        wished = self.wishes[self.people[ref].pk]
        return wished.offers if role == MENTOR else wished.wants


def gather(cohort: Cohort, group: str, *, by: Any, now: datetime) -> Gathered:
    """Read what may be used of those of `group` who applied; part of the action of looking at it."""
    found, strands = candidates(by, cohort, now, group), tuple(cohort.strands)
    if (many := found.count()) > LARGEST:
        return Gathered([], {}, frozenset(), frozenset(), Policy(), strands, too_many=many)
    everybody = list(found)
    read = wishes(everybody, cohort, by, now, PURPOSE)
    people = [one for one in everybody if one.pk in read]
    refs = refs_of(people)
    policy = Policy(chain_exceptions=exceptions(cohort, people))
    return Gathered(people, read, _earlier(people), managers_outside(people, refs), policy, strands)


def forecast(given: Gathered) -> Forecast:
    """Work it out. The same people, the same answer; nothing is read or kept."""
    people = {str(one.pk): one for one in given.people}
    if given.too_many or not people:
        return Forecast(people, given.wishes, None, too_many=given.too_many)
    either = sum(one.role == EITHER for one in given.people)
    try:
        placed = place_either(*_sides(given), _make(given))
    except ProblemRefused as fault:
        circle = fault.cycle if isinstance(fault, ManagementCycle) else ()
        names = tuple(sorted(people[ref].person.name for ref in circle if ref in people))
        return Forecast(people, given.wishes, None, either=either, circle=names)
    found = feasible(placed.problem, topics=given.strands)
    lone = frozenset(one.ref for one in found.lone) - placed.fitting
    return Forecast(people, given.wishes, found, lone, either, len(placed.as_mentors))


def _sides(given: Gathered) -> tuple[list[Mentor], list[Mentee], list[tuple[Mentor, Mentee]]]:
    refs = refs_of(given.people)
    mentors, mentees, either = [], [], []
    for one in given.people:
        wished, known = given.wishes[one.pk], _common(one, given.wishes[one.pk], refs)
        if one.role == MENTOR:
            mentors.append(Mentor(**known, offers=wished.offers))
        elif one.role == MENTEE:
            mentees.append(Mentee(**known, wants=wished.wants))
        else:
            either.append((Mentor(**known, offers=wished.offers), Mentee(**known, wants=wished.wants)))
    return mentors, mentees, either


def _make(given: Gathered) -> Callable[[Sequence[Mentor], Sequence[Mentee]], Problem]:
    def make(mentors: Sequence[Mentor], mentees: Sequence[Mentee]) -> Problem:
        return Problem(
            mentors=tuple(mentors),
            mentees=tuple(mentees),
            policy=given.policy,
            managers=given.managers,
            earlier=given.earlier,
        )

    return make


def _common(one: Application, wished: Wishes, refs: Mapping[str, str]) -> dict[str, Any]:
    """Nobody is trained while a call is open, so everybody counts as if they were, and as held back by nothing."""
    addresses = {normal_email(email) for email in wished.emails}
    return {
        "ref": str(one.pk),
        "organisation": one.organisation.name if one.organisation else "",
        "team": one.directorate,
        "level": one.level,
        "modes": frozenset(one.modes),
        "trained": True,
        "consented": True,
        "adjustments_feasible": True,
        "hr_clear": True,
        "open": one.open_to_any,
        "capacity": one.capacity,
        "avoid": frozenset(ref for email, ref in refs.items() if email in addresses),
        "avoid_teams": wished.teams,
        "manager": manager_of(one, refs),
    }


def _earlier(people: Collection[Application]) -> frozenset[tuple[str, str]]:
    """Every two of these people who were ever asked about each other, in any cohort: never again, in either role."""
    refs = {one.person_id: str(one.pk) for one in people}
    asked = Pair.objects.exclude(status__in=NOT_ASKED)
    asked = asked.filter(Q(mentor__person__in=refs), Q(mentee__person__in=refs))
    couples = {(refs[one], refs[other]) for one, other in asked.values_list("mentor__person_id", "mentee__person_id")}
    return frozenset(couples | {(other, one) for one, other in couples})
