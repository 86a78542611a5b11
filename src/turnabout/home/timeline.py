"""The calendar of a cohort's messages: all that will be sent, to whom, when and why, before it has opened too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.applications.managers import asks_managers
from turnabout.cohorts.models import Cohort, PlannedDate
from turnabout.cohorts.permissions import OVER
from turnabout.cohorts.planner.saying import days_of
from turnabout.cohorts.queries import dates
from turnabout.foundation.design.dates import day
from turnabout.foundation.mail import hours
from turnabout.foundation.mail.models import Message
from turnabout.home import outbox
from turnabout.home.outbox import Kind

OPENING = ("applications_open", "invitations")
OF_NAMED_LEADERS = {
    "applications.please_confirm",
    "applications.confirmed",
    "applications.closing_moved_leader",
    "applications.closing_soon_leader",
}
OF_A_PANEL = {"selection.panel_ready"}
TO_MANAGERS = {
    "applications.ask_manager",
    "applications.remind_manager",
    "applications.new_managers_link",
    "applications.release_news",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One message that will go: the instant it is counted on with, when in words, and the rule in a sentence.

    One that somebody's deed causes runs from `at` to `ends`; it goes each time. `at` is None where nothing says from
    when.
    """

    kind: Kind
    at: datetime | None
    ends: datetime | None
    when: str
    rule: str


def entries(viewer: Any, cohort: Cohort, now: datetime) -> list[Entry]:
    """What the cohort will send from `now` on, in the order of time; nothing for anybody who does not keep it."""
    chain = {one.step: one for one in dates(cohort)}
    gone = set(Message.objects.filter(scope=cohort.pk).values_list("kind", flat=True))
    found: list[Entry] = []
    for _words, of_room in outbox.kinds(viewer, cohort, now):
        for kind in of_room:
            if kind.sort.kind not in _left_out(cohort):
                found += _entries(kind, cohort, chain)
    to_come = [one for one in (_as_it_stands(one, cohort, gone, now) for one in found) if one is not None]
    return sorted(to_come, key=lambda one: (one.at is not None, one.at or now))


def _as_it_stands(entry: Entry, cohort: Cohort, gone: set[str], now: datetime) -> Entry | None:
    """The entry while it can still go: what a co-ordinator has not done on its day is late, and not over."""
    if entry.ends is None or entry.ends >= now:
        return entry
    sort = entry.kind.sort
    done = sort.kind in gone or (sort.when.step == OPENING and cohort.status != "draft")
    late = bool(sort.when.step and sort.when.upon) and not done and cohort.status not in OVER
    return replace(entry, when=_("Was planned for %(when)s") % {"when": entry.when}) if late else None


def _left_out(cohort: Cohort) -> set[str]:
    without = set(OF_A_PANEL) if cohort.pattern == "board" else set(OF_NAMED_LEADERS)
    return without | (set() if asks_managers(cohort) else TO_MANAGERS)


def _entries(kind: Kind, cohort: Cohort, chain: dict[str, PlannedDate]) -> Iterator[Entry]:
    when = kind.sort.when
    base, first = (_first(chain, steps) for steps in (when.step, when.first))
    last = max((chain[step] for step in when.last if step in chain), key=lambda one: one.ends_at, default=None)
    if (when.step and base is None) or (when.first and first is None) or (when.last and last is None):
        return  # this cohort goes without that stage
    if base is not None and when.days:
        for days in kind.sort.days(cohort.pk):
            at = _from(base, days, when.every_day)
            yield Entry(kind, at, at, day(at), _counted(days, when.every_day, before=base))
    elif base is not None:
        yield Entry(kind, base.starts_at, base.ends_at, base.when, _("When %(upon)s.") % {"upon": when.upon})
    else:
        starts, ends = first.starts_at if first else None, last.ends_at if last else None
        yield Entry(kind, starts, ends, _between(first, last), _each_time(kind, cohort))


def _first(chain: dict[str, PlannedDate], steps: Iterable[str]) -> PlannedDate | None:
    return next((chain[step] for step in steps if step in chain), None)


def _from(base: PlannedDate, days: int, every_day: bool) -> datetime:
    if every_day:
        return base.ends_at + timedelta(days=days)
    return hours.morning(days_of(base)[0], days)


def _counted(days: int, every_day: bool, *, before: PlannedDate) -> str:
    number, what = abs(days), {"n": abs(days), "what": before.words}
    if every_day and days < 0:
        return ngettext("%(n)d day before: %(what)s", "%(n)d days before: %(what)s", number) % what
    if every_day:
        return ngettext("%(n)d day after: %(what)s", "%(n)d days after: %(what)s", number) % what
    if days < 0:
        return ngettext("%(n)d working day before: %(what)s", "%(n)d working days before: %(what)s", number) % what
    return ngettext("%(n)d working day after: %(what)s", "%(n)d working days after: %(what)s", number) % what


def _each_time(kind: Kind, cohort: Cohort) -> str:
    when = kind.sort.when
    if not when.days:
        return _("Each time %(upon)s.") % {"upon": when.upon}
    chosen = kind.sort.days(cohort.pk)
    numbers = _(" and ").join(str(abs(days)) for days in chosen)
    told = {"days": numbers, "upon": when.upon, "until": when.until}
    if min(chosen) < 0:
        return _("%(days)s working days before %(upon)s.") % told
    return _("%(days)s working days after %(upon)s, until %(until)s.") % told


def _between(first: PlannedDate | None, last: PlannedDate | None) -> str:
    if first is None and last is None:
        return _("At any time")
    if first is None:
        return _("Until %(day)s") % {"day": day(days_of(last)[1])} if last else ""
    if last is None:
        return _("From %(day)s") % {"day": day(first.starts_at)}
    return _("From %(first)s until %(last)s") % {"first": day(first.starts_at), "last": day(days_of(last)[1])}
