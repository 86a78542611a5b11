"""The database administrator who wants to know who answered what.

Given a SQLite file, its write-ahead log, the people, and the answers as they came out of the box, it tries to
put each answer back to its person: by rows and values that hold both, and by laying every order that the
database knows of people (row number, key, each column, sizes, place in the file, the commit that wrote it)
beside every order that it knows of answers, forwards and backwards.

It cannot know which guess is right. So the guess that did best in some trials, in which accomplices told it
everything, is tried on others, and what it links there is what counts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import product
from math import sqrt
from pathlib import Path
from typing import Any
from uuid import UUID

Guess = Mapping[Hashable, int]
"""For each person the place in the output of the answer that is thought to be theirs."""

ROWS_AT_LEAST = 0.5  # of the people or answers, for an order to be worth trying
LOCATABLE = 8  # bytes a value needs to be found in the file without finding others


@dataclass(frozen=True)
class Row:
    """One row as the administrator sees it: values by column, and what SQLite itself keeps about it."""

    key: Hashable
    values: Mapping[str, Any]
    traces: Mapping[str, Any] = field(default_factory=dict)


Tables = dict[str, list[Row]]


@dataclass(frozen=True)
class Found:
    """How many answers were put back to their people, of how many, and what guessing blindly would give."""

    linked: int
    entries: int
    trials: int
    by: str

    @property
    def bar(self) -> float:
        """Chance plus three standard deviations: a blind guess links one a trial, with a deviation of one."""
        return self.trials + 3 * sqrt(self.trials)


def attack_sqlite(
    path: Path, *, people: Sequence[Hashable], output: Sequence[str | bytes], scratch: Path
) -> dict[str, Guess]:
    """Every guess at who gave which answer that the database at `path` offers, by the name of how it was made.

    `people` are their keys as any table holds them; `output` the answers in the order in which they came out,
    no two alike; `scratch` an empty folder for copies. Raises `ValueError` if answers are alike.
    """
    if len(set(output)) != len(output):
        raise ValueError("Two answers are alike. Give each person something of their own to say.")
    tables = _with_traces(path, scratch)
    guesses = dict(_by_value(tables, people, output))
    orders_of_people = dict(_orders_of_people(tables, people))
    orders_of_answers = dict(_orders_of_answers(tables, output))
    for (of_people, first), (of_answers, second) in product(orders_of_people.items(), orders_of_answers.items()):
        guesses[f"{of_people} ~ {of_answers}"] = dict(zip(first, second, strict=False))
        guesses[f"{of_people} ~ {of_answers}, backwards"] = dict(zip(first, reversed(second), strict=False))
    return guesses


def relink(trials: Sequence[tuple[Mapping[str, Guess], Guess]], *, told: int) -> Found:
    """What the best guess links, over `trials` of (guesses, truth): chosen on the first `told`, counted on the rest."""
    known, asked = trials[:told], trials[told:]
    names = sorted({name for guesses, _ in known for name in guesses})
    best = max(names, key=lambda name: sum(_right(guesses, name, truth) for guesses, truth in known))
    linked = sum(_right(guesses, best, truth) for guesses, truth in asked)
    return Found(linked, sum(len(truth) for _, truth in asked), len(asked), best)


def _right(guesses: Mapping[str, Guess], name: str, truth: Guess) -> int:
    guess = guesses.get(name, {})
    return sum(guess.get(person) == place for person, place in truth.items())


# Reading what is on the disk


def states(path: Path, scratch: Path) -> Iterator[Tables]:
    """The database after each commit that is still in its write-ahead log, oldest first; at least as it is now."""
    database, log = path.read_bytes(), path.with_name(path.name + "-wal")
    frames = log.read_bytes() if log.exists() else b""
    ends = list(_commits(frames)) or [0]
    for number, end in enumerate(ends):
        copy = scratch / f"state-{number}.sqlite"
        copy.write_bytes(database)
        copy.with_name(copy.name + "-wal").write_bytes(frames[:end])
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("PRAGMA synchronous = OFF")  # a copy that nobody will miss
            yield _tables(connection)
        for left in scratch.glob(f"{copy.name}*"):
            left.unlink()


def _commits(frames: bytes) -> Iterator[int]:
    """Where each commit ends in a write-ahead log (SQLite file format, section 4.1)."""
    if len(frames) < 32:
        return
    page, salts = int.from_bytes(frames[8:12]), frames[16:24]
    for start in range(32, len(frames) - page - 23, 24 + page):
        head = frames[start : start + 24]
        if head[8:16] != salts:
            return
        if int.from_bytes(head[4:8]):
            yield start + 24 + page


def _tables(connection: sqlite3.Connection) -> Tables:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {name: _rows(connection, name) for (name,) in names}


def _rows(connection: sqlite3.Connection, table: str) -> list[Row]:
    columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    names = [column[1] for column in columns]
    keys = [column[1] for column in sorted(columns, key=lambda column: column[5]) if column[5]]
    try:
        found = connection.execute(f'SELECT _rowid_, * FROM "{table}"').fetchall()
    except sqlite3.OperationalError:  # a table that keeps no row number
        found = [(None, *row) for row in connection.execute(f'SELECT * FROM "{table}"')]
    rows = []
    for place, (number, *values) in enumerate(found):
        row = dict(zip(names, values, strict=True))
        key = number if number is not None else tuple(row[name] for name in keys)
        rows.append(Row(key, row, {"order": place} | ({} if number is None else {"row number": number})))
    return rows


def _with_traces(path: Path, scratch: Path) -> Tables:
    """The tables as they are now, each row with its place in the file and the commits that wrote it."""
    first: dict[tuple[str, Hashable], int] = {}
    last: dict[tuple[str, Hashable], tuple[int, Mapping[str, Any]]] = {}
    now: Tables = {}
    for commit, now in enumerate(states(path, scratch)):
        for table, rows in now.items():
            for row in rows:
                first.setdefault((table, row.key), commit)
                if last.get((table, row.key), (0, None))[1] != row.values:
                    last[table, row.key] = (commit, row.values)
    log = path.with_name(path.name + "-wal")
    disk = path.read_bytes() + (log.read_bytes() if log.exists() else b"")
    page = int.from_bytes(disk[16:18]) or 4096
    return {
        table: [
            Row(
                row.key,
                row.values,
                {
                    **row.traces,
                    "first commit": first[table, row.key],
                    "last commit": last[table, row.key][0],
                    "place in file": _place(disk, row, page),
                },
            )
            for row in rows
        ]
        for table, rows in now.items()
    }


def _place(disk: bytes, row: Row, page: int) -> tuple[int, int] | None:
    """Page, and how far from its end: SQLite fills a page from the end, so that this is the order of writing."""
    values = [_bytes(value) for value in row.values.values() if isinstance(value, str | bytes)]
    longest = max(values, key=len, default=b"")
    at = disk.find(longest) if len(longest) >= LOCATABLE else -1
    return None if at < 0 else (at // page, -(at % page))


# Guessing


def _by_value(tables: Tables, people: Sequence[Hashable], output: Sequence[str | bytes]) -> Iterator[tuple[str, Guess]]:
    """Rows that hold a person and an answer, or that share a value with one that does."""
    persons, answers = _rows_of_people(tables, people), _rows_of_answers(tables, output)
    for (one, held), (other, given) in product(persons.items(), answers.items()):
        if one.split(".")[0] == other.split(".")[0]:
            owners = {row.key: place for place, row in given.items()}
            yield (
                f"{one} and {other} in one row",
                {person: owners[row.key] for person, row in held.items() if row.key in owners},
            )
        columns = product(_columns(held), _columns(given))
        for left, right in columns:
            owners = {_text(row.values[right]): place for place, row in given.items() if row.values[right] is not None}
            same = {p: owners[_text(row.values[left])] for p, row in held.items() if _text(row.values[left]) in owners}
            if len(owners) > 1 and len(same) >= ROWS_AT_LEAST * len(people):
                yield f"{one} where {left} = {other} {right}", same


def _orders_of_people(tables: Tables, people: Sequence[Hashable]) -> Iterator[tuple[str, list[Hashable]]]:
    yield "people by key", sorted(people, key=_sortable)
    for name, rows in _rows_of_people(tables, people).items():
        yield from _orders(name, rows)


def _orders_of_answers(tables: Tables, output: Sequence[str | bytes]) -> Iterator[tuple[str, list[int]]]:
    places = range(len(output))
    yield "answers as they came out", list(places)
    yield "answers by size", sorted(places, key=lambda place: len(output[place]))
    yield "answers by wording", sorted(places, key=lambda place: _bytes(output[place]))
    for name, rows in _rows_of_answers(tables, output).items():
        yield from _orders(name, rows)


def _orders(name: str, rows: Mapping[Any, Row]) -> Iterator[tuple[str, list[Any]]]:
    """Every order in which these rows can be laid by something that differs between them."""
    qualities: dict[str, dict[Any, Any]] = {}
    for who, row in rows.items():
        for trace, value in row.traces.items():
            qualities.setdefault(trace, {})[who] = value
        for column, value in row.values.items():
            qualities.setdefault(column, {})[who] = value
            if isinstance(value, str | bytes):
                qualities.setdefault(f"size of {column}", {})[who] = len(value)
    for quality, values in qualities.items():
        if len({_sortable(value) for value in values.values()}) > 1:
            ordered = sorted(values, key=lambda who: (_sortable(values[who]), rows[who].traces["order"]))
            yield f"{name} by {quality}", ordered


def _rows_of_people(tables: Tables, people: Sequence[Hashable]) -> dict[str, dict[Hashable, Row]]:
    """For each column that names people: the first and the last row of each."""
    keys = {_text(person): person for person in people}
    found: dict[str, dict[Hashable, Row]] = {}
    for table, rows in tables.items():
        for column in rows[0].values if rows else ():
            named = [(keys[_text(row.values[column])], row) for row in rows if _text(row.values[column]) in keys]
            if len({person for person, _ in named}) >= ROWS_AT_LEAST * len(people):
                found[f"{table}.{column}"] = dict(named)
                if len(named) > len(found[f"{table}.{column}"]):
                    found[f"{table}.{column} (first)"] = dict(reversed(named))
    return found


def _rows_of_answers(tables: Tables, output: Sequence[str | bytes]) -> dict[str, dict[int, Row]]:
    """For each column in which answers can be read: the row of each."""
    wanted = [_bytes(answer) for answer in output]
    found: dict[str, dict[int, Row]] = {}
    for table, rows in tables.items():
        for column in rows[0].values if rows else ():
            held = [(_bytes(row.values[column]), row) for row in rows if isinstance(row.values[column], str | bytes)]
            places = {place: row for place, answer in enumerate(wanted) for value, row in held if answer in value}
            if len(places) >= ROWS_AT_LEAST * len(output):
                found[f"{table}.{column}"] = places
    return found


def _columns(rows: Mapping[Any, Row]) -> list[str]:
    return list(next(iter(rows.values())).values)


def _bytes(value: str | bytes) -> bytes:
    return value.encode() if isinstance(value, str) else bytes(value)


def _text(value: Any) -> str:
    """A key as text, however the table keeps it: a UUID loses its hyphens."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, bytes):
        return value.hex()
    return str(value).replace("-", "").lower()


def _sortable(value: Any) -> tuple[str, Any]:
    """Values of any kinds in one order."""
    if value is None:
        return ("", 0)
    if isinstance(value, int | float):
        return ("number", value)
    return (type(value).__name__, value)
