"""Every way of spoiling an answer is planted, and the judge must catch each."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from engine.matching.corruptions import SPOILT, spoil, with_couples
from engine.matching.people import mentee, mentor
from engine.matching.plain import tie_break
from engine.matching.rounds import crowded_round, problems, tried
from hypothesis import given

from turnabout.engine.matching import (
    Infeasible,
    LockBreaksRules,
    LockedBeyondCapacity,
    Policy,
    Problem,
    Result,
    Stopped,
    solve_round,
    verify,
)
from turnabout.engine.matching.adapters import DEFAULT_ADAPTERS, PylmcfAdapter
from turnabout.engine.matching.flow import AdapterFailed, Bools, FlowTask
from turnabout.engine.matching.result import Certificate, Prices, WorstOff, sealed

PLANTED: Counter[str] = Counter()


def plant_every_crime(problem: Problem) -> None:
    result = solve_round(problem)
    assert verify(problem, result).ok
    for kind in SPOILT:
        spoilt = spoil(kind, problem, result)
        if spoilt is not None:
            PLANTED[kind] += 1
            verdict = verify(problem, spoilt)
            assert not verdict.ok, f"{kind} went unnoticed"
            assert all(failure.endswith(".") for failure in verdict.failures)


def test_every_spoilt_answer_is_rejected() -> None:
    PLANTED.clear()
    tried(50)(given(problem=problems())(plant_every_crime))()

    assert min(PLANTED[kind] for kind in SPOILT) >= 1, f"never planted: {PLANTED.most_common()[-3:]}"


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_every_spoilt_answer_is_rejected_at_length() -> None:
    tried(400)(given(problem=problems())(plant_every_crime))()


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("a person over capacity", "has 2 partners but takes at most 1."),
        ("a pair doubled that has places for it", "The same two people are paired twice."),
    ],
)
def test_the_judge_says_what_is_wrong(kind: str, told: str) -> None:
    problem = Problem(
        mentors=(mentor("m1"), mentor("m2", capacity=2)),
        mentees=(mentee("l1"), mentee("l2", capacity=2, wants={"faith"}, avoid={"m1"}, open=True)),
        locked=frozenset({("m1", "l1")}),
    )
    problem = replace(problem, locked=frozenset()) if kind == "a person over capacity" else problem
    spoilt = spoil(kind, problem, solve_round(problem))

    assert spoilt is not None
    assert any(told in failure for failure in verify(problem, spoilt).failures)


BYSTANDER = mentor("nobody's choice", offers={"deafness"})
"""Can be paired with nobody, so a price below 0 for them would lower any bound unseen."""


def test_a_price_below_nothing_for_a_bystander_cannot_hide_a_missing_pair() -> None:
    problem = Problem(mentors=(mentor("m"), BYSTANDER), mentees=(mentee("l"),))

    def bribed(price: int) -> Prices:
        return Prices(bound=0, mentors=((BYSTANDER.ref, -price),), mentees=(("l", price),))

    nobody = with_couples(problem, solve_round(problem), [])
    spoilt = Certificate(
        most=bribed(1),
        worst_off=None,
        kept=Prices(bound=0),
        total=bribed(600),
        tie=bribed(tie_break(problem, ("m", "l"))),
    )

    assert verify(problem, sealed(replace(nobody, certificate=spoilt))).failures == (
        "The proof of the number of pairs has a price below 0 for somebody who need not be matched.",
    )


@pytest.mark.parametrize(
    ("cover", "told"),
    [
        (
            Prices(bound=1, mentors=(("m1", 1), (BYSTANDER.ref, -1)), mentees=(("l1", 1),)),
            "The proof of the worst-off pair has a price below 0.",
        ),
        (
            Prices(bound=2, mentors=(("m1", 1),), mentees=(("l1", 1),)),
            "The proof of the worst-off pair leaves room for 2 pairs above a fit of 155.",
        ),
    ],
    ids=["a price below nothing for a bystander", "a proof of too little"],
)
def test_nothing_hides_that_the_worst_off_could_be_better_off(cover: Prices, told: str) -> None:
    # Crossed is right: 260 and 260. Straight, 400 and 155, has the larger total but the lower floor.
    problem = Problem(
        mentors=(mentor("m1", offers={"race", "age", "faith"}), mentor("m2", offers={"age"}, open=True)),
        mentees=(mentee("l1", wants={"race", "age"}), mentee("l2", wants={"faith", "disability"})),
        policy=Policy(components=frozenset({"topics"})),
    )
    problem = replace(problem, mentors=(*problem.mentors, replace(BYSTANDER, trained=False)))
    right = solve_round(problem)
    straight = [("m1", "l1"), ("m2", "l2")]
    hashes = [tie_break(problem, couple) for couple in straight]
    spoilt = replace(
        right.certificate,
        worst_off=WorstOff(fit=155, cover=cover),
        total=Prices(bound=555, mentors=(("m1", 150), ("m2", 40)), mentees=(("l1", 250), ("l2", 115))),
        tie=Prices(bound=sum(hashes), mentees=(("l1", hashes[0]), ("l2", hashes[1]))),
    )

    assert [pair.couple for pair in right.pairs] == [("m1", "l2"), ("m2", "l1")]
    answer = sealed(replace(with_couples(problem, right, straight), certificate=spoilt))
    assert verify(problem, answer).failures == (told,)


@pytest.mark.parametrize("seed", range(3))
def test_spoilt_answers_of_larger_rounds_are_rejected(seed: int) -> None:
    problem = crowded_round(Random(seed), 25)
    result = solve_round(problem)
    for kind in SPOILT:
        spoilt = spoil(kind, problem, result)
        assert spoilt is None or not verify(problem, spoilt).ok, kind


def test_any_change_after_sealing_is_noticed_even_where_the_proof_still_holds() -> None:
    problem = crowded_round(Random(4), 6)
    result = solve_round(problem)
    assert isinstance(result, Result)
    # A price of nothing for somebody who has none changes no sum.
    total = result.certificate.total
    silent = sorted({mentor.ref for mentor in problem.mentors} - dict(total.mentors).keys())[0]
    padded = replace(total, mentors=tuple(sorted([*total.mentors, (silent, 0)])))
    verdict = verify(problem, replace(result, certificate=replace(result.certificate, total=padded)))

    assert verdict.failures == ("The answer was changed after it was sealed: its digest does not fit.",)


def test_an_answer_to_another_round_is_rejected() -> None:
    problem = crowded_round(Random(4), 6)
    other = replace(problem, policy=replace(problem.policy, seed=77))

    assert not verify(other, solve_round(problem)).ok


@pytest.mark.parametrize(
    "reasons",
    [
        (),
        (LockBreaksRules(mentor="m", mentee="l", rules=("avoid",)),),
        (LockBreaksRules(mentor="m", mentee="nobody", rules=("avoid",)),),
        (LockedBeyondCapacity(ref="m", locked=2, capacity=1),),
        (LockedBeyondCapacity(ref="nobody", locked=2, capacity=1),),
    ],
)
def test_nobody_may_claim_that_a_possible_round_is_impossible(reasons: tuple) -> None:
    problem = Problem(mentors=(mentor("m"),), mentees=(mentee("l"),), locked=frozenset({("m", "l")}))
    claim = Infeasible(reasons=reasons, problem_digest=problem.digest())

    assert not verify(problem, claim).ok


class Liar:
    """An adapter that answers by `lie`, a function of the task."""

    def __init__(self, name: str, lie) -> None:
        self.name, self.lie = name, lie

    def heaviest(self, task: FlowTask) -> Bools:
        return self.lie(task)


def nothing(task: FlowTask) -> Bools:
    return task.weight < 0


def everything(task: FlowTask) -> Bools:
    return task.weight >= 0


def greedy(task: FlowTask) -> Bools:
    """First come, first served: lawful, and seldom the best."""
    left = [task.mentor_places.copy(), task.mentee_places.copy()]
    chosen = task.weight < 0
    for edge in range(len(task.weight)):
        if left[0][task.mentor[edge]] and left[1][task.mentee[edge]]:
            chosen[edge] = True
            left[0][task.mentor[edge]] -= 1
            left[1][task.mentee[edge]] -= 1
    return chosen


def tampering(task: FlowTask) -> Bools:
    """Rewrite the question, then answer it rightly."""
    task.weight[:] = task.weight[::-1].copy()
    return PylmcfAdapter().heaviest(task)


def failing(task: FlowTask) -> Bools:
    raise AdapterFailed("out of order")


LIES = {"nothing": nothing, "everything": everything, "greedy": greedy, "failing": failing}


@pytest.mark.parametrize("lie", LIES)
def test_a_solver_that_lies_is_passed_over_for_the_next(lie: str) -> None:
    problem = crowded_round(Random(8), 12)
    answer = solve_round(problem, adapters=[Liar(lie, LIES[lie]), *DEFAULT_ADAPTERS])

    assert isinstance(answer, Result)
    assert answer.solved_by == "pylmcf"
    assert answer == solve_round(problem)


def test_if_no_answer_can_be_trusted_the_round_stops_and_says_why() -> None:
    problem = crowded_round(Random(8), 12)
    answer = solve_round(problem, adapters=[Liar(name, lie) for name, lie in LIES.items()])

    assert isinstance(answer, Stopped)
    assert [trial.adapter for trial in answer.trials] == list(LIES)
    assert all(name in answer.explanation for name in LIES)
    assert "out of order" in answer.explanation
    assert problem.digest() in answer.explanation


@tried(60)
@given(problem=problems())
def test_a_solver_that_rewrites_the_question_never_gets_a_wrong_answer_through(problem: Problem) -> None:
    answer = solve_round(problem, adapters=[Liar("tampering", tampering)])

    assert isinstance(answer, Stopped) or answer == solve_round(problem)
