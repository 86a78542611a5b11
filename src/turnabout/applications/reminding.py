"""When a manager is reminded, and when a request is over: rows that fall due, replaced or taken away together."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from turnabout.applications.models import Release
from turnabout.applications.workdays import working_days_after
from turnabout.cohorts.permissions import day_of
from turnabout.foundation import clock
from turnabout.foundation.jobs import queue

REMINDED_AFTER = (5, 10)
OVER_AFTER = 15
"""Working days after the day of asking."""
AT = time(9)
HOLIDAYS: frozenset[date] = frozenset()
"""Days that are no working days besides weekends."""


def over_at(asked: datetime) -> datetime:
    """The instant at which a request that was sent at `asked` is over: the end of its last working day in London."""
    return clock.end_of(working_days_after(day_of(asked), OVER_AFTER, HOLIDAYS))


def reminder_on(asked: datetime, days: int) -> date:
    """The day of the reminder that comes `days` working days after the day of asking."""
    return working_days_after(day_of(asked), days, HOLIDAYS)


def plan(release: Release) -> None:
    """Have the manager reminded twice and the request end, counted from the day of asking."""
    if release.asked_at is None or release.until is None:
        return
    for number, days in enumerate(REMINDED_AFTER, start=1):
        at = clock.london(reminder_on(release.asked_at, days), AT)
        queue.schedule(
            "applications.remind_manager", key=_key(release, number), at=at, release=str(release.pk), number=number
        )
    queue.schedule("applications.release_over", key=_key(release, 0), at=release.until, release=str(release.pk))


def stop(release: Release) -> None:
    """Nobody is reminded any more, and nothing ends by itself."""
    for number in range(len(REMINDED_AFTER) + 1):
        queue.unschedule(_key(release, number))


def stop_for(cohort: UUID, person: UUID) -> None:
    """The same for whatever the person asked for in the cohort, if anything: for rooms in which somebody leaves."""
    for release in Release.objects.filter(application__cohort_id=cohort, application__person_id=person):
        stop(release)


def _key(release: Release, number: int) -> str:
    return f"release:{release.pk}:{number}"
