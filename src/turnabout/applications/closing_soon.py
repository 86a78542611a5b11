"""When whoever has not sent their form is told that the last day is near: rows that fall due, one for each kind."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from turnabout.applications import entered
from turnabout.applications.models import Application
from turnabout.cohorts.models import Cohort
from turnabout.foundation.jobs import queue
from turnabout.foundation.mail import hours
from turnabout.foundation.mail.types import KINDS

JOB = "applications.closing_soon"
TO_APPLICANTS, TO_LEADERS = "applications.closing_soon", "applications.closing_soon_leader"
REMINDERS = (TO_APPLICANTS, TO_LEADERS)


def plan(cohort: Cohort, now: datetime) -> None:
    """Have everybody who has something to send reminded once before an open cohort closes; replaces what was planned.

    Nobody is reminded late: where the day of the reminder has passed, there is none.
    """
    stop(cohort)
    last = entered.last_day(cohort)
    if cohort.status != "open" or last is None:
        return
    for kind in REMINDERS:
        for days in KINDS[kind].days(cohort.pk):
            at = hours.morning(last, days)
            if at > now:
                queue.schedule(JOB, key=_key(kind, cohort), at=at, cohort=str(cohort.pk), kind=kind)


def stop(cohort: Cohort) -> None:
    """Nobody is reminded of the last day any more."""
    for kind in REMINDERS:
        queue.unschedule(_key(kind, cohort))


def move(scope: UUID, kind: str, now: datetime) -> None:
    """The reminder goes on the day that the cohort has just chosen."""
    if kind in REMINDERS:
        for cohort in Cohort.objects.filter(pk=scope):
            plan(cohort, now)


def not_sent(cohort: Cohort, kind: str) -> list[Application]:
    """Whose form is not sent yet: those who apply, or the leaders who were named and have not answered."""
    found = Application.objects.filter(cohort=cohort, status="draft", named=kind == TO_LEADERS)
    return list(found.exclude(entered.OPEN).select_related("person").order_by("started_at", "id"))


def _key(kind: str, cohort: Cohort) -> str:
    return f"{kind}:{cohort.pk}"
