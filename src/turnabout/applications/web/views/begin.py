"""The page before the form: what it asks, how long it takes, until when."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from turnabout.applications import actions, queries
from turnabout.applications.models import EITHER, WISHES, Application
from turnabout.applications.permissions import may_begin
from turnabout.cohorts.planner import BOARD
from turnabout.cohorts.queries import public_cohort
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import FormPage


class Begin(FormPage):
    permission = may_begin
    template = "applications/begin.jinja"
    form_class = Form
    thing: Application

    def find(self) -> Application | None:
        cohort = public_cohort(self.kwargs["programme"], self.kwargs["cohort"])
        if cohort is None or self.kwargs["role"] not in dict(WISHES):
            raise Http404
        found = queries.mine(self.by, cohort)
        return found or Application(cohort=cohort, person=self.by, role=self.kwargs["role"], started_at=self.now)

    def context(self) -> dict[str, Any]:
        sections = queries.sections(self.thing)
        cohort = self.thing.cohort
        both = cohort.pattern != BOARD and self.thing.role != EITHER
        return {
            "sections": sections,
            "minutes": sum(section.minutes for section in sections if not section.optional),
            "before": queries.earlier_of(self.by, cohort),
            "either": reverse("applications:begin", args=[cohort.programme.slug, cohort.slug, EITHER]) if both else "",
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().get(request, *args, **kwargs) if self.thing._state.adding else HttpResponseRedirect(self._mine())

    def act(self, form: Any) -> str:
        if self.thing._state.adding:
            self.thing = actions.start(
                cohort=self.thing.cohort, person=self.by, role=self.thing.role, by=self.by, now=self.now
            )
        return self._mine()

    def begin(self) -> str:
        """This page for the same role."""
        cohort = self.thing.cohort
        return reverse("applications:begin", args=[cohort.programme.slug, cohort.slug, self.kwargs["role"]])

    def _mine(self) -> str:
        other = not self.thing.named and self.kwargs["role"] != self.thing.role != EITHER
        if other and self.thing.status in ("draft", "submitted") and self.thing.cohort.pattern != BOARD:
            return reverse("applications:either", args=[self.thing.pk])
        name = "task_list" if self.thing.status == "draft" and not self.thing.named else "standing"
        return reverse(f"applications:{name}", args=[self.thing.pk])
