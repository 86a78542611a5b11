"""What this room does when an earlier one moves, and when an application does."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from turnabout.applications import actions, closing_soon, duties, entered, reminding
from turnabout.applications.managers import asks_managers
from turnabout.applications.models import TALK, Application, Release
from turnabout.applications.permissions import may_submit
from turnabout.applications.statuses import RELEASE
from turnabout.applications.wordings import ASK_MANAGER
from turnabout.cohorts.changes import ClosingMoved, on_closing_moved, on_date_change
from turnabout.cohorts.models import PlannedDate
from turnabout.foundation.accounts.actors import CLOCK, Outside
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.consent import ledger
from turnabout.foundation.design.dates import deadline
from turnabout.foundation.mail.actions import send
from turnabout.foundation.moves import apply as moves
from turnabout.foundation.moves.apply import on

GOES_ON = ("accept", "reserve")
"""The decisions after which somebody may still need their manager's release."""


@on("cohorts.cohort", "open")
def remind_before_the_last_day(cohort: Any, change: Any) -> None:
    """Whoever has begun by then and not sent anything hears once more before the last day."""
    closing_soon.plan(cohort, change.at)


@on("cohorts.cohort", "close")
def send_what_was_only_being_changed(cohort: Any, change: Any) -> None:
    """At closing, send complete applications that had been sent and were taken back to be changed."""
    closing_soon.stop(cohort)
    for application in Application.objects.filter(cohort=cohort, status="draft", submitted_at__isnull=False):
        if may_submit(CLOCK, application, change.at):
            actions.send_again(application=application, by=CLOCK, now=change.at)


@on("cohorts.cohort", "call_off")
def remind_nobody_of_what_is_called_off(cohort: Any, change: Any) -> None:
    """Of a cohort that does not take place nobody is told that the last day is near."""
    closing_soon.stop(cohort)


@on_closing_moved
def say_the_last_day(moved: ClosingMoved, *, by: Any, now: datetime) -> None:
    """Whoever has not sent anything yet hears of a new last day; whoever has, if everybody is told.

    The link of a leader who has not answered is good until the new one.
    """
    closing_soon.plan(moved.cohort, now)
    told = {"was": deadline(moved.was), "reason": f"\n\n{moved.reason}" if moved.reason else ""}
    found = Application.objects.filter(cohort=moved.cohort, status__in=("draft", "submitted"))
    for application in found.exclude(entered.OPEN).select_related("person").order_by("started_at", "id"):
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


@on("applications.application", "submit")
@on("applications.application", "confirm_entered")
@on("applications.application", "confirm")
def wait_for_a_manager(application: Application, change: Any) -> None:
    """Whoever takes part needs a release; one that was for another manager begins anew. Nobody is written to."""
    if not asks_managers(application.cohort):
        return
    author = _author(change)
    release, made = Release.objects.get_or_create(application=application)
    if not made and _is_other(release, application):
        moves.apply(RELEASE, release, "begin_again", by=author, now=change.at)
        release.links.all().delete()
        reminding.stop(release, change.at)
        duties.finish(release, duties.ABOUT_THE_ANSWER, by=author, now=change.at)
    if application.talk_first and release.status == "not_asked":
        duties.make(release, TALK, by=author, now=change.at)
    else:
        duties.finish(release, (TALK,), by=author, now=change.at)


@on("applications.application", "withdraw")
def ask_nobody_any_more(application: Application, change: Any) -> None:
    """Whoever withdraws needs no release: the links stop working, and the manager is not told why."""
    author = _author(change)
    for release in Release.objects.filter(application=application).select_related("application"):
        if release.status in RELEASE.move("cancel").sources:
            moves.apply(RELEASE, release, "cancel", by=author, now=change.at)
        release.links.all().delete()
        reminding.stop(release, change.at)
        open_kinds = release.tasks.filter(done_at=None).values_list("kind", flat=True)
        duties.finish(release, list(open_kinds), by=author, now=change.at)
        if ledger.stands(application.person, ASK_MANAGER, application.cohort_id):
            ledger.withdraw(
                person=application.person, purpose=ASK_MANAGER, by=author, now=change.at, scope=application.cohort_id
            )


@on("applications.application", "decide")
def remind_nobody_without_need(application: Application, change: Any) -> None:
    """After a decision that ends it nobody is reminded. The link stays good, so that no manager learns of it."""
    if change.reason not in GOES_ON:
        for release in Release.objects.filter(application=application):
            reminding.stop(release, change.at)


def _is_other(release: Release, application: Application) -> bool:
    """Whether what is known is not about this application any more: it was cancelled, or names another manager."""
    asked = release.asked_at is not None and release.said_email != application.manager_email
    return release.status == "cancelled" or (asked and release.status in RELEASE.move("begin_again").sources)


def _author(change: Any) -> Person | Outside:
    return Person.objects.filter(pk__in=[change.by_id]).first() or Outside(change.by_label, change.by_id)
