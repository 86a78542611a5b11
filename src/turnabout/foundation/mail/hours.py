"""When a message may go that nobody waits for at this minute: in the working hours of a working day, London time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from turnabout.foundation import clock
from turnabout.foundation.clock import workdays

OPENS, CLOSES = time(8), time(18)
LONGEST_WAIT = 14
"""Days after which a message goes in any case: no calendar has a holiday that long."""
_holidays: list[Callable[[date], bool]] = []


def closed_on(rule: Callable[[date], bool]) -> None:
    """Let a later room say on which days nobody works besides weekends."""
    if rule not in _holidays:
        _holidays.append(rule)


def is_holiday(day: date) -> bool:
    """Whether a later room said that nobody works on `day`."""
    return any(rule(day) for rule in _holidays)


def is_working_day(day: date) -> bool:
    """Whether people work on `day`: no weekend, and no holiday that a later room named."""
    return workdays.is_working_day(day, is_holiday)


def morning(day: date, days: int) -> datetime:
    """When working hours begin on the working day that is `days` after `day`, or before it where `days` is negative."""
    return clock.london(workdays.working_days_from(day, days, is_holiday), OPENS)


def next_open(now: datetime) -> datetime:
    """The first instant, `now` or later, in the working hours of a working day."""
    there = now.astimezone(clock.LONDON)
    day = there.date()
    if is_working_day(day) and there.time() < CLOSES:
        return max(now, clock.london(day, OPENS))
    for _more in range(LONGEST_WAIT):
        day += timedelta(days=1)
        if is_working_day(day):
            break
    return clock.london(day, OPENS)


def last_open(moment: datetime) -> datetime:
    """The last instant, `moment` or earlier, in the working hours of a working day: for what must not come late."""
    there = moment.astimezone(clock.LONDON)
    day = there.date()
    if is_working_day(day) and OPENS <= there.time() < CLOSES:
        return moment
    if is_working_day(day) and there.time() >= CLOSES:
        return clock.london(day, time(CLOSES.hour - 1))
    for _less in range(LONGEST_WAIT):
        day -= timedelta(days=1)
        if is_working_day(day):
            break
    return clock.london(day, time(CLOSES.hour - 1))
