"""Who may leave an address to hear of the next opening, and when; and who learns that some wait."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import Cohort, Interest
from turnabout.cohorts.permissions.keeping import day_of, keeps
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no


def may_leave_address(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """Anybody, as long as no cohort of the programme takes applications: then there is nothing to wait for."""
    if cohort is None:
        return NOT_YOURS
    taking = cohort.programme.cohorts.filter(status="open").prefetch_related("dates")
    if any(one.closes_at is not None and now < one.closes_at for one in taking):
        return no(_("You can apply now, so there is nothing to wait for."))
    return YES


def may_tell_waiting(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """The clock, as long as the cohort takes applications: once it has closed, they wait for the next one."""
    if cohort is None or by is not CLOCK:
        return NOT_YOURS
    taking = cohort.status == "open" and cohort.closes_at is not None and now < cohort.closes_at
    return YES if taking else no(_("Applications are not open, so there is nothing to tell."))


def may_forget_address(by: Any, interest: Interest | None, now: datetime) -> Decision:
    """The clock, once the day has come until which the address was to be kept."""
    if interest is None or by is not CLOCK:
        return NOT_YOURS
    return YES if interest.until_on <= day_of(now) else no(_("This address is still to be kept."))


def may_see_waiting(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A cohort's co-ordinators learn whether few or many wait for its programme; never who."""
    return keeps(by, cohort, now)
