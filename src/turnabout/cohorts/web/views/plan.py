"""A cohort's dates and rules."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.cohorts import actions, planner, queries
from turnabout.cohorts.models import Cohort, Organisation, PlannedDate
from turnabout.cohorts.permissions import may_change_date, may_edit, may_set_policies, may_view_plan
from turnabout.cohorts.web import forms
from turnabout.cohorts.web.line import draw
from turnabout.cohorts.web.onward import PREVIEW, to
from turnabout.foundation.design.pages import FormPage, Page


class Plan(Page):
    permission = may_view_plan
    template = "cohorts/plan.jinja"

    def find(self) -> Cohort | None:
        return queries.find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        dates = queries.dates(self.thing)
        open_to_edits = bool(may_edit(self.by, self.thing, self.now))
        movable = {one.pk for one in dates if open_to_edits and not has_passed(self.thing, one, self.now)}
        who = {
            planner.MENTOR: _("for reverse mentors"),
            planner.MENTEE: _("for reverse mentees"),
            planner.OFFICE: _("for the programme office"),
        }
        return {
            "dates": [(one, one.pk in movable, who.get(planner.STEPS[one.step].who, "")) for one in dates],
            "line": draw(dates, self.now),
        }


def has_passed(cohort: Cohort, one: PlannedDate, now: Any) -> bool:
    """Whether the date of a cohort that has opened is over, so that it cannot be moved."""
    return cohort.status != "draft" and one.ends_at <= now


class ChangeDate(FormPage):
    permission = may_change_date
    template = "cohorts/change_date.jinja"
    thing: PlannedDate

    def find(self) -> PlannedDate | None:
        cohort = queries.find_cohort(self.by, self.kwargs["cohort"])
        planned = queries.date_of(cohort, self.kwargs["step"]) if cohort else None
        self.form_class = forms.DayForm if planned is not None and planned.whole_day else forms.TimesForm  # type: ignore[misc]
        return planned

    def form_arguments(self) -> dict[str, Any]:
        return {"initial": self.form_class.of(self.thing)}  # type: ignore[attr-defined]

    def context(self) -> dict[str, Any]:
        cohort = self.thing.cohort
        return {
            "cohort": cohort,
            "closes": self.thing.step == planner.CLOSING[cohort.pattern],
            "back": reverse("cohorts:plan", args=[cohort.pk]),
        }

    def act(self, form: Any) -> str:
        cohort = self.thing.cohort
        actions.change_date(cohort=cohort, step=self.thing.step, **form.instants(), by=self.by, now=self.now)
        return reverse("cohorts:plan", args=[cohort.pk])


class Rules(FormPage):
    permission = may_set_policies
    template = "cohorts/rules.jinja"
    form_class = forms.RulesForm

    def find(self) -> Cohort | None:
        return queries.find_cohort(self.by, self.kwargs["cohort"])

    def form_arguments(self) -> dict[str, Any]:
        taking_part = [str(one.pk) for one in self.thing.organisations.all()]
        initial = {"organisations": taking_part, "strands": self.thing.strands, **self.thing.policies}
        return {"organisations": list(queries.organisations()), "initial": initial}

    def act(self, form: Any) -> str:
        actions.set_policies(
            cohort=self.thing,
            given=form.policies(),
            strands=form.cleaned_data["strands"],
            organisations=list(Organisation.objects.filter(pk__in=form.cleaned_data["organisations"])),
            by=self.by,
            now=self.now,
        )
        return to(PREVIEW, self.by, self.thing, self.now)
