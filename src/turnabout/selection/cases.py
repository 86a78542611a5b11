"""The cases that a cohort's independent contact takes, with what came of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from turnabout.applications.cases import cases as applications_taken
from turnabout.applications.models import Application
from turnabout.cohorts.models import Cohort
from turnabout.selection.models import Participation, Verdict


@dataclass(frozen=True, slots=True)
class Case:
    """A reverse mentee whose case the independent contact takes: what they sent, and what came of it so far."""

    application: Application
    verdict: Verdict | None
    participation: Participation | None


def cases(viewer: Any, cohort: Cohort, now: datetime) -> list[Case]:
    """The cases that the cohort's independent contact takes, with what came of each; nothing for anybody else."""
    taken = applications_taken(viewer, cohort, now)
    parts = Participation.objects.filter(cohort=cohort, person__in=[one.person_id for one in taken])
    by_person = {one.person_id: one for one in parts.select_related("person", "cohort")}
    verdicts = {one.application_id: one for one in Verdict.objects.filter(application__in=taken)}
    return [Case(one, verdicts.get(one.pk), by_person.get(one.person_id)) for one in taken]
