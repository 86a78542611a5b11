"""What a cohort's own life asks of its co-ordinator today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.cohorts import queries, readiness
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import may_run
from turnabout.cohorts.web.stages import STAGES
from turnabout.foundation.design.dates import day
from turnabout.foundation.design.next_steps import Step

SOON = timedelta(days=7)
AHEAD = timedelta(weeks=4)
ONWARD = {
    "choosing": "prepare",
    "preparing": "match",
    "matching": "launch",
    "active": "begin_closing",
    "closing": "evaluate",
    "evaluated": "complete",
}
"""The move that leads a cohort on from each status, once the clock or a person has opened and closed it."""


def decisions(viewer: Any, cohort: Cohort, now: datetime) -> Iterable[Step]:
    """What a draft still needs, and opening it; from a week before its planned day, the move to the next stage.

    What the next step needs is asked for from four weeks before that step, or as soon as the cohort is a draft.
    """
    if not may_run(viewer, cohort, now):
        return
    if (wanted := _still_wanted(cohort, now)) is not None:
        yield wanted
    if cohort.status == "draft":
        if wanted is not None:
            return
        due = cohort.opens_at
        late = due is not None and due <= now
        text = _("Look at the public page, and open the cohort")
        said = _planned(day(due)) if due else ""
        yield Step(text, reverse("cohorts:stage", args=[cohort.pk, "open"]), due, late, said)
        return
    move = ONWARD.get(cohort.status)
    if wanted is not None and readiness.next_step(cohort) == move:
        return
    stage = STAGES[move] if move else None
    planned = (queries.date_of(cohort, stage.step) or queries.date_of(cohort, stage.else_step)) if stage else None
    if stage and planned and planned.starts_at - SOON <= now:
        due = planned.starts_at if planned.exact else None
        said = _planned(day(due)) if due else _("Its date: %(when)s") % {"when": planned.when}
        page = reverse("cohorts:stage", args=[cohort.pk, move])
        yield Step(stage.heading, page, due, due is not None and due <= now, said)


def _still_wanted(cohort: Cohort, now: datetime) -> Step | None:
    """The lines that hold the cohort's next step back, once that step is near; pressing when it is due."""
    step = readiness.next_step(cohort)
    if step is None:
        return None
    due = cohort.opens_at if step == readiness.OPEN else _start_of(cohort, STAGES[step].step)
    if step != readiness.OPEN and (due is None or due - AHEAD > now):
        return None
    if not (left := readiness.missing(cohort, step, now)):
        return None
    text = ngettext("%(when)s: see to %(num)d thing", "%(when)s: see to %(num)d things", len(left))
    late = due is not None and due <= now
    names = "; ".join(str(line.label) for line in left)
    said = text % {"when": readiness.STEPS[step], "num": len(left)}
    return Step(said, reverse("cohorts:readiness", args=[cohort.pk]), due, late, names)


def _start_of(cohort: Cohort, step: str) -> datetime | None:
    planned = queries.date_of(cohort, step)
    return planned.starts_at if planned else None


def _planned(when: str) -> str:
    return _("Planned for %(day)s") % {"day": when}
