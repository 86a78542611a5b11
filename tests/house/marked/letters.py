"""Every kind of message made for everything that it could be about, and for everybody who would get it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from tests.house.marked.walk import Marked
from turnabout.applications.models import Application, Release
from turnabout.cohorts.models import Cohort, Role
from turnabout.foundation.mail.types import KINDS, MessageType
from turnabout.home.messages import Bulk
from turnabout.matching.models import Pair
from turnabout.partnerships.models import Meeting, Partnership
from turnabout.reporting.models import Report
from turnabout.selection.models import Assessment, Participation, Verdict
from turnabout.surveys.models import Questionnaire
from turnabout.training.models import Booking

ONLY_THE_DEED_KNOWS = {"link": "", "was": "", "reason": "", "hears": ""}
ABOUT_RELEASES = ("ask_manager", "remind_manager", "new_managers_link", "release_news")
ABOUT_PLACES = ("stopped", "graduated")
ABOUT_PAIRS = ("begun", "active", "ended")


class Told(NamedTuple):
    """An address that somebody left to hear when a cohort opens."""

    address: str
    cohort: Cohort
    page: str
    closes_at: Any


class Letter(NamedTuple):
    """What one recipient would read."""

    kind: str
    address: str
    text: str


def letters(marked: Marked) -> Iterator[Letter]:
    """Each kind for each thing and each of its audience; where a thing has no audience yet, for every author."""
    for kind, sort in KINDS.items():
        for thing in _things(kind, marked):
            readers = [to for to in sort.audience(thing) if to.email] or list(marked.people.values())
            yield from (_letter(sort, thing, to) for to in readers)


def _letter(sort: MessageType, thing: Any, to: Any) -> Letter:
    subject, body = sort.words(thing, to, **ONLY_THE_DEED_KNOWS)
    _method, calendar = sort.calendar(thing, to) if sort.calendar else ("", "")
    return Letter(sort.kind, to.email, f"{subject}\n{body}\n{calendar}")


def _things(kind: str, marked: Marked) -> Iterable[Any]:
    room, _dot, name = kind.partition(".")
    return THINGS[room](name, marked)


def _of_applications(name: str, marked: Marked) -> Iterable[Any]:
    if name in ABOUT_RELEASES:
        return Release.objects.exclude(to_email="").select_related("application__person")
    return Application.objects.exclude(status="draft").select_related("person")


def _of_selection(name: str, marked: Marked) -> Iterable[Any]:
    if name == "panel_ready":
        return Assessment.objects.all()
    return Participation.objects.all() if name in ABOUT_PLACES else Verdict.objects.all()


def _of_cohorts(name: str, marked: Marked) -> Iterable[Any]:
    if name == "open_now":
        return [Told("somebody@example.org", marked.cohort, "https://example.org/", marked.cohort.closes_at)]
    if name == "site_is_ready":
        return Role.objects.exclude(organisation=None)
    return Role.objects.filter(cohort=marked.cohort)


def _of_reporting(name: str, marked: Marked) -> Iterable[Any]:
    cohort = marked.cohort
    return [Report(cohort=cohort, released_at=cohort.closes_at)]


def _of_surveys(name: str, marked: Marked) -> Iterable[Any]:
    cohort = marked.cohort
    return [Questionnaire(cohort=cohort, closes_at=cohort.closes_at + timedelta(days=200))]


THINGS: dict[str, Callable[[str, Marked], Iterable[Any]]] = {
    "cohorts": _of_cohorts,
    "applications": _of_applications,
    "selection": _of_selection,
    "training": lambda name, marked: Booking.objects.all(),
    "matching": lambda name, marked: Pair.objects.all(),
    "partnerships": lambda name, marked: (Partnership if name in ABOUT_PAIRS else Meeting).objects.all(),
    "surveys": _of_surveys,
    "reporting": _of_reporting,
    "home": lambda name, marked: [Bulk(marked.cohort, list(marked.people.values()), "a change", "Dear {name}")],
}
