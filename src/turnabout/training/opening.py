"""The open question sessions of a cohort. What anybody may read of them takes no viewer; nobody is named."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of
from turnabout.foundation import clock
from turnabout.training.kinds import DROP_IN
from turnabout.training.models import Session
from turnabout.training.permissions import keeps_sessions


def open_sessions(cohort: Cohort, now: datetime) -> list[Session]:
    """Those still to come or going on, and until the end of its day one that was called off, the earliest first.

    Somebody who has read of it on a poster learns here that it does not take place.
    """
    today = clock.london(day_of(now), time(0))
    found = Session.objects.filter(cohort=cohort, kind=DROP_IN, ends_at__gt=today).order_by("starts_at", "step")
    return [one for one in found if one.ends_at > now or one.status == "cancelled"]


def all_open(viewer: Any, cohort: Cohort, now: datetime) -> list[Session]:
    """Every open session of the cohort, past and called off ones too, for its keepers; nothing for anybody else."""
    if not keeps_sessions(viewer, cohort, now):
        return []
    return list(Session.objects.filter(cohort=cohort, kind=DROP_IN).order_by("starts_at", "step"))


def next_open(cohort: Cohort, now: datetime) -> Session | None:
    """The next one that takes place; None when none is planned."""
    return next((one for one in open_sessions(cohort, now) if one.status == "planned"), None)


def plans_some(cohort: Cohort) -> bool:
    """Whether the cohort has, or had, an open session that was not called off."""
    return Session.objects.filter(cohort=cohort, kind=DROP_IN).exclude(status="cancelled").exists()


def holds_until(cohort: Cohort, now: datetime) -> datetime:
    """The next instant at which the clock alone changes what is said of them."""
    midnight = clock.london(day_of(now) + timedelta(days=1), time(0))
    return min([one.ends_at for one in open_sessions(cohort, now) if one.ends_at > now] + [midnight])
