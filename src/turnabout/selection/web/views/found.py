"""How pages of this room find what they are about, through queries that take the viewer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from turnabout.applications.models import Application
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import find_cohort
from turnabout.foundation.design.pages import Page
from turnabout.selection import queries
from turnabout.selection.models import Verdict
from turnabout.selection.permissions import may_shortlist


class OfCohort(Page):
    """A page about a cohort that the viewer may find."""

    def find(self) -> Cohort | None:
        return find_cohort(self.request.user, self.kwargs["cohort"])


class OfApplication(Page):
    """A page about one application that was sent to a cohort that the viewer keeps."""

    def find(self) -> Application | None:
        cohort = find_cohort(self.request.user, self.kwargs["cohort"])
        return queries.find_application(self.by, cohort, self.kwargs["application"], self.now)


class OfVerdict(Page):
    """A page about the decision on one of those applications.

    The viewer's own is not looked for: the page is as absent, and as quick, with a decision as without one.
    """

    thing: Verdict

    def find(self) -> Verdict | None:
        cohort = find_cohort(self.request.user, self.kwargs["cohort"])
        application = queries.find_application(self.by, cohort, self.kwargs["application"], self.now)
        if application is None or application.person_id == self.by.pk:
            return None
        return queries.verdict_of(application)

    def page_of(self, name: str) -> str:
        """The address of another page about the same application."""
        return reverse(f"selection:{name}", args=[self.kwargs["cohort"], self.kwargs["application"]])


def list_for(by: Any, cohort: Cohort, now: datetime, name: str) -> str:
    """The page `name` of the cohort for its co-ordinators; for the independent contact, their cases."""
    return of_cohort(name, cohort) if may_shortlist(by, cohort, now) else reverse("home:cases", args=[cohort.pk])


def of_cohort(name: str, cohort: Cohort) -> str:
    """The address of one of this room's pages about a cohort."""
    return reverse(f"selection:{name}", args=[cohort.pk])
