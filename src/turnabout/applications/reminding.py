"""When a manager is reminded, and when a request is over: rows that fall due, replaced or taken away together.

Counted in working days of the cohort's nations: a bank holiday of any of them counts for nobody, for which of them a
manager keeps is not known.
"""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from turnabout.applications.models import Release
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of
from turnabout.cohorts.planner.days import working_days_from
from turnabout.foundation import clock
from turnabout.foundation.jobs import queue
from turnabout.foundation.mail.keeping import take_back
from turnabout.foundation.mail.models import Message
from turnabout.foundation.mail.types import KINDS

REMINDER = "applications.remind_manager"
TO_MANAGERS = ("applications.ask_manager", REMINDER, "applications.new_managers_link")
MOST_REMINDERS = 2
OVER_AFTER = 15
"""Working days after the day of asking."""
AT = time(9)


def reminded_after(cohort: Cohort) -> tuple[int, ...]:
    """After how many working days a manager who has not answered is reminded."""
    return KINDS[REMINDER].days(cohort.pk)


def over_at(asked: datetime, cohort: Cohort) -> datetime:
    """The instant at which a request that was sent at `asked` is over: the end of its last working day in London."""
    return clock.end_of(_after(asked, OVER_AFTER, cohort))


def reminder_on(asked: datetime, days: int, cohort: Cohort) -> date:
    """The day of the reminder that comes `days` working days after the day of asking."""
    return _after(asked, days, cohort)


def plan(release: Release, since: datetime | None = None) -> None:
    """Have the manager reminded twice and the request end, counted from the day of asking.

    A reminder that was sent already, or that would have gone before `since`, is not planned again.
    """
    if release.asked_at is None or release.until is None:
        return
    for number, days in enumerate(reminded_after(release.application.cohort), start=1):
        at = clock.london(reminder_on(release.asked_at, days, release.application.cohort), AT)
        if number <= release.reminders or (since is not None and at <= since):
            continue
        queue.schedule(
            "applications.remind_manager", key=_key(release, number), at=at, release=str(release.pk), number=number
        )
    queue.schedule("applications.release_over", key=_key(release, 0), at=release.until, release=str(release.pk))


def move(scope: UUID, kind: str, now: datetime) -> None:
    """Managers who have been asked are reminded on the days that the cohort has just chosen."""
    if kind != REMINDER:
        return
    asked = Release.objects.filter(application__cohort=scope, status="asked", asked_at__isnull=False)
    for release in asked.select_related("application__cohort"):
        plan(release, since=now)


def stop(release: Release, now: datetime) -> None:
    """Nobody is reminded any more, nothing ends by itself, and no letter to the manager goes that still waits."""
    for number in range(MOST_REMINDERS + 1):
        queue.unschedule(_key(release, number))
    take_back(Message.objects.filter(about=release.application_id, kind__in=TO_MANAGERS), now=now)


def stop_for(cohort: UUID, person: UUID, now: datetime) -> None:
    """The same for whatever the person asked for in the cohort, if anything: for rooms in which somebody leaves."""
    for release in Release.objects.filter(application__cohort_id=cohort, application__person_id=person):
        stop(release, now)


def _key(release: Release, number: int) -> str:
    return f"release:{release.pk}:{number}"


def _after(asked: datetime, days: int, cohort: Cohort) -> date:
    return working_days_from(day_of(asked), days, cohort.nations)
