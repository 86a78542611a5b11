"""Counting working days: Monday to Friday, without the days on which the caller says that nobody works."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

SATURDAY = 5


def is_working_day(day: date, closed: Callable[[date], bool]) -> bool:
    """Whether people work on `day`: no Saturday, no Sunday, and not `closed`."""
    return day.weekday() < SATURDAY and not closed(day)


def working_days_from(day: date, days: int, closed: Callable[[date], bool] = lambda day: False) -> date:
    """The working day that is `days` after `day`, or before it where `days` is negative; `day` is not counted.

    So 1 after a Friday is the Monday. Raises `ValueError` for 0, which is no working day to count to.
    """
    if not days:
        raise ValueError("A number of working days is 1 or more, or -1 or less.")
    step = timedelta(days=1 if days > 0 else -1)
    for _one in range(abs(days)):
        day += step
        while not is_working_day(day, closed):
            day += step
    return day
