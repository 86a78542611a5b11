"""Where a page of this room leads on to, in rooms that this one does not know: they offer it in `AppConfig.ready`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from turnabout.cohorts.models import Cohort
from turnabout.foundation.design.next_steps import steps

PREVIEW = "a cohort's public page, in preview"
DAY = "a co-ordinator's first page of a cohort"


def to(occasion: str, viewer: Any, cohort: Cohort, now: datetime) -> str:
    """The address of the page offered on `occasion`; the cohort's dates when no room offers one."""
    offered = steps(occasion, viewer, cohort, now)
    return offered[0].url if offered else reverse("cohorts:plan", args=[cohort.pk])
