"""The time that an applicant asks to be released for: sessions by date, about an hour a month, and the sum."""

from __future__ import annotations

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
    """All the time that is asked for; `hours` is the sum, rounded up to whole hours."""

    items: tuple[Item, ...]
    hours: int

    @property
    def total(self) -> str:
        """ "About 15 hours in all"."""
        return ngettext("About %(n)d hour in all", "About %(n)d hours in all", self.hours) % {"n": self.hours}


def asked_of(application: Any) -> Asked:
    """What the applicant would need, from their cohort's dates and rules; of a choice only the dates they can come to.

    The words name no role: a manager reads them.
    """
    cohort = application.cohort
    timed = [one for one in dates_for(cohort, application.role) if not one.whole_day]
    sessions: list[tuple[Any, list[Any]]] = []
    for group, found in groupby(timed, key=lambda one: planner.STEPS[one.step].choice or one.step):
        dates = list(found)
        chosen = [one for one in dates if one.step in application.can_attend]
        sessions.append((group, chosen or dates))
    minutes = sum(_minutes(dates[0]) for _group, dates in sessions)
    meetings, each = cohort.policies["meetings_planned"], cohort.policies["meeting_minutes"]
    items = [_session(dates) for _group, dates in sessions if planner.STEPS[dates[0].step].choice]
    items.append(_monthly(cohort, meetings, each))
    items += _others([dates[0] for _group, dates in sessions if not planner.STEPS[dates[0].step].choice])
    return Asked(tuple(items), ceil((minutes + meetings * each) / 60))


def in_lines(asked: Asked) -> str:
    """The same for an email: one line with a dash for each kind of time, and the sum."""
    lines = [f"- {item.what}, {item.long}: {'; '.join(item.when)}" for item in asked.items]
    return "\n".join([*lines, f"- {asked.total}"])


def _session(dates: list[Any]) -> Item:
    what = _("Training") if len(dates) == 1 else _("Training, one of these dates")
    return Item(what, tuple(span(one.starts_at, one.ends_at) for one in dates), _long(_minutes(dates[0])))


def _monthly(cohort: Any, meetings: int, each: int) -> Item:
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
