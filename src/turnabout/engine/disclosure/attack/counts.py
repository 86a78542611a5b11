"""All the head-counts that could lie behind printed tables, in whole numbers, and how far a sum of them can range."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from turnabout.engine.disclosure.attack.worlds import SECONDS_A_SOLVE, AttackUnfinished, Contradiction, Vector

PUSHES = 6

Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing an attacker knows: the unknowns `of` add up to `low` at least and `high` at most (None: no end)."""

    of: Numbers
    low: int
    high: int | None


class Counts:
    """Every list of `unknowns` whole numbers, none below zero, that fits the rows.

    Numbers are measured from the least that each can be, so that a cell of a million is as easy as one of ten.
    `seen` are lists known to fit, which save the solver work.
    """

    def __init__(self, unknowns: int, rows: Iterable[Row], seen: Iterable[Vector] = ()) -> None:
        self._rows = tuple(rows)
        self._floor = np.zeros(unknowns, dtype=np.int64)
        self._most = np.full(unknowns, np.inf)
        bounded: set[int] = set()
        for row in self._rows:
            if row.high is not None:
                bounded.update(row.of)
            if len(row.of) == 1:
                (only,) = row.of
                self._floor[only] = max(int(self._floor[only]), row.low)
                if row.high is not None:
                    self._most[only] = min(float(self._most[only]), row.high)
        if (self._most < self._floor).any():
            raise Contradiction("What has been printed cannot all be true.")
        self._boundless = frozenset(range(unknowns)) - bounded
        self._sums = [
            row for row in self._rows if len(row.of) > 1 and (row.low > self._under(row.of) or row.high is not None)
        ]
        self._constraints: list[Any] = []
        self.seen: list[Vector] = [world for world in seen if self._fits(world)]
        self.given = len(self.seen)

    def settle(self) -> None:
        """Make sure that there is a list at all. Raises `Contradiction` if there is none."""
        if not self.seen:
            self._least(np.zeros(len(self._floor), dtype=np.int64))

    def range_of(self, of: Numbers) -> tuple[int, int | None]:
        """The least and the greatest that the unknowns `of` can add up to; None when nothing bounds them above."""
        weights = self._weights(of)
        sums = [int(weights @ world) for world in self.seen]
        least = self._under(of)
        low = least if least in sums else int(weights @ self._least(weights))
        if self._boundless.intersection(of):
            return low, None
        most = self._at_most(frozenset(of))
        return low, most if most in sums else int(weights @ self._least(-weights))

    def push(self, of: Iterable[Numbers]) -> None:
        """Look for lists in which many of these sums are small and many large at once: most then need no solve of their
        own. Which way each is pushed is a fixed pattern."""
        each = [self._weights(numbers) for numbers in of if not self._boundless.intersection(numbers)]
        if len(each) < PUSHES:
            return
        for number in range(PUSHES):
            ways = [1 if (place * (2 * number + 1) + number) % (number + 2) else -1 for place in range(len(each))]
            self._least(np.sum([way * weights for way, weights in zip(ways, each, strict=True)], axis=0))
            self._least(-np.sum([way * weights for way, weights in zip(ways, each, strict=True)], axis=0))

    def _at_most(self, of: frozenset[int]) -> int | None:
        """What one row alone leaves for a sum at most, if any row holds all of it."""
        ends = [
            row.high - self._under(tuple(set(row.of) - of))
            for row in self._rows
            if row.high is not None and of <= set(row.of)
        ]
        return min(ends, default=None)

    def ranges_by(self, of: Numbers, enough: int) -> bool:
        """Whether the sum of the unknowns `of` can range by `enough` at least; solves only as far as that needs."""
        if self._boundless.intersection(of):
            return True
        weights = self._weights(of)
        for turned in (0, 1, -1):
            if turned:
                self._least(turned * weights)
            sums = [int(weights @ world) for world in self.seen]
            if sums and max(sums) - min(sums) >= enough:
                return True
        return False

    def _weights(self, of: Numbers) -> Vector:
        weights = np.zeros(len(self._floor), dtype=np.int64)
        weights[list(of)] = 1
        return weights

    def _least(self, weights: Vector) -> Vector:
        """A list in which the weighted sum is as small as it can be. Raises as `attack.worlds.Worlds.least`."""
        from scipy.optimize import Bounds, milp  # takes a second or two to load

        if not len(weights):
            self.seen.append(weights)
            return weights
        found = milp(
            weights.astype(float),
            constraints=self._constraints or self._constrained(),
            integrality=np.ones(len(weights)),
            bounds=Bounds(0, self._most - self._floor),
            options={"time_limit": SECONDS_A_SOLVE, "mip_rel_gap": 0.0},
        )
        if found.status == 2:
            raise Contradiction("What has been printed cannot all be true.")
        if found.status != 0 or found.x is None:
            raise AttackUnfinished(f"The attack could not be finished: {found.message}")
        world: Vector = np.rint(found.x).astype(np.int64) + self._floor
        if not self._fits(world):
            raise AttackUnfinished("The solver's table does not fit what was printed.")
        self.seen.append(world)
        return world

    def _constrained(self) -> list[Any]:
        """The sums of several unknowns as the solver takes them, measured from the least of each."""
        from scipy.optimize import LinearConstraint
        from scipy.sparse import csr_array

        if self._sums:
            columns = np.concatenate([np.array(row.of) for row in self._sums])
            starts = np.concatenate([[0], np.cumsum([len(row.of) for row in self._sums])])
            matrix = csr_array((np.ones(len(columns)), columns, starts), shape=(len(self._sums), len(self._floor)))
            under = np.array([self._under(row.of) for row in self._sums])
            low = np.array([row.low for row in self._sums]) - under
            high = np.array([np.inf if row.high is None else row.high for row in self._sums]) - under
            self._constraints = [LinearConstraint(matrix, low, high)]
        return self._constraints

    def _under(self, of: Numbers) -> int:
        return int(self._floor[list(of)].sum())

    def _fits(self, world: Vector) -> bool:
        if (world < 0).any():
            return False
        sums = ((row, int(world[list(row.of)].sum())) for row in self._rows)
        return all(row.low <= total and (row.high is None or total <= row.high) for row, total in sums)
