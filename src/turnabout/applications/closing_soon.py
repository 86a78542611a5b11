"""When whoever has not sent their form is told that the last day is near: rows that fall due, one for each kind."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from turnabout.applications import entered
from turnabout.applications.models import Application
from turnabout.cohorts.models import Cohort
from turnabout.foundation.jobs import queue
from turnabout.foundation.mail import hours
from turnabout.foundation.mail.models import Message
from turnabout.foundation.mail.types import KINDS

JOB = "applications.closing_soon"
TO_APPLICANTS, TO_LEADERS = "applications.closing_soon", "applications.closing_soon_leader"
TAKEN_BACK = "applications.closing_soon_taken_back"
REMINDERS = (TO_APPLICANTS, TAKEN_BACK, TO_LEADERS)


def plan(cohort: Cohort, now: datetime) -> None:
    """Have everybody who has something to send reminded once before an open cohort closes; replaces what was planned.

    Where the day of the reminder has passed already, there is none.
    """
    for kind in REMINDERS:
        _plan(kind, cohort, now)


def stop(cohort: Cohort) -> None:
    """Nobody is reminded of the last day any more."""
    for kind in REMINDERS:
        queue.unschedule(_key(kind, cohort))


def move(scope: UUID, kind: str, now: datetime) -> None:
    """The reminder goes on the day that the cohort has just chosen, unless it has gone."""
    if kind not in REMINDERS:
        return
    for cohort in Cohort.objects.filter(pk=scope, status="open"):
        if queue.is_scheduled(_key(kind, cohort)) or not Message.objects.filter(scope=scope, kind=kind).exists():
            _plan(kind, cohort, now)


def not_sent(cohort: Cohort, kind: str) -> list[Application]:
    """Whose form is not sent: never, or sent once and taken back, or the leaders' who have not answered."""
    found = Application.objects.filter(cohort=cohort, status="draft", named=kind == TO_LEADERS)
    if kind != TO_LEADERS:
        found = found.filter(submitted_at__isnull=kind == TO_APPLICANTS)
    return list(found.exclude(entered.OPEN).select_related("person").order_by("started_at", "id"))


def _plan(kind: str, cohort: Cohort, now: datetime) -> None:
    queue.unschedule(_key(kind, cohort))
    last = entered.last_day(cohort)
    if cohort.status != "open" or last is None:
        return
    for days in KINDS[kind].days(cohort.pk):
        at = hours.morning(last, days)
        if at > now:
            queue.schedule(JOB, key=_key(kind, cohort), at=at, cohort=str(cohort.pk), kind=kind)


def _key(kind: str, cohort: Cohort) -> str:
    return f"{kind}:{cohort.pk}"
