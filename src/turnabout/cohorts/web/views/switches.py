"""Which stages a cohort has, where its people are, and what their calendars call it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.cohorts import actions, queries
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import may_edit, may_set_policies
from turnabout.cohorts.planner import SWITCHES
from turnabout.cohorts.web.onward import DAY, to
from turnabout.cohorts.web.planning_forms import CalendarTitleForm, NationsForm, SwitchesForm
from turnabout.foundation.design.pages import FormPage


class _OfPlan(FormPage):
    thing: Cohort

    def find(self) -> Cohort | None:
        return queries.find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        return {"back": reverse("cohorts:plan", args=[self.thing.pk])}


class Switches(_OfPlan):
    permission = may_set_policies
    template = "cohorts/switches.jinja"
    form_class = SwitchesForm

    def form_arguments(self) -> dict[str, Any]:
        return {"initial": {"on": [switch.code for switch in SWITCHES if self.thing.has(switch.code)]}}

    def act(self, form: Any) -> str:
        actions.switch_stages(cohort=self.thing, off=form.off(), by=self.by, now=self.now)
        return reverse("cohorts:plan", args=[self.thing.pk])


class CalendarTitle(_OfPlan):
    permission = may_edit
    template = "cohorts/calendar_title.jinja"
    form_class = CalendarTitleForm

    def form_arguments(self) -> dict[str, Any]:
        return {"initial": {"title": self.thing.calendar_title}}

    def act(self, form: Any) -> str:
        actions.set_calendar_title(cohort=self.thing, title=form.cleaned_data["title"], by=self.by, now=self.now)
        messages.success(self.request, _("From now on calendars and subjects say it."))
        return to(DAY, self.by, self.thing, self.now)


class Nations(_OfPlan):
    permission = may_edit
    template = "cohorts/nations.jinja"
    form_class = NationsForm

    def form_arguments(self) -> dict[str, Any]:
        return {"initial": {"nations": self.thing.nations}}

    def act(self, form: Any) -> str:
        actions.set_nations(cohort=self.thing, nations=form.cleaned_data["nations"], by=self.by, now=self.now)
        return reverse("cohorts:plan", args=[self.thing.pk])
