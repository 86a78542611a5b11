"""The back-planner gives the source programme's chain exactly, and keeps its shape from any other start."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnabout.cohorts import planner
from turnabout.foundation.clock import LONDON

STARTS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
PATTERNS = st.sampled_from([planner.SYSTEM, planner.BOARD])


def spans(pattern: str, starts_on: date) -> dict[str, str]:
    """Every step as a person in London reads it off a calendar."""
    found = {}
    for one in planner.chain(pattern, starts_on):
        start, end = one.starts_at.astimezone(LONDON), one.ends_at.astimezone(LONDON)
        found[one.step] = f"{start:%a %d %b %Y}" if one.whole_day else f"{start:%a %d %b %Y %H:%M}-{end:%H:%M}"
    return found


def test_system_chain_from_8_april_2024_is_the_source_programme_s_to_the_minute():
    assert spans("system", date(2024, 4, 8)) == {
        "applications_open": "Sat 11 Nov 2023",
        "applications_close": "Fri 26 Jan 2024",
        "decisions": "Fri 02 Feb 2024",
        "mentee_training_a": "Tue 06 Feb 2024 10:00-11:00",
        "mentee_training_b": "Tue 13 Feb 2024 08:30-09:30",
        "mentor_briefing_a": "Tue 05 Mar 2024 13:00-17:00",
        "mentor_briefing_b": "Mon 11 Mar 2024 09:00-13:00",
        "matching": "Mon 18 Mar 2024",
        "answers_due": "Wed 27 Mar 2024",
        "start": "Mon 08 Apr 2024",
        "peer_support_1": "Wed 22 May 2024 12:30-13:30",
        "peer_support_2": "Wed 03 Jul 2024 12:30-13:30",
        "midpoint": "Mon 08 Jul 2024",
        "peer_support_3": "Wed 28 Aug 2024 12:30-13:30",
        "end_questionnaire": "Mon 23 Sep 2024",
        "end_questionnaire_closes": "Wed 02 Oct 2024",
        "sharing_session": "Thu 03 Oct 2024 14:00-16:00",
        "end": "Mon 07 Oct 2024",
        "report": "Mon 04 Nov 2024",
        "follow_up_6": "Mon 07 Apr 2025",
        "follow_up_12": "Mon 06 Oct 2025",
    }


def test_board_chain_from_2_october_2023_has_no_open_call_and_six_months_of_mentoring():
    assert spans("board", date(2023, 10, 2)) == {
        "invitations": "Mon 31 Jul 2023",
        "confirm_by": "Fri 25 Aug 2023",
        "decisions": "Thu 31 Aug 2023",
        "mentee_training_a": "Tue 05 Sep 2023 10:00-11:00",
        "mentee_training_b": "Thu 07 Sep 2023 08:30-09:30",
        "mentor_briefing_a": "Tue 12 Sep 2023 13:00-17:00",
        "mentor_briefing_b": "Thu 14 Sep 2023 09:00-13:00",
        "matching": "Mon 18 Sep 2023",
        "answers_due": "Wed 27 Sep 2023",
        "start": "Mon 02 Oct 2023",
        "peer_support_1": "Wed 15 Nov 2023 12:30-13:30",
        "peer_support_2": "Wed 27 Dec 2023 12:30-13:30",
        "midpoint": "Mon 01 Jan 2024",
        "peer_support_3": "Wed 21 Feb 2024 12:30-13:30",
        "end_questionnaire": "Mon 18 Mar 2024",
        "end_questionnaire_closes": "Wed 27 Mar 2024",
        "sharing_session": "Thu 28 Mar 2024 14:00-16:00",
        "end": "Mon 01 Apr 2024",
        "report": "Mon 29 Apr 2024",
        "follow_up_6": "Mon 30 Sep 2024",
        "follow_up_12": "Mon 31 Mar 2025",
    }


def test_the_closing_instant_is_the_end_of_the_closing_day_in_london():
    closes = {one.step: one for one in planner.chain("system", date(2024, 4, 8))}["applications_close"]
    assert closes.ends_at == datetime(2024, 1, 27, 0, 0, tzinfo=UTC)
    summer = {one.step: one for one in planner.chain("board", date(2023, 10, 2))}["confirm_by"]
    assert summer.ends_at == datetime(2023, 8, 25, 23, 0, tzinfo=UTC)


def test_times_stay_on_the_wall_clock_when_summer_time_starts_inside_the_chain():
    by_step = {one.step: one for one in planner.chain("system", date(2024, 4, 8))}
    assert by_step["mentor_briefing_b"].starts_at == datetime(2024, 3, 11, 9, 0, tzinfo=UTC)
    assert by_step["peer_support_1"].starts_at == datetime(2024, 5, 22, 11, 30, tzinfo=UTC)


def test_an_unknown_pattern_is_an_error():
    with pytest.raises(KeyError):
        planner.chain("circle", date(2024, 4, 8))


@given(PATTERNS, STARTS)
def test_steps_happen_in_the_order_of_the_pattern_whatever_the_start(pattern, starts_on):
    days = [one.starts_at for one in planner.chain(pattern, starts_on)]
    assert days == sorted(days)


@given(PATTERNS, STARTS)
def test_every_step_keeps_its_weekday_and_its_wall_time(pattern, starts_on):
    offsets = {offset.step: offset for offset in planner.OFFSETS[pattern]}
    for one in planner.chain(pattern, starts_on):
        local, offset = one.starts_at.astimezone(LONDON), offsets[one.step]
        assert local.time() == (offset.at or time(0))
        assert local.weekday() == (starts_on.weekday() if offset.weekday is None else offset.weekday)
        last = one.ends_at.astimezone(LONDON)
        assert one.whole_day is (offset.minutes == 0)
        if one.whole_day:
            assert (last.time(), last.date()) == (time(0), local.date() + timedelta(days=1))
        else:
            assert one.ends_at - one.starts_at == timedelta(minutes=offset.minutes)


@given(PATTERNS, STARTS, st.integers(min_value=-60, max_value=60))
def test_moving_the_start_by_weeks_moves_every_day_by_the_same_weeks(pattern, starts_on, weeks):
    first = planner.chain(pattern, starts_on)
    second = planner.chain(pattern, starts_on + timedelta(weeks=weeks))
    for one, other in zip(first, second, strict=True):
        a, b = one.starts_at.astimezone(LONDON), other.starts_at.astimezone(LONDON)
        assert (b.date() - a.date(), b.time()) == (timedelta(weeks=weeks), a.time())


@given(PATTERNS, STARTS)
def test_a_start_within_the_week_moves_only_the_start_and_the_end(pattern, starts_on):
    monday = starts_on - timedelta(days=starts_on.weekday())
    kept = {one.step: one for one in planner.chain(pattern, monday) if one.step not in {"start", "end"}}
    moved = {one.step: one for one in planner.chain(pattern, starts_on)}
    assert {step: moved[step] for step in kept} == kept
    assert moved["start"].starts_at.astimezone(LONDON).date() == starts_on
    assert moved["end"].starts_at.astimezone(LONDON).date() == starts_on + timedelta(weeks=26)


def test_every_step_of_every_pattern_has_words_and_stands_once():
    for offsets in planner.OFFSETS.values():
        codes = [offset.step for offset in offsets]
        assert len(codes) == len(set(codes))
        assert set(codes) <= set(planner.STEPS)
