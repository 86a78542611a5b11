"""Every banded sentence ever printed, with the people behind it. For the auditor; never for a reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from turnabout.engine.disclosure.attack import Printed
from turnabout.engine.disclosure.wording import say


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """One sentence in print: whose answers are in it and the counts it stands for, `low` to `high` (policy D9)."""

    question: str
    members: frozenset[str]
    key: str
    low: int
    high: int

    @property
    def printed(self) -> Printed:
        """The entry as the attacker takes it."""
        return Printed(self.question, self.members, say(self.key).text, self.low, self.high)

    def to_record(self) -> dict[str, Any]:
        """The entry as plain data. It names the contributors: whoever stores it encrypts it."""
        return {
            "question": self.question,
            "members": sorted(self.members),
            "key": self.key,
            "low": self.low,
            "high": self.high,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Entry:
        """The entry back from `to_record`."""
        return cls(record["question"], frozenset(record["members"]), record["key"], record["low"], record["high"])


@dataclass(frozen=True, slots=True, repr=False)
class Ledger:
    """What has been printed so far about any sealed question (policy D9)."""

    entries: tuple[Entry, ...] = ()

    def about(self, question: str) -> tuple[Entry, ...]:
        """What has been printed about one question."""
        return tuple(entry for entry in self.entries if entry.question == question)

    def extended(self, entries: Iterable[Entry]) -> Ledger:
        """The ledger with these entries after its own; what is printed stays printed."""
        return Ledger((*self.entries, *entries))
