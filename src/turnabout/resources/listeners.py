"""What this room does when a cohort is copied."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from turnabout.cohorts.changes import on_copy
from turnabout.cohorts.models import Cohort
from turnabout.resources.models import Resource


@on_copy
def copy_the_shelf(source: Cohort, copy: Cohort, *, by: Any, now: datetime) -> None:
    """The new cohort begins with everything that stands on the shelf of the one before."""
    for one in Resource.objects.filter(cohort=source):
        Resource.objects.create(
            cohort=copy,
            title=one.title,
            url=one.url,
            kind=one.kind,
            topics=one.topics,
            minutes=one.minutes,
            captions=one.captions,
            added_at=now,
            added_by=by.id,
        )
