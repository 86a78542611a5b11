"""What the lead of an organisation sees of its own people, and nothing of anybody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from turnabout.cohorts.models import Cohort, Organisation
from turnabout.cohorts.queries import cohorts_of
from turnabout.selection.models import Participation
from turnabout.selection.permissions import may_see_own_people

NOT_TOLD = ("open", "choosing")
"""Cohorts in which somebody could still tell by the day on which a name appears in which role it does."""


@dataclass(frozen=True, slots=True)
class OwnPeople:
    """Who of one organisation takes part in a cohort: names, or None while nobody has been told yet."""

    cohort: Cohort
    names: list[str] | None


def own_people(viewer: Any, organisation: Organisation, now: datetime) -> list[OwnPeople]:
    """Who of an organisation takes part, cohort by cohort, for its lead; nothing for anybody else.

    Names alone: no role, no level, nothing that they wrote. Whoever was declined, waits on the reserve list or
    stopped is not there. Before a cohort has told everybody, nobody is, so that nothing shows by when a name appears.
    """
    if not may_see_own_people(viewer, organisation, now):
        return []
    here = Participation.objects.filter(organisation=organisation).exclude(status="withdrawn")
    names: dict[UUID, list[str]] = {}
    for cohort, name in here.order_by("person__name", "id").values_list("cohort_id", "person__name"):
        names.setdefault(cohort, []).append(name)
    return [
        OwnPeople(cohort, names.get(cohort.pk, []) if cohort.status not in NOT_TOLD else None)
        for cohort in cohorts_of(organisation)
    ]
