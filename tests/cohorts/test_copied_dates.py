"""Dates of one cohort counted anew from another start, and how dates are said that have no fixed day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnabout.cohorts import planner
from turnabout.cohorts.planner import Planned, moved
from turnabout.foundation import clock
from turnabout.foundation.clock import LONDON

STARTS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
PATTERNS = st.sampled_from([planner.SYSTEM, planner.BOARD])


@given(PATTERNS, STARTS, STARTS)
def test_a_copied_default_chain_is_the_default_chain_of_the_new_start(pattern, was, starts_on):
    copied = [moved(one, was, starts_on) for one in planner.chain(pattern, was)]
    assert copied == list(planner.chain(pattern, starts_on))


@st.composite
def dates(draw):
    """Any date of a chain: a step on any minute of any day, of any kind and length."""
    day, minute = draw(STARTS), draw(st.integers(0, 24 * 60 - 1))
    starts_at = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute)
    lasts = timedelta(minutes=draw(st.integers(1, 60 * 24 * 70)))
    step = draw(st.sampled_from(sorted(planner.STEPS)))
    kind = draw(st.sampled_from([code for code, _words in planner.KINDS]))
    return Planned(step, step, starts_at, starts_at + lasts, draw(st.booleans()), draw(st.booleans()), kind, "said")


@given(dates(), STARTS)
def test_copied_to_its_own_start_a_date_stays_where_it_is(one, starts_on):
    assert moved(one, starts_on, starts_on) == one


@given(dates(), STARTS, st.integers(-300, 300))
def test_a_start_some_weeks_later_moves_every_day_by_those_weeks_at_the_same_time_of_day(one, was, weeks):
    by = timedelta(weeks=weeks)
    copy = moved(one, was, was + by)
    before, after = (each.starts_at.astimezone(LONDON).replace(tzinfo=None) for each in (one, copy))
    skipped = after - by - before
    assert skipped in (timedelta(0), timedelta(hours=1))  # an hour, where the clocks skip that time
    assert copy.ends_at > copy.starts_at
    assert (copy.kind, copy.said, copy.public) == (one.kind, one.said, one.public)


def test_a_session_in_the_hour_that_the_clocks_skip_is_an_hour_later():
    starts_at = clock.london(date(2024, 3, 24), time(1, 30))
    one = Planned("peer_support_1", "x", starts_at, starts_at + timedelta(minutes=45), False, False)
    copy = moved(one, date(2024, 3, 18), date(2024, 3, 25))
    assert copy.starts_at.astimezone(LONDON).time() == time(2, 30)
    assert copy.ends_at - copy.starts_at == timedelta(minutes=45)


def test_a_whole_day_stays_whole_when_it_gains_or_loses_an_hour():
    one = Planned(
        "midpoint", "x", clock.london(date(2024, 3, 24), time(0)), clock.end_of(date(2024, 3, 24)), True, False
    )
    copy = moved(one, date(2024, 3, 18), date(2024, 3, 25))
    assert (copy.starts_at, copy.ends_at) == (clock.london(date(2024, 3, 31), time(0)), clock.end_of(date(2024, 3, 31)))


def a_window(first: date, last: date, said: str = "") -> Planned:
    return Planned("start", "x", clock.london(first, time(0)), clock.end_of(last), True, True, planner.WINDOW, said)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (a_window(date(2024, 4, 1), date(2024, 5, 31)), "April or May 2024"),
        (a_window(date(2024, 4, 1), date(2024, 4, 30)), "April 2024"),
        (a_window(date(2024, 2, 1), date(2024, 2, 29)), "February 2024"),
        (a_window(date(2024, 4, 1), date(2024, 6, 30)), "April to June 2024"),
        (a_window(date(2024, 12, 1), date(2025, 1, 31)), "December 2024 or January 2025"),
        (
            a_window(date(2024, 4, 8), date(2024, 4, 12)),
            "between Monday 8 April 2024 and Friday 12 April 2024",
        ),
        (a_window(date(2024, 4, 1), date(2024, 5, 31), "after Easter"), "after Easter"),
        (replace(a_window(date(2024, 4, 1), date(2024, 5, 31)), kind=planner.TO_BE_CONFIRMED), "to be confirmed"),
        (
            replace(a_window(date(2024, 4, 1), date(2024, 5, 31), "once the Board met"), kind=planner.TO_BE_CONFIRMED),
            "to be confirmed (once the Board met)",
        ),
    ],
)
def test_a_date_without_a_fixed_day_is_said_in_words(one, words):
    assert one.when == words


def test_a_fixed_day_and_a_session_are_said_as_before():
    close, training = planner.chain("system", date(2024, 4, 8))[1], planner.chain("system", date(2024, 4, 8))[3]
    assert close.when == "Friday 26 January 2024"
    assert training.when == "Tuesday 6 February 2024, 10am to 11am"


def test_a_chain_without_some_stages_has_every_other_date():
    whole = planner.chain("system", date(2024, 4, 8))
    without = planner.chain("system", date(2024, 4, 8), ["peer_support", "follow_ups"])
    gone = {one.step for one in whole} - {one.step for one in without}
    assert gone == {"peer_support_1", "peer_support_2", "peer_support_3", "follow_up_6", "follow_up_12"}


def test_no_switch_can_take_away_what_every_pair_needs():
    needed = {"decisions", "mentor_briefing_a", "mentor_briefing_b", "mentee_training_a", "mentee_training_b"}
    needed |= {"matching", "answers_due", "start", "end", *planner.OPENING.values(), *planner.CLOSING.values()}
    assert not needed & planner.dropped(switch.code for switch in planner.SWITCHES)
    assert not {"consent", "briefing", "agreement"} & {switch.code for switch in planner.SWITCHES}
