from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.applications.queries import mine
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of, is_coordinator
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no

BEFORE_SENDING = ("draft", "turned_down")
NOT_ASKED = _("This cohort does not ask equality questions.")
TOO_EARLY = _(
    "Equality answers are counted once applications have closed: while people still apply, each new total would show "
    "what the latest of them answered."
)


def may_record(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """Whoever sent an application to the cohort, or confirmed as a leader, may answer for themself, if it asks."""
    own = may_take_back(by, cohort, now)
    if own and cohort is not None and not cohort.has("monitoring"):
        return no(NOT_ASKED)
    return own


def may_take_back(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """Whoever may answer, and whoever could before the questions were switched off, may delete their own answers."""
    application = mine(by, cohort) if cohort is not None else None
    if application is None or application.status in BEFORE_SENDING:
        return NOT_YOURS
    return YES


def may_count(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator of the cohort, once it has closed to applications. What comes back is a protected table.

    A Board reader reads the report that was released, and counts nothing.
    """
    if cohort is None or not is_coordinator(by, cohort, day_of(now)):
        return NOT_YOURS
    if not cohort.has("monitoring"):
        return no(NOT_ASKED)
    return no(TOO_EARLY) if cohort.status in ("draft", "open") else YES
