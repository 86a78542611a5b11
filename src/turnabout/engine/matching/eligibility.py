"""Which pairs are permitted, and which rules forbid the others.

The rules are H1 to H8 of the programme plus the co-ordinator's own "not these two". A pair is never half
permitted: what is a matter of degree is scored instead.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

import numpy as np
import numpy.typing as npt

from turnabout.engine.matching.errors import Couple
from turnabout.engine.matching.overlap import common, folded
from turnabout.engine.matching.people import Participant
from turnabout.engine.matching.problem import Problem

BoolGrid = npt.NDArray[np.bool_]
RuleGrid = npt.NDArray[np.uint16]


class Rule(StrEnum):
    """A hard rule that forbids a pair, in the order in which an unmatched person's funnel counts them."""

    NOT_READY = "not_ready"  # H3: both trained, consented and active
    HR = "hr"  # H7: no open matter that Human Resources knows of
    LINE = "management_line"  # H1: neither in the other's management line
    AVOID = "avoid"  # H2: neither on the other's list, by name or by team
    EARLIER = "paired_before"  # H8: never the same two again unless both ask
    FORBIDDEN = "forbidden"  # the co-ordinator said no to this pair
    MODE = "no_way_to_meet"  # H6: a common way to meet, and adjustments that can be made
    TOPIC = "no_common_topic"  # H4: a topic offered is wanted, or one of them is open to any
    PLACE = "no_place"  # H5: both have a place left beside their locked pairs


BIT = {rule: np.uint16(1 << position) for position, rule in enumerate(Rule)}


@dataclass(frozen=True, eq=False)
class Eligibility:
    """For each mentor (row) and mentee (column) the rules that forbid the pair, one bit each."""

    problem: Problem
    broken: RuleGrid

    @property
    def permitted(self) -> BoolGrid:
        """Pairs that no rule forbids. Locked pairs are among them."""
        return cast(BoolGrid, self.broken == 0)

    def rules_against(self, mentor: str, mentee: str) -> tuple[Rule, ...]:
        """Return the rules that forbid this pair, in funnel order.

        Empty if it is permitted. KeyError if unknown.
        """
        bits = self.broken[self.problem.mentor_index[mentor], self.problem.mentee_index[mentee]]
        return tuple(rule for rule in Rule if bits & BIT[rule])


def judge_pairs(problem: Problem) -> Eligibility:
    """Judge every pair of the round by every hard rule."""
    broken = np.zeros((len(problem.mentors), len(problem.mentees)), dtype=np.uint16)
    for rule, grid in (
        (Rule.NOT_READY, _either(problem, lambda person: not is_ready(person))),
        (Rule.HR, _either(problem, lambda person: not person.hr_clear) | _listed(problem, problem.hr_links)),
        (Rule.LINE, _in_one_line(problem)),
        (Rule.AVOID, _avoiding(problem)),
        (Rule.EARLIER, _listed(problem, problem.earlier - problem.asked_again)),
        (Rule.FORBIDDEN, _listed(problem, problem.forbidden)),
        (Rule.MODE, _unable_to_meet(problem)),
        (Rule.TOPIC, _without_topic(problem)),
        (Rule.PLACE, _without_place(problem)),
    ):
        broken |= grid * BIT[rule]
    broken.setflags(write=False)
    return Eligibility(problem, broken)


def is_ready(person: Participant) -> bool:
    """Whether this person may be offered to matching at all (H3)."""
    return person.trained and person.consented and person.active


def lines_upward(problem: Problem) -> dict[str, tuple[str, ...]]:
    """Return for each person of the round their known managers, nearest first.

    What is unknown ends the line.
    """
    people = (*problem.mentors, *problem.mentees)
    manager_of = dict(problem.managers) | {person.ref: person.manager for person in people if person.manager}
    lines = {}
    for person in people:
        line, above = [], manager_of.get(person.ref)
        while above is not None:  # ends: the problem refused circles
            line.append(above)
            above = manager_of.get(above)
        lines[person.ref] = tuple(line)
    return lines


def forbidden_depth(problem: Problem) -> dict[str, int]:
    """Return for each senior with a recorded exception how many levels below them stay forbidden."""
    general = problem.policy.chain_depth
    return {
        exception.senior: exception.depth if general is None else min(exception.depth, general)
        for exception in problem.policy.chain_exceptions
    }


def _either(problem: Problem, hindered: Callable[[Participant], bool]) -> BoolGrid:
    mentors = np.array([hindered(person) for person in problem.mentors], dtype=bool)
    mentees = np.array([hindered(person) for person in problem.mentees], dtype=bool)
    return cast(BoolGrid, mentors[:, None] | mentees[None, :])


def _blank(problem: Problem) -> BoolGrid:
    return np.zeros((len(problem.mentors), len(problem.mentees)), dtype=bool)


def _listed(problem: Problem, couples: frozenset[Couple]) -> BoolGrid:
    grid = _blank(problem)
    for mentor, mentee in couples:
        if mentor in problem.mentor_index and mentee in problem.mentee_index:
            grid[problem.mentor_index[mentor], problem.mentee_index[mentee]] = True
    return grid


def _in_one_line(problem: Problem) -> BoolGrid:
    couples: set[Couple] = set()
    excepted = forbidden_depth(problem)
    general = problem.policy.chain_depth
    for ref, line in lines_upward(problem).items():
        for depth, senior in enumerate(line, start=1):
            reach = excepted.get(senior, general)
            if reach is None or depth <= reach:
                couples |= {(ref, senior), (senior, ref)}
    return _listed(problem, frozenset(couples))


def _avoiding(problem: Problem) -> BoolGrid:
    couples = {(mentor.ref, ref) for mentor in problem.mentors for ref in mentor.avoid}
    couples |= {(ref, mentee.ref) for mentee in problem.mentees for ref in mentee.avoid}
    grid = _listed(problem, frozenset(couples))
    mentor_teams = [folded(mentor.team) for mentor in problem.mentors]
    mentee_teams = [folded(mentee.team) for mentee in problem.mentees]
    for row, mentor in enumerate(problem.mentors):
        teams = {folded(team) for team in mentor.avoid_teams} - {""}
        if teams:
            grid[row] |= np.array([team in teams for team in mentee_teams], dtype=bool)
    for column, mentee in enumerate(problem.mentees):
        teams = {folded(team) for team in mentee.avoid_teams} - {""}
        if teams:
            grid[:, column] |= np.array([team in teams for team in mentor_teams], dtype=bool)
    return grid


def _unable_to_meet(problem: Problem) -> BoolGrid:
    shared = common([mentor.modes for mentor in problem.mentors], [mentee.modes for mentee in problem.mentees])
    apart: BoolGrid = shared == 0
    return apart | _either(problem, lambda person: not person.adjustments_feasible)


def _without_topic(problem: Problem) -> BoolGrid:
    shared = common([mentor.offers for mentor in problem.mentors], [mentee.wants for mentee in problem.mentees])
    apart: BoolGrid = shared == 0
    return apart & ~_either(problem, lambda person: person.open)


def _without_place(problem: Problem) -> BoolGrid:
    mentor_places, mentee_places = places_left(problem)
    full: BoolGrid = (mentor_places <= 0)[:, None] | (mentee_places <= 0)[None, :]
    return full & ~_listed(problem, problem.locked)


def places_left(problem: Problem) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return how many partners each mentor and each mentee can still take beside their locked pairs.

    Below zero where more pairs are locked than the person can take.
    """
    mentor_places = np.array([mentor.capacity for mentor in problem.mentors], dtype=np.int64)
    mentee_places = np.array([mentee.capacity for mentee in problem.mentees], dtype=np.int64)
    for mentor, mentee in problem.locked:
        mentor_places[problem.mentor_index[mentor]] -= 1
        mentee_places[problem.mentee_index[mentee]] -= 1
    return mentor_places, mentee_places
