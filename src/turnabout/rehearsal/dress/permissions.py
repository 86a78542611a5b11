"""Who may have a cohort rehearsed, and look at what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import may_view_plan
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no
from turnabout.rehearsal.dress.models import Rehearsal

PATIENCE = timedelta(minutes=15)
"""After this long a rehearsal that has not ended is taken for dead: its machine was stopped."""


def may_see_rehearsal(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A cohort's co-ordinators look at its rehearsal; everybody in it is invented."""
    return may_view_plan(by, cohort, now)


def may_see_sent(by: Any, thing: Any, now: datetime) -> Decision:
    """Whoever looks at the rehearsal reads each of its messages."""
    return NOT_YOURS if thing is None else may_see_rehearsal(by, thing.rehearsal.cohort, now)


def may_rehearse(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A cohort's co-ordinators have it rehearsed, whenever they want to, once at a time."""
    if not (seen := may_see_rehearsal(by, cohort, now)):
        return seen
    if is_running(Rehearsal.objects.filter(cohort=cohort).first(), now):
        return no(_("This cohort is being rehearsed now. Look at it when that is over."))
    return YES


def may_play(by: Any, rehearsal: Rehearsal | None, now: datetime) -> Decision:
    """The clock, once: a job that runs twice begins one process."""
    if rehearsal is None or by is not CLOCK:
        return NOT_YOURS
    return YES if rehearsal.begun_at is None else no(_("This rehearsal has begun already."))


def is_running(rehearsal: Rehearsal | None, now: datetime) -> bool:
    """Whether a rehearsal was begun and is not over, as far as anybody knows."""
    if rehearsal is None or rehearsal.ended_at is not None:
        return False
    return now < (rehearsal.begun_at or rehearsal.asked_at) + PATIENCE
