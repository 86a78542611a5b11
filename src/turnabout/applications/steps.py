"""What this room asks of people: leaders to be named, a manager to be asked, and what to do about managers' answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.applications import queries
from turnabout.applications.managers import asks_managers, who_releases
from turnabout.applications.models import COVER, NOT_NOW, SILENT, TALK, Application, ReleaseTask
from turnabout.applications.permissions import may_ask, may_name_leaders
from turnabout.applications.sent import was_sent
from turnabout.cohorts.models import Cohort
from turnabout.foundation.design.next_steps import Step


def leaders_to_name(viewer: Any, cohort: Cohort, now: datetime) -> Iterator[Step]:
    """The co-ordinator's day: the leaders on the list who have no link yet, as long as leaders can be named."""
    if cohort.pattern != "board" or not may_name_leaders(viewer, cohort, now):
        return
    if many := len(queries.leaders_to_name(viewer, cohort, now)):
        text = ngettext("Name %(num)d leader you wrote down", "Name %(num)d leaders you wrote down", many)
        detail = _("Each gets a link and says yes or no.")
        yield Step(text % {"num": many}, reverse("applications:name_leader", args=[cohort.pk]), detail=detail)


def to_do_about_managers(viewer: Any, cohort: Cohort, now: datetime) -> Iterator[Step]:
    """The co-ordinator's day: what waits about managers, one line for each kind, until it is marked as done."""
    found = sorted(queries.open_tasks(viewer, cohort, now), key=lambda one: one.kind)
    for kind, tasks in groupby(found, key=lambda one: one.kind):
        waiting = list(tasks)
        if len(waiting) == 1:
            where = reverse("applications:kept_release", args=[waiting[0].release_id])
        else:
            where = reverse("applications:releases", args=[cohort.pk])
        yield Step(_said(kind, waiting), where, detail=_owners(waiting))


def entered_for_people(viewer: Any, cohort: Cohort, now: datetime) -> Iterator[Step]:
    """The co-ordinator's day: what was entered for people and waits for their word."""
    if many := len(queries.entered_for_people(viewer, cohort, now)):
        text = ngettext(
            "%(num)d application you entered is not confirmed yet",
            "%(num)d applications you entered are not confirmed yet",
            many,
        )
        detail = _("Send a link, or record a call. What nobody confirms is removed.")
        yield Step(text % {"num": many}, reverse("applications:entered", args=[cohort.pk]), detail=detail)


def to_take_part_again(viewer: Any, cohort: Cohort, now: datetime) -> Iterator[Step]:
    """The page of somebody who applied to `cohort`: a later cohort of the programme that takes applications."""
    before = queries.mine(viewer, cohort)
    if before is None or before.named or not was_sent(before):
        return
    for later in queries.to_return_to(viewer, cohort):
        where = reverse("applications:continue", args=[later.programme.slug, later.slug, before.role])
        detail = _("Your answers can be copied. You need not type them again.")
        yield Step(_("Take part again: %(cohort)s") % {"cohort": later.title}, where, later.closes_at, detail=detail)


def to_take_part_again_after(viewer: Any, participation: Any, now: datetime) -> Iterator[Step]:
    """My mentoring: the same for somebody who takes or took part."""
    if participation.person_id == viewer.pk:
        yield from to_take_part_again(viewer, participation.cohort, now)


def to_ask(viewer: Any, cohort: Cohort, now: datetime) -> Iterator[Step]:
    """The applicant's page: see what the manager would be sent, and have them asked."""
    application = queries.mine(viewer, cohort)
    if application is not None:
        yield from _ask(viewer, application, now)


def to_ask_still(viewer: Any, participation: Any, now: datetime) -> Iterator[Step]:
    """My mentoring: the same for somebody who takes part and whose manager was not asked yet."""
    if participation.person_id == viewer.pk:
        yield from to_ask(viewer, participation.cohort, now)


def _ask(viewer: Any, application: Application, now: datetime) -> Iterator[Step]:
    if application.talk_first or not asks_managers(application.cohort):
        return
    release = queries.release_of(viewer, application, now)
    if release is not None and release.status == "not_asked" and may_ask(viewer, release, now):
        words = _("Ask %(who)s to release you") % {"who": who_releases(application).yours}
        detail = _("You see first what they will see. Nothing is sent before you press the button.")
        yield Step(words, reverse("applications:release", args=[application.pk]), detail=detail)


def _said(kind: str, tasks: list[ReleaseTask]) -> str:
    n, name = len(tasks), tasks[0].release.application.person.name
    words = {
        TALK: ngettext(
            "%(name)s wants to talk before their manager is asked",
            "%(n)d people want to talk before their managers are asked",
            n,
        ),
        NOT_NOW: ngettext(
            "Talk with %(name)s: their manager says not now",
            "Talk with %(n)d people whose managers say not now",
            n,
        ),
        SILENT: ngettext(
            "The manager of %(name)s has not answered", "The managers of %(n)d people have not answered", n
        ),
        COVER: ngettext("Arrange cover for %(name)s", "Arrange cover for %(n)d people", n),
    }
    return words[kind] % {"n": n, "name": name}


def _owners(tasks: list[ReleaseTask]) -> str:
    names = sorted({one.owner.name for one in tasks if one.owner is not None})
    return _("%(names)s takes care of it.") % {"names": names[0]} if len(names) == 1 else ", ".join(names)
