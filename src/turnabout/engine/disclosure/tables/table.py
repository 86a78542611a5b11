"""A table of true head-counts. For the publisher's eyes; what a reader gets is `protected.ProtectedTable`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

TOTAL: Final = "Total"
MOST_PEOPLE: Final = 10**9

Labels = tuple[str, ...]


class TableFault(ValueError):
    """The table cannot be read as one of head-counts; the message says where, and repeats no count."""


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """How many people stand in each combination of categories, one category a dimension; margins are worked out.

    `categories` are the labels of each dimension in the order they are printed; combinations that are left out of
    `counts` count nobody. Raises `TableFault`.
    """

    dimensions: Labels
    categories: tuple[Labels, ...]
    counts: Mapping[Labels, int]

    def __post_init__(self) -> None:
        if not self.dimensions or len(self.dimensions) != len(self.categories):
            raise TableFault("Give at least one dimension, and the categories of each.")
        if len(set(self.dimensions)) != len(self.dimensions):
            raise TableFault("Two dimensions have the same name. Give each a name of its own.")
        for name, labels in zip(self.dimensions, self.categories, strict=True):
            if len(set(labels)) != len(labels):
                raise TableFault(f"A category of “{name}” stands twice. Give each once.")
            if TOTAL in labels:
                raise TableFault(
                    f"A category of “{name}” is called “{TOTAL}”. That is the margin, which is worked out."
                )
        known = set(product(*self.categories))
        for cell, count in self.counts.items():
            if cell not in known:
                raise TableFault(f"There is no cell {' × '.join(cell)} in this table. Check the categories.")
            if type(count) is not int or not 0 <= count <= MOST_PEOPLE:
                raise TableFault(
                    f"The count of {' × '.join(cell)} is no whole number of people from 0 to {MOST_PEOPLE}."
                )

    @property
    def cells(self) -> list[Labels]:
        """Every cell in the order of print, the margin of each dimension after its categories."""
        return list(product(*((*labels, TOTAL) for labels in self.categories)))

    def sum(self, cell: Labels) -> int:
        """How many people stand in a cell, margins included."""
        return sum(
            count
            for labels, count in self.counts.items()
            if all(own in (TOTAL, label) for own, label in zip(cell, labels, strict=True))
        )
