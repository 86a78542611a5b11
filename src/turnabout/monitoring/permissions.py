from __future__ import annotations

from datetime import datetime
from typing import Any

from turnabout.applications.queries import mine
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision

BEFORE_SENDING = ("draft", "turned_down")


def may_record(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """Whoever sent an application to the cohort, or confirmed as a leader, may answer for themself, or take it back."""
    application = mine(by, cohort) if cohort is not None else None
    if application is None or application.status in BEFORE_SENDING:
        return NOT_YOURS
    return YES
