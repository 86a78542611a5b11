"""What a round knows about people: gathered once, frozen, and handed to the engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from turnabout.cohorts.models import Cohort
from turnabout.engine.matching import ChainException, Mentee, Mentor, Policy, Problem
from turnabout.foundation.accounts.models import normal_email
from turnabout.matching.models import Pair
from turnabout.selection import queries as selection
from turnabout.selection.models import Participation
from turnabout.training import queries as training

LIVE = ("drafted", "mentor_asked", "mentee_asked", "agreed")
CHIEF_EXECUTIVE = "A chief executive stands above everybody in one organisation; only direct reports are left out."


def freeze(cohort: Cohort, *, by: Any, places_taken: Mapping[UUID, int]) -> tuple[Problem, list[Participation]]:
    """The input of a round: everybody who takes part, is trained and has a place left, and the people it is about.

    `places_taken` counts, by participation, the live pairs that somebody has. Profiles are read for this one
    purpose, which the audit line of the action under way says.
    """
    trained = training.trained_ids(cohort)
    people = [
        person
        for person in selection.matchable_unscoped(cohort)
        if person.pk in trained and places_taken.get(person.pk, 0) < person.capacity
    ]
    profiles = selection.profiles(people, by, "matching")
    refs = {normal_email(person.person.email): str(person.pk) for person in people if person.person.email}
    made = {"mentor": [], "mentee": []}
    for person in people:
        made[person.role].append(_participant(person, profiles[person.pk], refs, places_taken.get(person.pk, 0)))
    problem = Problem(
        mentors=tuple(made["mentor"]),
        mentees=tuple(made["mentee"]),
        policy=Policy(chain_exceptions=_exceptions(cohort, people)),
        managers=_managers_outside(cohort, refs),
        earlier=frozenset(proposed_before(cohort)),
    )
    return problem, people


def places_taken(pairs: Iterable[Pair], partnerships: Iterable[tuple[UUID, UUID]] = ()) -> Counter[UUID]:
    """How many live pairs each participation has."""
    taken: Counter[UUID] = Counter()
    for pair in pairs:
        taken[pair.mentor_id] += 1
        taken[pair.mentee_id] += 1
    return taken


def proposed_before(cohort: Cohort) -> set[tuple[str, str]]:
    """Every couple that was proposed in this cohort and did not go ahead, or was a pair once: never again."""
    asked = Pair.objects.filter(round__cohort=cohort, round__status="published")
    rows = asked.values_list("mentor_id", "mentee_id")
    return {(str(mentor), str(mentee)) for mentor, mentee in rows}


def _participant(
    person: Participation, profile: Mapping[str, Any], refs: Mapping[str, str], taken: int
) -> Mentor | Mentee:
    avoid = profile["avoid"] or {}
    common: dict[str, Any] = {
        "ref": str(person.pk),
        "organisation": person.organisation.name,
        "team": person.directorate,
        "level": person.level,
        "modes": frozenset(person.modes),
        "trained": True,
        "consented": True,
        "adjustments_feasible": True,
        "hr_clear": person.hr_clear,
        "open": person.open_to_any,
        "capacity": person.capacity - taken,
        "avoid": frozenset(
            refs[normal] for email in avoid.get("emails", ()) if (normal := normal_email(email)) in refs
        ),
        "avoid_teams": frozenset(avoid.get("teams", ())),
        "manager": _ref_of(person.manager_email, refs),
    }
    topics = frozenset(profile["topics"] or ())
    return Mentor(offers=topics, **common) if person.role == "mentor" else Mentee(wants=topics, **common)


def _ref_of(email: str, refs: Mapping[str, str]) -> str | None:
    """The reference of the person with this address; somebody outside the round is known by the address itself."""
    if not email:
        return None
    normal = normal_email(email)
    return refs.get(normal, f"outside:{normal}")


def _managers_outside(cohort: Cohort, refs: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """The managers of people who take part in the cohort but not in this round: a line does not stop at them."""
    lines = set()
    everybody = Participation.objects.filter(cohort=cohort).select_related("person")
    for person in everybody:
        own = _ref_of(person.person.email or "", refs)
        above = _ref_of(person.manager_email, refs)
        if own and above and own.startswith("outside:") and own != above:
            lines.add((own, above))
    return frozenset(lines)


def _exceptions(cohort: Cohort, people: Iterable[Participation]) -> tuple[ChainException, ...]:
    if not cohort.chief_executive_exempt:
        return ()
    return tuple(
        ChainException(senior=str(person.pk), depth=1, reason=CHIEF_EXECUTIVE)
        for person in people
        if person.is_chief_executive
    )
