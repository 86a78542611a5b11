"""The cohorts that somebody keeps."""

from __future__ import annotations

from typing import Any

from turnabout.cohorts import queries
from turnabout.cohorts.permissions import is_administrator, may_create, may_list_cohorts, may_start_programme
from turnabout.cohorts.queries import next_date, public_dates
from turnabout.foundation.design.pages import Page


class List(Page):
    permission = may_list_cohorts
    template = "cohorts/list.jinja"

    def context(self) -> dict[str, Any]:
        kept = queries.cohorts_kept_by(self.by, self.now)
        programmes = {one.pk for one in queries.programmes_for(self.by, self.now)}
        return {
            "cohorts": [(cohort, next_date(public_dates(cohort), self.now)) for cohort in kept],
            "last": next((one for one in kept if one.programme_id in programmes), None),
            "may_create": may_create(self.by, None, self.now),
            "may_start_programme": may_start_programme(self.by, None, self.now),
            "is_administrator": is_administrator(self.by),
        }
