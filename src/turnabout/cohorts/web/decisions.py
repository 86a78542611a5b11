"""What a cohort's own life asks of its co-ordinator today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.cohorts import queries
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import may_run
from turnabout.cohorts.web.stages import STAGES
from turnabout.foundation.design.dates import day
from turnabout.foundation.design.next_steps import Step

SOON = timedelta(days=7)
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
    """Opening a draft; from a week before its planned day, the move to the next stage."""
    if not may_run(viewer, cohort, now):
        return
    if cohort.status == "draft":
        due = cohort.opens_at
        late = due is not None and due <= now
        text = _("Look at the public page, and open the cohort")
        yield Step(text, reverse("cohorts:stage", args=[cohort.pk, "open"]), due, late, _planned(due))
        return
    move = ONWARD.get(cohort.status)
    planned = queries.date_of(cohort, STAGES[move].step) if move else None
    if move and planned and planned.starts_at - SOON <= now:
        due = planned.starts_at
        yield Step(
            STAGES[move].heading, reverse("cohorts:stage", args=[cohort.pk, move]), due, due <= now, _planned(due)
        )


def _planned(due: datetime | None) -> str:
    return _("Planned for %(day)s") % {"day": day(due)} if due else ""
