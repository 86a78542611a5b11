"""There is no read of a row, for anybody: only whether one's own exists. Totals come with the equality report."""

from __future__ import annotations

from typing import Any

from turnabout.cohorts.models import Cohort
from turnabout.monitoring.models import Row


def has_answered(viewer: Any, cohort: Cohort) -> bool:
    """Whether the viewer's own row of this cohort exists; says nothing about anybody else's."""
    return bool(viewer.is_authenticated) and Row.objects.filter(cohort=cohort, person=viewer.pk).exists()
