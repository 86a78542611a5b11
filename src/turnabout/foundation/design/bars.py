"""Numbers as bars, each labelled where it ends: where everything stands, for the template to draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

WIDEST = 62.0
"""Per cent of the width that the longest bar takes; the rest is for the words behind it, on a phone too."""
HEAD, BAR, GAP = 24, 22, 16
"""Pixels of a row's name, of one bar with the space below it, and between two rows."""
KINDS = ("dark", "light", "grey")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar or one part of it: from the left and wide in per cent, its upper edge in pixels, and its look."""

    x: float
    width: float
    y: int
    kind: str


@dataclass(frozen=True, slots=True)
class Words:
    """What stands at the end of a bar."""

    text: Any
    x: float
    y: int


@dataclass(frozen=True, slots=True)
class Row:
    """A name with its bars below it."""

    name: Any
    y: int
    bars: tuple[Bar, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A whole picture and its height in pixels."""

    rows: tuple[Row, ...]
    height: int


def side_by_side(rows: Iterable[tuple[Any, Sequence[tuple[int, Any]]]]) -> Bars | None:
    """For each row (name, [(number, words), …]) a bar for each number, one below the other; None without a row."""
    rows = list(rows)
    most = max((number for _name, numbers in rows for number, _words in numbers), default=0)
    made, y = [], 0
    for name, numbers in rows:
        top = y + HEAD
        bars = tuple(
            Bar(0.0, _wide(number, most), top + BAR * place, KINDS[place])
            for place, (number, _words) in enumerate(numbers)
        )
        words = tuple(Words(said, bar.width, bar.y) for bar, (_number, said) in zip(bars, numbers, strict=True))
        made.append(Row(name, y, bars, words))
        y = top + BAR * len(numbers) + GAP
    return Bars(tuple(made), y) if made else None


def end_to_end(rows: Iterable[tuple[Any, Sequence[int], Any]]) -> Bars | None:
    """For each row (name, [number, …], words) one bar of as many parts as numbers; None without a row."""
    rows = list(rows)
    most = max((sum(numbers) for _name, numbers, _words in rows), default=0)
    made, y = [], 0
    for name, numbers, words in rows:
        bars, x = [], 0.0
        for kind, number in zip(KINDS, numbers, strict=False):
            bars.append(Bar(x, _wide(number, most), y + HEAD, kind))
            x = round(x + bars[-1].width, 2)
        made.append(Row(name, y, tuple(bars), (Words(words, x, y + HEAD),)))
        y += HEAD + BAR + GAP
    return Bars(tuple(made), y) if made else None


def _wide(number: int, most: int) -> float:
    return round(WIDEST * number / most, 2) if most else 0.0
