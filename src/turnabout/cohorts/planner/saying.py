"""How a date of the chain is said: a day, a session's hours, a window of days, or that it is to be confirmed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnabout.foundation.clock import LONDON
from turnabout.foundation.design.dates import day, span

EXACT, WINDOW, TO_BE_CONFIRMED = "exact", "window", "to_be_confirmed"
KINDS = (
    (EXACT, gettext_lazy("A fixed day")),
    (WINDOW, gettext_lazy("A window: some day between two days")),
    (TO_BE_CONFIRMED, gettext_lazy("To be confirmed")),
)


class Dated(Protocol):
    """What a date of the chain has, planned or stored. A window runs from its first midnight to its last."""

    @property
    def step(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...
    @property
    def whole_day(self) -> bool: ...
    @property
    def kind(self) -> str: ...
    @property
    def said(self) -> str: ...


def when(one: Dated) -> str:
    """ "Friday 26 January 2024", "Tuesday 6 February 2024, 10am to 11am", "April or May 2024", "to be confirmed".

    The co-ordinator's own words (`said`) stand in place of a window's days, and beside "to be confirmed".
    """
    if one.kind == TO_BE_CONFIRMED:
        return _("to be confirmed (%(words)s)") % {"words": one.said} if one.said else _("to be confirmed")
    if one.kind == WINDOW:
        return one.said or window(*days_of(one))
    return day(one.starts_at) if one.whole_day else span(one.starts_at, one.ends_at)


def days_of(one: Dated) -> tuple[date, date]:
    """The first and the last day of a date in London; its end is an instant that no longer belongs to it."""
    last = (one.ends_at - timedelta(microseconds=1)).astimezone(LONDON).date()
    return one.starts_at.astimezone(LONDON).date(), last


def window(first: date, last: date) -> str:
    """ "April 2024", "April or May 2024", "April to June 2024"; "between … and …" unless these are whole months."""
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        return _("between %(first)s and %(last)s") % {"first": day(first), "last": day(last)}
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months == 1:
        return date_format(last, "F Y")
    said = {"first": date_format(first, "F" if first.year == last.year else "F Y"), "last": date_format(last, "F Y")}
    return (_("%(first)s or %(last)s") if months == 2 else _("%(first)s to %(last)s")) % said
