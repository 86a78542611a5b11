"""What a draft still needs: the page on which setting up ends, the readiness checklist, and the assessment."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from turnabout.cohorts import actions, dpia, queries, readiness
from turnabout.cohorts.models import ASKED, Cohort
from turnabout.cohorts.permissions import may_mark, may_open, may_read_assessment, may_see_line, may_view_plan
from turnabout.cohorts.web.asking import standings
from turnabout.cohorts.web.line import draw
from turnabout.cohorts.web.onward import PREVIEW, to
from turnabout.foundation.design.forms import Form
from turnabout.foundation.design.pages import FormPage, Page
from turnabout.foundation.documents import pdf
from turnabout.foundation.documents.tree import Document
from turnabout.foundation.documents.web.files import as_file


class FirstSteps(Page):
    """The public page, the letters and the dates of a cohort that was just set up, on one page."""

    permission = may_view_plan
    template = "cohorts/first_steps.jinja"

    def find(self) -> Cohort | None:
        return queries.find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        cohort: Cohort = self.thing
        dates = queries.dates(cohort)
        lines = [one for one in queries.checklist(self.by, cohort, self.now) if one.line.step == readiness.OPEN]
        decision = may_open(self.by, cohort, self.now)
        return {
            "preview": to(PREVIEW, self.by, cohort, self.now),
            "done": sum(one.done is not None for one in lines),
            "of": len(lines),
            "may_open": cohort.status == "draft" and bool(decision),
            "why_not": decision.reason,
            "asked": standings(cohort, {kind: queries.asked_in(self.by, cohort, kind, self.now) for kind in ASKED}),
            "dates": dates,
            "line": draw(dates, self.now),
            "listed": queries.listed_leaders(self.by, cohort, self.now),
        }


class Readiness(Page):
    """Every line of the checklist: how it stands, who must do what, and where."""

    permission = may_view_plan
    template = "cohorts/readiness.jinja"

    def find(self) -> Cohort | None:
        return queries.find_cohort(self.by, self.kwargs["cohort"])

    def context(self) -> dict[str, Any]:
        cohort: Cohort = self.thing
        states = queries.checklist(self.by, cohort, self.now)
        return {
            "steps": [
                (step, words, readiness.is_past(cohort, step), [one for one in states if one.line.step == step])
                for step, words in readiness.STEPS.items()
            ],
            "next_step": readiness.next_step(cohort),
            "pages": pages_of,
        }


def pages_of(state: readiness.State) -> list[tuple[Any, str]]:
    """Where a line can be seen to, as (words, address), without asking again for what is done.

    A page that this installation lacks is left out.
    """
    found = []
    for page in state.line.pages:
        if state.done and page.name == "cohorts:name_for":
            continue
        host = {"organisation": state.cohort.programme.host_id}
        for needs in ({"cohort": state.cohort.pk, **page.more}, host, {}):
            try:
                found.append((page.words, reverse(page.name, kwargs=needs)))
            except NoReverseMatch:
                continue
            break
    return found


class Mark(FormPage):
    """One line: what somebody says who marks it, and the button; or the button that takes the mark away."""

    permission = may_see_line
    template = "cohorts/mark.jinja"
    form_class = Form
    thing: readiness.State

    def find(self) -> readiness.State | None:
        cohort = queries.find_cohort(self.by, self.kwargs["cohort"])
        return queries.find_line(self.by, cohort, self.kwargs["line"], self.now)

    def context(self) -> dict[str, Any]:
        decision = may_mark(self.by, self.thing, self.now)
        return {"cohort": self.thing.cohort, "line": self.thing.line, "pages": pages_of(self.thing), "may": decision}

    def act(self, form: Form) -> str:
        deed = actions.unmark if self.thing.done else actions.mark_ready
        deed(cohort=self.thing.cohort, line=self.thing.line.code, by=self.by, now=self.now)
        said = _("No longer marked: %(line)s.") if self.thing.done else _("Marked as done: %(line)s.")
        messages.success(self.request, said % {"line": self.thing.line.label})
        return reverse("cohorts:readiness", args=[self.thing.cohort.pk])


class Assessment(Page):
    """The data-protection impact assessment, to read, to print and to take away as a file."""

    permission = may_read_assessment
    template = "cohorts/assessment.jinja"

    def find(self) -> Cohort | None:
        return queries.find_cohort(self.by, self.kwargs["cohort"])

    @property
    def document(self) -> Document:
        """The assessment with who signed it, if anybody did."""
        return dpia.document(self.thing, readiness.LINES["dpia_signed"].found(self.thing, self.now))  # type: ignore[misc]

    def context(self) -> dict[str, Any]:
        return {
            "document": self.document,
            "file": reverse("cohorts:dpia_file", args=[self.thing.pk]) if pdf.available() else "",
            "keeps": bool(may_view_plan(self.by, self.thing, self.now)),
        }


class AssessmentFile(Assessment):
    """The same assessment as a tagged PDF."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return as_file(self.document, kind=self.thing.programme.name, name=dpia.name_of_file(self.thing))
