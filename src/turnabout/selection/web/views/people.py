"""People who take part, their own decision, and how their part ends."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.applications.cases import is_apart, not_for
from turnabout.applications.permissions import may_begin_other_form
from turnabout.foundation.design.next_steps import MINE, steps
from turnabout.foundation.design.pages import FormPage, Page
from turnabout.selection import actions, queries
from turnabout.selection.models import Participation, Verdict
from turnabout.selection.permissions import (
    may_exempt,
    may_graduate_cohort,
    may_read_decision,
    may_see_people,
    may_shortlist,
    may_stop,
)
from turnabout.selection.web.forms import PressForm
from turnabout.selection.web.views.found import OfCohort, list_for


class People(OfCohort):
    """Who takes part, in which role, and who no longer does."""

    permission = may_see_people
    template = "selection/people.jinja"

    def context(self) -> dict[str, Any]:
        people, apart = list(queries.participations(self.by, self.thing)), not_for(self.by, self.thing, self.now)
        return {
            "people": people,
            "keeps": bool(may_shortlist(self.by, self.thing, self.now)),
            "apart": {one.pk for one in people if is_apart(one, apart)},
        }


class Graduation(OfCohort, FormPage):
    """Who graduates by the rules, and the press that makes it so."""

    permission = may_graduate_cohort
    template = "selection/graduation.jinja"
    form_class = PressForm

    def context(self) -> dict[str, Any]:
        return {"people": queries.would_graduate(self.by, self.thing, self.now)}

    def act(self, form: PressForm) -> str:
        graduated = actions.complete_participations(cohort=self.thing, by=self.by, now=self.now)
        words = ngettext("%(n)d person has graduated.", "%(n)d people have graduated.", len(graduated))
        messages.success(self.request, words % {"n": len(graduated)})
        return reverse("selection:people", args=[self.thing.pk])


class MyDecision(Page):
    """The decision on one's own application, after it was told."""

    permission = may_read_decision
    template = "selection/my_decision.jinja"
    thing: Verdict

    def find(self) -> Verdict | None:
        return queries.my_decision(self.by, self.kwargs["application"])

    def context(self) -> dict[str, Any]:
        participation = queries.mine_in(self.by, self.thing.application.cohort)
        return {
            "letter": queries.letter(self.thing, self.by),
            "other_form": may_begin_other_form(self.by, self.thing.application, self.now),
            "participation": participation,
            "next_steps": steps(MINE, self.by, participation, self.now) if participation else [],
        }


class _OfParticipation:
    """A page about one participation: the viewer's own, or one of a cohort that they keep."""

    def find(self) -> Participation | None:
        return queries.find_participation(
            self.by,  # type: ignore[attr-defined]
            self.kwargs["participation"],  # type: ignore[attr-defined]
            self.now,  # type: ignore[attr-defined]
        )


class Stop(_OfParticipation, FormPage):
    """Taking part no longer, without a reason."""

    permission = may_stop
    template = "selection/stop.jinja"
    form_class = PressForm

    def context(self) -> dict[str, Any]:
        return {"own": self.thing.person_id == self.by.pk, "back": self._back()}

    def act(self, form: PressForm) -> str:
        actions.withdraw(participation=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("That is noted. Nobody is told a reason."))
        return self._back()

    def _back(self) -> str:
        if self.thing.person_id == self.by.pk:
            return reverse("home:start")
        return list_for(self.by, self.thing.cohort, self.now, "people")


class Exempt(_OfParticipation, FormPage):
    """Letting somebody who graduated before off the training."""

    permission = may_exempt
    template = "selection/exempt.jinja"
    form_class = PressForm

    def act(self, form: PressForm) -> str:
        actions.exempt_alumnus(participation=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("They can be paired without the training."))
        return self._back()

    def context(self) -> dict[str, Any]:
        return {"back": self._back()}

    def _back(self) -> str:
        return list_for(self.by, self.thing.cohort, self.now, "people")
