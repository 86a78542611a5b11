from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import find_cohort
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import FormPage, Page
from turnabout.matching import actions, queries
from turnabout.matching.models import Pair, Round
from turnabout.matching.permissions import may_answer, may_match, may_publish, may_run_round, may_see_rounds
from turnabout.matching.web.picture import picture


class Rounds(Page):
    """The last round: who with whom, why, who is left over and why, and the proof."""

    permission = may_see_rounds
    template = "matching/rounds.jinja"

    def find(self) -> Cohort | None:
        return find_cohort(self.request.user, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        found = queries.latest_round(self.by, self.thing, self.now)
        pairs = queries.pairs(self.by, found, self.now) if found else []
        return {
            "found": found,
            "pairs": pairs,
            "unmatched": queries.unmatched(self.by, found, self.now) if found else [],
            "picture": picture([told.thing for told in pairs]),
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
        return reverse("matching:rounds", args=[self.thing.pk])


class _OfRound(FormPage):
    thing: Round

    def find(self) -> Round | None:
        return queries.find_round(self.request.user, self.kwargs["round"], self.now)

    def _back(self) -> str:
        return reverse("matching:rounds", args=[self.thing.cohort_id])


class Publish(_OfRound):
    """Ask people, the reverse mentors first."""

    permission = may_publish
    template = "matching/publish.jinja"

    def act(self, form: forms.Form) -> str:
        actions.publish(found=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("The reverse mentors are being asked. Each answer is private."))
        return self._back()


class Discard(_OfRound):
    """Put an answer aside that nobody was asked about."""

    permission = may_run_round
    template = "matching/discard.jinja"

    def act(self, form: forms.Form) -> str:
        actions.discard(found=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("These pairs were put aside. Nobody was told about them."))
        return self._back()


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
        return {"shown": queries.shown_to(self.by, self.thing)}

    def act(self, form: AnswerForm) -> str:
        yes = form.cleaned_data["answer"] == "yes"
        actions.answer(pair=self.thing, yes=yes, by=self.by, now=self.now)
        if yes:
            messages.success(self.request, _("Thank you. You will hear from us soon."))
        else:
            messages.success(self.request, _("Thank you for telling us. We look again; nobody is told it was you."))
        return reverse("home:start")
