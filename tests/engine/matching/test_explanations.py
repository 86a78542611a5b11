"""Everybody gets a reason, and nobody's reason gives somebody else away."""

from dataclasses import replace
from random import Random

import pytest
from engine.matching.people import mentee, mentor, one_of_each
from engine.matching.plain import broken_rules
from engine.matching.rounds import TOPICS, problems, some, tried
from hypothesis import given

from turnabout.engine.matching import (
    ChainException,
    PairExplanation,
    Phrase,
    Policy,
    Problem,
    Result,
    Rule,
    UnmatchedExplanation,
    UnmatchedReason,
    explain_pair,
    explain_round,
    explain_unmatched,
    solve_round,
)


def solved(problem: Problem) -> Result:
    answer = solve_round(problem)
    assert isinstance(answer, Result), answer
    return answer


def why(problem: Problem, one: str = "m", other: str = "l") -> PairExplanation:
    return explain_pair(problem, solved(problem), one, other)


def why_alone(problem: Problem, ref: str) -> UnmatchedExplanation:
    return explain_unmatched(problem, solved(problem), ref)


def keys(phrases: tuple[Phrase, ...]) -> list[str]:
    return [phrase.key for phrase in phrases]


def value(phrases: tuple[Phrase, ...], key: str) -> dict:
    return dict(next(phrase.values for phrase in phrases if phrase.key == key))


@tried(150)
@given(problem=problems(most=6))
def test_every_pair_and_every_unmatched_person_has_an_explanation_that_adds_up(problem: Problem) -> None:
    result = solved(problem)
    explained = explain_round(problem, result)

    assert [(one.mentor, one.mentee) for one in explained.pairs] == [pair.couple for pair in result.pairs]
    for one, pair in zip(explained.pairs, result.pairs, strict=True):
        values = [dict(phrase.values) for phrase in one.to_coordinator]
        assert sum(part.get("points", 0) for part in values) == one.fit == pair.fit
        assert one.to_mentor
        assert one.to_mentee
    assert [one.ref for one in explained.unmatched] == [*result.unmatched_mentors, *result.unmatched_mentees]
    for one in explained.unmatched:
        check_funnel(problem, one)


def check_funnel(problem: Problem, one: UnmatchedExplanation) -> None:
    others = problem.mentees if one.role == "mentor" else problem.mentors
    assert one.partners_before_rules == len(others)
    assert one.partners_left + sum(count for _, count in one.removed) == len(others)
    assert [rule for rule, _ in one.removed] == list(Rule)
    assert one.to_coordinator[0].key == f"unmatched.{one.reason}"
    if one.role == "mentor":
        mine = [broken_rules(problem, problem.mentors[problem.mentor_index[one.ref]], other) for other in others]
    else:
        mine = [broken_rules(problem, other, problem.mentees[problem.mentee_index[one.ref]]) for other in others]
    first = [next((rule for rule in Rule if rule in broken), None) for broken in mine]
    assert dict(one.removed) == {rule: first.count(rule) for rule in Rule}
    assert (one.reason is UnmatchedReason.OUTNUMBERED) == (one.partners_left > 0)
    if one.partners_left:
        assert 0 < one.places < one.places_wanted <= 2 * one.competitors


def test_the_coordinator_reads_what_each_part_of_the_fit_is_for() -> None:
    told = why(one_of_each({"manager": "boss"}, {"wants": {"race", "age"}, "manager": "top"})).to_coordinator

    assert told == (
        Phrase("base.permitted", (("points", 50), ("out_of", 50))),
        Phrase(
            "topics.some_wanted",
            (("shared", 1), ("wanted", 2), ("offered", 1), ("points", 210), ("out_of", 350)),
        ),
        Phrase("seniority.two_or_more", (("levels", 4), ("points", 100), ("out_of", 100))),
        Phrase("organisation.different", (("points", 100), ("out_of", 100))),
    )


@pytest.mark.parametrize(
    ("mentor_facts", "mentee_facts", "key"),
    [
        ({}, {}, "topics.all_wanted"),
        ({"open": True, "offers": {"age"}}, {}, "topics.open"),
        ({"level": 7}, {}, "seniority.one"),
        ({"level": 8}, {}, "seniority.same"),
        ({"level": 9}, {}, "seniority.mentor_senior"),
        ({"level": None}, {}, "seniority.unknown"),
        ({"organisation": "County"}, {}, "organisation.same"),
        ({"organisation": ""}, {}, "organisation.unknown"),
    ],
)
def test_each_case_of_a_component_has_its_own_words(mentor_facts: dict, mentee_facts: dict, key: str) -> None:
    assert key in keys(why(one_of_each(mentor_facts, mentee_facts)).to_coordinator)


def test_the_coordinator_is_told_when_a_management_line_could_not_be_checked() -> None:
    told = keys(why(one_of_each({}, {"manager": "top"})).to_coordinator)

    assert "line.unknown_for_mentor" in told
    assert "line.unknown_for_mentee" not in told


def test_the_coordinator_is_told_when_an_exception_let_a_pair_through() -> None:
    policy = Policy(chain_exceptions=(ChainException(senior="l", depth=1, reason="chief executive"),))
    problem = one_of_each({"manager": "a"}, {}, managers=frozenset({("a", "l")}), policy=policy)

    assert value(why(problem).to_coordinator, "line.excepted") == {"levels_apart": 2}


def test_locked_and_kept_pairs_say_so() -> None:
    pair = frozenset({("m", "l")})

    assert "pair.locked" in keys(why(one_of_each({}, {}, locked=pair)).to_coordinator)
    assert "pair.kept" in keys(why(one_of_each({}, {}, previous=pair)).to_coordinator)


@tried(150)
@given(problem=problems(most=4))
def test_partners_read_the_same_whatever_the_other_offers_wants_or_avoids(problem: Problem) -> None:
    result = solved(problem)
    dice = Random(problem.digest())
    other_lives = Problem(
        mentors=tuple(
            replace(one, offers=some(dice, TOPICS, 0, 4), open=True, avoid=frozenset({"x9"}), level=dice.randint(1, 9))
            for one in problem.mentors
        ),
        mentees=tuple(
            replace(one, wants=some(dice, TOPICS, 0, 4), avoid_teams=frozenset(), level=dice.randint(1, 9))
            for one in problem.mentees
        ),
        managers=problem.managers,
    )
    paired = frozenset(pair.couple for pair in result.pairs)
    again = solve_round(replace(other_lives, locked=paired))
    if not isinstance(again, Result):
        return  # a management line that an exception had let through
    for pair in result.pairs:
        before = explain_pair(problem, result, *pair.couple)
        after = explain_pair(replace(other_lives, locked=paired), again, *pair.couple)
        assert (before.to_mentor, before.to_mentee) == (after.to_mentor, after.to_mentee)


def test_partners_are_told_how_they_can_meet_and_whether_they_work_together() -> None:
    told = why(one_of_each({"modes": {"video", "phone"}}, {"modes": {"phone", "in_person", "video"}}))

    assert told.to_mentee == (
        Phrase("pair.rules_met"),
        Phrase("meeting.common_modes", (("modes", ("phone", "video")),)),
        Phrase("organisation.different"),
    )
    assert told.to_mentor == told.to_mentee


@pytest.mark.parametrize(
    ("problem", "reason", "hindrances"),
    [
        (one_of_each({}, {"trained": False}), UnmatchedReason.NOT_READY, ["hindrance.untrained"]),
        (
            one_of_each({}, {"consented": False, "active": False}),
            UnmatchedReason.NOT_READY,
            ["hindrance.no_consent", "hindrance.inactive"],
        ),
        (one_of_each({}, {"hr_clear": False}), UnmatchedReason.NOT_READY, ["hindrance.hr"]),
        (one_of_each({}, {"adjustments_feasible": False}), UnmatchedReason.NOT_READY, ["hindrance.adjustments"]),
        (Problem(mentors=(), mentees=(mentee("l"),)), UnmatchedReason.NOBODY_THERE, []),
        (one_of_each({"trained": False}, {}), UnmatchedReason.NOBODY_PERMITTED, []),
        (one_of_each({"avoid": {"l"}}, {}), UnmatchedReason.NOBODY_PERMITTED, []),
    ],
)
def test_an_unmatched_person_has_the_first_reason_that_applies(
    problem: Problem, reason: UnmatchedReason, hindrances: list[str]
) -> None:
    told = why_alone(problem, "l")

    assert told.reason is reason
    assert [key for key in keys(told.to_coordinator) if key.startswith("hindrance.")] == hindrances


@tried(80)
@given(problem=problems())
def test_what_an_unmatched_person_is_told_never_depends_on_the_reason(problem: Problem) -> None:
    explained = explain_round(problem, solved(problem))

    assert {one.to_person for one in explained.unmatched} <= {(Phrase("unmatched.this_round"),)}


def test_the_funnel_counts_each_partner_under_the_first_rule_that_removes_them() -> None:
    problem = Problem(
        mentors=(
            mentor("avoids and cannot meet", avoid={"l"}, modes={"phone"}),
            mentor("cannot meet", modes={"phone"}),
            mentor("offers something else", offers={"age"}),
            mentor("taken"),
        ),
        mentees=(mentee("l"), mentee("lucky")),
        locked=frozenset({("taken", "lucky")}),
    )
    told = why_alone(problem, "l")
    removed = {rule: count for rule, count in told.removed if count}

    assert told.partners_before_rules == 4
    assert removed == {Rule.AVOID: 1, Rule.MODE: 1, Rule.TOPIC: 1, Rule.PLACE: 1}
    assert told.reason is UnmatchedReason.NOBODY_PERMITTED
    assert keys(told.to_coordinator)[1:5] == [
        "removed.avoid",
        "removed.no_way_to_meet",
        "removed.no_common_topic",
        "removed.no_place",
    ]


def test_scarcity_says_how_many_want_a_topic_and_how_many_offer_it() -> None:
    problem = Problem(
        mentors=(mentor("m1"), mentor("m2", offers={"race", "age"}), mentor("resting", active=False)),
        mentees=tuple(mentee(f"l{number}") for number in range(4)),
    )
    result = solved(problem)
    told = explain_unmatched(problem, result, result.unmatched_mentees[0])

    assert told.reason is UnmatchedReason.OUTNUMBERED
    assert value(told.to_coordinator, "scarcity.topic") == {"topic": "race", "offering": 2, "wanting": 4}
    assert value(told.to_coordinator, "unmatched.competition") == {"people": 4, "places_wanted": 4, "places": 2}


def test_the_coordinator_is_told_when_somebody_else_has_two_partners() -> None:
    # As many pairs as there can be, yet "last" has none while "first" has two: lowering a capacity would help.
    problem = Problem(
        mentors=(mentor("m1"), mentor("m2")),
        mentees=(mentee("first", capacity=2), mentee("last", level=4)),
    )
    told = why_alone(problem, "last")

    assert value(told.to_coordinator, "unmatched.others_have_two") == {"people": 1}
    assert value(told.to_coordinator, "unmatched.competition") == {"people": 2, "places_wanted": 3, "places": 2}


def test_only_a_pair_of_the_result_can_be_explained_as_one() -> None:
    problem = one_of_each({"trained": False}, {})
    with pytest.raises(KeyError, match="not paired"):
        why(problem)
    with pytest.raises(KeyError, match="not an unmatched person"):
        why_alone(one_of_each({}, {}), "m")
