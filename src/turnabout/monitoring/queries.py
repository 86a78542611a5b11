"""There is no read of a row, for anybody: only whether one's own exists. Totals leave by `actions.tables` alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from turnabout.applications.queries import for_coordinator, leaders
from turnabout.cohorts.models import Cohort
from turnabout.monitoring.models import Row


def has_answered(viewer: Any, cohort: Cohort) -> bool:
    """Whether the viewer's own row of this cohort exists; says nothing about anybody else's."""
    return bool(viewer.is_authenticated) and Row.objects.filter(cohort=cohort, person=viewer.pk).exists()


def applicants(viewer: Any, cohort: Cohort, now: datetime) -> frozenset[UUID]:
    """Who may be counted: whoever sent an application or was named as a leader; nobody for who keeps no such list.

    It does not tell who answered.
    """
    sent = for_coordinator(viewer, cohort, now).values_list("person", flat=True)
    return frozenset(sent) | {leader.person_id for leader in leaders(viewer, cohort, now)}
