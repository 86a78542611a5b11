"""What the pages about a cohort share here."""

from __future__ import annotations

from typing import Any

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import find_cohort


class OfCohort:
    """A page about a cohort that the viewer may find."""

    by: Any
    now: Any
    kwargs: dict[str, Any]

    def find(self) -> Cohort | None:
        return find_cohort(self.by, self.kwargs["cohort"])
