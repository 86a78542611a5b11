"""A cohort's dates as one drawn line: where each mark stands, and how high, so that no two cover each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format

from turnabout.cohorts.planner import EXACT, TO_BE_CONFIRMED
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
    """What the picture shows: marks, months as (per cent, words), today as per cent or None, pixels of height.

    `windows` are from where to where a date may be that is not a fixed day.
    """

    marks: tuple[Mark, ...]
    months: tuple[tuple[float, str], ...]
    today: float | None
    axis: int
    height: int
    windows: tuple[tuple[float, float], ...] = ()


def draw(dates: Iterable[Any], now: datetime) -> Line | None:
    """The line of `dates` (each with `step`, `starts_at` and `ends_at`, in order) at the instant `now`; None for none.

    The follow-ups are left to the list: they lie so far off that the rest would stand in a heap. So is what has no
    day yet. The numbers are those of the list.
    """
    numbered = [(number, one) for number, one in enumerate(dates, 1) if _drawn(one)]
    if not numbered:
        return None
    found = [one for _number, one in numbered]
    first, last = found[0].starts_at, max(one.starts_at if one.kind == EXACT else one.ends_at for one in found)
    whole = max((last - first).total_seconds(), 1.0)

    def place(moment: datetime) -> float:
        return round(MARGIN + (100 - 2 * MARGIN) * (moment - first).total_seconds() / whole, 2)

    upcoming = next((index for index, one in enumerate(found) if one.ends_at > now), None)
    taken: list[float] = []
    marks = []
    for index, (number, one) in enumerate(numbered):
        x = place(one.starts_at)
        level = next((height for height, right in enumerate(taken) if right + ROOM <= x), len(taken))
        taken[level : level + 1] = [x]
        state = "next" if index == upcoming else "past" if one.ends_at <= now else ""
        marks.append(Mark(number, x, level, state))
    axis = 24 + STEP * len(taken)
    today = place(now) if first <= now <= last else None
    months = tuple((place(at), words) for at, words in _months(first, last))
    clear = tuple(one for one in months if today is None or abs(one[0] - today) > BESIDE_TODAY)
    windows = tuple((place(one.starts_at), place(one.ends_at)) for one in found if one.kind != EXACT)
    return Line(tuple(marks), clear, today, axis, axis + 36, windows)


def _drawn(one: Any) -> bool:
    return not one.step.startswith("follow_up") and one.kind != TO_BE_CONFIRMED


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
