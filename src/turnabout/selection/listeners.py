"""What happens here when an application moves: called in the same transaction by `foundation.moves`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from turnabout.applications import experience, reminding
from turnabout.applications.changes import on_boundaries_change, on_experience_change
from turnabout.applications.models import MENTOR, Application
from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import gather
from turnabout.foundation.moves import apply as moves
from turnabout.foundation.moves.models import StatusChange
from turnabout.selection.intake import forget, freeze_again, take_part
from turnabout.selection.models import (
    CHANGED,
    WITHDREW,
    Assessment,
    Dropped,
    PanelCopy,
    Participation,
    Settlement,
    Verdict,
)
from turnabout.selection.statuses import PARTICIPATION


@moves.on("applications.application", "confirm")
def a_named_leader_takes_part(application: Application, change: StatusChange) -> None:
    """A leader who was named and confirms needs no decision."""
    take_part([application], by=_author(change), now=change.at)


@moves.on("applications.application", "reopen")
def forget_what_was_held(application: Application, change: StatusChange) -> None:
    """An application that its author opened again is read again: a decision nobody was told of is dropped."""
    _drop(application, change, CHANGED)
    _forget_panel(application)


@moves.on("applications.application", "begin_other_form")
def wait_for_a_decision_again(application: Application, change: StatusChange) -> None:
    """Whoever took up the invitation to the other role is decided on anew; its history keeps what they were told."""
    for verdict in Verdict.objects.filter(application=application, status="released"):
        gather("taken_up", f"selection.verdict {verdict.id}")
        verdict.delete()
    _forget_panel(application)


@moves.on("applications.application", "withdraw")
def stop_taking_part(application: Application, change: StatusChange) -> None:
    """Whoever withdraws their application no longer takes part, and no decision waits for them."""
    _drop(application, change, WITHDREW)
    _forget_panel(application)
    here = Participation.objects.filter(cohort_id=application.cohort_id, person_id=application.person_id)
    for participation in here.filter(status="taking_part").select_related("cohort"):
        moves.apply(PARTICIPATION, participation, "withdraw", by=_author(change), now=change.at)


@moves.on("selection.participation", "withdraw")
def keep_nothing_of_whoever_stopped(participation: Participation, change: StatusChange) -> None:
    """Whoever stops leaves no copy for matching, and a reverse mentor's lived experience is taken back with it.

    No manager is reminded of somebody who stopped.
    """
    forget(participation)
    reminding.stop_for(participation.cohort_id, participation.person_id, change.at)
    theirs = Application.objects.filter(cohort_id=participation.cohort_id, person_id=participation.person_id)
    for application in theirs.filter(role=MENTOR).select_for_update(of=("self",)).select_related("person"):
        experience.clear(application, by=_author(change), now=change.at)


@on_boundaries_change
@on_experience_change
def offer_what_is_offered(application: Application, *, by: Any, now: datetime) -> None:
    """What a reverse mentor changes or takes back reaches every copy at once; whoever stopped has none."""
    here = Participation.objects.filter(cohort_id=application.cohort_id, person_id=application.person_id)
    for participation in here:
        if participation.status == "withdrawn":
            forget(participation)
        else:
            freeze_again(participation, application, by=by)


def _drop(application: Application, change: StatusChange, why: str) -> None:
    """Forget a decision that nobody was told of; the co-ordinators are told that it went, and not what it was."""
    for verdict in Verdict.objects.filter(application=application, status="held"):
        gather("dropped", f"selection.verdict {verdict.id}")
        verdict.delete()
        Dropped.objects.update_or_create(
            application=application, defaults={"why": why, "dropped_at": change.at, "dropped_by": change.by_id}
        )


def _forget_panel(application: Application) -> None:
    """What a panel read and said of words that are no longer these."""
    for kind in (Assessment, Settlement, PanelCopy):
        kind._default_manager.filter(application=application).delete()


def _author(change: StatusChange) -> Person | Outside:
    return Person.objects.filter(pk__in=[change.by_id]).first() or Outside(change.by_label, change.by_id)
