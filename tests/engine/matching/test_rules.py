"""Every hard rule by itself, then all together against a plain reading of them."""

from dataclasses import replace
from typing import Any

import pytest
from engine.matching.people import mentee, mentor, one_of_each
from engine.matching.plain import broken_rules, fit, parts
from engine.matching.rounds import problems, tried
from hypothesis import given

from turnabout.engine.matching import ChainException, Policy, Problem, Rule
from turnabout.engine.matching.eligibility import judge_pairs
from turnabout.engine.matching.scoring import score_pairs
from turnabout.engine.matching.verify.rescore import Rescorer

M_AND_L = frozenset({("m", "l")})


def against(problem: Problem) -> tuple[Rule, ...]:
    """The rules against "m" with "l"; the judge, which reads the rules by itself, must see it the same way."""
    rules = judge_pairs(problem).rules_against("m", "l")
    rescorer = Rescorer(problem)
    row = rescorer.row(problem.mentors[problem.mentor_index["m"]])
    assert row.lawful[rescorer.column["l"]] == (not set(rules) - {Rule.PLACE})
    return rules


def test_a_pair_that_breaks_nothing_is_permitted() -> None:
    assert against(one_of_each({}, {})) == ()


@pytest.mark.parametrize("flag", ["trained", "consented", "active"])
@pytest.mark.parametrize("side", [0, 1], ids=["mentor", "mentee"])
def test_nobody_untrained_unasked_or_inactive_is_paired(flag: str, side: int) -> None:
    facts: list[dict[str, Any]] = [{}, {}]
    facts[side] = {flag: False}

    assert against(one_of_each(*facts)) == (Rule.NOT_READY,)


@pytest.mark.parametrize(
    "problem",
    [
        one_of_each({"manager": "l"}, {}),
        one_of_each({"manager": "a"}, {}, managers=frozenset({("a", "b"), ("b", "l")})),
        one_of_each({}, {"manager": "m"}),
        one_of_each({}, {"manager": "a"}, managers=frozenset({("a", "m")})),
    ],
    ids=["her manager", "her manager's manager's manager", "his manager", "his manager's manager"],
)
def test_nobody_is_paired_within_their_management_line(problem: Problem) -> None:
    assert against(problem) == (Rule.LINE,)


def test_a_line_runs_through_other_people_of_the_round() -> None:
    problem = Problem(
        mentors=(mentor("m", manager="between"), mentor("other")),
        mentees=(mentee("l"), mentee("between", manager="l")),
    )

    assert against(problem) == (Rule.LINE,)


def test_an_unknown_manager_ends_the_line() -> None:
    assert against(one_of_each({"manager": "a"}, {}, managers=frozenset({("b", "l")}))) == ()


def test_a_cohort_may_limit_how_deep_a_line_forbids() -> None:
    line = frozenset({("a", "l")})

    assert against(one_of_each({"manager": "a"}, {}, managers=line, policy=Policy(chain_depth=2))) == (Rule.LINE,)
    assert against(one_of_each({"manager": "a"}, {}, managers=line, policy=Policy(chain_depth=1))) == ()


def test_an_exception_for_a_chief_executive_leaves_direct_reports_forbidden() -> None:
    policy = Policy(chain_exceptions=(ChainException(senior="l", depth=1, reason="above everybody"),))

    assert against(one_of_each({"manager": "a"}, {}, managers=frozenset({("a", "l")}), policy=policy)) == ()
    assert against(one_of_each({"manager": "l"}, {}, policy=policy)) == (Rule.LINE,)


def test_an_exception_never_reaches_deeper_than_the_cohort() -> None:
    policy = Policy(chain_depth=1, chain_exceptions=(ChainException(senior="l", depth=5, reason="x"),))

    assert against(one_of_each({"manager": "a"}, {}, managers=frozenset({("a", "l")}), policy=policy)) == ()


@pytest.mark.parametrize(
    ("mentor_facts", "mentee_facts"),
    [
        ({"avoid": {"l"}}, {}),
        ({}, {"avoid": {"m"}}),
        ({"avoid_teams": {"Board  Office"}}, {"team": "board office"}),
        ({"team": "Ward 4"}, {"avoid_teams": {"WARD 4"}}),
    ],
    ids=["her list", "his list", "her list of teams", "his list of teams"],
)
def test_either_may_avoid_the_other_by_name_or_by_team(mentor_facts: dict, mentee_facts: dict) -> None:
    assert against(one_of_each(mentor_facts, mentee_facts)) == (Rule.AVOID,)


def test_avoiding_a_team_does_not_avoid_people_without_one() -> None:
    assert against(one_of_each({"avoid_teams": {"ward", " "}}, {"team": ""})) == ()


@pytest.mark.parametrize(
    ("mentor_facts", "mentee_facts", "permitted"),
    [
        ({"offers": {"age"}}, {}, False),
        ({"offers": set()}, {"wants": set()}, False),
        ({"offers": {"age"}, "open": True}, {}, True),
        ({"offers": {"age"}}, {"open": True}, True),
        ({"offers": {"age", "race"}}, {"wants": {"race", "faith"}}, True),
    ],
)
def test_a_topic_must_be_shared_unless_one_of_them_is_open(
    mentor_facts: dict, mentee_facts: dict, permitted: bool
) -> None:
    assert against(one_of_each(mentor_facts, mentee_facts)) == (() if permitted else (Rule.TOPIC,))


@pytest.mark.parametrize("mentor_facts", [{"modes": {"phone"}}, {"modes": set()}, {"adjustments_feasible": False}])
def test_the_two_must_be_able_to_meet(mentor_facts: dict) -> None:
    assert against(one_of_each(mentor_facts, {})) == (Rule.MODE,)


@pytest.mark.parametrize(
    "problem",
    [one_of_each({"hr_clear": False}, {}), one_of_each({}, {"hr_clear": False}), one_of_each({}, {}, hr_links=M_AND_L)],
    ids=["hers", "his", "between them"],
)
def test_an_open_matter_forbids_a_pair(problem: Problem) -> None:
    assert against(problem) == (Rule.HR,)


def test_the_same_two_are_paired_again_only_if_both_ask() -> None:
    assert against(one_of_each({}, {}, earlier=M_AND_L)) == (Rule.EARLIER,)
    assert against(one_of_each({}, {}, earlier=M_AND_L, asked_again=M_AND_L)) == ()


def test_the_coordinator_can_forbid_a_pair() -> None:
    assert against(one_of_each({}, {}, forbidden=M_AND_L)) == (Rule.FORBIDDEN,)


def test_locked_pairs_take_the_places_of_others() -> None:
    problem = Problem(
        mentors=(mentor("m"), mentor("two places", capacity=2)),
        mentees=(mentee("l"), mentee("other")),
        locked=frozenset({("m", "other"), ("two places", "other")}),
    )
    judged = judge_pairs(replace(problem, locked=frozenset({("m", "other")})))

    assert against(problem) == (Rule.PLACE,)
    assert judged.rules_against("m", "other") == ()
    assert judged.rules_against("two places", "l") == ()
    assert judged.rules_against("two places", "other") == (Rule.PLACE,)


@tried(120)
@given(problem=problems(most=7))
def test_all_rules_and_fits_agree_with_their_plain_reading(problem: Problem) -> None:
    judged, scores = judge_pairs(problem), score_pairs(problem)
    for row, one in enumerate(problem.mentors):
        for column, other in enumerate(problem.mentees):
            assert set(judged.rules_against(one.ref, other.ref)) == broken_rules(problem, one, other)
            assert scores.fit[row, column] == fit(problem, one, other)
            assert 50 <= scores.fit[row, column] <= 1050


@tried(400)
@given(problem=problems(most=7))
def test_the_judge_reads_rules_and_fits_no_other_way(problem: Problem) -> None:
    rescorer = Rescorer(problem)
    for one in problem.mentors:
        row = rescorer.row(one)
        for column, other in enumerate(problem.mentees):
            # Places are counted apart: a locked pair keeps its own.
            assert row.lawful[column] == (not broken_rules(problem, one, other) - {"no_place"})
            assert dict(row.parts_at(column)) == parts(problem, one, other)
            assert row.fit[column] == fit(problem, one, other)
