"""A date of one cohort, counted anew from the start of another: as many weeks from it, same weekday and hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from turnabout.cohorts.planner.saying import Dated
from turnabout.cohorts.planner.steps import Planned
from turnabout.foundation import clock

WITH_THE_START = ("start", "end")
"""Steps that keep the weekday of the start itself, as long as they stand on it."""


def moved(one: Dated, was: date, starts_on: date) -> Planned:
    """`one` of a cohort that started on `was`, as it stands in a cohort that starts on `starts_on`.

    Weeks are counted between the Mondays of the two starts; the start, and an end on its weekday, go with the start
    itself. Wall times in London are kept; one that the clocks skip over that day is an hour later.
    """
    first = one.starts_at.astimezone(clock.LONDON)
    by = _monday(starts_on) - _monday(was)
    if one.step in WITH_THE_START and first.weekday() == was.weekday():
        by = starts_on - was
    starts_at, ends_at = one.starts_at, one.ends_at
    if by:
        wall = first.replace(tzinfo=None) + by
        starts_at = _instant(wall)
        lasts = one.ends_at.astimezone(clock.LONDON).replace(tzinfo=None) - first.replace(tzinfo=None)
        ends_at = _instant(starts_at.astimezone(clock.LONDON).replace(tzinfo=None) + lasts)
        if ends_at <= starts_at:  # what spanned the hour that the clocks repeat, and no longer does
            ends_at = starts_at + (one.ends_at - one.starts_at)
    return Planned(
        step=one.step,
        label=getattr(one, "label", one.words),
        starts_at=starts_at,
        ends_at=ends_at,
        whole_day=one.whole_day,
        public=getattr(one, "public", False),
        kind=one.kind,
        said=one.said,
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _instant(wall: datetime) -> datetime:
    try:
        return clock.london(wall.date(), wall.time(), fold=0)
    except clock.NoSuchTime:
        return clock.london(wall.date(), (wall + timedelta(hours=1)).time(), fold=0)
