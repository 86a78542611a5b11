"""When whoever has not sent their form is told that the last day is near: rows that fall due, one for each kind."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from turnabout.applications import entered
from turnabout.applications.models import Application
from turnabout.cohorts.models import Cohort
from turnabout.foundation.jobs import queue
from turnabout.foundation.mail import reminders

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
        if not reminders.has_gone(kind, key=_key(kind, cohort), scope=scope):
            _plan(kind, cohort, now)


def not_sent(cohort: Cohort, kind: str) -> list[Application]:
    """Whose form is not sent: never, or sent once and taken back, or the leaders' who have not answered."""
    found = Application.objects.filter(cohort=cohort, status="draft", named=kind == TO_LEADERS)
    if kind != TO_LEADERS:
        found = found.filter(submitted_at__isnull=kind == TO_APPLICANTS)
    return list(found.exclude(entered.OPEN).select_related("person").order_by("started_at", "id"))


def _plan(kind: str, cohort: Cohort, now: datetime) -> None:
    last = entered.last_day(cohort) if cohort.status == "open" else None
    told = {"cohort": str(cohort.pk), "kind": kind}
    reminders.plan(kind, job=JOB, key=_key(kind, cohort), last=last, scope=cohort.pk, now=now, arguments=told)


def _key(kind: str, cohort: Cohort) -> str:
    return f"{kind}:{cohort.pk}"
