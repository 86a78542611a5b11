"""Addresses of people who want to hear when the programme opens next."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts import checks, joining
from turnabout.cohorts.models import Cohort, Interest
from turnabout.cohorts.permissions import day_of, may_forget_address, may_leave_address, may_tell_waiting
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.audit.trail import action


@action("interest.left", about="cohort", by_the_day=True)
def leave_address(*, cohort: Cohort, email: str, by: Any, now: datetime) -> None:
    """Keep an address for one message: when the programme of `cohort` opens next, or for 24 months.

    It does and leaves the same whether or not the address is there already. Refused while people can apply, for what
    is no address, and when more wait than people would.
    """
    joining.hold(cohort.programme)
    require(may_leave_address(by, cohort, now))
    given = checks.email(email)
    if not given:
        raise Refused(_("Enter your email address."), field="email")
    if cohort.programme.interests.count() >= joining.MOST:
        raise Refused(_("We cannot take more addresses at the moment. Look at this page again later."))
    joining.keep(cohort.programme, given, day_of(now))


@action("interest.told", about="cohort")
def tell_waiting(*, cohort: Cohort, by: Any, now: datetime) -> bool:
    """Write to some hundreds of those who wait for the programme of `cohort`, which is open; whether more wait."""
    joining.hold(cohort.programme)
    cohort.refresh_from_db()
    require(may_tell_waiting(by, cohort, now))
    return joining.tell(cohort, by=by, now=now)


@action("interest.taken_back", about="cohort", by_the_day=True)
def take_address_back(*, cohort: Cohort, email: str, by: Any, now: datetime) -> None:
    """Forget an address that was left for the programme of `cohort`; the same whether or not it is there."""
    joining.drop(cohort.programme, email)


@action("interest.ran_out", by_the_day=True)
def forget_address(*, interest: Interest, by: Any, now: datetime) -> None:
    """Forget an address whose 24 months are over without an opening."""
    require(may_forget_address(by, interest, now))
    joining.forget(interest)
