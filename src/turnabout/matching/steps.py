"""What this room asks of people: a round to run or publish, a question to answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.cohorts.models import Cohort
from turnabout.foundation.design.next_steps import Step
from turnabout.matching import queries
from turnabout.selection.models import Participation


def to_run(viewer: Any, cohort: Cohort, now: datetime) -> Iterator[Step]:
    """The co-ordinator's day: run a round when the cohort has got that far, publish one that is proved."""
    if cohort.status not in ("matching", "active"):
        return
    page = reverse("matching:overview", args=[cohort.pk])
    found = queries.latest_round(viewer, cohort, now)
    ready = queries.readiness(viewer, cohort, now)
    if found is not None and found.status == "solved":
        yield Step(_("Look at the proposed pairs, and ask people"), page, urgent=True)
    elif ready is not None and ready.mentors and ready.mentees and ready.somebody_new:
        words = _("Run matching: %(mentors)d reverse mentors and %(mentees)d reverse mentees are ready")
        yield Step(words % {"mentors": ready.mentors, "mentees": ready.mentees}, page)


def to_answer(viewer: Any, participation: Participation, now: datetime) -> Iterator[Step]:
    """My mentoring: somebody to say yes or no to."""
    for pair in queries.to_answer(viewer, now):
        if participation.pk in (pair.mentor_id, pair.mentee_id):
            yield Step(_("Say yes or no to a partner"), reverse("matching:answer", args=[pair.pk]), urgent=True)
