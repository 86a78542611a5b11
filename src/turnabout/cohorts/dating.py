"""Parts of an action that write a cohort's dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from turnabout.cohorts.models import Cohort, PlannedDate
from turnabout.cohorts.planner import Planned
from turnabout.foundation.audit import trail


def write(cohort: Cohort, dates: Iterable[Planned]) -> None:
    """Put `dates` into the cohort's chain."""
    trail.inside()
    for one in dates:
        PlannedDate.objects.create(
            cohort=cohort,
            step=one.step,
            label=one.label,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            whole_day=one.whole_day,
            public=one.public,
            kind=one.kind,
            said=one.said,
        )
    forget(cohort)


def held(cohort: Cohort, step: str) -> PlannedDate | None:
    """The date of `step`, kept from everybody else until the action is over; None when the chain has none."""
    planned = cohort.dates.select_for_update().filter(step=step).first()
    if planned is not None:
        planned.cohort = cohort
    return planned


def move(planned: PlannedDate, starts_at: datetime, ends_at: datetime) -> None:
    """Put a date at new instants, with its kind and words as they stand in it."""
    trail.inside()
    planned.starts_at, planned.ends_at = starts_at, ends_at
    planned.save(update_fields=["starts_at", "ends_at", "kind", "said"])
    forget(planned.cohort)


def forget(cohort: Cohort) -> None:
    """Have the cohort's dates read from the database the next time."""
    getattr(cohort, "_prefetched_objects_cache", {}).pop("dates", None)
