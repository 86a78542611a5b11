"""A table as it was read: headings, and rows of text that are all as long as the headings."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from turnabout.sheets.faults import Fault, Unreadable

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000, 200, 32_767
"""The longest cell is what Excel itself can hold."""
LONGEST_HEADING = 1_000
"""A heading is a question, and not what was answered."""
MOST_FAULTS = 200
"""So many faults are told at once; whoever has more has one cause for all."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet program shows it (the headings are mostly row 1), and its cells as text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, each once and not empty, and the rows below them, each with as many cells; empty rows are left out."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    kind: str
    """"csv" or "xlsx", by what the file holds and never by its name."""
    encoding: str = ""
    separator: str = ""

    def column(self, number: int) -> list[str]:
        """The cells below heading `number`, counted from 0."""
        return [row.cells[number] for row in self.rows]


def letter(number: int) -> str:
    """How a spreadsheet program calls the column `number`, counted from 0: 0 is "A", 26 is "AA"."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def same(heading: str) -> str:
    """One spelling of a heading: NFKC, one space between words, no case."""
    return " ".join(unicodedata.normalize("NFKC", heading).casefold().split())


def table_of(records: Iterable[Sequence[str]], *, kind: str, encoding: str = "", separator: str = "") -> Table:
    """The table in `records`, the first of which that is not empty holds the headings.

    Raises `Unreadable` with every ragged row, long cell and NUL, a heading that is missing or stands twice, and more
    than `MOST_ROWS` rows or `MOST_COLUMNS` columns, at which reading stops.
    """
    headings: list[str] = []
    rows: list[Row] = []
    faults: list[Fault] = []
    for number, record in enumerate(records, start=1):
        if len(record) > MOST_COLUMNS and any(record[MOST_COLUMNS:]):
            raise Unreadable(*faults, Fault("columns", number, {"limit": MOST_COLUMNS}))
        if not any(record):
            continue
        if not headings:
            headings = _trimmed(record)
            continue
        if len(rows) == MOST_ROWS:
            raise Unreadable(*faults, Fault("rows", number, {"limit": MOST_ROWS}))
        rows.append(Row(number, tuple(record)))
    if not headings:
        raise Unreadable(Fault("empty"))
    width = _width(headings, rows)
    headings += [""] * (width - len(headings))
    faults += _faults_of_headings(headings, rows)
    for row in rows:
        if len(faults) >= MOST_FAULTS:
            break
        faults += _faults_of_row(row, width)
    if not rows:
        faults.append(Fault("no_rows"))
    if faults:
        raise Unreadable(*faults[:MOST_FAULTS])
    whole = tuple(Row(row.number, row.cells[:width]) for row in rows)
    return Table(tuple(" ".join(one.split()) for one in headings), whole, kind, encoding, separator)


def _trimmed(record: Sequence[str]) -> list[str]:
    cells = list(record)
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _width(headings: Sequence[str], rows: Sequence[Row]) -> int:
    """As wide as the headings; wider where every row is, for then it is a heading that is missing."""
    if not rows:
        return len(headings)
    least = min(len(_trimmed(row.cells)) for row in rows)
    return max(len(headings), least)


def _faults_of_headings(headings: Sequence[str], rows: Sequence[Row]) -> list[Fault]:
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for number, heading in enumerate(headings):
        name = same(heading)
        if "\0" in heading:
            faults.append(Fault("nul", 1))
        if len(heading) > LONGEST_HEADING:
            values = {"column": letter(number), "limit": LONGEST_HEADING}
            faults.append(Fault("long_heading", 0, values))
        elif not name:
            faults.append(Fault("no_heading", 0, {"column": letter(number)}))
        elif name in seen:
            values = {"heading": heading[:80], "first": letter(seen[name]), "column": letter(number)}
            faults.append(Fault("same_heading", 0, values))
        seen.setdefault(name, number)
    return faults


def _faults_of_row(row: Row, width: int) -> list[Fault]:
    found = []
    cells = len(row.cells) if len(row.cells) < width else max(width, len(_trimmed(row.cells)))
    if cells != width:
        found.append(Fault("ragged", row.number, {"cells": cells, "headings": width}))
    if any("\0" in cell for cell in row.cells):
        found.append(Fault("nul", row.number))
    for number, cell in enumerate(row.cells):
        if len(cell) > LONGEST_CELL:
            found.append(Fault("long_cell", row.number, {"column": letter(number), "limit": LONGEST_CELL}))
    return found
