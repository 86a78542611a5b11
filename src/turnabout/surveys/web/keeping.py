"""The pages of whoever keeps a cohort's questionnaire. They learn whether there is enough to open, and no more."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import date_of
from turnabout.foundation.design.pages import FormPage, Page
from turnabout.surveys import actions, queries
from turnabout.surveys.models import Questionnaire
from turnabout.surveys.permissions import (
    may_close,
    may_open_box,
    may_open_questionnaire,
    may_plan,
    may_see_planning,
)
from turnabout.surveys.web.forms import OpenBoxForm, PassphraseForm
from turnabout.surveys.web.presenters import planned_lines, said_lines, what_may_be_done


class Overview(Page):
    """How far the questionnaire of a cohort is, what can be done next, and what came out of the box."""

    permission = may_see_planning
    template = "surveys/overview.jinja"

    def find(self) -> Cohort | None:
        return queries.cohort_for(self.by, self.kwargs["id"])

    def context(self) -> dict[str, Any]:
        found = queries.of_cohort(self.by, self.thing, self.now)
        if found is None:
            return {"questionnaire": None, "may_plan": may_plan(self.by, self.thing, self.now)}
        return {
            "questionnaire": found,
            "enough": queries.has_enough(self.by, found, self.now),
            "lines": planned_lines(found.instrument, queries.head_counts(self.by, self.thing, self.now)),
            "said": said_lines(self.thing),
            "respondents": [str(one.sentence.text) for one in queries.respondents(self.thing)],
            "may": what_may_be_done(self.by, found, self.now),
        }


@method_decorator(sensitive_post_parameters(), name="dispatch")
class PlanIt(FormPage):
    """What the report will be able to say, then the passphrase."""

    permission = may_plan
    template = "surveys/plan.jinja"
    form_class = PassphraseForm

    def find(self) -> Cohort | None:
        return queries.cohort_for(self.by, self.kwargs["id"])

    def context(self) -> dict[str, Any]:
        counts = queries.head_counts(self.by, self.thing, self.now)
        return {
            "lines": planned_lines(queries.newest_instrument(), counts),
            "pooled": self.thing.pattern == "board",
            "again": queries.of_cohort(self.by, self.thing, self.now) is not None,
        }

    def act(self, form: PassphraseForm) -> str:
        actions.plan_questionnaire(
            cohort=self.thing, passphrase=form.cleaned_data["passphrase"], by=self.by, now=self.now
        )
        messages.success(self.request, _("The questionnaire is planned. Keep the passphrase somewhere safe."))
        return reverse("surveys:overview", args=[self.thing.pk])


class _OfQuestionnaire(FormPage):
    def find(self) -> Questionnaire | None:
        return queries.find(self.by, self.kwargs["id"], self.now)

    def overview(self) -> str:
        return reverse("surveys:overview", args=[self.thing.cohort_id])


class Send(_OfQuestionnaire):
    """Ask everybody, after a look at who will be told what."""

    permission = may_open_questionnaire
    template = "surveys/send.jinja"

    def context(self) -> dict[str, Any]:
        closes = date_of(self.thing.cohort, "end_questionnaire_closes")
        return {"closes": closes if closes is not None and closes.exact else None}

    def act(self, form: Any) -> str:
        actions.open_questionnaire(questionnaire=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("The questionnaire is open, and everybody has been sent a message."))
        return self.overview()


class Close(_OfQuestionnaire):
    """Take no more answers."""

    permission = may_close
    template = "surveys/close.jinja"

    def act(self, form: Any) -> str:
        actions.close(questionnaire=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("The questionnaire is closed. Its box is still sealed."))
        return self.overview()


@method_decorator(sensitive_post_parameters(), name="dispatch")
class OpenBox(_OfQuestionnaire):
    """One passphrase, one opening: what will come out, what never will, then the statements."""

    permission = may_open_box
    template = "surveys/open_box.jinja"
    form_class = OpenBoxForm

    def context(self) -> dict[str, Any]:
        counts = queries.head_counts(self.by, self.thing.cohort, self.now)
        return {
            "lines": planned_lines(self.thing.instrument, counts),
            "enough": queries.has_enough(self.by, self.thing, self.now),
        }

    def act(self, form: OpenBoxForm) -> str:
        actions.open_box(questionnaire=self.thing, passphrase=form.cleaned_data["passphrase"], by=self.by, now=self.now)
        messages.success(self.request, _("The box was opened. Below is everything that came out of it."))
        return self.overview()
