"""How many pairs are possible: compared with every way tried, and with a whole round."""

from dataclasses import replace
from functools import cache
from itertools import product
from random import Random

import pytest
from engine.matching import plain
from engine.matching.people import mentee, mentor
from engine.matching.rounds import TOPICS, crowded_round, problems, tried
from hypothesis import given
from hypothesis import strategies as st

from turnabout.engine.matching import Mentee, Mentor, Problem, Result, feasible, place_either, solve_round
from turnabout.engine.matching.eligibility import Rule, judge_pairs
from turnabout.engine.matching.feasibility import APART


def most_of(couples, places) -> int:
    """The size of a largest set of these couples, by trying."""
    couples = sorted(couples)
    refs = sorted(places)

    @cache
    def rest(turn: int, left: tuple[int, ...]) -> int:
        if turn == len(couples):
            return 0
        found, here = rest(turn + 1, left), [refs.index(ref) for ref in couples[turn]]
        if all(left[at] > 0 for at in here):
            after = tuple(place - (at in here) for at, place in enumerate(left))
            found = max(found, 1 + rest(turn + 1, after))
        return found

    return rest(0, tuple(places[ref] for ref in refs))


def places_of(problem: Problem) -> dict[str, int]:
    return {one.ref: plain.places(problem, one) for one in (*problem.mentors, *problem.mentees)}


@given(problems())
@tried(100)
def test_there_are_as_many_pairs_as_the_best_way_has(problem: Problem) -> None:
    assert feasible(problem).most == plain.best(problem, 0)[0][0] + len(problem.locked)


@given(problems(most=9))
@tried(60)
def test_a_round_makes_as_many(problem: Problem) -> None:
    outcome = solve_round(problem)
    assert isinstance(outcome, Result)
    assert feasible(problem).most == len(outcome.pairs)


@given(problems(most=4))
@tried(60)
def test_the_numbers_by_topic_and_organisation_are_those_of_trying(problem: Problem) -> None:
    stake, places = plain.at_stake(problem), places_of(problem)
    mentors = {one.ref: one for one in problem.mentors}
    mentees = {one.ref: one for one in problem.mentees}
    found = feasible(problem, topics=("class",))
    assert {one.topic for one in found.topics} >= {"class"}
    for one in found.topics:
        shared = {pair for pair in stake if one.topic in mentors[pair[0]].offers & mentees[pair[1]].wants}
        assert one.pairs == most_of(shared, places)
        assert one.offering == sum(one.topic in each.offers for each in problem.mentors)
        takers = [each.ref for each in problem.mentees if each.open or one.topic in each.wants]
        more = {*stake, *(("new", ref) for ref in takers)}
        assert one.with_mentors == most_of(more, places | {"new": len(takers)}) - most_of(stake, places)
        givers = [each.ref for each in problem.mentors if each.open or one.topic in each.offers]
        more = {*stake, *((ref, "new") for ref in givers)}
        assert one.with_mentees == most_of(more, places | {"new": len(givers)}) - most_of(stake, places)
    for here in found.organisations:
        name = " ".join(here.organisation.split()).lower()
        own = {each.ref for each in (*mentors.values(), *mentees.values()) if each.organisation.strip().lower() == name}
        assert here.pairs == most_of({pair for pair in stake if own & set(pair)}, places)
        assert here.mentors + here.mentees == len(own)


@given(problems(most=4))
@tried(60)
def test_what_would_help_is_what_trying_says(problem: Problem) -> None:
    problem = replace(problem, locked=frozenset())
    found = feasible(problem)
    two_each = replace(problem, mentees=tuple(replace(one, capacity=2) for one in problem.mentees))
    assert found.most + found.if_mentees_took_two == feasible(two_each).most
    two_each = replace(problem, mentors=tuple(replace(one, capacity=2) for one in problem.mentors))
    assert found.most + found.if_mentors_took_two == feasible(two_each).most
    anyhow = {"modes": frozenset({"video"}), "adjustments_feasible": True}
    able = replace(
        problem,
        mentors=tuple(replace(one, **anyhow) for one in problem.mentors),
        mentees=tuple(replace(one, **anyhow) for one in problem.mentees),
    )
    assert found.most + found.if_all_could_meet == feasible(able).most


@given(problems())
@tried(100)
def test_whoever_is_alone_fits_nobody_and_everybody_else_fits_somebody(problem: Problem) -> None:
    lone = {one.ref: one for one in feasible(problem).lone}
    for one in problem.mentors:
        rules = [plain.broken_rules(problem, one, other) for other in problem.mentees]
        assert (one.ref in lone) == all(rules)
        if one.ref in lone:
            told = lone[one.ref]
            assert told.topic == sum(broken == {"no_common_topic"} for broken in rules)
            assert told.meeting == sum(broken == {"no_way_to_meet"} for broken in rules)
            kept = {"no_common_topic", "no_way_to_meet"}
            assert told.apart == sum(bool(broken) and not broken & kept for broken in rules)


def test_it_says_the_same_whichever_of_the_rules_that_stay_private_keeps_two_apart() -> None:
    apart = [
        Problem(mentors=(mentor("m", **one),), mentees=(mentee("l", **other),), **more)
        for one, other, more in (
            ({"avoid": {"l"}}, {}, {}),
            ({}, {"avoid": {"m"}}, {}),
            ({"team": "Ward"}, {"avoid_teams": {"ward"}}, {}),
            ({"manager": "l"}, {}, {}),
            ({}, {}, {"earlier": {("m", "l")}}),
            ({}, {}, {"hr_links": {("m", "l")}}),
        )
    ]
    assert len({feasible(one) for one in apart}) == 1
    assert [(one.topic, one.meeting, one.apart) for one in feasible(apart[0]).lone] == [(0, 0, 1), (0, 0, 1)]


def test_a_further_way_to_meet_is_named_with_how_many_it_would_open() -> None:
    problem = Problem(
        mentors=(mentor("m", modes={"phone"}),),
        mentees=(mentee("l1"), mentee("l2", modes={"video", "in_person"}), mentee("l3", wants={"age"})),
    )
    [alone] = [one for one in feasible(problem).lone if one.role == "mentor"]
    assert (alone.meeting, alone.ways) == (2, (("video", 2), ("in_person", 1)))


def test_with_nobody_on_one_side_there_is_no_pair_and_nobody_to_fit() -> None:
    found = feasible(Problem(mentors=(mentor("m"),), mentees=()))
    assert (found.most, [one.others for one in found.lone]) == (0, [0])
    assert [(one.topic, one.with_mentees) for one in found.topics] == [("race", 1)]
    assert feasible(Problem(mentors=(), mentees=())).most == 0


def both(ref: str, offers: set[str], wants: set[str], **facts: object) -> tuple[Mentor, Mentee]:
    return mentor(ref, offers=offers, **facts), mentee(ref, wants=wants, **facts)


def make(mentors, mentees) -> Problem:
    return Problem(mentors=tuple(mentors), mentees=tuple(mentees))


def test_whoever_would_take_either_role_is_counted_where_more_pairs_result() -> None:
    left = (mentor("m1"), mentor("m2"))
    placed = place_either(left, (mentee("l1"),), [both("e1", {"age"}, {"race"}), both("e2", {"race"}, {"age"})], make)
    assert feasible(placed.problem).most == 2
    assert "e1" not in placed.as_mentors
    assert placed.fitting == {"e1", "e2"}


def test_two_who_would_take_either_role_can_be_a_pair_but_nobody_pairs_with_themselves() -> None:
    alone = place_either((), (), [both("e", {"race"}, {"race"})], make)
    assert feasible(alone.problem).most == 0 and not alone.fitting
    two = place_either((), (), [both("e", {"race"}, {"race"}), both("f", {"race"}, {"race"})], make)
    assert feasible(two.problem).most == 1 and len(two.as_mentors) == 1


def with_either(seed: int):
    """A crowded round of which some people would take the other role too."""
    dice = Random(seed)
    problem = replace(crowded_round(dice, 4), locked=frozenset())
    told = []
    for one in (*problem.mentors, *problem.mentees):
        if dice.random() < 0.5:
            facts = {name: getattr(one, name) for name in one.__dataclass_fields__ if name not in ("offers", "wants")}
            topics = [frozenset(dice.sample(TOPICS, 2)) for _ in range(2)]
            told.append((Mentor(**facts, offers=topics[0]), Mentee(**facts, wants=topics[1])))
    refs = {pair[0].ref for pair in told}
    mentors = [one for one in problem.mentors if one.ref not in refs]
    mentees = [one for one in problem.mentees if one.ref not in refs]

    def build(some, others) -> Problem:
        return Problem(mentors=tuple(some), mentees=tuple(others), managers=problem.managers, policy=problem.policy)

    return mentors, mentees, told, build


@given(st.integers(0, 2**40))
@tried(40)
def test_the_roles_chosen_are_nearly_the_best_and_never_worse_than_all_on_one_side(seed: int) -> None:
    mentors, mentees, told, build = with_either(seed)
    placed = place_either(mentors, mentees, told, build)
    found = feasible(placed.problem).most
    every = [
        feasible(
            build(
                [*mentors, *(one[0] for one, left in zip(told, roles, strict=True) if left)],
                [*mentees, *(one[1] for one, left in zip(told, roles, strict=True) if not left)],
            )
        ).most
        for roles in product((True, False), repeat=len(told))
    ]
    assert max(every[0], every[-1]) <= found <= max(every)
    assert max(every) - found <= 1
    again = place_either(mentors[::-1], mentees[::-1], told[::-1], build)
    assert (again.as_mentors, again.fitting) == (placed.as_mentors, placed.fitting)


@given(st.integers(0, 2**40))
@tried(40)
def test_whoever_fits_in_neither_role_is_told_apart(seed: int) -> None:
    mentors, mentees, told, build = with_either(seed)
    placed = place_either(mentors, mentees, told, build)
    fits = set()
    for roles in product((True, False), repeat=len(told)):
        problem = build(
            [*mentors, *(one[0] for one, left in zip(told, roles, strict=True) if left)],
            [*mentees, *(one[1] for one, left in zip(told, roles, strict=True) if not left)],
        )
        permitted = judge_pairs(problem).permitted
        fits |= {one.ref for one, row in zip(problem.mentors, permitted, strict=True) if row.any()}
        fits |= {one.ref for one, column in zip(problem.mentees, permitted.T, strict=True) if column.any()}
    assert placed.fitting == fits & {one[0].ref for one in told}


@pytest.mark.parametrize("rule", list(Rule))
def test_every_rule_is_told_of_as_one_of_three(rule: Rule) -> None:
    assert (rule in APART) != (rule in (Rule.TOPIC, Rule.MODE))
