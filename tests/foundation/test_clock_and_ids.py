"""London's two odd hours a year, the last second of a day, borrowed time and seeded ids."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnabout.foundation import clock, ids
from turnabout.foundation.clock.models import Offset


def test_an_hour_that_the_spring_skips_does_not_exist() -> None:
    with pytest.raises(clock.NoSuchTime, match="clocks went forward"):
        clock.london(date(2024, 3, 31), time(1, 30))


def test_an_hour_that_the_autumn_repeats_must_say_which() -> None:
    with pytest.raises(clock.TwiceThatDay, match="happens twice"):
        clock.london(date(2024, 10, 27), time(1, 30))
    first = clock.london(date(2024, 10, 27), time(1, 30), fold=0)
    second = clock.london(date(2024, 10, 27), time(1, 30), fold=1)
    assert (first, second) == (datetime(2024, 10, 27, 0, 30, tzinfo=UTC), datetime(2024, 10, 27, 1, 30, tzinfo=UTC))


@pytest.mark.parametrize(("day", "hour"), [(date(2024, 2, 6), 10), (date(2024, 7, 6), 9)])
def test_ten_in_the_morning_is_ten_in_london(day: date, hour: int) -> None:
    assert clock.london(day, time(10)) == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2024, 1, 12), datetime(2024, 1, 13, 0, 0, tzinfo=UTC)),
        (date(2024, 7, 12), datetime(2024, 7, 12, 23, 0, tzinfo=UTC)),
        (date(2024, 3, 30), datetime(2024, 3, 31, 0, 0, tzinfo=UTC)),
        (date(2024, 3, 31), datetime(2024, 3, 31, 23, 0, tzinfo=UTC)),
        (date(2023, 12, 31), datetime(2024, 1, 1, 0, 0, tzinfo=UTC)),
    ],
)
def test_a_day_ends_at_midnight_in_london(day: date, end: datetime) -> None:
    assert clock.end_of(day) == end


@given(st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)))
def test_every_instant_survives_the_way_through_london(moment: datetime) -> None:
    moment = moment.replace(second=0, microsecond=0)
    local = moment.astimezone(clock.LONDON)
    assert clock.london(local.date(), local.time(), fold=local.fold) == moment


def test_borrowed_time_answers_for_now_and_is_given_back() -> None:
    moment = datetime(2024, 2, 6, 23, 30, tzinfo=clock.LONDON)
    with clock.borrowed(moment):
        assert clock.now() == moment
        assert clock.today() == date(2024, 2, 6)
        with clock.borrowed(moment + timedelta(hours=1)):
            assert clock.today() == date(2024, 2, 7)
        assert clock.now() == moment


def test_a_borrowed_time_must_say_its_zone() -> None:
    with pytest.raises(ValueError, match="zone"), clock.borrowed(datetime(2024, 2, 6, 10)):
        pass


@pytest.mark.django_db
def test_the_demo_keeps_its_offset_and_nobody_else_has_one(settings: Any) -> None:
    Offset.store(timedelta(days=-300))
    assert abs(clock.now() - datetime.now(UTC) + timedelta(days=300)) < timedelta(minutes=1)
    settings.DEMO = False
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)
    with pytest.raises(RuntimeError, match="demo only"):
        Offset.store(timedelta(days=1))


def test_the_same_seed_gives_the_same_ids_and_tokens() -> None:
    def some() -> list[object]:
        return [ids.new_id(), ids.token(), ids.new_id()]

    with ids.seeded(7):
        one = some()
    with ids.seeded(7):
        again = some()
    with ids.seeded(8):
        other = some()
    assert one == again
    assert one[0] != other[0]
    assert some() != some()
