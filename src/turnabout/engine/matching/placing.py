"""Where to count whoever would take either role, so that there are as many pairs as we can find.

One rule for everybody, and the same answer whatever the order of its input. Nobody is placed by it: it is for a number.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import cast

import numpy as np

from turnabout.engine.matching.eligibility import BoolGrid, judge_pairs
from turnabout.engine.matching.people import Mentee, Mentor
from turnabout.engine.matching.problem import Problem

Make = Callable[[Sequence[Mentor], Sequence[Mentee]], Problem]
Both = tuple[Mentor, Mentee]
LAPS = 3
"""How often everybody is looked at again; more laps found nothing more in any round that was tried."""


@dataclass(frozen=True)
class Placed:
    """The problem with everybody in one role, who of `either` is counted as a mentor in it, and who fits nobody.

    `fitting` are those of `either` who fit somebody in one role or the other.
    """

    problem: Problem
    as_mentors: frozenset[str]
    fitting: frozenset[str]


def place_either(mentors: Sequence[Mentor], mentees: Sequence[Mentee], either: Sequence[Both], make: Make) -> Placed:
    """Count each of `either` (the same person as a mentor and as a mentee, under one reference) in one role.

    Three beginnings are tried: one after another where most pairs result, all as mentors, all as mentees. From each,
    people change sides one by one as long as that makes more pairs. The first of the largest wins, so there are never
    fewer pairs than with all of them on one side. `make` builds a problem of some of these people.
    """
    either = sorted(either, key=lambda both: both[0].ref)
    mentors, mentees = sorted(mentors, key=lambda one: one.ref), sorted(mentees, key=lambda one: one.ref)
    if not either:
        return Placed(make(mentors, mentees), frozenset(), frozenset())
    cells = _everybody(mentors, mentees, either, make)
    places = (
        [one.capacity for one in (*mentors, *(both[0] for both in either))],
        [one.capacity for one in (*mentees, *(both[1] for both in either))],
    )
    sides = _Sides(cells, places, len(mentors), len(mentees))
    starts = (sides.one_by_one(), sides.all_on(True), sides.all_on(False))
    best = max((sides.climbed(start) for start in starts), key=lambda table: table.pairs)
    as_mentors = [both[0] for both, mentor in zip(either, best.is_mentor, strict=True) if mentor]
    as_mentees = [both[1] for both, mentor in zip(either, best.is_mentor, strict=True) if not mentor]
    of_rows = cast(BoolGrid, cells[len(mentors) :].any(axis=1))
    of_columns = cast(BoolGrid, cells[:, len(mentees) :].any(axis=0))
    return Placed(
        make([*mentors, *as_mentors], [*mentees, *as_mentees]),
        frozenset(one.ref for one in as_mentors),
        frozenset(both[0].ref for both, fits in zip(either, of_rows | of_columns, strict=True) if fits),
    )


def _everybody(mentors: Sequence[Mentor], mentees: Sequence[Mentee], either: Sequence[Both], make: Make) -> BoolGrid:
    """Who may be paired with whom, everybody of `either` standing last on both sides.

    Nobody can stand on both sides of one problem. So several are judged: by each binary digit of their numbers, those
    with a 1 on one side and those with a 0 on the other, and the other way round. Any two differ in some digit.
    """
    cells = np.zeros((len(mentors) + len(either), len(mentees) + len(either)), dtype=bool)
    for digit in range(max(1, (len(either) - 1).bit_length())):
        for value in (0, 1):
            left = [number for number in range(len(either)) if number >> digit & 1 == value]
            right = [number for number in range(len(either)) if number >> digit & 1 != value]
            problem = make(
                [*mentors, *(either[number][0] for number in left)],
                [*mentees, *(either[number][1] for number in right)],
            )
            open_cells = judge_pairs(problem).permitted
            rows = [problem.mentor_index[one.ref] for one in (*mentors, *(either[number][0] for number in left))]
            columns = [problem.mentee_index[one.ref] for one in (*mentees, *(either[number][1] for number in right))]
            at = [*range(len(mentors)), *(len(mentors) + number for number in left)]
            to = [*range(len(mentees)), *(len(mentees) + number for number in right)]
            cells[np.ix_(at, to)] |= open_cells[np.ix_(rows, columns)]
    return cells


@dataclass
class _Table:
    """Who stands on which side now, and a largest set of pairs among them: for each row and column its partners."""

    is_mentor: list[bool | None]
    rows: int
    columns: int
    pairs: int = 0
    of_row: list[int] = field(default_factory=list)
    of_column: list[int] = field(default_factory=list)

    def copy(self) -> "_Table":
        return _Table(
            list(self.is_mentor), self.rows, self.columns, self.pairs, list(self.of_row), list(self.of_column)
        )


class _Sides:
    """People as bits of whole numbers: which columns each row may take, and who of `either` is which bit."""

    def __init__(self, cells: BoolGrid, places: tuple[list[int], list[int]], mentors: int, mentees: int) -> None:
        self.may = [sum(1 << int(column) for column in np.flatnonzero(row)) for row in cells]
        self.may_column = [sum(1 << int(row) for row in np.flatnonzero(column)) for column in cells.T]
        self.row_places, self.column_places = places
        self.mentors, self.mentees = mentors, mentees
        self.either = len(self.may) - mentors

    def one_by_one(self) -> _Table:
        """Each where more pairs result; where that is equal, where more people could still be partners."""
        table = self._empty()
        for number in range(self.either):
            there, here = self._moved(table, number, True), self._moved(table, number, False)
            left = self.may[self.mentors + number].bit_count()
            right = self.may_column[self.mentees + number].bit_count()
            table = there if (there.pairs, left) >= (here.pairs, right) else here
        return table

    def all_on(self, mentor: bool) -> _Table:
        table = self._empty()
        for number in range(self.either):
            table = self._moved(table, number, mentor)
        return table

    def climbed(self, table: _Table) -> _Table:
        """Let one after another change sides while that makes more pairs."""
        for _lap in range(LAPS):
            before = table.pairs
            for number in range(self.either):
                other = self._moved(table, number, not table.is_mentor[number])
                table = other if other.pairs > table.pairs else table
            if table.pairs == before:
                break
        return table

    def _empty(self) -> _Table:
        nobody: list[bool | None] = [None] * self.either
        table = _Table(nobody, (1 << self.mentors) - 1, (1 << self.mentees) - 1)
        table.of_row, table.of_column = [0] * len(self.may), [0] * len(self.may_column)
        self._enlarge(table)
        return table

    def _moved(self, table: _Table, number: int, mentor: bool) -> _Table:
        """The same with one of `either` on that side, and as many pairs as there can be then."""
        made = table.copy()
        row, column = self.mentors + number, self.mentees + number
        for partner in _bits(made.of_row[row]):
            made.of_column[partner] &= ~(1 << row)
        for partner in _bits(made.of_column[column]):
            made.of_row[partner] &= ~(1 << column)
        made.pairs -= made.of_row[row].bit_count() + made.of_column[column].bit_count()
        made.of_row[row] = made.of_column[column] = 0
        made.is_mentor[number] = mentor
        made.rows = made.rows | 1 << row if mentor else made.rows & ~(1 << row)
        made.columns = made.columns & ~(1 << column) if mentor else made.columns | 1 << column
        self._enlarge(made)
        return made

    def _enlarge(self, table: _Table) -> None:
        while self._one_more(table):
            table.pairs += 1

    def _one_more(self, table: _Table) -> bool:
        """Make one pair more by way of pairs that change partners, if any way does."""
        queue = [row for row in _bits(table.rows) if table.of_row[row].bit_count() < self.row_places[row]]
        came_by: dict[int, int] = dict.fromkeys(queue, -1)
        reached_from: dict[int, int] = {}
        fresh = table.columns
        for row in queue:
            for column in _bits(self.may[row] & ~table.of_row[row] & fresh):
                fresh &= ~(1 << column)
                reached_from[column] = row
                if table.of_column[column].bit_count() < self.column_places[column]:
                    _swap(table, column, reached_from, came_by)
                    return True
                for other in _bits(table.of_column[column]):
                    if other not in came_by:
                        came_by[other] = column
                        queue.append(other)
        return False


def _swap(table: _Table, column: int, reached_from: dict[int, int], came_by: dict[int, int]) -> None:
    while column >= 0:
        row = reached_from[column]
        table.of_row[row] |= 1 << column
        table.of_column[column] |= 1 << row
        column = came_by[row]
        if column >= 0:
            table.of_row[row] &= ~(1 << column)
            table.of_column[column] &= ~(1 << row)


def _bits(whole: int) -> list[int]:
    found = []
    while whole:
        lowest = whole & -whole
        found.append(lowest.bit_length() - 1)
        whole ^= lowest
    return found
