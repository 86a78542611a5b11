"""Small rounds for hypothesis, crowded and contrary, so that rules and goods collide often.

Hypothesis draws one number and a round is built from it: drawing every field took twenty times as long.
"""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any, TypeVar

from engine.matching.plain import broken_rules
from hypothesis import settings
from hypothesis import strategies as st

from turnabout.engine.matching import ChainException, Mentee, Mentor, Policy, Problem, Weights

Kind = TypeVar("Kind")
Couples = frozenset[tuple[str, str]]

TOPICS = ("race", "disability", "faith", "age")
TEAMS = ("ward", "Finance Desk", "finance  desk")


def tried(examples: int) -> settings:
    """The same examples on every run, and no stop-watch: a slow machine is no failure."""
    return settings(max_examples=examples, derandomize=True, deadline=None, database=None)


def problems(most: int = 5) -> st.SearchStrategy[Problem]:
    """Rounds of one to `most` people on each side whose locked pairs can be kept."""
    return st.integers(0, 2**48).map(lambda seed: crowded_round(Random(seed), most))


def some(dice: Random, words: Sequence[Kind], least: int, most: int) -> frozenset[Kind]:
    return frozenset(dice.sample(words, min(len(words), dice.randint(least, most))))


def crowded_round(dice: Random, most: int) -> Problem:
    sizes = [*range(1, most), *[most] * 4]
    mentors = [f"m{number}" for number in range(dice.choice(sizes))]
    mentees = [f"l{number}" for number in range(dice.choice(sizes))]
    couples = [(mentor, mentee) for mentor in mentors for mentee in mentees]
    above = managers(dice, [*mentors, *mentees])

    def facts(ref: str) -> dict[str, Any]:
        return common_facts(dice, (*mentors, *mentees, "x1")) | {"ref": ref, "manager": above.get(ref)}

    problem = Problem(
        mentors=tuple(Mentor(**facts(ref), offers=some(dice, TOPICS, dice.randint(0, 2), 4)) for ref in mentors),
        mentees=tuple(Mentee(**facts(ref), wants=some(dice, TOPICS, dice.randint(0, 2), 4)) for ref in mentees),
        managers=frozenset((ref, manager) for ref, manager in above.items() if ref.startswith("x")),
        policy=policy(dice, [*mentors, *mentees]),
        previous=some(dice, couples, 0, 5),
        forbidden=some(dice, couples, 0, 2),
        hr_links=some(dice, couples, 0, 1),
        earlier=some(dice, [*couples, ("m0", "gone")], 0, 2),
        asked_again=some(dice, couples, 0, 2),
    )
    return replace(problem, locked=locks(dice, problem) if dice.random() < 0.4 else frozenset())


def common_facts(dice: Random, refs: Sequence[str]) -> dict[str, Any]:
    def seldom(share: float = 0.02) -> bool:
        return dice.random() < share

    return {
        "organisation": dice.choice(["", "city", "City ", "county", "uni"]),
        "team": dice.choice(["", *TEAMS]),
        "level": dice.choice([None, 1, 3, 4, 5, 6, 7, 9]),
        "modes": frozenset(dice.choice([*[("video", "phone")] * 4, ("video",), ("phone",)])),
        "trained": not seldom(),
        "consented": not seldom(),
        "active": not seldom(),
        "adjustments_feasible": not seldom(),
        "hr_clear": not seldom(),
        "open": seldom(0.2),
        "capacity": 2 if seldom(0.35) else 1,
        "avoid": some(dice, refs, 1, 2) if seldom(0.1) else frozenset(),
        "avoid_teams": some(dice, TEAMS, 1, 1) if seldom(0.05) else frozenset(),
    }


def managers(dice: Random, refs: Sequence[str]) -> dict[str, str]:
    # Everybody's manager comes later in one order, so there is no circle. Some are outside the round.
    order = [*refs, "x1", "x2"]
    dice.shuffle(order)
    picked = sorted(some(dice, range(len(order) - 1), 0, len(order)))
    return {order[place]: dice.choice(order[place + 1 :][:3]) for place in picked}


def locks(dice: Random, problem: Problem) -> Couples:
    """Up to two lawful pairs that everybody has a place for."""
    lawful = [
        (mentor.ref, mentee.ref)
        for mentor in problem.mentors
        for mentee in problem.mentees
        if not broken_rules(problem, mentor, mentee)
    ]
    places = {person.ref: person.capacity for person in (*problem.mentors, *problem.mentees)}
    locked = set()
    for couple in sorted(some(dice, lawful, 0, 2)):
        if all(places[ref] for ref in couple):
            locked.add(couple)
            places |= {ref: places[ref] - 1 for ref in couple}
    return frozenset(locked)


def policy(dice: Random, seniors: Sequence[str]) -> Policy:
    odd = Weights(topics=dice.randint(0, 400), seniority=dice.randint(0, 100), organisation=dice.randint(0, 500))
    exceptions = [
        ChainException(senior=ref, depth=dice.randint(1, 2), reason="chief executive")
        for ref in sorted(some(dice, seniors, 0, 3))
    ]
    return Policy(
        weights=dice.choice([Weights(), odd]),
        components=dice.choice([Policy().components, Policy().components, frozenset({"topics"}), frozenset()]),
        chain_depth=dice.choice([None, None, 1, 2]),
        chain_exceptions=tuple(exceptions),
        seed=dice.randint(0, 3),
    )
