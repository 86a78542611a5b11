"""What an assessor sees and does. No page of these holds a name, an organisation or anything else of a person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import date_of
from turnabout.foundation.design import brands
from turnabout.foundation.design.pages import FormPage, Page
from turnabout.foundation.documents import pdf
from turnabout.foundation.documents.web.files import as_file
from turnabout.selection import actions, queries
from turnabout.selection.models import Assessment
from turnabout.selection.panel import criteria_of
from turnabout.selection.permissions import (
    may_hand_back,
    may_read_assessment,
    may_reopen_assessment,
    may_sit,
)
from turnabout.selection.web.forms import PressForm
from turnabout.selection.web.panel_forms import LATER, AssessForm, DeclareForm
from turnabout.selection.web.paper import NAME_OF_FILE, paper_of
from turnabout.selection.web.presenters import in_words
from turnabout.selection.web.views.found import OfCohort, of_cohort
from turnabout.selection.web.views.panel import said_by


class Assessing(OfCohort, Page):
    """What waits for an assessor, and what they have finished."""

    permission = may_sit
    template = "selection/assessing.jinja"
    thing: Cohort

    def context(self) -> dict[str, Any]:
        given = self.request.GET.get("page", "")
        page = int(given) if given.isdecimal() and len(given) < 6 else 1
        mine = queries.my_page(self.by, self.thing, self.now, page)
        here = of_cohort("assessing", self.thing)
        return {
            "mine": mine,
            "before": f"{here}?page={mine.page - 1}" if mine.page > 1 else "",
            "after": f"{here}?page={mine.page + 1}" if mine.page < mine.pages else "",
            "declared": queries.has_declared(self.by, self.thing),
            "next": queries.next_for(self.by, self.thing, self.now),
            "due": date_of(self.thing, "decisions"),
            "paper": pdf.available(),
        }


class Declare(OfCohort, FormPage):
    """Whom an assessor knows too well, before they read anything."""

    permission = may_sit
    template = "selection/declare.jinja"
    form_class = DeclareForm
    thing: Cohort

    def form_arguments(self) -> dict[str, Any]:
        said = queries.my_declaration(self.by, self.thing)
        return {"initial": {name: "\n".join(lines) for name, lines in said.items()}}

    def context(self) -> dict[str, Any]:
        return {"declared": queries.has_declared(self.by, self.thing)}

    def act(self, form: DeclareForm) -> str:
        actions.declare(
            cohort=self.thing,
            emails=form.cleaned_data["emails"],
            teams=form.cleaned_data["teams"],
            by=self.by,
            now=self.now,
        )
        messages.success(self.request, _("Thank you. That is kept, and nobody else reads it."))
        return of_cohort("assessing", self.thing)


class PaperOfMine(Assessing):
    """What waits for an assessor as one document, to read on paper: no person stands in it either."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return as_file(paper_of(self.by, self.thing, self.now), kind=self.thing.title, name=NAME_OF_FILE)


class OfMine(Page):
    """A page about one assessment of the viewer's own."""

    thing: Assessment

    def find(self) -> Assessment | None:
        return queries.find_assessment(self.by, self.kwargs["assessment"])

    def context(self) -> dict[str, Any]:
        return {"code": queries.code_of(self.thing), "brand": brands.over(self.thing.application.cohort)}

    def list(self) -> str:
        """The list that this assessment stands in."""
        return of_cohort("assessing", self.thing.application.cohort)


class Assess(OfMine, FormPage):
    """One application: the words on one side, the criteria on the other. Once it is finished, what was said."""

    permission = may_read_assessment
    template = "selection/assess.jinja"
    form_class = AssessForm

    def form_arguments(self) -> dict[str, Any]:
        application, said = self.thing.application, queries.my_marks(self.by, self.thing)
        initial: dict[str, str] = {}
        if said is not None:
            initial |= {f"score_{code}": str(score) for code, score in said.marks.scores.items()}
            initial |= {f"note_{code}": words for code, words in said.notes.items()}
            initial |= {"recommends": said.marks.recommends}
        words = said_by(application.cohort, application.role)
        return {"criteria": criteria_of(application.cohort, application.role), "said": words, "initial": initial}

    def context(self) -> dict[str, Any]:
        cohort = self.thing.application.cohort
        done, given = queries.my_progress(self.by, cohort, self.now)
        judged = queries.judged(self.by, self.thing, self.now)
        answers: dict[str, tuple[Any, Any, list[str]]] = {}
        for one in judged:
            for question, value in one.answers:
                words = in_words(question, value)
                answers.setdefault(question.name, (question.label, words, []))[2].append(one.criterion.code)
        return super().context() | {
            "answers": list(answers.values()),
            "criteria": [one.criterion for one in judged],
            "declared": queries.has_declared(self.by, cohort),
            "done": done,
            "all": given,
            "own": queries.my_marks(self.by, self.thing) if self.thing.status == "done" else None,
            "other": queries.other_marks(self.by, self.thing, self.now),
            "may_reopen": bool(may_reopen_assessment(self.by, self.thing, self.now)),
            "may_hand_back": bool(may_hand_back(self.by, self.thing, self.now)),
            "back": self.list(),
        }

    def act(self, form: AssessForm) -> str:
        given: dict[str, Any] = {
            "assessment": self.thing,
            "scores": form.scores(),
            "notes": form.notes(),
            "recommends": form.cleaned_data.get("recommends", ""),
            "by": self.by,
            "now": self.now,
        }
        if form.then == LATER:
            actions.keep(**given)
            messages.success(self.request, _("What you have said is kept. You can go on at any time."))
            return self.list()
        actions.finish(**given)
        following = queries.next_for(self.by, self.thing.application.cohort, self.now, self.thing)
        if following is None:
            messages.success(self.request, _("That was the last one. Thank you: you have assessed everything."))
            return self.list()
        messages.success(self.request, _("Your assessment is kept. This is the next one."))
        return reverse("selection:assess", args=[following.pk])


class HandBack(OfMine, FormPage):
    """An assessor finds that they know who wrote it."""

    permission = may_hand_back
    template = "selection/hand_back.jinja"
    form_class = PressForm

    def act(self, form: PressForm) -> str:
        actions.hand_back(assessment=self.thing, by=self.by, now=self.now)
        messages.success(self.request, _("It is handed back, and what you had said of it is removed. Thank you."))
        return self.list()


class Reopen(OfMine, FormPage):
    """An assessor changes what they have said, before it was used."""

    permission = may_reopen_assessment
    template = "selection/reopen.jinja"
    form_class = PressForm

    def act(self, form: PressForm) -> str:
        actions.reopen(assessment=self.thing, by=self.by, now=self.now)
        return reverse("selection:assess", args=[self.thing.pk])
