"""The pages of the report: the Board's readers read, co-ordinators draft and release."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.cohorts.models import Cohort
from turnabout.foundation.design.pages import FormPage, Page
from turnabout.reporting import actions, queries
from turnabout.reporting.models import Report
from turnabout.reporting.permissions import may_draft, may_list_reports, may_prepare, may_read, may_release


class Shelf(Page):
    """Every report that somebody may read."""

    permission = may_list_reports
    template = "reporting/shelf.jinja"

    def context(self) -> dict[str, Any]:
        return {"reports": queries.reports_for(self.by, self.now)}


class Read(Page):
    """The report itself."""

    permission = may_read
    template = "reporting/read.jinja"

    def find(self) -> Report | None:
        return queries.find(self.by, self.kwargs["id"], self.now)

    def context(self) -> dict[str, Any]:
        return {
            "document": queries.document_of(self.thing),
            "may_release": may_release(self.by, self.thing, self.now),
            "keeps": may_prepare(self.by, self.thing.cohort, self.now),
        }


class Overview(Page):
    """How far the report on a cohort is, for its co-ordinators."""

    permission = may_prepare
    template = "reporting/overview.jinja"

    def find(self) -> Cohort | None:
        return queries.cohort_for(self.by, self.kwargs["id"])

    def context(self) -> dict[str, Any]:
        return {
            "report": queries.report_for(self.by, self.thing, self.now),
            "may_draft": may_draft(self.by, self.thing, self.now),
        }


class Draft(FormPage):
    """Have the report drafted, or drafted again."""

    permission = may_draft
    template = "reporting/draft.jinja"

    def find(self) -> Cohort | None:
        return queries.cohort_for(self.by, self.kwargs["id"])

    def act(self, form: Any) -> str:
        report = actions.draft(cohort=self.thing, by=self.by, now=self.now)
        return reverse("reporting:read", args=[report.pk])


class Release(FormPage):
    """Release the report, after reading what that means."""

    permission = may_release
    template = "reporting/release.jinja"

    def find(self) -> Report | None:
        return queries.find(self.by, self.kwargs["id"], self.now)

    def act(self, form: Any) -> str:
        actions.release(report=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("The report is released. The Board's readers have been told."))
        return reverse("reporting:read", args=[self.thing.pk])
