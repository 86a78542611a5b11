"""Rounds that contradict themselves are refused by type, with a sentence that says what to do."""

from typing import Any

import pytest
from engine.matching.people import mentee, mentor

from turnabout.engine.matching import (
    BadCapacity,
    BadLevel,
    BadReference,
    ConflictingManagers,
    DuplicateReference,
    LockedAndForbidden,
    ManagementCycle,
    Problem,
    ProblemRefused,
    UnknownReference,
)


def refused(kind: type[ProblemRefused], **facts: Any) -> Any:
    with pytest.raises(kind) as refusal:
        Problem(**{"mentors": (mentor("m"),), "mentees": (mentee("l"),)} | facts)
    return refusal.value


def test_a_reference_is_needed() -> None:
    refused(BadReference, mentors=(mentor(""),))


def test_a_reference_belongs_to_one_person_on_one_side() -> None:
    assert refused(DuplicateReference, mentors=(mentor("a"), mentor("a"))).ref == "a"
    assert refused(DuplicateReference, mentees=(mentee("m"),)).ref == "m"


@pytest.mark.parametrize("capacity", [0, 3, -1, True, 1.0, None])
def test_a_person_takes_one_or_two(capacity: Any) -> None:
    assert refused(BadCapacity, mentors=(mentor("m", capacity=capacity),)).ref == "m"


@pytest.mark.parametrize("level", [0, 10, "8a", True])
def test_a_level_is_one_to_nine_or_unknown(level: Any) -> None:
    assert refused(BadLevel, mentees=(mentee("l", level=level),)).level == level


def test_managers_in_a_circle_are_named_in_order() -> None:
    error = refused(
        ManagementCycle, mentors=(mentor("m", manager="z"),), managers=frozenset({("z", "b"), ("b", "a"), ("a", "z")})
    )

    assert error.cycle == ("a", "z", "b")
    assert "a → z → b → a" in str(error)


def test_nobody_is_their_own_manager() -> None:
    assert refused(ManagementCycle, mentees=(mentee("l", manager="l"),)).cycle == ("l",)


def test_a_person_has_one_manager() -> None:
    error = refused(ConflictingManagers, mentors=(mentor("m", manager="a"),), managers=frozenset({("m", "b")}))

    assert (error.ref, error.managers) == ("m", ("a", "b"))


@pytest.mark.parametrize("where", ["locked", "forbidden"])
@pytest.mark.parametrize("couple", [("m", "nobody"), ("nobody", "l"), ("l", "m")])
def test_locked_and_forbidden_pairs_are_people_of_the_round(where: str, couple: tuple[str, str]) -> None:
    error = refused(UnknownReference, **{where: frozenset({couple})})

    assert (error.couple, error.where) == (couple, where)


def test_a_pair_cannot_be_locked_and_forbidden() -> None:
    pair = frozenset({("m", "l")})

    assert refused(LockedAndForbidden, locked=pair, forbidden=pair).couple == ("m", "l")


def test_people_who_have_left_may_stand_in_the_history() -> None:
    gone = frozenset({("m", "gone"), ("gone", "l")})

    Problem(
        mentors=(mentor("m", avoid={"gone"}),),
        mentees=(mentee("l"),),
        earlier=gone,
        asked_again=gone,
        previous=gone,
        hr_links=gone,
    )
