"""Who could still have a place: for a look ahead, before anybody is paired."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from turnabout.applications.models import Application
from turnabout.cohorts.models import Cohort
from turnabout.selection.models import ACCEPT, RESERVE, Participation
from turnabout.selection.queries.shortlist import shortlist

EVERYBODY, WITH_RESERVE, ACCEPTED = "everybody", "reserve", "accepted"
"""Those who wait for a decision and those accepted; those on the reserve list too; those accepted alone."""
GROUPS = (EVERYBODY, WITH_RESERVE, ACCEPTED)


def candidates(viewer: Any, cohort: Cohort, now: datetime, group: str = EVERYBODY) -> list[Application]:
    """Those of `group` who applied to `cohort`, for one of its co-ordinators; nothing for anybody else.

    Left out, as on the shortlist: the viewer's own application and that of a reverse mentee to whom they report.
    Leaders who were named and said yes are accepted. Whoever withdrew or stopped is in none.
    """
    stopped = Participation.objects.filter(cohort=cohort).exclude(status="taking_part")
    left = set(stopped.values_list("person_id", flat=True))
    found = []
    for line in shortlist(viewer, cohort, now):
        outcome = ACCEPT if line.application.status == "confirmed" else line.verdict.outcome if line.verdict else ""
        wanted = {ACCEPTED: (ACCEPT,), EVERYBODY: ("", ACCEPT), WITH_RESERVE: ("", ACCEPT, RESERVE)}[group]
        stays = line.application.status in ("submitted", "decided", "confirmed")
        if stays and outcome in wanted and line.application.person_id not in left:
            line.application.cohort = cohort
            found.append(line.application)
    return found
