"""A cohort's dates as one drawn line: where each mark stands, and how high, so that no two cover each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format

from turnabout.foundation.clock import LONDON

ROOM = 8.0
"""Per cent of the width that a mark needs, so that its number can be read on a phone."""
MARGIN = 6.0
BESIDE_TODAY = 12.0
"""Per cent of the width around "Today" in which no month is named."""
STEP = 28
"""Pixels between two heights of marks."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One date: its number in the list beside the picture, per cent from the left, its height, and its state."""

    number: int
    x: float
    level: int
    state: str


@dataclass(frozen=True, slots=True)
class Line:
    """What the picture shows: marks, months as (per cent, words), today as per cent or None, pixels of height."""

    marks: tuple[Mark, ...]
    months: tuple[tuple[float, str], ...]
    today: float | None
    axis: int
    height: int


def draw(dates: Iterable[Any], now: datetime) -> Line | None:
    """The line of `dates` (each with `step`, `starts_at` and `ends_at`, in order) at the instant `now`; None for none.

    The follow-ups are left to the list: they lie so far off that the rest would stand in a heap.
    """
    found = [one for one in dates if not one.step.startswith("follow_up")]
    if not found:
        return None
    first, last = found[0].starts_at, found[-1].starts_at
    whole = max((last - first).total_seconds(), 1.0)

    def place(moment: datetime) -> float:
        return round(MARGIN + (100 - 2 * MARGIN) * (moment - first).total_seconds() / whole, 2)

    upcoming = next((index for index, one in enumerate(found) if one.ends_at > now), None)
    taken: list[float] = []
    marks = []
    for index, one in enumerate(found):
        x = place(one.starts_at)
        level = next((height for height, right in enumerate(taken) if right + ROOM <= x), len(taken))
        taken[level : level + 1] = [x]
        state = "next" if index == upcoming else "past" if one.ends_at <= now else ""
        marks.append(Mark(index + 1, x, level, state))
    axis = 24 + STEP * len(taken)
    today = place(now) if first <= now <= last else None
    months = tuple((place(at), words) for at, words in _months(first, last))
    clear = tuple(one for one in months if today is None or abs(one[0] - today) > BESIDE_TODAY)
    return Line(tuple(marks), clear, today, axis, axis + 36)


def _months(first: datetime, last: datetime) -> list[tuple[datetime, str]]:
    """The first day of every month from `first` to `last`; of every third one when there are many."""
    day = first.astimezone(LONDON).date().replace(day=1)
    days: list[date] = []
    while day <= last.astimezone(LONDON).date():
        days.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    every = 1 if len(days) <= 6 else 2 if len(days) <= 12 else 3
    starts = [(datetime(one.year, one.month, 1, tzinfo=LONDON), date_format(one, "M")) for one in days[::every]]
    return [(at, words) for at, words in starts if first <= at]
