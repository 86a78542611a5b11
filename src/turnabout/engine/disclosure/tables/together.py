"""Several tables of the same questions about overlapping lists of people: printed only if together they stand.

The attacker is given every table printed before and who was counted in each, as for answers (policy D8 to D10).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from turnabout.engine.disclosure.attack import AttackUnfinished, Contradiction
from turnabout.engine.disclosure.attack.tables import ALL, Cell, Print, audit
from turnabout.engine.disclosure.tables.policy import TablePolicy
from turnabout.engine.disclosure.tables.protected import ProtectedTable
from turnabout.engine.disclosure.tables.table import TOTAL, Labels, Table

People = frozenset[str]


class Together(StrEnum):
    """Why a table is not printed beside those before it."""

    TOO_CLOSE = "too_close"
    """Its list differs from an earlier one by so few people that the change shows what they answered."""
    GIVES_AWAY = "gives_away"
    """With the earlier tables it would give somebody away, or that could not be ruled out."""


class NotTogether(Exception):
    """The table is not printed; nothing is said about the counts in it."""

    def __init__(self, why: Together) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True, repr=False)
class Behind:
    """Who was counted in a printed table, by any stable reference, and which of its hidden numbers are small.

    For the auditor alone: whoever stores it encrypts it. `under` is None where nothing but public numbers is shown.
    """

    people: People
    under: frozenset[Labels] | None

    def to_record(self) -> dict[str, Any]:
        """As plain data."""
        return {"people": sorted(self.people), "under": None if self.under is None else sorted(map(list, self.under))}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Behind:
        """Back from `to_record`."""
        under = record["under"]
        return cls(frozenset(record["people"]), None if under is None else frozenset(map(tuple, under)))


Before = tuple[ProtectedTable, Behind]


def behind(made: ProtectedTable, table: Table, people: People) -> Behind:
    """What stands behind a table that was just made."""
    public = set(made.proof.known)
    if all(cell.number is None or cell.labels in public for cell in made.cells):
        return Behind(people, None)
    return Behind(people, frozenset(cell.labels for cell in made.hidden if table.sum(cell.labels) < made.threshold))


def same_people(people: People, before: Iterable[Before]) -> ProtectedTable | None:
    """The table that was printed earlier of exactly these people, if any: it is printed again as it was."""
    return next((made for made, known in before if known.people == people), None)


def check_list(people: People, before: Iterable[Before], policy: TablePolicy | None = None) -> None:
    """Raise `NotTogether` if a list differs from an earlier one by so few people that nothing needs to be counted."""
    if any(len(people ^ known.people) < (policy or TablePolicy()).threshold for _, known in before):
        raise NotTogether(Together.TOO_CLOSE)


def check_together(made: Before, before: Iterable[Before], policy: TablePolicy | None = None) -> None:
    """Raise `NotTogether` unless `made` stands beside all tables printed before of the same questions.

    Readers are taken to know who was counted in each, so how many people that is.
    """
    policy, earlier = policy or TablePolicy(), list(before)
    if not earlier:
        return
    check_list(made[1].people, earlier, policy)
    if any(one.categories != made[0].categories for one, _ in earlier):  # the questions were asked differently
        raise NotTogether(Together.GIVES_AWAY)
    try:
        verdict = audit([_print(*one) for one in (*earlier, made)], enough=policy.min_width)
    except (AttackUnfinished, Contradiction, ValueError) as fault:
        raise NotTogether(Together.GIVES_AWAY) from fault
    if not verdict.passed:
        raise NotTogether(Together.GIVES_AWAY)


def _print(made: ProtectedTable, known: Behind) -> Print:
    def cell(labels: Labels) -> Cell:
        places = zip(made.categories, labels, strict=True)
        return tuple(ALL if label == TOTAL else own.index(label) for own, label in places)

    return Print(
        tuple(map(len, made.categories)),
        {cell(each.labels): each.number for each in made.cells if each.number is not None},
        made.threshold,
        made.round_to,
        {tuple(ALL for _ in made.dimensions): len(known.people)},
        None if known.under is None else frozenset(map(cell, known.under)),
        known.people,
    )
