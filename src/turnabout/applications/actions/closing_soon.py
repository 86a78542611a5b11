"""Tell whoever has not sent their form that the last day is near."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from turnabout.applications.closing_soon import not_sent
from turnabout.applications.permissions import may_say_closing_soon
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import require
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.mail.actions import send
from turnabout.foundation.mail.keeping import told_lately


@action("applications.closing_soon", about="cohort")
def say_closing_soon(*, cohort: Cohort, kind: str, by: Any, now: datetime) -> int:
    """Write a reminder of `kind` to everybody in an open cohort whose form it is about; returns to how many."""
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    require(may_say_closing_soon(by, cohort, now))
    found = not_sent(cohort, kind)
    already = told_lately(kind, [one.pk for one in found], now)
    told = [one for one in found if (one.pk, one.person_id) not in already]
    for application in told:
        application.cohort = cohort
        send(kind, thing=application, by=by, now=now)
    note(told=len(told))
    return len(told)
