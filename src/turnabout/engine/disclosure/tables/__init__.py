"""Tables of head-counts: true counts in, numbers and stars out, after the attacker has failed (policy D11).

Numbers under the threshold are hidden, zero included; every other is rounded on its own from the true count,
margins too, so that a sum of printed numbers is not the printed sum; further numbers are hidden until nothing hidden
can be worked out. Of a hidden number it is never said whether it is small or shields a small one; the judge grants
its attacker that knowledge all the same.

What is not claimed: which further numbers are hidden follows from the counts, so somebody who tries the program on
every possible table learns a little from the choice. Where none had to be, there is no choice: any counts of which the
same are small and the others round to the same have the same print.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import product

from turnabout.engine.disclosure.attack import AttackUnfinished, Contradiction
from turnabout.engine.disclosure.attack.tables import ALL, Cell, Print, audit, bounds
from turnabout.engine.disclosure.tables.choosing import Unprotectable, choose
from turnabout.engine.disclosure.tables.policy import TablePolicy
from turnabout.engine.disclosure.tables.protected import HIDDEN, Printed, Proof, ProtectedTable, Range, Why
from turnabout.engine.disclosure.tables.table import TOTAL, Labels, Table, TableFault

__all__ = [
    "HIDDEN",
    "TOTAL",
    "Labels",
    "Printed",
    "Proof",
    "ProtectedTable",
    "Range",
    "Table",
    "TableFault",
    "TablePolicy",
    "Why",
    "protect",
]


def protect(table: Table, policy: TablePolicy | None = None, *, known: Iterable[Labels] = ()) -> ProtectedTable:
    """The table as it may be printed.

    `known` are cells whose true count every reader has from elsewhere, such as how many people there are. Fails
    closed: what the attacker breaks, or cannot finish, is hidden whole. The order in which counts are given does not
    matter. Raises `TableFault` for more dimensions than the policy allows, or for a known cell that is not there.
    """
    policy = policy or TablePolicy()
    if len(table.dimensions) > policy.max_dimensions:
        raise TableFault(
            f"The table has {len(table.dimensions)} dimensions, and {policy.max_dimensions} are allowed. "
            "Leave one out, or make a table for each part."
        )
    drawn = _Drawn(table, policy, known)
    nothing = drawn.nothing
    try:
        shown = drawn.shown()
        if set(shown.shown) <= set(shown.known):
            return drawn.made(nothing, Why.SMALL)
        verdict = audit([shown], enough=policy.min_width)
        if not verdict.passed:
            return drawn.made(nothing, Why.UNPROVEN)
        return drawn.made(shown, Why.SMALL)
    except Unprotectable:
        return drawn.made(nothing, Why.SMALL)
    except (AttackUnfinished, Contradiction):
        return drawn.made(nothing, Why.UNPROVEN)


class _Drawn:
    """The table in numbers, its categories sorted so that the order they came in changes nothing."""

    def __init__(self, table: Table, policy: TablePolicy, known: Iterable[Labels]) -> None:
        self._table, self._policy = table, policy
        self._sorted = [sorted(labels) for labels in table.categories]
        self._sizes = tuple(map(len, self._sorted))
        self._counts = self._summed()
        self._known = {self._cell(labels): self._counts[self._cell(labels)] for labels in known}

    @property
    def nothing(self) -> Print:
        """The print in which all is hidden but what readers have from elsewhere."""
        return self._print({cell for cell in self._known if self._counts[cell] >= self._policy.threshold})

    def shown(self) -> Print:
        """The print that hides the fewest cells, as an insider has it."""
        under = frozenset(cell for cell, count in self._counts.items() if count < self._policy.threshold)
        first = replace(self._print(set(self._counts) - under), under=under)
        hidden = choose(first, self._policy.min_width)
        return replace(self._print(set(self._counts) - under - hidden), under=under)

    def made(self, printed: Print, why: Why) -> ProtectedTable:
        """What readers get of a print, with what its numbers leave open to them."""
        open_to = bounds(replace(printed, under=None))
        cells, ranges = [], []
        for labels in self._table.cells:
            cell = self._cell(labels)
            number = printed.shown.get(cell)
            cells.append(Printed(labels, number, None if number is not None else why))
            if cell in open_to:
                ranges.append(Range(labels, *open_to[cell]))
        known = tuple(labels for labels in self._table.cells if self._cell(labels) in self._known)
        proof = Proof(self._policy.digest, self._policy.min_width, known, tuple(ranges))
        table, policy = self._table, self._policy
        return ProtectedTable(
            table.dimensions, table.categories, tuple(cells), policy.threshold, policy.round_to, proof
        )

    def _print(self, cells: set[Cell]) -> Print:
        policy = self._policy
        numbers = {cell: policy.rounded(self._counts[cell]) for cell in sorted(cells)}
        return Print(self._sizes, numbers, policy.threshold, policy.round_to, self._known)

    def _cell(self, labels: Labels) -> Cell:
        try:
            return tuple(
                ALL if label == TOTAL else own.index(label) for own, label in zip(self._sorted, labels, strict=True)
            )
        except ValueError as fault:
            raise TableFault(f"There is no cell {' × '.join(labels)} in this table.") from fault

    def _summed(self) -> dict[Cell, int]:
        sums = dict.fromkeys(product(*((*range(size), ALL) for size in self._sizes)), 0)
        for labels, count in self._table.counts.items():
            cell = self._cell(labels)
            for margins in product((False, True), repeat=len(cell)):
                sums[tuple(ALL if margin else index for index, margin in zip(cell, margins, strict=True))] += count
        return sums
