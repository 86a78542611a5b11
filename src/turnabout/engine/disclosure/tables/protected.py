"""The only form in which a table of head-counts reaches a reader."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final

from turnabout.engine.disclosure.tables.table import Labels

HIDDEN: Final = "*"


class Why(StrEnum):
    """Why a number is hidden. Which of the two halves of the first holds is never said: that alone can give it away."""

    SMALL = "small_or_shield"
    UNPROVEN = "not_proven"

    def words(self, threshold: int) -> str:
        """The reason in plain English."""
        if self is Why.SMALL:
            return f"Fewer than {threshold} people, or hidden so that such a number cannot be worked out."
        return "It could not be proved in time that this table gives nobody away, so all of it is hidden."


@dataclass(frozen=True, slots=True)
class Printed:
    """One cell as readers see it: its labels, and a rounded number or why there is none."""

    labels: Labels
    number: int | None
    why: Why | None = None

    @property
    def text(self) -> str:
        """What is printed: the number, or a star."""
        return HIDDEN if self.number is None else str(self.number)


@dataclass(frozen=True, slots=True)
class Range:
    """Between which counts a hidden cell can lie for somebody who knows all that is printed; `high` None: no end."""

    labels: Labels
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Proof:
    """What the attacker found: under which policy, how much it attacked, and what a reader is left with.

    Every number in it can be worked out from the printed table, the policy and what is public; no true count is in it.
    """

    policy: str
    min_width: int
    known: tuple[Labels, ...]
    ranges: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """A table that may be printed: numbers or stars in the order of print, the rules in force, and the proof."""

    dimensions: Labels
    categories: tuple[Labels, ...]
    cells: tuple[Printed, ...]
    threshold: int
    round_to: int
    proof: Proof

    def __getitem__(self, labels: Labels) -> Printed:
        return next(cell for cell in self.cells if cell.labels == labels)

    @property
    def hidden(self) -> tuple[Printed, ...]:
        """The cells without a number."""
        return tuple(cell for cell in self.cells if cell.number is None)

    @property
    def digest(self) -> str:
        """The table's fingerprint (64 hexadecimal digits): two that print the same have the same."""
        return hashlib.sha256(json.dumps(self.to_record(), sort_keys=True).encode()).hexdigest()

    def to_record(self) -> dict[str, Any]:
        """The table as plain data."""
        return asdict(self)

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> ProtectedTable:
        """The table back from `to_record`, through JSON or not."""
        proof = record["proof"]
        return cls(
            tuple(record["dimensions"]),
            tuple(tuple(labels) for labels in record["categories"]),
            tuple(
                Printed(tuple(cell["labels"]), cell["number"], Why(cell["why"]) if cell["why"] else None)
                for cell in record["cells"]
            ),
            record["threshold"],
            record["round_to"],
            Proof(
                proof["policy"],
                proof["min_width"],
                tuple(tuple(labels) for labels in proof["known"]),
                tuple(Range(tuple(each["labels"]), each["low"], each["high"]) for each in proof["ranges"]),
            ),
        )
