"""The same round has the same answer to the last byte, whoever solves it and however it is written down."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from random import Random

import pytest
from engine.matching.rounds import crowded_round, problems, tried
from hypothesis import given

from turnabout.engine.matching import (
    BadRecord,
    Policy,
    Problem,
    Result,
    as_data,
    canonical,
    problem_from_data,
    result_from_data,
    solve_round,
    verify,
)
from turnabout.engine.matching.adapters import DEFAULT_ADAPTERS


def shuffled(problem: Problem, dice: Random) -> Problem:
    def mixed(people: tuple) -> tuple:
        return tuple(dice.sample(people, len(people)))

    return replace(problem, mentors=mixed(problem.mentors), mentees=mixed(problem.mentees))


@tried(80)
@given(problem=problems())
def test_every_adapter_and_every_order_of_input_gives_the_same_bytes(problem: Problem) -> None:
    answers = {
        canonical(solve_round(again, adapters=[adapter]))
        for adapter in DEFAULT_ADAPTERS
        for again in (problem, shuffled(problem, Random(1)))
    }

    assert len(answers) == 1


@pytest.mark.parametrize("seed", range(4))
def test_adapters_agree_on_larger_rounds_too(seed: int) -> None:
    problem = crowded_round(Random(seed), 40)
    answers = [solve_round(problem, adapters=[adapter]) for adapter in DEFAULT_ADAPTERS]

    assert all(isinstance(answer, Result) for answer in answers), answers
    assert canonical(answers[0]) == canonical(answers[1])
    assert [answer.solved_by for answer in answers] == ["pylmcf", "scipy"]


def test_the_answer_does_not_depend_on_how_python_orders_its_sets() -> None:
    script = (
        "from random import Random; from engine.matching.rounds import crowded_round;"
        "from turnabout.engine.matching import solve_round; print(solve_round(crowded_round(Random(5), 8)).digest)"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "2")
    }

    assert len(digests) == 1


def test_the_seed_decides_between_equals_and_nothing_else() -> None:
    problem = crowded_round(Random(11), 30)
    problem = replace(problem, policy=Policy(components=frozenset()), previous=frozenset())
    answers = [solve_round(replace(problem, policy=replace(problem.policy, seed=seed))) for seed in range(4)]

    assert len({tuple(pair.couple for pair in answer.pairs) for answer in answers}) > 1
    assert len({(len(answer.pairs), answer.worst_fit, answer.total_fit) for answer in answers}) == 1


def test_anything_that_could_change_the_answer_changes_the_digest() -> None:
    problem = crowded_round(Random(3), 5)
    couple = (problem.mentors[0].ref, problem.mentees[0].ref)
    changed = [
        replace(problem, policy=replace(problem.policy, seed=99)),
        replace(problem, mentors=(replace(problem.mentors[0], open=True, capacity=2), *problem.mentors[1:])),
        replace(problem, mentees=problem.mentees[1:], locked=frozenset(), forbidden=frozenset()),
        replace(problem, earlier=problem.earlier ^ {couple}),
        replace(problem, previous=problem.previous ^ {couple}),
        replace(problem, managers=frozenset({("x1", "x3")})),
    ]

    assert len({problem.digest(), *(one.digest() for one in changed)}) == len(changed) + 1
    assert shuffled(problem, Random(2)).digest() == problem.digest()


@tried(60)
@given(problem=problems())
def test_a_round_and_its_answer_survive_being_stored(problem: Problem) -> None:
    result = solve_round(problem)
    assert isinstance(result, Result)
    stored = json.loads(json.dumps([as_data(problem), as_data(result)]))
    problem_again, result_again = problem_from_data(stored[0]), result_from_data(stored[1])

    assert (problem_again, problem_again.digest()) == (problem, problem.digest())
    assert (result_again, canonical(result_again)) == (result, canonical(result))
    assert verify(problem_again, result_again).ok


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("pairs", "none", "problem.pairs"),
        ("mentors", None, "problem.mentors should be a list"),
        ("locked", [["m0"]], "should have 2 parts"),
        ("policy", {}, "problem.policy"),
    ],
)
def test_stored_data_that_is_no_problem_is_refused_by_name(field: str, value: object, told: str) -> None:
    data = as_data(crowded_round(Random(1), 3)) | {field: value}
    with pytest.raises(BadRecord) as refusal:
        problem_from_data(data)

    assert told in str(refusal.value) or field in str(refusal.value)


def test_a_number_stored_as_text_or_as_a_fraction_is_refused() -> None:
    data = as_data(crowded_round(Random(1), 3))
    for capacity in ("1", 1.0, True):
        data["mentors"][0]["capacity"] = capacity
        with pytest.raises(BadRecord, match=r"problem\.mentors\[0\]\.capacity should be int"):
            problem_from_data(data)


def test_no_solver_is_loaded_before_something_is_solved() -> None:
    script = "import sys, turnabout.engine.matching; print(sorted({'scipy', 'pylmcf', 'django'} & sys.modules.keys()))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True).stdout

    assert loaded == "[]\n"
