"""What contradicts itself in a round, found before anything is solved."""

from collections.abc import Collection, Sequence

from turnabout.engine.matching.errors import (
    BadCapacity,
    BadLevel,
    BadReference,
    ConflictingManagers,
    Couple,
    DuplicateReference,
    LockedAndForbidden,
    ManagementCycle,
    UnknownReference,
)
from turnabout.engine.matching.people import Mentee, Mentor, Participant


def refuse_contradictions(mentors: Sequence[Mentor], mentees: Sequence[Mentee], managers: frozenset[Couple]) -> None:
    """Raise the first `ProblemRefused` about a person or about who manages whom."""
    people = (*mentors, *mentees)
    _check_people(people)
    _check_managers([(person.ref, person.manager) for person in people if person.manager], managers)


def refuse_contrary_pairs(
    mentors: Collection[str],
    mentees: Collection[str],
    locked: frozenset[Couple],
    forbidden: frozenset[Couple],
) -> None:
    """Raise the first `ProblemRefused` about a locked or forbidden pair of the mentors and mentees given by
    ref.
    """
    for where, couples in (("locked", locked), ("forbidden", forbidden)):
        for couple in sorted(couples):
            if couple[0] not in mentors or couple[1] not in mentees:
                raise UnknownReference(couple, where)
    for couple in sorted(locked & forbidden):
        raise LockedAndForbidden(couple)


def _check_people(people: Sequence[Participant]) -> None:
    seen: set[str] = set()
    for person in people:
        if not person.ref:
            raise BadReference()
        if person.ref in seen:
            raise DuplicateReference(person.ref)
        seen.add(person.ref)
        if type(person.capacity) is not int or person.capacity not in (1, 2):
            raise BadCapacity(person.ref, person.capacity)
        if person.level is not None and (type(person.level) is not int or not 1 <= person.level <= 9):
            raise BadLevel(person.ref, person.level)


def _check_managers(said: Sequence[Couple], managers: frozenset[Couple]) -> None:
    manager_of: dict[str, str] = {}
    for ref, manager in sorted([*said, *managers]):
        known = manager_of.setdefault(ref, manager)
        if known != manager:
            raise ConflictingManagers(ref, (known, manager))
    settled: set[str] = set()
    for start in sorted(manager_of):
        path: dict[str, None] = {}
        above: str | None = start
        while above is not None and above not in settled:
            if above in path:
                raise ManagementCycle(_from_the_smallest(list(path)[list(path).index(above) :]))
            path[above] = None
            above = manager_of.get(above)
        settled.update(path)


def _from_the_smallest(cycle: list[str]) -> tuple[str, ...]:
    # One circle has one spelling, wherever the walk happened to enter it.
    first = cycle.index(min(cycle))
    return (*cycle[first:], *cycle[:first])
