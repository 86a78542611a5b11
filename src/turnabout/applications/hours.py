"""The time that an applicant asks to be released for: sessions by date, about an hour a month, and the sum."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from math import ceil
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.cohorts import planner
from turnabout.cohorts.queries import date_of, dates_for
from turnabout.foundation.clock import LONDON
from turnabout.foundation.design.dates import span


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of time: what it is, when (one line for each date), and how long it takes."""

    what: str
    when: tuple[str, ...]
    long: str


@dataclass(frozen=True, slots=True)
class Asked:
    """All the time that is asked for, and the sum in words ("About 15 hours in all")."""

    items: tuple[Item, ...]
    total: str


def asked_by(release: Any) -> Asked:
    """The time that a release asks for, as it is told to the manager: day by day, or without the days."""
    application = release.application
    return without_days(application.cohort) if release.hide_days else asked_of(application)


def asked_of(application: Any) -> Asked:
    """What the applicant would need, from their cohort's dates and rules; of a choice only the dates they can come to.

    The words name no role: a manager reads them. The days are those of the role, and the public page says whose.
    """
    cohort = application.cohort
    sessions = _sessions(cohort, application.role, application.can_attend)
    items = [_session(dates) for dates in sessions if _step(dates).choice]
    items.append(_monthly(cohort))
    items += _others([dates[0] for dates in sessions if not _step(dates).choice])
    hours = _hours(cohort, sessions)
    return Asked(tuple(items), ngettext("About %(n)d hour in all", "About %(n)d hours in all", hours) % {"n": hours})


def without_days(cohort: Any) -> Asked:
    """The most that anybody in the cohort needs: the same whatever their role is, so that nothing in it tells one."""
    both = [_sessions(cohort, role, ()) for role in (planner.MENTOR, planner.MENTEE)]
    days = [one.starts_at for sessions in both for dates in sessions for one in dates]
    days += [one.starts_at for step in ("start", "end") if (one := date_of(cohort, step)) is not None]
    when = _("about once a month")
    if days:
        when = _("from %(first)s to %(last)s") % {"first": _month(min(days)), "last": _month(max(days))}
    hours = max(_hours(cohort, sessions) for sessions in both)
    only = Item(_("Training and meetings"), (when,), _("on days that you agree with each other"))
    return Asked((only,), ngettext("Up to %(n)d hour in all", "Up to %(n)d hours in all", hours) % {"n": hours})


def in_lines(asked: Asked) -> str:
    """The same for an email: one line with a dash for each kind of time, and the sum."""
    lines = [f"- {item.what}, {item.long}: {'; '.join(item.when)}" for item in asked.items]
    return "\n".join([*lines, f"- {asked.total}"])


def _sessions(cohort: Any, role: str, can_attend: Collection[str]) -> list[list[Any]]:
    """The dates of a role with a time of day, those of one choice together: of these the ones that can be come to."""
    timed = [one for one in dates_for(cohort, role) if not one.whole_day]
    found = []
    for _group, together in groupby(timed, key=lambda one: planner.STEPS[one.step].choice or one.step):
        dates = list(together)
        found.append([one for one in dates if one.step in can_attend] or dates)
    return found


def _step(dates: list[Any]) -> Any:
    return planner.STEPS[dates[0].step]


def _hours(cohort: Any, sessions: list[list[Any]]) -> int:
    """Of each choice the longest, and the meetings of a pair; rounded up to whole hours."""
    minutes = sum(max(map(_minutes, dates)) for dates in sessions)
    return ceil((minutes + cohort.policies["meetings_planned"] * cohort.policies["meeting_minutes"]) / 60)


def _session(dates: list[Any]) -> Item:
    what = _("Training") if len(dates) == 1 else _("Training, one of these dates")
    return Item(what, tuple(span(one.starts_at, one.ends_at) for one in dates), _long(_minutes(dates[0])))


def _monthly(cohort: Any) -> Item:
    meetings, each = cohort.policies["meetings_planned"], cohort.policies["meeting_minutes"]
    first, last = (date_of(cohort, step) for step in ("start", "end"))
    when = _("about once a month")
    if first is not None and last is not None:
        months = {"first": _month(first.starts_at), "last": _month(last.starts_at)}
        when = _("about once a month from %(first)s to %(last)s") % months
    many = ngettext("%(n)d meeting of %(long)s", "%(n)d meetings of %(long)s", meetings)
    return Item(_("Meetings"), (when,), many % {"n": meetings, "long": _long(each)})


def _others(dates: list[Any]) -> list[Item]:
    """Meetings of the whole programme, those of one length together."""
    found = []
    for minutes, of_length in groupby(dates, key=_minutes):
        shown = list(of_length)
        each = _long(minutes) if len(shown) == 1 else _("%(long)s each") % {"long": _long(minutes)}
        what = ngettext("Meeting in a group", "Meetings in a group", len(shown))
        found.append(Item(what, tuple(span(one.starts_at, one.ends_at) for one in shown), each))
    return found


def _minutes(one: Any) -> int:
    return int((one.ends_at - one.starts_at).total_seconds() // 60)


def _long(minutes: int) -> str:
    if minutes % 60:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    return ngettext("%(n)d hour", "%(n)d hours", minutes // 60) % {"n": minutes // 60}


def _month(moment: datetime) -> str:
    return date_format(moment.astimezone(LONDON), "F Y")
