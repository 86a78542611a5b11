"""What this room does when an earlier one moves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from turnabout.applications import actions
from turnabout.applications.models import Application
from turnabout.applications.permissions import may_submit
from turnabout.cohorts.changes import ClosingMoved, on_closing_moved, on_date_change
from turnabout.cohorts.models import PlannedDate
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.design.dates import deadline
from turnabout.foundation.mail.actions import send
from turnabout.foundation.moves.apply import on


@on("cohorts.cohort", "close")
def send_what_was_only_being_changed(cohort: Any, change: Any) -> None:
    """At closing, send complete applications that had been sent and were taken back to be changed."""
    for application in Application.objects.filter(cohort=cohort, status="draft", submitted_at__isnull=False):
        if may_submit(CLOCK, application, change.at):
            actions.send_again(application=application, by=CLOCK, now=change.at)


@on_closing_moved
def say_the_last_day(moved: ClosingMoved, *, by: Any, now: datetime) -> None:
    """Whoever has not sent anything yet hears of a new last day; whoever has, if everybody is told.

    The link of a leader who has not answered is good until the new one.
    """
    told = {"was": deadline(moved.was), "reason": f"\n\n{moved.reason}" if moved.reason else ""}
    found = Application.objects.filter(cohort=moved.cohort, status__in=("draft", "submitted"))
    for application in found.select_related("person").order_by("started_at", "id"):
        application.cohort = moved.cohort
        if application.named:
            _prolong(application, moved.was)
        if application.status == "draft":
            kind = "applications.closing_moved_leader" if application.named else "applications.closing_moved_unsent"
            send(kind, thing=application, by=by, now=now, **told)
        elif moved.everybody:
            send("applications.closing_moved", thing=application, by=by, now=now, **told)


@on_date_change
def say_when_they_hear(planned: PlannedDate, *, by: Any, now: datetime) -> None:
    """Whoever sent an application and waits for the decision hears of a new day for it."""
    if planned.step != "decisions" or planned.cohort.status not in ("open", "choosing"):
        return
    found = Application.objects.filter(cohort=planned.cohort_id, status="submitted").select_related("person")
    for application in found.order_by("submitted_at", "id"):
        application.cohort = planned.cohort
        send("applications.decisions_moved", thing=application, by=by, now=now, hears=planned.when)


def _prolong(application: Application, was: datetime) -> None:
    if application.status == "draft" and application.link_until == was:
        application.link_until = application.cohort.closes_at
        application.save(update_fields=["link_until"])
