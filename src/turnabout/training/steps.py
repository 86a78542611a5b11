"""What this room asks of people: sessions to plan, registers to fill, a session to choose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import cohorts_read_by
from turnabout.foundation.design.dates import span
from turnabout.foundation.design.navigation import Link
from turnabout.foundation.design.next_steps import Step
from turnabout.selection.models import Participation
from turnabout.training import queries
from turnabout.training.line_words import in_line
from turnabout.training.permissions import OVER, may_plan

WEEKS_BEFORE = timedelta(weeks=4)
A_LONG_TIME = timedelta(days=3650)
"""What somebody needs and has not got comes before everything else that presses."""


def to_arrange(viewer: Any, cohort: Cohort, now: datetime) -> Iterator[Step]:
    """The co-ordinator's day: sessions that nobody planned, and registers that nobody filled in."""
    for session, many in queries.not_in_place(viewer, cohort, now):
        words = ngettext(
            "%(n)d thing is not in place yet: %(title)s", "%(n)d things are not in place yet: %(title)s", many
        )
        url = reverse("training:session", args=[cohort.pk, session.pk])
        detail = span(session.starts_at, session.ends_at)
        yield Step(words % {"n": many, "title": session.title}, url, now - A_LONG_TIME, True, detail)
    planned = queries.sessions(viewer, cohort, now)
    if not planned and cohort.status in ("choosing", "preparing") and may_plan(viewer, cohort, now):
        yield Step(_("Plan the sessions, so that people can book"), reverse("training:plan", args=[cohort.pk]))
    for session in queries.registers_to_fill(viewer, cohort, now):
        yield Step(
            _("Fill in the register: %(title)s") % {"title": session.title},
            reverse("training:register", args=[cohort.pk, session.pk]),
            session.ends_at,
            True,
            span(session.starts_at, session.ends_at),
        )


def to_choose(viewer: Any, participation: Participation, now: datetime) -> Iterator[Step]:
    """My mentoring: a session to choose, and the next one that is booked."""
    if participation.status != "taking_part":
        return
    for choice in queries.sessions_for(viewer, participation, now):
        open_now = choice.upcoming
        if choice.booking is not None and choice.booking.status == "booked":
            session = choice.booking.session
            if session.ends_at > now:
                words = _("Come to: %(title)s") % {"title": choice.title}
                detail = span(session.starts_at, session.ends_at)
                mine = reverse("training:mine", args=[participation.pk])
                yield Step(words, mine, session.starts_at, False, detail, session.place, session.link)
            if session.starts_at > now and choice.booking.needs_confirmed_at is None and choice.booking.arranged:
                words = _("Say whether what we arrange is still right: %(title)s") % {"title": choice.title}
                url = reverse("training:my_needs", args=[participation.pk, choice.booking.pk])
                yield Step(words, url, session.starts_at, False, span(session.starts_at, session.ends_at))
        elif choice.booking is None and choice.waited_for and not any(one.may_book for one in open_now):
            words, place = _("You wait for a place: %(title)s"), in_line(choice.waited_for.place or 1)
            url = reverse("training:mine", args=[participation.pk])
            yield Step(words % {"title": choice.title}, url, choice.waited_for.session.starts_at, False, place)
        elif choice.booking is None and open_now and _is_time(choice, participation, now):
            words = _("Choose a date: %(title)s") if len(open_now) > 1 else _("Book a place: %(title)s")
            url = reverse("training:choose", args=[participation.pk, choice.group])
            yield Step(words % {"title": choice.title}, url, open_now[-1].session.starts_at, choice.gate)


def links(person: Any, now: datetime) -> Iterator[Link]:
    """Across the top of a trainer's pages: the sessions of each cohort that they train."""
    taught = [cohort for cohort in cohorts_read_by(person, "trainer", now) if cohort.status not in OVER]
    for cohort in taught:
        words = _("Sessions") if len(taught) == 1 else _("Sessions: %(cohort)s") % {"cohort": cohort.title}
        yield Link(words, "training:sessions", {"cohort": cohort.pk}, place=30)


def _is_time(choice: queries.Choice, participation: Participation, now: datetime) -> bool:
    """What must be chosen is asked at once; what is offered is asked some weeks before."""
    if choice.gate:
        return not participation.alumnus_exempt
    return choice.upcoming[0].session.starts_at - now <= WEEKS_BEFORE
