"""What a date meets: the calendars of the four nations and of several faiths, and the chain's own order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnabout.cohorts import planner
from turnabout.cohorts.planner import Planned, days
from turnabout.foundation import clock
from turnabout.foundation.clock import LONDON

STARTS = st.dates(date(2020, 1, 1), date(2050, 12, 31))
PATTERNS = st.sampled_from([planner.SYSTEM, planner.BOARD])
NATIONS = st.sets(st.sampled_from([code for code, _name in planner.NATIONS]), min_size=1)


def on(step: str, day: date, **more) -> Planned:
    """A date of the chain on one whole day."""
    return Planned(step, step, clock.london(day, time(0)), clock.end_of(day), True, True, **more)


def session(step: str, day: date, hour: int, hours: int = 1) -> Planned:
    starts_at = clock.london(day, time(hour))
    return Planned(step, step, starts_at, starts_at + timedelta(hours=hours), False, True)


def words(*dates: Planned, nations=("england",)) -> list[str]:
    return [clash.words for clash in planner.clashes(dates, nations)]


@pytest.mark.parametrize(
    ("day", "nations", "said"),
    [
        (date(2026, 4, 3), ["england"], "A bank holiday in England: Good Friday."),
        (date(2026, 4, 6), ["england", "wales"], "A bank holiday in England and Wales: Easter Monday."),
        (date(2026, 12, 28), ["wales"], "A bank holiday in Wales: Boxing Day (substitute day)."),
        (date(2026, 8, 3), ["scotland"], "A bank holiday in Scotland: Summer Bank Holiday."),
        (date(2026, 1, 2), ["england", "scotland"], "A bank holiday in Scotland: New Year Holiday."),
        (date(2026, 7, 13), ["northern_ireland"], "A bank holiday in Northern Ireland: Battle of the Boyne"),
        (date(2023, 5, 8), ["england"], "A bank holiday in England: Coronation of Charles III."),
        (date(2026, 11, 28), ["england"], "A Saturday."),
        (date(2024, 2, 13), ["england"], "Many schools in England are on holiday: February half term."),
        (date(2024, 10, 29), ["wales"], "Many schools in Wales are on holiday: autumn half term."),
        (date(2026, 8, 20), ["england", "scotland"], "Many schools in England are on holiday: the summer holidays."),
        (date(2026, 7, 6), ["scotland"], "Many schools in Scotland are on holiday: the summer holidays."),
        (date(2025, 12, 29), ["england"], "Many schools in England are on holiday: the Christmas holidays."),
        (date(2027, 10, 29), ["england"], "On Diwali."),
        (date(2026, 9, 21), ["england"], "On or next to Yom Kippur."),
        (date(2026, 9, 13), ["england"], "On or next to Rosh Hashanah."),
        (date(2026, 3, 21), ["england"], "About Eid al-Fitr, which is known to the day only shortly before."),
        (date(2026, 5, 27), ["england"], "About Eid al-Adha, which is known to the day only shortly before."),
        (date(2026, 2, 17), ["england"], "On Lunar New Year."),
        (date(2026, 4, 14), ["england"], "On Vaisakhi."),
        (date(2026, 4, 2), ["england"], "On or next to Passover."),
        (date(2026, 4, 5), ["england"], "On Easter Sunday."),
    ],
)
def test_a_day_says_what_it_is(day, nations, said):
    assert any(one.startswith(said) for one in words(on("start", day), nations=nations))


@pytest.mark.parametrize(
    "term", [date(2024, 2, 6), date(2024, 3, 5), date(2025, 3, 11), date(2026, 5, 12), date(2026, 10, 6)]
)
def test_a_day_in_term_warns_of_nothing(term):
    assert words(on("start", term), nations=["england", "wales"]) == []


def test_a_holiday_of_another_nation_is_none_here():
    assert words(on("start", date(2026, 11, 30)), nations=["england"]) == []
    assert words(on("start", date(2026, 11, 30)), nations=["scotland"]) == [
        "A bank holiday in Scotland: Saint Andrew's Day."
    ]


def test_what_concerns_the_office_alone_is_held_against_no_festival_and_no_school():
    assert words(on("report", date(2027, 10, 29))) == []
    assert words(on("report", date(2026, 5, 25))) == ["A bank holiday in England: Spring Bank Holiday."]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("decisions", "mentee_training_a"),
        ("mentor_briefing_b", "start"),
        ("mentor_briefing_a", "matching"),
        ("applications_open", "applications_close"),
        ("applications_close", "decisions"),
        ("answers_due", "start"),
        ("start", "midpoint"),
        ("end_questionnaire", "end"),
        ("end", "report"),
    ],
)
def test_dates_in_the_wrong_order_are_named_together_with_the_reason(earlier, later):
    right = [on(earlier, date(2024, 3, 5)), on(later, date(2024, 3, 12))]
    wrong = [on(earlier, date(2024, 3, 12)), on(later, date(2024, 3, 5))]
    assert [one for one in planner.clashes(right, ["england"]) if one.other] == []
    (clash,) = [one for one in planner.clashes(wrong, ["england"]) if one.other]
    assert (clash.kind, clash.step, clash.other) == ("order", later, earlier)
    assert f"“{later}” does not come after “{earlier}”." in clash.words


def test_two_sessions_at_once_warn_when_one_person_is_asked_to_both():
    day = date(2024, 3, 5)
    both = [session("peer_support_1", day, 12, 2), session("sharing_session", day, 13, 2)]
    assert any("at the same time as" in one for one in words(*both))
    apart = [session("peer_support_1", day, 12, 1), session("sharing_session", day, 13, 2)]
    assert words(*apart) == []


def test_two_dates_of_one_choice_and_sessions_of_two_roles_may_be_at_once():
    day = date(2024, 3, 5)
    assert words(session("mentor_briefing_a", day, 9, 4), session("mentor_briefing_b", day, 9, 4)) == []
    assert words(session("mentor_briefing_a", day, 9, 4), session("mentee_training_a", day, 10)) == []


def test_a_window_warns_only_when_no_day_of_it_could_be_right_and_an_unknown_day_never():
    window = replace(on("start", date(2024, 4, 1)), ends_at=clock.end_of(date(2024, 5, 31)), kind=planner.WINDOW)
    assert words(window) == []
    assert words(on("midpoint", date(2024, 5, 7)), window) == []
    assert len(words(on("midpoint", date(2024, 3, 12)), window)) == 1
    unknown = replace(on("start", date(2024, 12, 25)), kind=planner.TO_BE_CONFIRMED)
    assert words(unknown, on("midpoint", date(2024, 3, 12))) == []


@given(PATTERNS, STARTS, NATIONS)
def test_the_default_chain_never_clashes_with_itself(pattern, starts_on, nations):
    found = planner.clashes(planner.chain(pattern, starts_on), nations)
    assert [one for one in found if one.other] == []


@given(PATTERNS, STARTS, NATIONS)
def test_every_date_on_a_weekend_or_a_bank_holiday_is_warned_of_and_no_other(pattern, starts_on, nations):
    dates = planner.chain(pattern, starts_on)
    found = planner.clashes(dates, nations)
    for one in dates:
        day = one.starts_at.astimezone(LONDON).date()
        kinds = {clash.kind for clash in found if clash.step == one.step}
        assert ("weekend" in kinds) is (day.weekday() >= 5)
        assert ("bank_holiday" in kinds) is bool(days.bank_holidays(day, nations))


@given(PATTERNS, STARTS, NATIONS, NATIONS)
def test_more_nations_never_warn_of_fewer_days(pattern, starts_on, some, more):
    dates = planner.chain(pattern, starts_on)
    few = {(one.kind, one.step) for one in planner.clashes(dates, some)}
    assert few <= {(one.kind, one.step) for one in planner.clashes(dates, some | more)}


@given(STARTS)
def test_every_nation_knows_the_same_about_christmas_and_every_day_has_an_answer(day):
    for nation, _name in planner.NATIONS:
        assert days.bank_holidays(date(day.year, 12, 25), [nation])
        assert str(days.school_holiday(date(day.year, 12, 27), nation)) == "the Christmas holidays"
        days.school_holiday(day, nation)
    days.festivals(day)
