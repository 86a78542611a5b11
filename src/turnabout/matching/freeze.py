"""What a round knows about people: gathered once, frozen, and handed to the engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from turnabout.cohorts.models import Cohort
from turnabout.engine.matching import ChainException, Mentee, Mentor, Policy, Problem, ProblemRefused
from turnabout.engine.matching.policy import BASE_FIT
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import normal_email
from turnabout.matching.lines import in_words, manager_of, managers_outside, refs_of
from turnabout.matching.models import Hold, Pair
from turnabout.matching.permissions import NOT_ASKED
from turnabout.selection import queries as selection
from turnabout.selection.models import Participation
from turnabout.training import queries as training

LIVE = ("drafted", "mentor_asked", "mentee_asked", "agreed")
"""Pairs that take up a place of each of the two."""
MOST_POINTS = BASE_FIT + sum(getattr(Policy().weights, name) for name in Policy().components)
"""What the best pair there could be would score."""
CHIEF_EXECUTIVE = "A chief executive stands above everybody in one organisation; only direct reports are left out."


@dataclass(frozen=True, slots=True)
class Frozen:
    """The input of a round, the people it is about, and the references of those who offer something in silence."""

    problem: Problem
    people: list[Participation]
    silent: frozenset[str]


def freeze(cohort: Cohort, *, by: Any, but: Any = None) -> Frozen:
    """The input of a round, and the people it is about: everybody who takes part, is trained and has a place left.

    `but` is a round whose own drafted pairs take up no place: what it proposed is looked at afresh. Profiles are
    read for this one purpose, which the audit line of the action under way says. `Refused` when what people said
    of their managers contradicts itself.
    """
    trained = training.trained_ids(cohort)
    taken = places_taken(cohort, but=but)
    people = ready(cohort, trained, taken)
    profiles = selection.profiles(people, by, "matching")
    refs, held = refs_of(people), held_back(people)
    made: dict[str, list[Any]] = {"mentor": [], "mentee": []}
    for person in people:
        known = _common(person, refs, taken[person.pk], person.pk in trained, held[person.pk])
        made[person.role].append(_participant(person, profiles[person.pk], refs, known))
    try:
        problem = Problem(
            mentors=tuple(made["mentor"]),
            mentees=tuple(made["mentee"]),
            policy=Policy(chain_exceptions=exceptions(cohort, people)),
            managers=managers_outside(people, refs),
            earlier=frozenset(proposed_before(people)),
        )
    except ProblemRefused as fault:
        raise Refused(_contradiction(fault, people)) from fault
    return Frozen(problem, people, frozenset(str(one.pk) for one in people if profiles[one.pk]["silent"]))


def ready(cohort: Cohort, trained: Collection[UUID], taken: Mapping[UUID, int]) -> list[Participation]:
    """Everybody of the cohort who takes part, is through the training's gate, and has a place left."""
    people = selection.matchable_unscoped(cohort)
    return [one for one in people if one.pk in trained and taken.get(one.pk, 0) < one.capacity]


def places_taken(cohort: Cohort, *, but: Any = None) -> Counter[UUID]:
    """How many live pairs each participation of the cohort has."""
    live = Pair.objects.filter(round__cohort=cohort, status__in=LIVE)
    if but is not None:
        live = live.exclude(round=but, status="drafted")
    taken: Counter[UUID] = Counter()
    for couple in live.values_list("mentor_id", "mentee_id"):
        taken.update(couple)
    return taken


def proposed_before(people: Iterable[Participation]) -> set[tuple[str, str]]:
    """Every couple of these people that was ever asked about each other, in any cohort and in either direction.

    The same two are never proposed again, whatever came of it. Pairs that nobody was asked about do not count.
    """
    parts = {one.person_id: one for one in people}
    asked = Pair.objects.exclude(status__in=NOT_ASKED)
    asked = asked.filter(Q(mentor__person__in=parts), Q(mentee__person__in=parts))
    found = set()
    for couple in asked.values_list("mentor__person_id", "mentee__person_id"):
        two = [parts[one] for one in couple]
        mentor = next((one for one in two if one.role == "mentor"), None)
        mentee = next((one for one in two if one.role == "mentee"), None)
        if mentor is not None and mentee is not None:
            found.add((str(mentor.pk), str(mentee.pk)))
    return found


def held_back(people: Iterable[Participation]) -> dict[UUID, set[str]]:
    """For each of these people the kinds of hold that stand on them: "hr", "adjustments"."""
    found: dict[UUID, set[str]] = {one.pk: set() for one in people}
    for held, kind in Hold.objects.filter(participation__in=found, lifted_at=None).values_list("participation", "kind"):
        found[held].add(kind)
    return found


def _common(
    person: Participation, refs: Mapping[str, str], taken: int, trained: bool, held: Collection[str]
) -> dict[str, Any]:
    return {
        "ref": str(person.pk),
        "organisation": person.organisation.name,
        "team": person.directorate,
        "level": person.level,
        "modes": frozenset(person.modes),
        "trained": trained,
        # Whoever takes part agreed to it when they sent their declarations; what they took back is not in their
        # profile any more, because the ledger of consent decides what is read of it.
        "consented": person.status == "taking_part",
        "adjustments_feasible": "adjustments" not in held,
        "hr_clear": person.hr_clear and "hr" not in held,
        "open": person.open_to_any,
        "capacity": person.capacity - taken,
        "manager": manager_of(person, refs),
    }


def _participant(
    person: Participation, profile: Mapping[str, Any], refs: Mapping[str, str], known: dict[str, Any]
) -> Mentor | Mentee:
    avoid = profile["avoid"] or {}
    addresses = {normal_email(email) for email in avoid.get("emails", ())}
    known |= {
        "avoid": frozenset(ref for email, ref in refs.items() if email in addresses),
        "avoid_teams": frozenset(avoid.get("teams", ())),
    }
    topics = frozenset(profile["topics"] or ())
    return Mentor(offers=topics, **known) if person.role == "mentor" else Mentee(wants=topics, **known)


def exceptions(cohort: Cohort, people: Iterable[Any]) -> tuple[ChainException, ...]:
    """The cohort's exception to the rule on management lines: chief executives, taking part or only applying."""
    if not cohort.chief_executive_exempt:
        return ()
    return tuple(
        ChainException(senior=str(person.pk), depth=1, reason=CHIEF_EXECUTIVE)
        for person in people
        if person.is_chief_executive
    )


def _contradiction(fault: ProblemRefused, people: Iterable[Participation]) -> str:
    return _(
        "By what they said of their managers, these people report to one another in a circle, so nobody can tell "
        "who is in whose management line: %(who)s. Ask one of them for the right address, then run it again."
    ) % {"who": in_words(fault, people)}
