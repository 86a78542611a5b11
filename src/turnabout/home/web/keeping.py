"""The co-ordinator's day, and the public page before it is public."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turnabout.applications import cases
from turnabout.applications.managers import asks_managers
from turnabout.cohorts import queries
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import may_open
from turnabout.cohorts.web.line import draw
from turnabout.foundation.design.next_steps import DECISIONS, Step, steps
from turnabout.foundation.design.pages import Page
from turnabout.home.permissions import may_preview, may_see_day
from turnabout.home.web.public import shown
from turnabout.home.web.ways import page
from turnabout.matching.permissions import FORECAST_STAGES
from turnabout.partnerships import agreement

FORECAST = _("How many pairs today’s applicants allow")
ROOMS = (
    ("applications:leaders", _("Leaders")),
    ("selection:panel", _("The panel that assesses")),
    ("selection:shortlist", _("Applications and decisions")),
    ("selection:cross_section", _("Who has applied so far")),
    ("matching:forecast", FORECAST),
    ("importing:list", _("Import from a spreadsheet")),
    ("applications:releases", _("Managers’ answers")),
    ("selection:people", _("People taking part")),
    ("training:sessions", _("Sessions and registers")),
    ("matching:overview", _("Matching")),
    ("partnerships:overview", _("Pairs")),
    ("surveys:overview", _("Last questionnaire")),
    ("reporting:overview", _("Board report")),
)
BEHIND_A_SWITCH = {"surveys:overview": "end_questionnaire", "stories:list": "testimonials"}
"""The pages that a cohort goes without when it goes without their stage."""
OWN = (
    ("home:preview", _("Public page")),
    ("home:kit", _("Invitation kit")),
    ("home:messages", _("Messages")),
    ("dress:rehearsal", _("Rehearse this cohort")),
    ("cohorts:readiness", _("Readiness checklist")),
    ("cohorts:first_steps", _("Letters to sponsor, officer and key holders")),
    ("cohorts:plan", _("Dates")),
    ("cohorts:switches", _("Stages")),
    ("cohorts:words", _("Words and contact")),
    ("cohorts:calendar_title", _("Name in calendars and subjects")),
    ("home:passages", _("What the public pages say")),
    ("cohorts:roles", _("Roles")),
    ("cohorts:taking_part", _("Organisations and support contacts")),
    ("stories:list", _("What people said")),
    ("resources:list", _("Library")),
)


class Day(Page):
    """What waits for a decision, most urgent first; empty means done."""

    permission = may_see_day
    template = "home/day.jinja"

    def find(self) -> Cohort | None:
        return queries.find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        dates = queries.dates(self.thing)
        conflict = cases.conflict(self.by, self.thing, self.now)
        return {
            "decisions": [*self._first(conflict), *steps(DECISIONS, self.by, self.thing, self.now)],
            "conflict": conflict,
            "nobody_knows": queries.role_without_manager(self.by, self.thing, self.now),
            "next": queries.next_date(dates, self.now),
            "dates": dates,
            "line": draw(dates, self.now),
            "work": self._links(ROOMS),
            "keep": self._links(OWN),
        }

    def _first(self, conflict: cases.Conflict | None) -> list[Step]:
        """Before anything else: somebody has to take the case that this co-ordinator must not handle."""
        if conflict is None or conflict.contact is not None:
            return []
        words, why = _("Name an independent contact"), _("You report to somebody in this cohort.")
        return [Step(words, reverse("cohorts:roles", args=[self.thing.pk]), urgent=True, detail=why)]

    def _links(self, names: tuple[tuple[str, Any], ...]) -> list[tuple[Any, str]]:
        stages = BEHIND_A_SWITCH
        kept = [(name, words) for name, words in names if name not in stages or self.thing.has(stages[name])]
        found = [(words, page(name, self.thing.pk)) for name, words in kept]
        without = {_("The panel that assesses")} if self.thing.pattern == "board" else {_("Leaders")}
        without |= set() if self.thing.status in FORECAST_STAGES else {FORECAST}
        without |= set() if asks_managers(self.thing) else {_("Managers’ answers")}
        wanted = [one for one in found if one[0] not in without]
        return [(words, address) for words, address in wanted if address]


class Agreement(Page):
    """The text that each pair will sign, for whoever has to approve it."""

    permission = may_preview
    template = "home/agreement.jinja"

    def find(self) -> Cohort | None:
        return queries.find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        return {"clauses": agreement.clauses(self.thing), "version": agreement.VERSION}


class Preview(Page):
    permission = may_preview
    template = "home/preview.jinja"

    def find(self) -> Cohort | None:
        return queries.find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        decision = may_open(self.by, self.thing, self.now)
        dates = queries.dates(self.thing)
        return {
            **shown(self.thing, self.now),
            "preview": True,
            "why_not": "" if decision else decision.reason,
            "dates": dates,
            "line": draw(dates, self.now),
        }
