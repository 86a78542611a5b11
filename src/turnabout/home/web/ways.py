"""Ways to the pages of this room that other pages offer: links across the top, and onward from a cohort's set-up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from turnabout.applications import queries as applications
from turnabout.cohorts import queries as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import OVER, is_administrator, may_create, may_list_cohorts
from turnabout.foundation.design.navigation import Link
from turnabout.foundation.design.next_steps import Step
from turnabout.selection import queries as selection
from turnabout.selection.models import Participation

UNDER_WAY = ("draft", "submitted")
"""The statuses of an application with which its applicant still has something to do or to hear."""


def links(person: Any, now: datetime) -> Iterable[Link]:
    """The cohorts that somebody keeps, and the mentoring they take part in."""
    if may_list_cohorts(person, None, now):
        yield Link(_("Cohorts"), "cohorts:list", place=10)
    for organisation in cohorts.led_by(person, now):
        yield Link(organisation.name, "home:our_organisation", {"organisation": organisation.pk}, place=15)
    for cohort in cohorts.cohorts_read_by(person, "independent_contact", now):
        yield Link(_("Cases"), "home:cases", {"cohort": cohort.pk}, place=16)
    for cohort in (panels := selection.my_panels(person, now)):
        words = _("To assess") if len(panels) == 1 else _("To assess: %(cohort)s") % {"cohort": cohort.title}
        yield Link(words, "selection:assessing", {"cohort": cohort.pk}, place=17)
    if selection.mine(person):
        yield Link(_("My mentoring"), "home:my_mentoring", place=20)


def to_preview(viewer: Any, cohort: Cohort, now: datetime) -> Iterable[Step]:
    """From setting a cohort up, to its public page in preview."""
    yield Step(_("Look at the public page"), reverse("home:preview", args=[cohort.pk]))


def to_day(viewer: Any, cohort: Cohort, now: datetime) -> Iterable[Step]:
    """From leading a cohort on, to its first page."""
    yield Step(cohort.title, reverse("home:day", args=[cohort.pk]))


def first_page(person: Any, now: datetime) -> str:
    """The address of the page that `person` needs first, by what they are here."""
    kept = [cohort for cohort in cohorts.cohorts_kept_by(person, now) if cohort.status not in OVER]
    if len(kept) == 1:
        return reverse("home:day", args=[kept[0].pk])
    if kept or may_list_cohorts(person, None, now):
        only_administers = is_administrator(person) and not kept and not may_create(person, None, now)
        return reverse("cohorts:organisations" if only_administers else "cohorts:list")
    if (participation := current(selection.mine(person))) is not None:
        return reverse("home:mine", args=[participation.pk])
    if asked := cohorts.asks_of(person, now):
        return reverse("cohorts:asked", args=[asked[0].pk])
    applied = applications.all_mine(person)
    under_way = [one for one in applied if one.status in UNDER_WAY]
    offered = (
        *(page("applications:standing", one.pk) for one in under_way[:1]),
        *(page("home:cases", cohort.pk) for cohort in _read(person, "independent_contact", now)),
        *(page("home:our_organisation", one.pk) for one in cohorts.led_by(person, now)),
        *(page("selection:assessing", cohort.pk) for cohort in selection.my_panels(person, now)),
        *(page("training:sessions", cohort.pk) for cohort in _read(person, "trainer", now)),
        *(page("reporting:shelf") for _cohort in _read(person, "board_reader", now)),
        *(page("applications:standing", one.pk) for one in applied[:1]),
    )
    return next(filter(None, offered), reverse("home:front"))


def _read(person: Any, kind: str, now: datetime) -> list[Cohort]:
    """The cohorts that the person's role reaches, those that go on first."""
    return sorted(cohorts.cohorts_read_by(person, kind, now), key=lambda cohort: cohort.status in OVER)


def current(participations: list[Participation]) -> Participation | None:
    """The participation that goes on; when none does, the last one."""
    going_on = [one for one in participations if one.status == "taking_part"]
    return next(iter(going_on or participations), None)


def page(name: str, *arguments: Any) -> str:
    """The address of another room's page, or "" when there is none of that name."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
