"""What is known of a day wherever people plan a meeting: weekend, bank holiday, school holiday, festival.

Bank holidays and festivals come with the package `holidays`, so nothing is looked up anywhere. School terms are set
locally: the table below is the usual pattern, drawn wide enough to cover the schools that differ by a week.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import holidays
from django.utils.translation import gettext_lazy as _
from holidays.groups import (
    ChineseCalendarHolidays,
    ChristianHolidays,
    HebrewCalendarHolidays,
    HinduCalendarHolidays,
    IslamicHolidays,
)

from turnabout.foundation.clock import workdays

ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND = "england", "wales", "scotland", "northern_ireland"
NATIONS = (
    (ENGLAND, _("England")),
    (WALES, _("Wales")),
    (SCOTLAND, _("Scotland")),
    (NORTHERN_IRELAND, _("Northern Ireland")),
)
_SUBDIVISIONS = {ENGLAND: "ENG", WALES: "WLS", SCOTLAND: "SCT", NORTHERN_IRELAND: "NIR"}


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival of one faith, its days counted from the one that the calendar gives (0), and whether that is sure."""

    code: str
    name: Any
    days: tuple[int, ...] = (0,)
    sure: bool = True


FESTIVALS: tuple[Festival, ...] = (
    Festival("lunar_new_year", _("Lunar New Year")),
    Festival("eid_al_fitr", _("Eid al-Fitr"), (-1, 0, 1), sure=False),
    Festival("easter", _("Easter Sunday")),
    Festival("passover", _("Passover"), (-1, 0, 1, 5, 6, 7)),
    Festival("vaisakhi", _("Vaisakhi")),
    Festival("eid_al_adha", _("Eid al-Adha"), (-1, 0, 1), sure=False),
    Festival("rosh_hashanah", _("Rosh Hashanah"), (-1, 0, 1)),
    Festival("yom_kippur", _("Yom Kippur"), (-1, 0)),
    Festival("diwali", _("Diwali")),
)
"""Jewish days begin at sunset, so the day before is among them; of Passover the two first days and the two last count.
An Eid begins when the moon is seen: the day before and the day after may be the day."""


class _Festivals(
    holidays.HolidayBase,
    ChineseCalendarHolidays,
    ChristianHolidays,
    HebrewCalendarHolidays,
    HinduCalendarHolidays,
    IslamicHolidays,
):
    country = "festivals"

    def __init__(self, year: int) -> None:
        ChineseCalendarHolidays.__init__(self)
        ChristianHolidays.__init__(self)
        HebrewCalendarHolidays.__init__(self)
        HinduCalendarHolidays.__init__(self)
        IslamicHolidays.__init__(self, show_estimated=False)
        super().__init__(years=year)

    def _populate_public_holidays(self) -> None:
        self._add_chinese_new_years_day("lunar_new_year")
        self._add_eid_al_fitr_day("eid_al_fitr")
        self._add_easter_sunday("easter")
        self._add_passover("passover")
        self._add_vaisakhi("vaisakhi")
        self._add_eid_al_adha_day("eid_al_adha")
        self._add_rosh_hashanah("rosh_hashanah")
        self._add_yom_kippur("yom_kippur")
        self._add_diwali_india("diwali")


def is_weekend(day: date) -> bool:
    """Whether `day` is a Saturday or a Sunday."""
    return day.weekday() >= 5


def bank_holidays(day: date, nations: Iterable[str]) -> dict[str, list[str]]:
    """The bank holidays on `day` by name, each with those of `nations` that keep it, substitute days included."""
    found: dict[str, list[str]] = {}
    for nation in nations:
        for name in _bank_holidays(nation, day.year).get(day, ()):
            found.setdefault(name, []).append(nation)
    return found


def working_days_from(day: date, days: int, nations: Iterable[str]) -> date:
    """The working day that is `days` after `day`, or before it; a bank holiday of any of `nations` is none."""
    kept = tuple(nations)
    return workdays.working_days_from(day, days, lambda one: bool(bank_holidays(one, kept)))


def festivals(day: date) -> list[Festival]:
    """The festivals that fall on `day`, or about it."""
    near = (_festivals(year) for year in {day.year, (day + timedelta(days=7)).year, (day - timedelta(days=7)).year})
    starts = {(code, first) for year in near for code, first in year}
    return [
        one
        for one in FESTIVALS
        if any(first + timedelta(days=plus) == day for code, first in starts if code == one.code for plus in one.days)
    ]


def school_holiday(day: date, nation: str) -> Any:
    """What the schools of `nation` usually have on `day` ("the summer holidays"); "" in term."""
    return next((words for words, falls in SCHOOL[nation] if falls(day)), "")


@lru_cache(maxsize=64)
def _bank_holidays(nation: str, year: int) -> dict[date, tuple[str, ...]]:
    known = holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=year, language="en_GB")
    return {
        day: tuple(one.replace("(observed)", "(substitute day)") for one in known.get_list(day))
        for day in sorted(known)
    }


@lru_cache(maxsize=64)
def _festivals(year: int) -> tuple[tuple[str, date], ...]:
    known = _Festivals(year)
    return tuple((code, day) for day in sorted(known) for code in known.get_list(day))


# School terms, by rule: the same for every year, and defended beside each.


def _week_from(month: int, day: int, weeks: int = 1) -> Callable[[date], bool]:
    """So many working weeks from the first Monday on or after a day of the year."""

    def falls(on: date) -> bool:
        earliest = date(on.year, month, day)
        monday = earliest + timedelta(days=-earliest.weekday() % 7)
        return monday <= on <= monday + timedelta(days=7 * weeks - 3)

    return falls


def _between(first: tuple[int, int], last: tuple[int, int]) -> Callable[[date], bool]:
    """From one day of the year to another, both counted; over New Year when the first is the later one."""

    def falls(on: date) -> bool:
        today = (on.month, on.day)
        return first <= today <= last if first <= last else today >= first or today <= last

    return falls


def _easter(on: date) -> bool:
    """About three weeks around Easter.

    Where it is early, schools stop with Holy Week and stay shut for the fortnight after; where it is late (from 9
    April) many begin their fortnight the week before Holy Week, and are back by the end of Easter week.
    """
    sunday = next(day for code, day in _festivals(on.year) if code == "easter")
    late = (sunday.month, sunday.day) >= (4, 9)
    return sunday - timedelta(days=13 if late else 6) <= on <= sunday + timedelta(days=5 if late else 12)


def _whitsun(on: date) -> bool:
    """The week of the last Monday in May."""
    last = date(on.year, 5, 31)
    monday = last - timedelta(days=last.weekday())
    return monday <= on <= monday + timedelta(days=4)


_FEBRUARY = (_("February half term"), _week_from(2, 12))
_SPRING = (_("the Easter holidays"), _easter)
_CHRISTMAS = (_("the Christmas holidays"), _between((12, 21), (1, 3)))
_ENGLISH = (
    _FEBRUARY,
    _SPRING,
    (_("May half term"), _whitsun),
    (_("the summer holidays"), _between((7, 22), (8, 31))),
    (_("autumn half term"), _week_from(10, 23)),
    _CHRISTMAS,
)
SCHOOL: dict[str, tuple[tuple[Any, Callable[[date], bool]], ...]] = {
    ENGLAND: _ENGLISH,
    WALES: _ENGLISH,
    SCOTLAND: (
        _FEBRUARY,
        _SPRING,
        (_("the summer holidays"), _between((6, 27), (8, 18))),
        (_("the October holidays"), _week_from(10, 9, weeks=2)),
        _CHRISTMAS,
    ),
    NORTHERN_IRELAND: (
        _FEBRUARY,
        _SPRING,
        (_("the summer holidays"), _between((7, 1), (8, 31))),
        (_("the half term around Halloween"), _week_from(10, 26)),
        _CHRISTMAS,
    ),
}
