"""Writes of this room: a rehearsal is asked for, and what came of it is kept until the next one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import require
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.jobs import progress, queue
from turnabout.rehearsal.dress.models import Rehearsal, Sent
from turnabout.rehearsal.dress.permissions import may_play, may_rehearse

JOB = "dress.rehearse"


@action("cohort.rehearsed", about="cohort")
def begin(*, cohort: Cohort, by: Any, now: datetime) -> Rehearsal:
    """Have the cohort rehearsed soon, in a process of its own; what an earlier rehearsal left is deleted.

    Refused while one is under way.
    """
    Cohort.objects.select_for_update().get(pk=cohort.pk)  # two who press at once stand in one line
    require(may_rehearse(by, cohort, now))
    Rehearsal.objects.filter(cohort=cohort).delete()
    made = Rehearsal.objects.create(cohort=cohort, asked_at=now, asked_by=by.id)
    queue.enqueue(JOB, rehearsal=str(made.pk))
    return made


@action("rehearsal.played", about="rehearsal")
def begin_to_play(*, rehearsal: Rehearsal, by: Any, now: datetime) -> Rehearsal:
    """Note that a process plays it from now on; refused once one does."""
    rehearsal = Rehearsal.objects.select_for_update().get(pk=rehearsal.pk)
    require(may_play(by, rehearsal, now))
    rehearsal.begun_at, rehearsal.begun_by = now, by.id
    rehearsal.save(update_fields=["begun_at", "begun_by"])
    return rehearsal


@action("rehearsal.over", about="rehearsal")
def keep(*, rehearsal: Rehearsal, found: Mapping[str, Any] | None, by: Any, now: datetime) -> Rehearsal:
    """Keep what a rehearsal left (`rehearsal.timeline.of`); None where it could not be played to its end.

    Of one that is over already, or that another one has replaced meanwhile, nothing more is kept.
    """
    stored = Rehearsal.objects.select_for_update().filter(pk=rehearsal.pk, ended_at=None).first()
    if stored is None:
        return rehearsal
    rehearsal, told = stored, found or {}
    rehearsal.ended_at, rehearsal.ended_by, rehearsal.broke = now, by.id, found is None
    rehearsal.people, rehearsal.troubles = told.get("people", 0), told.get("troubles", [])
    rehearsal.save()
    messages = told.get("messages", [])
    Sent.objects.bulk_create(
        Sent(rehearsal=rehearsal, **{**one, "at": datetime.fromisoformat(one["at"])}) for one in messages
    )
    progress.over(str(rehearsal.pk))
    note(messages=len(messages), broke=rehearsal.broke)
    return rehearsal
