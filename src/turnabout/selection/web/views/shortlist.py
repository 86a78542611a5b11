"""The shortlist, one application on it, and the decision."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.applications import queries as applications
from turnabout.applications.earlier import places_before
from turnabout.applications.models import Application
from turnabout.foundation.design.pages import FormPage
from turnabout.selection import actions, queries
from turnabout.selection.models import OTHER_ROLE
from turnabout.selection.permissions import may_offer_place, may_shortlist, may_take_back, may_view_application
from turnabout.selection.personspec import BY_CODE, SPECIFICATION
from turnabout.selection.web.forms import ChoiceForm, DecideForm, PressForm, TickedForm
from turnabout.selection.web.presenters import ONCE_IN, PRACTICAL, TELLING, parts_of
from turnabout.selection.web.views.found import OfApplication, OfCohort, OfVerdict, list_for, of_cohort


class Shortlist(OfCohort, FormPage):
    """Every application that was sent, with what was decided on it; several of them can be decided at once."""

    permission = may_shortlist
    template = "selection/shortlist.jinja"
    form_class = TickedForm

    def context(self) -> dict[str, Any]:
        organisations = [(str(one.pk), one.name) for one in self.thing.organisations.all()]
        given = self.request.GET
        choice = queries.Choice(**ChoiceForm.sound(given, organisations))
        page = int(given["page"]) if given.get("page", "").isdecimal() and len(given["page"]) < 6 else 1
        listed = queries.listed(self.by, self.thing, self.now, choice, page)
        return {
            "listed": listed,
            "choice": choice,
            "filters": ChoiceForm(listed=listed, organisations=organisations, initial=vars_of(choice)),
            "undecided": listed.states.get("to_decide", 0),
            "held": listed.states.get("held", 0),
            "before": self._page(choice, listed.page - 1) if listed.page > 1 else "",
            "after": self._page(choice, listed.page + 1) if listed.page < listed.pages else "",
            "ticked": set(self.request.POST.getlist("ticked")),
            "may_tick": any(line.waits and line.placed for line in listed.lines),
            "releases": any(line.release for line in listed.lines),
        }

    def act(self, form: TickedForm) -> str:
        made = actions.decide_several(
            cohort=self.thing,
            applications=queries.find_applications(self.by, self.thing, form.cleaned_data["ticked"], self.now),
            outcome=form.cleaned_data["outcome"],
            by=self.by,
            now=self.now,
        )
        words = ngettext(
            "%(n)d decision is kept. Nobody is told before you release the letters.",
            "%(n)d decisions are kept. Nobody is told before you release the letters.",
            len(made),
        )
        messages.success(self.request, words % {"n": len(made)})
        return of_cohort("shortlist", self.thing)

    def _page(self, choice: queries.Choice, page: int) -> str:
        kept = {name: value for name, value in vars_of(choice).items() if value}
        return f"{of_cohort('shortlist', self.thing)}?{urlencode(kept | {'page': page})}"


class Decide(OfApplication, FormPage):
    """One application and the decision on it."""

    permission = may_view_application
    template = "selection/decide.jinja"
    form_class = DecideForm
    thing: Application

    def form_arguments(self) -> dict[str, Any]:
        verdict = queries.verdict_of(self.thing)
        initial: dict[str, Any] = {"seen": queries.mark_of(verdict)}
        if verdict is not None:
            initial |= {name: getattr(verdict, name) for name in ("outcome", "reason", "criterion", "route", "rank")}
        return {"application": self.thing, "initial": initial}

    def context(self) -> dict[str, Any]:
        verdict = queries.verdict_of(self.thing)
        return {
            **read_to_decide(self.thing, self.by, self.now),
            "verdict": verdict,
            "decided_by": queries.decided_by(verdict),
            "criterion": BY_CODE.get(verdict.criterion) if verdict else None,
            "open": self.thing.status == "submitted" and (verdict is None or verdict.status == "held"),
            "line": queries.Line(self.thing, verdict),
            "back": self._list(),
            "may_offer": bool(verdict is not None and may_offer_place(self.by, verdict, self.now)),
            "may_undo": bool(verdict is not None and may_take_back(self.by, verdict, self.now)),
            "other_role": OTHER_ROLE,
            "before": places_before([self.thing.person_id], self.thing.cohort),
            "arrival": applications.arrival(self.thing, self.by, self.now),
        }

    def act(self, form: DecideForm) -> str:
        given = form.cleaned_data
        actions.decide(
            application=self.thing,
            outcome=given["outcome"],
            reason=given["reason"],
            criterion=given["criterion"],
            route=given["route"],
            rank=given["rank"],
            seen=given["seen"],
            by=self.by,
            now=self.now,
        )
        messages.success(self.request, _("Your decision is kept. Nobody is told before you release the letters."))
        return self._list()

    def _list(self) -> str:
        return list_for(self.by, self.thing.cohort, self.now, "shortlist")


def read_to_decide(application: Application, viewer: Any, now: datetime) -> dict[str, Any]:
    """What an application's page shows to whoever decides on it, or to its author who looks at what they see."""
    read = applications.as_coordinator(application, viewer, now, "deciding on an application")
    sections = applications.sections(application)
    return {
        "parts": parts_of(sections, read, TELLING),
        "practical": parts_of(sections, read, PRACTICAL),
        "once_in": parts_of(sections, read, ONCE_IN) if _is_in(application) else [],
        "looked_for": [one for one in SPECIFICATION if one.role == application.role],
    }


def _is_in(application: Application) -> bool:
    """Whether its author has a place, and has been told so."""
    verdict = queries.verdict_of(application)
    accepted = application.status == "decided" and verdict is not None and verdict.outcome == "accept"
    return accepted or application.status == "confirmed"


class TakeBack(OfVerdict, FormPage):
    """A decision that nobody was told of, undone."""

    permission = may_take_back
    template = "selection/take_back.jinja"
    form_class = PressForm

    def act(self, form: PressForm) -> str:
        actions.take_back(application=self.thing.application, by=self.by, now=self.now)
        messages.success(self.request, _("The decision is taken back. The application waits for one again."))
        return list_for(self.by, self.thing.application.cohort, self.now, "shortlist")


def vars_of(choice: queries.Choice) -> dict[str, str]:
    """The words of a choice by their names, as an address and a form carry them."""
    return {name: getattr(choice, name) for name in ("role", "organisation", "state", "order")}
