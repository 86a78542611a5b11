"""The one place that knows what time it is, and the demo's stored offset."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

LONDON = ZoneInfo("Europe/London")
_borrowed: ContextVar[datetime | None] = ContextVar("borrowed time", default=None)


class NoSuchTime(ValueError):
    """That wall time does not exist in London: the clocks went forward over it."""


class TwiceThatDay(ValueError):
    """That wall time happened twice in London: say whether before or after the clocks went back."""


def now() -> datetime:
    """The present instant in UTC: the borrowed one, else the machine's, moved by the demo's offset."""
    borrowed = _borrowed.get()
    if borrowed is not None:
        return borrowed
    moment = datetime.now(UTC)
    if settings.DEMO:
        from turnabout.foundation.clock.models import Offset

        moment += Offset.current()
    return moment


def today() -> date:
    """The present day in London."""
    return now().astimezone(LONDON).date()


@contextmanager
def borrowed(moment: datetime) -> Iterator[None]:
    """Make `now` answer `moment` (aware) inside the block."""
    if moment.tzinfo is None:
        raise ValueError("A borrowed time must say its zone.")
    reset = _borrowed.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _borrowed.reset(reset)


def london(day: date, at: time, *, fold: int | None = None) -> datetime:
    """The instant, in UTC, of the wall time `at` on `day` in London.

    Raises `NoSuchTime` for an hour skipped in spring, `TwiceThatDay` for an hour repeated in autumn unless
    `fold` (0 first, 1 second) says which.
    """
    wall = datetime.combine(day, at, LONDON)
    if wall.astimezone(UTC).astimezone(LONDON).replace(fold=0) != wall.replace(fold=0):
        raise NoSuchTime(f"{wall:%H:%M on %d %B %Y} does not exist: the clocks went forward. Choose another time.")
    if fold is None and wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset():
        raise TwiceThatDay(f"{wall:%H:%M on %d %B %Y} happens twice: say whether before or after the clocks go back.")
    return wall.replace(fold=fold or 0).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The instant at which `day` ends in London: an answer sent before it is in time, one sent at it is not."""
    return datetime.combine(date.fromordinal(day.toordinal() + 1), time(0), LONDON).astimezone(UTC)
