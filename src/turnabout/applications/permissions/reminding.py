"""Who may remind whoever has not sent their form."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no


def may_say_closing_soon(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """The clock, as long as something can be sent: afterwards a reminder would only hurt."""
    if cohort is None or by is not CLOCK:
        return NOT_YOURS
    waits = cohort.status == "open" and cohort.closes_at is not None and now < cohort.closes_at
    return YES if waits else no(_("Applications are not open, so nobody is reminded to send one."))
