"""Counting working days: Monday to Friday, without the holidays that the caller names."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

SATURDAY = 5


def working_days_after(day: date, n: int, holidays: Collection[date] = ()) -> date:
    """The `n`th working day after `day` (n of 1 or more): no Saturday, no Sunday, none of `holidays`.

    `day` itself is not counted, so 1 after a Friday is the Monday. Raises `ValueError` for an `n` below 1.
    """
    if n < 1:
        raise ValueError(f"A number of working days is 1 or more, not {n}.")
    while n:
        day += timedelta(days=1)
        n -= day.weekday() < SATURDAY and day not in holidays
    return day
