"""Who is given which application to read: part of the actions that give out and hand back."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from turnabout.applications.models import Application
from turnabout.cohorts.models import Cohort
from turnabout.foundation.audit import trail
from turnabout.foundation.mail.actions import send
from turnabout.selection.conflicts import free_for
from turnabout.selection.models import Assessment, Panellist
from turnabout.selection.panel import words_of
from turnabout.selection.permissions import may_sit
from turnabout.selection.sharing_out import share_out

READY = "selection.panel_ready"


def give(cohort: Cohort, applications: list[Application], *, by: Any, now: datetime) -> list[Assessment]:
    """Give each of these applications the readers it lacks, from whoever is free; part of the caller's action.

    Those who had it before, and handed it back, do not get it again.
    """
    trail.inside()
    words = words_of(cohort, applications)
    short = [one for one in applications if words[one.pk].short_of]
    declared = Panellist.objects.filter(cohort=cohort).select_related("person")
    sitting = [one for one in declared if may_sit(one.person, cohort, now)]
    if not short or not sitting:
        return []
    free = free_for(short, sitting, by=by, now=now)
    had = Assessment.objects.filter(application__in=short).values_list("application_id", "assessor_id")
    taken = {(application, assessor) for application, assessor in had}
    load = Counter(
        Assessment.objects.filter(application__cohort=cohort, application__status="submitted")
        .exclude(status="handed_back")
        .values_list("assessor_id", flat=True)
    )
    plan = share_out(
        {str(one.pk): words[one.pk].short_of for one in short},
        {str(pk): [str(who) for who in open_to if (pk, who) not in taken] for pk, open_to in free.items()},
        {str(who): many for who, many in load.items()},
    )
    people = {str(one.person_id): one.person for one in sitting}
    made = [
        Assessment(application=one, assessor=people[who], assigned_at=now, assigned_by=by.id)
        for one in short
        for who in plan[str(one.pk)]
    ]
    for assessment in made:
        assessment.save(force_insert=True)
        trail.gather("assessments", str(assessment.pk))
    return made


def pass_on(cohort: Cohort, application: Application, *, by: Any, now: datetime) -> list[Assessment]:
    """Give an application that somebody handed back to another assessor; part of the caller's action."""
    trail.inside()
    made = give(cohort, [application], by=by, now=now)
    for assessment in made:
        send(READY, thing=assessment, by=by, now=now)
    return made


def empty(assessment: Assessment) -> None:
    """Remove what was scored and noted, because somebody else judges; part of the caller's action."""
    trail.inside()
    assessment.scores, assessment.recommends, assessment.notes = {}, "", b""
    assessment.save(update_fields=["scores", "recommends", "notes"])


def lying_unread(cohort: Cohort, now: datetime) -> list[Assessment]:
    """What lies with people who assess in this cohort no more."""
    unread = Assessment.objects.filter(application__cohort=cohort, status="assigned")
    rows = list(unread.select_related("application__cohort", "assessor"))
    people = {one.assessor_id: one.assessor for one in rows}
    away = {pk for pk, person in people.items() if not may_sit(person, cohort, now)}
    return [one for one in rows if one.assessor_id in away]
