"""The fit of a pair.

50 for being permitted, plus named components out of tables. Whole numbers throughout.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from turnabout.engine.matching.overlap import IntGrid, common, folded
from turnabout.engine.matching.policy import BASE_FIT, COMPONENTS, SeniorityShares, TopicShares
from turnabout.engine.matching.problem import Problem

Shares = npt.NDArray[np.int64]
"""Per cent of a component's weight, one for each mentor (row) and mentee (column)."""


@dataclass(frozen=True, eq=False)
class Scores:
    """The points of every pair, a grid for each component switched on, and their sum with the base."""

    components: dict[str, IntGrid]
    fit: IntGrid

    def of(self, row: int, column: int) -> tuple[tuple[str, int], ...]:
        """Return the named parts of one pair's fit, the base first; they add up to it."""
        parts = ((name, int(grid[row, column])) for name, grid in self.components.items())
        return (("base", BASE_FIT), *parts)


def score_pairs(problem: Problem) -> Scores:
    """Score every pair of the round, permitted or not, from 50 to 1,050."""
    policy = problem.policy
    components = {}
    for name in COMPONENTS:
        if name in policy.components:
            weight = getattr(policy.weights, name)
            components[name] = weight * _SHARES[name](problem) // 100
    fit = np.full((len(problem.mentors), len(problem.mentees)), BASE_FIT, dtype=np.int64)
    for grid in components.values():
        fit += grid
    return Scores(components, fit)


def topic_shares(problem: Problem) -> Shares:
    """Score how much of what the mentee wants to learn the mentor offers to talk about.

    What counts is how many of the wanted topics are met, not how many a mentor offers beside them: nobody
    scores less for having less to tell.
    """
    table: TopicShares = problem.policy.topic_shares
    shared = common([mentor.offers for mentor in problem.mentors], [mentee.wants for mentee in problem.mentees])
    wanted = np.array([len(mentee.wants) for mentee in problem.mentees], dtype=np.int64)[None, :]
    by_count = np.array([0, table.one, table.two, table.three], dtype=np.int64)[np.minimum(shared, 3)]
    shares = np.where((shared > 0) & (shared == wanted), table.all_wanted, by_count)
    return np.where((shared == 0) & _either_open(problem), table.open, shares)


def _either_open(problem: Problem) -> npt.NDArray[np.bool_]:
    mentors = np.array([mentor.open for mentor in problem.mentors], dtype=bool)
    mentees = np.array([mentee.open for mentee in problem.mentees], dtype=bool)
    return cast(npt.NDArray[np.bool_], mentors[:, None] | mentees[None, :])


def seniority_shares(problem: Problem) -> Shares:
    """Score how far the mentee stands above the mentor: the point of reverse mentoring."""
    table: SeniorityShares = problem.policy.seniority_shares
    mentors = np.array([mentor.level or 0 for mentor in problem.mentors], dtype=np.int64)[:, None]
    mentees = np.array([mentee.level or 0 for mentee in problem.mentees], dtype=np.int64)[None, :]
    gap = mentees - mentors
    known = (mentors > 0) & (mentees > 0)
    shares = np.select(
        [~known, gap >= 2, gap == 1, gap == 0],
        [table.unknown, table.two_or_more, table.one, table.same],
        default=table.mentor_senior,
    )
    return shares.astype(np.int64)


def organisation_shares(problem: Problem) -> Shares:
    """Score meeting somebody from another organisation; an unknown organisation neither helps nor harms."""
    names = sorted({folded(person.organisation) for person in (*problem.mentors, *problem.mentees)} - {""})
    number = {name: position for position, name in enumerate(names, start=1)}
    mentors = np.array([number.get(folded(one.organisation), 0) for one in problem.mentors], dtype=np.int64)
    mentees = np.array([number.get(folded(one.organisation), 0) for one in problem.mentees], dtype=np.int64)
    known = (mentors > 0)[:, None] & (mentees > 0)[None, :]
    return np.where(known & (mentors[:, None] != mentees[None, :]), 100, 0).astype(np.int64)


_SHARES: dict[str, Callable[[Problem], Shares]] = {
    "topics": topic_shares,
    "seniority": seniority_shares,
    "organisation": organisation_shares,
}
