"""The equality questions: optional, after sending, never shown again to anybody."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.applications.queries import mine
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import find_cohort
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import FormPage, Page
from turnabout.monitoring import actions, queries
from turnabout.monitoring.permissions import may_record, may_take_back
from turnabout.monitoring.web.forms import EqualityForm


class OfCohort(Page):
    permission = may_record
    thing: Cohort

    def find(self) -> Cohort | None:
        return find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        return {"answered": queries.has_answered(self.by, self.thing), "application": mine(self.by, self.thing)}


class Questions(OfCohort, FormPage):
    permission = may_record
    template = "monitoring/form.jinja"
    form_class = EqualityForm

    def act(self, form: Any) -> str:
        actions.record(cohort=self.thing, person=self.by, answers=form.answers(), by=self.by, now=self.now)
        return reverse("monitoring:done", args=[self.thing.pk])


class Done(OfCohort):
    permission = may_record
    template = "monitoring/done.jinja"


class TakeBack(OfCohort, FormPage):
    permission = may_take_back
    template = "monitoring/take_back.jinja"
    form_class = Form

    def act(self, form: Any) -> str:
        actions.take_back(cohort=self.thing, person=self.by, by=self.by, now=self.now)
        messages.success(self.request, _("Your answers to the equality questions are deleted."))
        application = mine(self.by, self.thing)
        assert application is not None, "may_record lets nobody in who has none"
        return reverse("applications:standing", args=[application.pk])
