"""All the data sets that could lie behind what was printed, in whole numbers, and how far any sum can range."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations_with_replacement, islice, product

import numpy as np
import numpy.typing as npt

ENOUGH = 4  # a group's count must stay uncertain by at least this much, or by the whole of a smaller group
TARGETS_AT_MOST = 2_000
SCENES_AT_MOST = 300  # counts, and no clock: the same input gets the same verdict on every machine
SECONDS_A_SOLVE = 20.0

Numbers = tuple[int, ...]
Told = tuple[tuple[int, int], ...]
Vector = npt.NDArray[np.int64]


class AttackUnfinished(RuntimeError):
    """The solver gave up, or there is too much to try: nothing is known, so nothing may be printed."""


class Contradiction(ValueError):
    """No data set fits everything that was printed: some sentence is false."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed sentence in numbers: of the people in `cells`, `low` to `high` gave one of `answers`."""

    cells: Numbers
    answers: Numbers
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Shape:
    """One question without names: how many people in each cell, how many answers, sentences, groups to attack.

    Two people are in one cell when every group holds both or neither; nothing printed can tell them apart.
    """

    sizes: Numbers
    answers: int
    lines: tuple[Line, ...]
    groups: tuple[Numbers, ...]

    @property
    def targets(self) -> tuple[tuple[Numbers, Numbers], ...]:
        """Every (cells, answers) pair to attack: groups by what was printed, and each cell by each answer.

        A cell whose count is uncertain holds nobody whose answer is known, so individuals are among these.
        """
        groups = product(self.groups, {line.answers for line in self.lines})
        people = (((cell,), (answer,)) for cell in range(len(self.sizes)) for answer in range(self.answers))
        return tuple(sorted({*groups, *people}))


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many targets were attacked and broken, the narrowest range of a group of four people or more, if it
    was measured, and the data sets that were found on the way."""

    targets: int
    broken: int
    width: int | None
    worlds: tuple[Vector, ...]


class Worlds:
    """Every data set that fits the sentences."""

    def __init__(self, sizes: Numbers, answers: int, lines: tuple[Line, ...], known: Iterable[Vector] = ()) -> None:
        self._shape = (len(sizes), answers)
        people = [(self.weights((cell,), tuple(range(answers))), size, size) for cell, size in enumerate(sizes)]
        said = [(self.weights(line.cells, line.answers), line.low, line.high) for line in lines]
        self._rows = np.array([row for row, _, _ in people + said])
        self._low = np.array([low for _, low, _ in people + said])
        self._high = np.array([high for _, _, high in people + said])
        self._most = np.repeat(np.array(sizes), answers)
        self.seen: list[Vector] = [world for world in known if self._fits(world)]
        self.given = len(self.seen)
        if not self.seen:
            self.least(np.zeros(len(sizes) * answers, dtype=np.int64))

    def weights(self, cells: Numbers, answers: Numbers) -> Vector:
        """The vector that sums, over a data set, the people of `cells` who gave one of `answers`."""
        grid = np.zeros(self._shape, dtype=np.int64)
        grid[np.ix_(cells, answers)] = 1
        return grid.ravel()

    def least(self, weights: Vector) -> Vector:
        """A data set in which the weighted sum is as small as it can be.

        Raises `Contradiction` if there is no data set at all, `AttackUnfinished` if the solver fails or its
        answer does not hold when checked in whole numbers.
        """
        from scipy.optimize import Bounds, LinearConstraint, milp  # takes a second or two to load

        found = milp(
            weights.astype(float),
            constraints=LinearConstraint(self._rows.astype(float), self._low, self._high),
            integrality=np.ones(len(weights)),
            bounds=Bounds(0, self._most),
            options={"time_limit": SECONDS_A_SOLVE, "mip_rel_gap": 0.0},
        )
        if found.status == 2:
            raise Contradiction("What has been printed cannot all be true.")
        if found.status != 0 or found.x is None:
            raise AttackUnfinished(f"The attack could not be finished: {found.message}")
        world: Vector = np.rint(found.x).astype(np.int64)
        if not self._fits(world):
            raise AttackUnfinished("The solver's data set does not fit the sentences.")
        self.seen.append(world)
        return world

    def _fits(self, world: Vector) -> bool:
        sums = self._rows @ world
        return bool((world >= 0).all() and (sums >= self._low).all() and (sums <= self._high).all())

    def width(self, weights: Vector, enough: int | None = None) -> int:
        """By how much the weighted sum can range; stops early once it is seen to range by `enough`."""
        if enough is not None and (seen := self._range_seen(weights)) >= enough:
            return seen
        self.least(weights)
        if enough is not None and (seen := self._range_seen(weights)) >= enough:
            return seen
        self.least(-weights)
        return self._range_seen(weights)

    def _range_seen(self, weights: Vector) -> int:
        sums = [int(weights @ world) for world in self.seen]
        return max(sums) - min(sums)


def _with_insiders(shape: Shape, insiders: int) -> Iterator[tuple[Told, Numbers, tuple[Line, ...]]]:
    """The people and sentences that remain when `insiders` of them tell the attacker what they answered."""
    kinds = product(range(len(shape.sizes)), range(shape.answers))
    for told in combinations_with_replacement(tuple(kinds), insiders):
        left = list(shape.sizes)
        for cell, _ in told:
            left[cell] -= 1
        if min(left) < 0:
            continue
        lines = []
        for line in shape.lines:
            known = sum(cell in line.cells and answer in line.answers for cell, answer in told)
            lines.append(replace(line, low=line.low - known, high=line.high - known))
        yield told, tuple(left), tuple(lines)


def _attack(worlds: Worlds, sizes: Numbers, shape: Shape, enough: int, *, thorough: bool) -> tuple[int, int | None]:
    """How many targets are broken, and the narrowest range of a group of four or more; see `judge`."""
    broken, widths = 0, []
    for cells, answers in shape.targets:
        others = sum(sizes[cell] for cell in cells)
        needed = min(enough, others)
        width = worlds.width(worlds.weights(cells, answers), None if thorough else needed)
        broken += width < needed
        if broken and not thorough:
            return broken, None
        if others >= ENOUGH:
            widths.append(width)
    return broken, min(widths, default=None)


@lru_cache(maxsize=4096)
def judge(shape: Shape, *, thorough: bool) -> Verdict:
    """Attack every target of one question without help.

    A target is broken when its range is under `ENOUGH`, or under its own size if that is smaller. Unless
    `thorough`, it stops at the first, and no width is measured further than that needs. Raises as
    `Worlds.least`, and `AttackUnfinished` if there are too many targets to try.
    """
    if len(shape.targets) > TARGETS_AT_MOST:
        raise AttackUnfinished("There are too many overlapping groups to attack them all. Ask for fewer groups.")
    worlds = Worlds(shape.sizes, shape.answers, shape.lines)
    broken, width = _attack(worlds, shape.sizes, shape, ENOUGH, thorough=thorough)
    return Verdict(len(shape.targets), broken, width, tuple(worlds.seen))


@lru_cache(maxsize=4096)
def judge_with(shape: Shape, insiders: int) -> Verdict:
    """Attack with the help of `insiders` accomplices in every possible place, each of whom costs a range of one.

    Raises as `judge`, and `AttackUnfinished` if there are too many places to try.
    """
    alone = judge(shape, thorough=False)
    scenes = list(islice(_with_insiders(shape, insiders), SCENES_AT_MOST + 1))
    if len(scenes) > SCENES_AT_MOST:
        raise AttackUnfinished("There are too many overlapping groups to try every accomplice.")
    broken, pool = 0, list(alone.worlds)
    for told, sizes, lines in scenes:
        said = np.zeros(len(sizes) * shape.answers, dtype=np.int64)
        for cell, answer in told:
            said[cell * shape.answers + answer] += 1
        known = [world - said for world in pool]
        try:
            worlds = Worlds(sizes, shape.answers, lines, known)
        except Contradiction:  # these accomplices cannot have answered so
            continue
        broken += _attack(worlds, sizes, shape, ENOUGH - insiders, thorough=False)[0]
        if broken:
            break
        pool.extend(world + said for world in worlds.seen[worlds.given :])
    return Verdict(len(shape.targets), broken, None, ())
