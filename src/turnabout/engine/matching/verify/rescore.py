"""The judge's own reading of the hard rules and the score, one mentor against all mentees at a time.

Written apart from the solver's reading on purpose: a slip in one of them shows as a disagreement.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from turnabout.engine.matching.people import Mentee, Mentor, Participant
from turnabout.engine.matching.problem import Problem

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Row:
    """One mentor against every mentee.

    Which pairs no rule forbids (places apart), and the parts of each fit.
    """

    lawful: Bools
    parts: dict[str, Ints]

    @property
    def fit(self) -> Ints:
        """The sum of the parts."""
        fit = np.zeros(len(self.lawful), dtype=np.int64)
        for points in self.parts.values():
            fit += points
        return fit

    def parts_at(self, column: int) -> tuple[tuple[str, int], ...]:
        """Return the named parts of one pair's fit."""
        return tuple((name, int(points[column])) for name, points in self.parts.items())


class Rescorer:
    """Reads a problem once and then judges row after row."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.mentees = problem.mentees
        self.column = {mentee.ref: column for column, mentee in enumerate(self.mentees)}
        self.barred = self._barred()
        self.fit_to_meet = np.array([_may_take_part(mentee) for mentee in self.mentees], dtype=bool)
        self.open = np.array([mentee.open for mentee in self.mentees], dtype=bool)
        self.level = np.array([mentee.level if mentee.level else -1 for mentee in self.mentees], dtype=np.int64)
        self.wanted = np.array([len(mentee.wants) for mentee in self.mentees], dtype=np.int64)
        self.wanting = self._where(lambda mentee: mentee.wants)
        self.meeting = self._where(lambda mentee: mentee.modes)
        self.of_team = self._where(lambda mentee: {_plain(mentee.team)})
        self.of_organisation = self._where(lambda mentee: {_plain(mentee.organisation)})
        self.avoiding_team = self._where(lambda mentee: {_plain(team) for team in mentee.avoid_teams})

    def _where(self, words: Callable[[Mentee], Iterable[str]]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for column, mentee in enumerate(self.mentees):
            for word in words(mentee):
                found[word].append(column)
        return found

    def _barred(self) -> dict[str, list[int]]:
        """Collect for each mentor the mentees that a list or a management line forbids, whoever holds it."""
        problem = self.problem
        barred = set(problem.forbidden) | set(problem.hr_links)
        barred |= {couple for couple in problem.earlier if couple not in problem.asked_again}
        above = dict(problem.managers)
        everybody: tuple[Participant, ...] = (*problem.mentors, *problem.mentees)
        for person in everybody:
            if person.manager:
                above[person.ref] = person.manager
        for person in everybody:
            barred |= {(person.ref, ref) for ref in (*person.avoid, *self._seniors(person.ref, above))}
        columns: dict[str, list[int]] = defaultdict(list)
        for one, other in barred:
            if other in self.column:
                columns[one].append(self.column[other])
            if one in self.column:
                columns[other].append(self.column[one])
        return columns

    def _seniors(self, ref: str, above: dict[str, str]) -> Iterator[str]:
        limit = {exception.senior: exception.depth for exception in self.problem.policy.chain_exceptions}
        deepest = self.problem.policy.chain_depth
        steps = 0
        while ref in above:
            ref, steps = above[ref], steps + 1
            if steps <= limit.get(ref, steps) and (deepest is None or steps <= deepest):
                yield ref

    def row(self, mentor: Mentor) -> Row:
        """Judge and score one mentor against every mentee, in the order of the problem."""
        shared = self._count(self.wanting, mentor.offers)
        lawful = self.fit_to_meet & _may_take_part(mentor)
        lawful &= self._count(self.meeting, mentor.modes) > 0
        lawful &= (shared > 0) | self.open | mentor.open
        lawful[self.barred[mentor.ref]] = False
        team = _plain(mentor.team)
        for unwanted in {_plain(name) for name in mentor.avoid_teams} - {""}:
            lawful[self.of_team.get(unwanted, [])] = False
        if team:
            lawful[self.avoiding_team.get(team, [])] = False
        return Row(lawful, self._parts(mentor, shared))

    def _count(self, where: dict[str, list[int]], words: frozenset[str]) -> Ints:
        counts = np.zeros(len(self.mentees), dtype=np.int64)
        for word in words:
            counts[where.get(word, [])] += 1
        return counts

    def _parts(self, mentor: Mentor, shared: Ints) -> dict[str, Ints]:
        policy = self.problem.policy
        parts = {"base": np.full(len(self.mentees), 50, dtype=np.int64)}
        if "topics" in policy.components:
            parts["topics"] = self._topics(mentor, shared) * policy.weights.topics // 100
        if "seniority" in policy.components:
            parts["seniority"] = self._seniority(mentor) * policy.weights.seniority // 100
        if "organisation" in policy.components:
            own = _plain(mentor.organisation)
            elsewhere = np.full(len(self.mentees), 100 if own else 0, dtype=np.int64)
            elsewhere[self.of_organisation.get(own, []) + self.of_organisation.get("", [])] = 0
            parts["organisation"] = elsewhere * policy.weights.organisation // 100
        return parts

    def _topics(self, mentor: Mentor, shared: Ints) -> Ints:
        table = self.problem.policy.topic_shares
        share = np.zeros_like(shared)
        share[self.open | mentor.open] = table.open
        share[shared == 1] = table.one
        share[shared == 2] = table.two
        share[shared >= 3] = table.three
        share[(shared >= 1) & (shared >= self.wanted)] = table.all_wanted
        return share

    def _seniority(self, mentor: Mentor) -> Ints:
        table = self.problem.policy.seniority_shares
        if mentor.level is None:
            return np.full(len(self.mentees), table.unknown, dtype=np.int64)
        share = np.full(len(self.mentees), table.mentor_senior, dtype=np.int64)
        share[self.level == mentor.level] = table.same
        share[self.level == mentor.level + 1] = table.one
        share[self.level > mentor.level + 1] = table.two_or_more
        share[self.level < 0] = table.unknown
        return share


def _may_take_part(person: Participant) -> bool:
    hindered = not person.trained or not person.consented or not person.active
    return not (hindered or not person.hr_clear or not person.adjustments_feasible)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
