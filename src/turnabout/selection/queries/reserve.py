"""Reads of the reserve list, and of the places that became free."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from turnabout.applications.cases import is_apart, is_not_for, not_for
from turnabout.applications.models import MENTEE, MENTOR
from turnabout.cohorts.models import Cohort
from turnabout.selection.models import RESERVE, Participation, Verdict
from turnabout.selection.permissions import may_fill_place, may_shortlist

PLACED_ROLES = (MENTOR, MENTEE)


def reserve_list(viewer: Any, cohort: Cohort, now: datetime) -> list[Verdict]:
    """Everybody on the reserve list of `cohort`, told or not yet, in order, for its co-ordinators; else nobody.

    The viewer's own is left out while it is held: they learn nothing of it before they are told. So is, always, that
    of a reverse mentee to whom they report.
    """
    if not may_shortlist(viewer, cohort, now):
        return []
    told = in_order_unscoped(cohort, status="released", application__status="decided")
    held = in_order_unscoped(cohort, status="held", application__status="submitted")
    apart = is_not_for(viewer, cohort, now, "application__")
    return [*told.exclude(apart), *held.exclude(application__person=viewer).exclude(apart)]


def in_order_unscoped(cohort: Cohort, **which: Any) -> QuerySet[Verdict]:
    """The reserve list in the order in which people are asked: by rank, then by when they applied; takes no viewer."""
    found = Verdict.objects.filter(application__cohort=cohort, outcome=RESERVE, **which)
    found = found.select_related("application__person", "application__organisation", "application__cohort")
    role = F("application__role").desc()
    return found.order_by(role, F("rank").asc(nulls_last=True), "application__submitted_at", "application_id")


def next_unscoped(cohort: Cohort, role: str) -> QuerySet[Verdict]:
    """Who on the reserve list of a role can be asked now, in order: told, and not withdrawn since; takes no viewer."""
    told = {"status": "released", "application__status": "decided", "application__role": role}
    return in_order_unscoped(cohort, **told)


def free_unscoped(cohort: Cohort, role: str) -> QuerySet[Participation]:
    """The places of a role whose holders left before pairs were agreed and nobody took over; takes no viewer."""
    left = Participation.objects.filter(cohort=cohort, role=role, status="withdrawn", taken_over__isnull=True)
    return left.filter(left_free_at__isnull=True).order_by("accepted_at", "id")


def free_places(viewer: Any, cohort: Cohort, now: datetime) -> list[tuple[str, Verdict | None]]:
    """(role, who is next) for each role with a free place and somebody to ask, for the cohort's co-ordinators.

    None stands for a reverse mentee to whom the viewer reports: somebody else offers the place.
    """
    if not may_fill_place(viewer, cohort, now):
        return []
    above, found = not_for(viewer, cohort, now), []
    for role in PLACED_ROLES:
        first = next_unscoped(cohort, role).first() if free_unscoped(cohort, role).exists() else None
        if first is not None:
            found.append((role, None if is_apart(first.application, above) else first))
    return found
