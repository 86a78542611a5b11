"""Each good in its order, against every possible way of pairing, on small crowded rounds."""

from random import Random

import numpy as np
import pytest
import scipy.optimize
from engine.matching.people import mentee, mentor
from engine.matching.plain import at_stake, best, best_floor
from engine.matching.rounds import crowded_round, problems, tried
from hypothesis import given

from turnabout.engine.matching import Infeasible, MatchedPair, Policy, Problem, Result, Stopped, solve_round, verify

TOPICS_ONLY = Policy(components=frozenset({"topics"}))
"""All wanted topics offered: 400. One of several: 260. None, but one of them open: 155."""


def solved(problem: Problem) -> Result:
    answer = solve_round(problem)
    assert isinstance(answer, Result), answer
    return answer


def couples(result: Result) -> list[tuple[str, str]]:
    return [pair.couple for pair in result.pairs]


def check_every_good(problem: Problem) -> None:
    result = solved(problem)
    pairs: list[MatchedPair] = [pair for pair in result.pairs if not pair.locked]
    most, floor = best_floor(problem)
    (_, kept, total, _), answer = best(problem, floor or 0)

    assert problem.locked == {pair.couple for pair in result.pairs if pair.locked}
    assert len(pairs) == result.certificate.most.bound == most
    assert min((pair.fit for pair in pairs), default=None) == floor
    assert sum(pair.kept for pair in pairs) == result.certificate.kept.bound == kept
    assert sum(pair.fit for pair in pairs) == result.certificate.total.bound == total
    assert {pair.couple for pair in pairs} == answer


@tried(250)
@given(problem=problems())
def test_every_good_is_as_large_as_any_way_of_pairing_makes_it(problem: Problem) -> None:
    check_every_good(problem)


@pytest.mark.long
@pytest.mark.timeout(1200)
@tried(5000)
@given(problem=problems())
def test_every_good_is_as_large_as_any_way_of_pairing_makes_it_at_length(problem: Problem) -> None:
    check_every_good(problem)


@tried(100)
@given(problem=problems())
def test_everybody_is_either_paired_or_listed_as_unmatched(problem: Problem) -> None:
    result = solved(problem)
    paired = {ref for couple in couples(result) for ref in couple}
    left = [*result.unmatched_mentors, *result.unmatched_mentees]

    assert not paired & set(left)
    assert sorted([*paired, *left]) == sorted(person.ref for person in (*problem.mentors, *problem.mentees))


def test_most_pairs_come_before_the_best_pair() -> None:
    # "a" fits "both" best, but then "b" and "only race" would stay alone.
    problem = Problem(
        mentors=(mentor("both", offers={"race", "faith"}), mentor("only race", organisation="county")),
        mentees=(mentee("a"), mentee("b", wants={"faith"}, level=4)),
    )

    assert couples(solved(problem)) == [("both", "b"), ("only race", "a")]


def test_the_worst_off_pair_comes_before_the_total() -> None:
    # Straight 400 and 155, crossed 260 and 260.
    problem = Problem(
        mentors=(mentor("m1", offers={"race", "age", "faith"}), mentor("m2", offers={"age"}, open=True)),
        mentees=(mentee("l1", wants={"race", "age"}), mentee("l2", wants={"faith", "disability"})),
        policy=TOPICS_ONLY,
    )
    result = solved(problem)

    assert at_stake(problem) == {("m1", "l1"): 400, ("m1", "l2"): 260, ("m2", "l1"): 260, ("m2", "l2"): 155}
    assert couples(result) == [("m1", "l2"), ("m2", "l1")]
    assert (result.worst_fit, result.total_fit) == (260, 520)


def test_pairs_of_the_last_run_are_kept_before_the_total_grows() -> None:
    facts = {
        "mentors": (mentor("m1"), mentor("m2", offers={"race", "faith"})),
        "mentees": (mentee("l1", wants={"race", "faith"}), mentee("l2", wants={"race", "age"})),
        "policy": TOPICS_ONLY,
    }
    afresh = solved(Problem(**facts))
    again = solved(Problem(**facts, previous=frozenset({("m1", "l1"), ("m2", "l2")})))

    assert (couples(afresh), afresh.total_fit) == ([("m1", "l2"), ("m2", "l1")], 660)
    assert (couples(again), again.total_fit) == ([("m1", "l1"), ("m2", "l2")], 520)
    assert [pair.kept for pair in again.pairs] == [True, True]


def test_keeping_a_pair_never_costs_another_pair_its_place() -> None:
    problem = Problem(
        mentors=(mentor("m1", offers={"race", "faith"}), mentor("m2")),
        mentees=(mentee("l1"), mentee("l2", wants={"faith"})),
        previous=frozenset({("m1", "l1")}),
    )

    assert couples(solved(problem)) == [("m1", "l2"), ("m2", "l1")]


def test_locked_pairs_stay_and_do_not_lower_the_floor_of_the_others() -> None:
    problem = Problem(
        mentors=(mentor("m1", offers={"age"}, open=True), mentor("m2")),
        mentees=(mentee("l1"), mentee("l2")),
        locked=frozenset({("m1", "l1")}),
        policy=TOPICS_ONLY,
    )
    result = solved(problem)

    assert [(pair.couple, pair.locked, pair.fit) for pair in result.pairs] == [
        (("m1", "l1"), True, 155),
        (("m2", "l2"), False, 400),
    ]
    assert result.worst_fit == 155
    assert result.certificate.worst_off is not None
    assert result.certificate.worst_off.fit == 400


def test_two_people_with_two_places_each_are_not_paired_twice() -> None:
    result = solved(Problem(mentors=(mentor("m", capacity=2),), mentees=(mentee("l", capacity=2),)))

    assert couples(result) == [("m", "l")]


def test_second_places_are_used_where_they_make_more_pairs() -> None:
    problem = Problem(
        mentors=(mentor("m1", capacity=2), mentor("m2")), mentees=(mentee("l1"), mentee("l2"), mentee("l3"))
    )

    assert len(solved(problem).pairs) == 3


def test_one_mentor_for_three_hundred_leaders_is_given_one() -> None:
    result = solved(Problem(mentors=(mentor("m"),), mentees=tuple(mentee(f"l{i}") for i in range(300))))

    assert len(result.pairs) == 1
    assert len(result.unmatched_mentees) == 299


@pytest.mark.parametrize(
    "problem",
    [
        Problem(mentors=(), mentees=()),
        Problem(mentors=(mentor("m"),), mentees=()),
        Problem(mentors=(), mentees=(mentee("l"),)),
        Problem(mentors=(mentor("m", modes={"phone"}),), mentees=(mentee("l"),)),
    ],
    ids=["nobody", "no leaders", "no mentors", "nobody permitted"],
)
def test_a_round_without_a_possible_pair_is_answered_with_none(problem: Problem) -> None:
    result = solved(problem)

    assert result.pairs == ()
    assert result.worst_fit is None
    assert result.certificate.worst_off is None
    assert verify(problem, result).ok


def test_locked_pairs_that_cannot_be_kept_are_named_with_their_reasons() -> None:
    problem = Problem(
        mentors=(mentor("m1", manager="l1"), mentor("m2")),
        mentees=(mentee("l1"), mentee("l2", avoid={"m2"}, modes={"phone"})),
        locked=frozenset({("m1", "l1"), ("m2", "l1"), ("m2", "l2")}),
    )
    answer = solve_round(problem)

    assert isinstance(answer, Infeasible)
    assert [str(reason) for reason in answer.reasons] == [
        "LockBreaksRules(mentor='m1', mentee='l1', rules=('management_line',))",
        "LockBreaksRules(mentor='m2', mentee='l2', rules=('avoid', 'no_way_to_meet'))",
        "LockedBeyondCapacity(ref='m2', locked=2, capacity=1)",
        "LockedBeyondCapacity(ref='l1', locked=2, capacity=1)",
    ]
    assert verify(problem, answer).ok


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_larger_round_agrees_with_an_assignment_solver_of_another_kind(seed: int) -> None:
    problem = crowded_round(Random(seed), 40)
    single = {"capacity": 1}
    problem = Problem(
        mentors=tuple(type(one)(**vars(one) | single) for one in problem.mentors),
        mentees=tuple(type(one)(**vars(one) | single) for one in problem.mentees),
    )
    result = solved(problem)
    fits = at_stake(problem)
    floor = result.certificate.worst_off.fit if result.certificate.worst_off else 0

    assert (len(result.pairs), result.total_fit) == assigned(problem, fits, floor)
    assert assigned(problem, fits, floor + 1)[0] < len(result.pairs) == assigned(problem, fits, 0)[0]


def assigned(problem: Problem, fits: dict[tuple[str, str], int], floor: int) -> tuple[int, int]:
    """The most pairs of at least this fit, and the greatest total of so many."""
    grid = np.zeros((len(problem.mentors), len(problem.mentees)))
    for (one, other), fit in fits.items():
        if fit >= floor:
            grid[problem.mentor_index[one], problem.mentee_index[other]] = 1_000_000 + fit
    rows, columns = scipy.optimize.linear_sum_assignment(grid, maximize=True)
    pairs, total = divmod(int(grid[rows, columns].sum()), 1_000_000)
    return pairs, total


def test_stopped_is_not_an_answer_anybody_could_publish() -> None:
    answer = solve_round(Problem(mentors=(mentor("m"),), mentees=(mentee("l"),)), adapters=[])

    assert isinstance(answer, Stopped)
    assert "no solver was given" in answer.explanation
    assert not hasattr(answer, "pairs")
