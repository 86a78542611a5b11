"""Who could still have a place: for a look ahead, before anybody is paired."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from turnabout.applications.cases import is_not_for
from turnabout.applications.models import Application
from turnabout.applications.sent import SENT
from turnabout.cohorts.models import Cohort
from turnabout.selection.models import ACCEPT, RESERVE, Participation
from turnabout.selection.permissions import may_shortlist

EVERYBODY, WITH_RESERVE, ACCEPTED = "everybody", "reserve", "accepted"
_ACCEPTED = Q(status="confirmed") | Q(verdict__outcome=ACCEPT)
_WAITING = Q(status="submitted", verdict__isnull=True)
GROUPS: dict[str, Q] = {
    EVERYBODY: _WAITING | _ACCEPTED,
    WITH_RESERVE: _WAITING | _ACCEPTED | Q(verdict__outcome=RESERVE),
    ACCEPTED: _ACCEPTED,
}
"""Those who wait for a decision and those accepted; those on the reserve list too; those accepted alone."""


def candidates(viewer: Any, cohort: Cohort, now: datetime, group: str = EVERYBODY) -> QuerySet[Application]:
    """Those of `group` who applied to `cohort`, for one of its co-ordinators; nothing for anybody else.

    Left out, as on the shortlist: the viewer's own application and that of a reverse mentee to whom they report.
    Leaders who were named and said yes are accepted. Whoever withdrew or stopped is in none. `KeyError` for another
    group.
    """
    which = GROUPS[group]
    found = Application.objects.filter(SENT, cohort=cohort, status__in=("submitted", "decided", "confirmed"))
    if not may_shortlist(viewer, cohort, now):
        return found.none()
    stopped = Participation.objects.filter(cohort=cohort).exclude(status="taking_part")
    found = found.filter(which).exclude(person=viewer).exclude(is_not_for(viewer, cohort, now))
    found = found.exclude(person__in=stopped.values("person"))
    return found.select_related("person", "organisation").order_by("id")
