from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from turnabout.applications import queries as applications
from turnabout.applications.cases import is_apart, not_for
from turnabout.applications.sharing import BEFORE
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import find_cohort
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.next_steps import SEE_AS, steps
from turnabout.foundation.design.pages import FormPage, Page
from turnabout.matching import actions, queries
from turnabout.matching.freeze import MOST_POINTS
from turnabout.matching.models import Pair, Round
from turnabout.matching.permissions import (
    may_answer,
    may_close_question,
    may_discard,
    may_match,
    may_publish,
    may_see_rounds,
)
from turnabout.matching.web.picture import picture


def list_for(by: Any, cohort: Cohort, now: datetime, name: str) -> str:
    """The page `name` of the cohort for its co-ordinators; for the independent contact, their cases."""
    return reverse(name if not may_see_rounds(by, cohort, now).hidden else "home:cases", args=[cohort.pk])


class Overview(Page):
    """The last round: who with whom, why, who is left over and why, and the proof."""

    permission = may_see_rounds
    template = "matching/overview.jinja"

    def find(self) -> Cohort | None:
        return find_cohort(self.request.user, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        found = queries.latest_round(self.by, self.thing, self.now)
        pairs = queries.pairs(self.by, found, self.now) if found else []
        unmatched = queries.unmatched(self.by, found, self.now) if found else []
        waiting, above = queries.waiting(self.by, self.thing, self.now), not_for(self.by, self.thing, self.now)
        alone = [told.thing.participation for told in unmatched]
        return {
            "found": found,
            "before": queries.round_before(self.by, found, self.now) if found else None,
            "pairs": pairs,
            "unmatched": unmatched,
            "picture": picture([told.thing for told in pairs], alone),
            "most": MOST_POINTS,
            "waiting": waiting,
            "apart": {pair.pk for pair in waiting if is_apart(pair.mentee, above)},
            "holds": len(queries.holds(self.by, self.thing, self.now)),
            "readiness": queries.readiness(self.by, self.thing, self.now),
            "may_match": may_match(self.by, self.thing, self.now),
            "may_publish": may_publish(self.by, found, self.now) if found else None,
        }


class Run(FormPage):
    """Run a round on the people who are ready now."""

    permission = may_match
    template = "matching/run.jinja"

    def find(self) -> Cohort | None:
        return find_cohort(self.request.user, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        return {"readiness": queries.readiness(self.by, self.thing, self.now)}

    def act(self, form: forms.Form) -> str:
        found = actions.run_round(cohort=self.thing, by=self.by, now=self.now)
        if found.status == "solved":
            words = ngettext("%(n)d pair is proposed.", "%(n)d pairs are proposed.", found.pair_count)
            messages.success(self.request, words % {"n": found.pair_count})
        else:
            messages.error(self.request, _("No answer could be proved right, so nothing was proposed."))
        return reverse("matching:overview", args=[self.thing.pk])


class _OfRound(FormPage):
    thing: Round

    def find(self) -> Round | None:
        return queries.find_round(self.request.user, self.kwargs["round"], self.now)

    def _back(self) -> str:
        return reverse("matching:overview", args=[self.thing.cohort_id])


class Publish(_OfRound):
    """Ask people, the reverse mentors first."""

    permission = may_publish
    template = "matching/publish.jinja"

    def act(self, form: forms.Form) -> str:
        found = actions.publish(found=self.thing, by=self.by, now=self.now)
        asked = found.pairs.filter(status="mentor_asked").count()
        words = ngettext("%(n)d reverse mentor is being asked.", "%(n)d reverse mentors are being asked.", asked)
        messages.success(self.request, words % {"n": asked})
        if aside := found.pair_count - asked:
            words = ngettext(
                "%(n)d pair was not asked, because something changed since the round was run.",
                "%(n)d pairs were not asked, because something changed since the round was run.",
                aside,
            )
            messages.warning(self.request, words % {"n": aside})
        return self._back()


class Discard(_OfRound):
    """Put an answer aside that nobody was asked about."""

    permission = may_discard
    template = "matching/discard.jinja"

    def act(self, form: forms.Form) -> str:
        actions.discard(found=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("These pairs were put aside. Nobody was told about them."))
        return self._back()


class Close(FormPage):
    """Stop waiting for an answer."""

    permission = may_close_question
    template = "matching/close.jinja"
    thing: Pair

    def find(self) -> Pair | None:
        return queries.find_question(self.request.user, self.kwargs["pair"], self.now)

    def act(self, form: forms.Form) -> str:
        actions.close(pair=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("Both are free for another round. Whoever was asked was told so."))
        return self._back()

    def context(self) -> dict[str, Any]:
        keeps = may_see_rounds(self.by, self.thing.round.cohort, self.now)
        return {"back": self._back(), "mentor": self.thing.mentor.person.name if keeps else _("A reverse mentor")}

    def _back(self) -> str:
        return list_for(self.by, self.thing.round.cohort, self.now, "matching:overview")


class AnswerForm(Form):
    answer = forms.ChoiceField(
        label=lazy("What do you say?"),
        choices=(("yes", lazy("Yes, I would like this")), ("no", lazy("No, thank you"))),
        widget=forms.RadioSelect,
        error_messages={"required": lazy("Choose yes or no")},
    )


class Answer(FormPage):
    """Say yes or no to one person, in private."""

    permission = may_answer
    template = "matching/answer.jinja"
    form_class = AnswerForm
    thing: Pair

    def find(self) -> Pair | None:
        return queries.find_pair(self.request.user, self.kwargs["pair"], self.now)

    def context(self) -> dict[str, Any]:
        own = applications.mine(self.by, self.thing.round.cohort) if self.by.pk == self.thing.mentor.person_id else None
        return {
            "shown": queries.shown_to(self.by, self.thing, self.now),
            "see_first": steps(SEE_AS + BEFORE, self.by, own, self.now) if own is not None else [],
        }

    def act(self, form: AnswerForm) -> str:
        yes = form.cleaned_data["answer"] == "yes"
        actions.answer(pair=self.thing, yes=yes, by=self.by, now=self.now)
        if yes:
            messages.success(self.request, _("Thank you. You will hear from us soon."))
        else:
            messages.success(self.request, _("Thank you for telling us. We look again; nobody is told it was you."))
        return reverse("home:start")
