"""Who may change the library."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import may_administer, may_view_plan
from turnabout.foundation.accounts.decisions import NOT_YOURS, Decision
from turnabout.resources.models import Resource


def may_keep_library(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A cohort's co-ordinators keep its own shelf."""
    return may_view_plan(by, cohort, now)


def may_add(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A cohort's co-ordinators add to its own shelf; what is for every cohort is an administrator's."""
    return may_administer(by, None, now) if cohort is None else may_view_plan(by, cohort, now)


def may_remove(by: Any, resource: Resource | None, now: datetime) -> Decision:
    """Whoever may add to a shelf may take from it."""
    return NOT_YOURS if resource is None else may_add(by, resource.cohort, now)
