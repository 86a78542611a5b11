"""A cohort's dates and rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from turnabout.cohorts import actions, planner, queries
from turnabout.cohorts.models import Cohort, Organisation
from turnabout.cohorts.permissions import has_passed, may_edit, may_extend, may_set_policies, may_view_plan
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
        draft = self.thing.status == "draft"
        movable = {one.pk for one in dates if open_to_edits and (draft or not has_passed(one, self.now))}
        ahead = {one.step for one in dates if draft or not has_passed(one, self.now)}
        warnings = [clash for clash in queries.warnings_for(self.thing) if clash.step in ahead]
        who = {
            planner.MENTOR: _("for reverse mentors"),
            planner.MENTEE: _("for reverse mentees"),
            planner.OFFICE: _("for the programme office"),
        }
        return {
            "dates": [(one, one.pk in movable, who.get(planner.STEPS[one.step].who, "")) for one in dates],
            "line": draw(dates, self.now),
            "of_days": by_step(clash for clash in warnings if not clash.other),
            "of_chain": [clash for clash in warnings if clash.other],
            "nations": [words for code, words in planner.NATIONS if code in self.thing.nations],
            "off": [switch.label for switch in planner.SWITCHES if not self.thing.has(switch.code)],
            "open_to_edits": open_to_edits,
            "may_extend": bool(may_extend(self.by, self.thing, self.now)),
        }


def by_step(warnings: Iterable[planner.Clash]) -> dict[str, list[str]]:
    """The warnings in words by the step they are about."""
    found: dict[str, list[str]] = {}
    for clash in warnings:
        found.setdefault(clash.step, []).append(clash.words)
    return found


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
