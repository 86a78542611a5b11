"""Which stages a cohort has, and where its people are."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from turnabout.cohorts import actions, queries
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import may_edit, may_set_policies
from turnabout.cohorts.planner import SWITCHES
from turnabout.cohorts.web.planning_forms import NationsForm, SwitchesForm
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


class Nations(_OfPlan):
    permission = may_edit
    template = "cohorts/nations.jinja"
    form_class = NationsForm

    def form_arguments(self) -> dict[str, Any]:
        return {"initial": {"nations": self.thing.nations}}

    def act(self, form: Any) -> str:
        actions.set_nations(cohort=self.thing, nations=form.cleaned_data["nations"], by=self.by, now=self.now)
        return reverse("cohorts:plan", args=[self.thing.pk])
