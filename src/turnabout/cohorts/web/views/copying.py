"""The next cohort, copied from one that somebody keeps."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.urls import reverse

from turnabout.cohorts import actions, queries
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import may_copy
from turnabout.cohorts.web.onward import PREVIEW, to
from turnabout.cohorts.web.planning_forms import CopyForm
from turnabout.foundation.design.pages import FormPage

A_YEAR = timedelta(weeks=52)


class Copy(FormPage):
    permission = may_copy
    template = "cohorts/copy.jinja"
    form_class = CopyForm
    thing: Cohort

    def find(self) -> Cohort | None:
        return queries.find_cohort(self.by, self.kwargs["cohort"])

    def form_arguments(self) -> dict[str, Any]:
        return {"initial": {"title": next_title(self.thing), "starts_on": self.thing.starts_on + A_YEAR}}

    def context(self) -> dict[str, Any]:
        return {"back": reverse("cohorts:list")}

    def act(self, form: Any) -> str:
        copy = actions.copy_cohort(source=self.thing, **form.cleaned_data, by=self.by, now=self.now)
        return to(PREVIEW, self.by, copy, self.now)


def next_title(cohort: Cohort) -> str:
    """ "Cohort 6" after "Cohort 5": the title with the cohort's own number raised by one, where it stands in it."""
    return re.sub(rf"\b{cohort.number}\b", str(cohort.number + 1), cohort.title, count=1)
