"""See it as they will: the real page of each reader, with one's own words in it, before anybody else opens it.

Each is drawn by the template and the functions that draw it for that reader. Nothing on it can be pressed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from turnabout.applications import queries as applications
from turnabout.applications.models import EITHER, Application
from turnabout.applications.sharing import AGREED, BEFORE, COORDINATOR, PARTNER, PROPOSED
from turnabout.cohorts.models import Organisation
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.design.next_steps import Offer, Step
from turnabout.foundation.design.pages import Page
from turnabout.home.permissions import may_look_as_they_will
from turnabout.matching.models import Pair, Round
from turnabout.matching.queries import Shown
from turnabout.matching.web.views import AnswerForm
from turnabout.matching.wording import sentences
from turnabout.partnerships.models import Partnership
from turnabout.partnerships.web import ours
from turnabout.selection import queries as selection
from turnabout.selection.models import Participation
from turnabout.selection.partners import as_they_will
from turnabout.selection.web.forms import DecideForm
from turnabout.selection.web.views.shortlist import read_to_decide

BOARD = "board"
OTHER = {"mentor": "mentee", "mentee": "mentor"}
LINKS: dict[str, dict[str, Any]] = {
    COORDINATOR: dict.fromkeys((*OTHER, EITHER), lazy("See the page as the co-ordinator will")),
    BEFORE: {
        "mentor": lazy("See the page as a leader who is proposed to you will"),
        "mentee": lazy("See the page as a reverse mentor who is asked about you will"),
    },
    AGREED: {
        "mentor": lazy("See the page as your reverse mentee will"),
        "mentee": lazy("See the page as your reverse mentor will"),
    },
    BOARD: dict.fromkeys((*OTHER, EITHER), lazy("See the page as the Board will")),
}
"""The links by reader and role. Nobody is proposed to whoever would take either role before they are placed in one."""


def see_as(reader: str) -> Offer:
    """From what somebody shares, to the page as `reader` will see it."""

    def offered(viewer: Any, application: Application, now: datetime) -> Iterator[Step]:
        if application.role in LINKS[reader] and may_look_as_they_will(viewer, application, now):
            yield Step(LINKS[reader][application.role], reverse("home:see_as", args=[application.pk, reader]))

    return offered


SEEING = {reader: see_as(reader) for reader in LINKS}


class SeeAs(Page):
    """One's own page as one of its readers will see it."""

    permission = may_look_as_they_will
    thing: Application

    def find(self) -> Application | None:
        reader = self.kwargs["reader"]
        if reader not in LINKS:
            raise Http404
        self.template = f"home/see_as_{reader}.jinja"  # type: ignore[misc]
        found = applications.find(self.by, self.kwargs["pk"])
        return found if found is not None and found.role in LINKS[reader] else None

    def context(self) -> dict[str, Any]:
        reader = self.kwargs["reader"]
        return {
            "lifeless": lifeless,
            "reader": reader,
            "application": self.thing,
            **PAGES[reader](self.thing, self.by, self.now),
        }


def as_coordinator(application: Application, viewer: Any, now: datetime) -> dict[str, Any]:
    """The page on which a co-ordinator decides."""
    form = DecideForm(application=application)
    return {
        **read_to_decide(application, viewer, now),
        "verdict": None,
        "line": selection.Line(application, None),
        "open": True,
        "form": form,
        "back": "#",
    }


def before(application: Application, viewer: Any, now: datetime) -> dict[str, Any]:
    """The question that is put to a partner before both have said yes."""
    own, told = as_they_will(application, viewer, PROPOSED)
    other = _invented(own)
    pair = Pair(round=Round(cohort=application.cohort), **{own.role: own, other.role: other})
    about: list[dict[str, Any]] = [
        {"key": "pair.rules_met", "values": []},
        {"key": "meeting.common_modes", "values": [("modes", own.modes)]},
    ]
    shown = Shown(told, tuple(sentences(about if own.modes else about[:1])))
    return {"thing": pair, "by": other.person, "shown": shown, "see_first": [], "form": AnswerForm()}


def agreed(application: Application, viewer: Any, now: datetime) -> dict[str, Any]:
    """The pair's own page, for the partner, on the day on which both have said yes."""
    own, told = as_they_will(application, viewer, PARTNER)
    other = _invented(own)
    pair = Partnership(cohort=application.cohort, agreed_at=now, **{own.role: own, other.role: other})
    return {"thing": pair, "by": other.person, **ours.shown(pair, other.person, now, told)}


def board(application: Application, viewer: Any, now: datetime) -> dict[str, Any]:
    """The shelf of the Board's reader: reports, and never a page about anybody."""
    return {"reports": []}


PAGES: dict[str, Callable[[Application, Any, datetime], dict[str, Any]]] = {
    COORDINATOR: as_coordinator,
    BEFORE: before,
    AGREED: agreed,
    BOARD: board,
}


def lifeless(html: str) -> SafeString:
    """The page with nothing to press: links lead nowhere, buttons and boxes are off, forms are not sent."""
    # It was safe before, and nothing is put in but fixed words.
    html = re.sub(r'<input type="hidden"[^>]*>', "", html)
    html = re.sub(r"<(/?)form\b[^>]*>", r"<\1div>", html)
    html = re.sub(r"<button\b", "<button disabled", html)
    html = re.sub(r"<a\b[^>]*>", _without_way, html)
    return mark_safe(html)


def _without_way(link: re.Match[str]) -> str:
    tag = re.sub(r'\s(href|role)="[^"]*"', "", link[0])
    return tag[:-1] + ' role="link" aria-disabled="true">'


def _invented(own: Participation) -> Participation:
    """A partner whom nobody could take for somebody real."""
    person = Person(name=_("Robin Example"))
    work = _("Executive director") if own.role == "mentor" else _("Staff nurse")
    place = Organisation(name=_("An example organisation"))
    return Participation(cohort=own.cohort, person=person, role=OTHER[own.role], job_title=work, organisation=place)
