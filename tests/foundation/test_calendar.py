"""Invitations, cancellations and feeds are read back as a calendar program would read them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from turnabout.foundation.calendar import Entry, Party, cancellation, feed, invitation
from turnabout.foundation.clock import LONDON, london

WINTER = london(date(2024, 2, 6), time(10))
SUMMER = london(date(2024, 7, 2), time(13))
STAMP = datetime(2024, 1, 29, 9, 30, tzinfo=UTC)
JOAN = Party("Joan Whitfield", "joan.whitfield@example.org")
AMARA = Party("Amara Okafor", "amara.okafor@example.org")


def asked(**changes: Any) -> str:
    given: dict[str, Any] = {
        "uid": "5f0c@turnabout.invalid",
        "title": "Leadership and inclusion programme",
        "starts_at": WINTER,
        "ends_at": WINTER + timedelta(hours=1),
        "stamped_at": STAMP,
        "place": "Board room, City House",
        "organiser": JOAN,
        "attendee": AMARA,
    }
    return invitation(**{**given, **changes})


def read(text: str) -> Any:
    calendar = Calendar.from_ical(text)
    [event] = calendar.walk("VEVENT")
    return calendar, event


def test_invitation_says_what_when_where_and_who():
    calendar, event = read(asked())
    assert (calendar["METHOD"], calendar["VERSION"]) == ("REQUEST", "2.0")
    assert event["UID"] == "5f0c@turnabout.invalid"
    assert event["SUMMARY"] == "Leadership and inclusion programme"
    assert event["LOCATION"] == "Board room, City House"
    assert event["SEQUENCE"] == 0
    assert event["STATUS"] == "CONFIRMED"
    assert event["DTSTAMP"].dt == STAMP
    assert event["ORGANIZER"] == "mailto:joan.whitfield@example.org"
    assert event["ATTENDEE"] == "mailto:amara.okafor@example.org"
    assert event["ATTENDEE"].params["CN"] == "Amara Okafor"


def test_winter_time_is_written_as_the_clock_on_the_wall():
    text = asked()
    assert "DTSTART;TZID=Europe/London:20240206T100000" in text
    assert "DTEND;TZID=Europe/London:20240206T110000" in text


def test_summer_time_is_written_as_the_clock_on_the_wall():
    text = asked(starts_at=SUMMER, ends_at=SUMMER + timedelta(hours=4))
    assert datetime(2024, 7, 2, 12, tzinfo=UTC) == SUMMER
    assert "DTSTART;TZID=Europe/London:20240702T130000" in text
    assert "DTEND;TZID=Europe/London:20240702T170000" in text


@pytest.mark.parametrize("starts_at", [WINTER, SUMMER])
def test_a_reader_finds_the_same_instant(starts_at: datetime):
    _, event = read(asked(starts_at=starts_at, ends_at=starts_at + timedelta(hours=1)))
    assert event["DTSTART"].dt.astimezone(UTC) == starts_at
    assert event["DTEND"].dt.astimezone(UTC) == starts_at + timedelta(hours=1)


@pytest.mark.parametrize(
    "day",
    [
        date(1996, 4, 1),
        date(2024, 3, 30),
        date(2024, 3, 31),
        date(2024, 10, 26),
        date(2024, 10, 27),
        date(2030, 6, 1),
    ],
)
def test_zone_that_is_written_out_agrees_with_london(day: date):
    calendar, _ = read(asked())
    [zone] = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/London"
    noon = datetime.combine(day, time(12))
    assert zone.to_tz(lookup_tzid=False).utcoffset(noon) == noon.replace(tzinfo=LONDON).utcoffset()


def test_a_change_keeps_the_uid_and_raises_the_sequence():
    _, before = read(asked())
    _, after = read(asked(sequence=1, starts_at=SUMMER, ends_at=SUMMER + timedelta(hours=1)))
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_cancellation_takes_the_same_event_out():
    calendar, event = read(
        cancellation(
            uid="5f0c@turnabout.invalid",
            title="Leadership and inclusion programme",
            starts_at=WINTER,
            ends_at=WINTER + timedelta(hours=1),
            stamped_at=STAMP,
            sequence=3,
            organiser=JOAN,
            attendee=AMARA,
        )
    )
    assert calendar["METHOD"] == "CANCEL"
    assert (event["STATUS"], event["SEQUENCE"], event["UID"]) == ("CANCELLED", 3, "5f0c@turnabout.invalid")


def test_awkward_words_come_back_whole_and_cannot_add_a_line():
    words = "Room 3; floor 2, “north” \\ wing\nATTENDEE:mailto:eve@example.org"
    text = asked(place=words, title="Programme\r\nX-EVIL:yes", organiser=Party('Joan "Jo" Whitfield', JOAN.email))
    _, event = read(text)
    assert event["LOCATION"] == words
    assert event["SUMMARY"] == "Programme X-EVIL:yes"
    assert "X-EVIL" not in event and event["ATTENDEE"] == "mailto:amara.okafor@example.org"


def test_no_line_is_longer_than_the_standard_allows():
    text = asked(place="Räume " * 60)
    assert max(len(line) for line in text.encode().split(b"\r\n")) <= 75


def test_event_is_private_so_that_a_shared_diary_shows_no_details():
    _, event = read(asked())
    assert event["CLASS"] == "PRIVATE"


def test_feed_holds_every_event_earliest_first_and_marks_the_cancelled():
    entries = [
        Entry(uid="b", title="Second", starts_at=SUMMER, ends_at=SUMMER + timedelta(hours=1), stamped_at=STAMP),
        Entry(
            uid="a",
            title="First",
            starts_at=WINTER,
            ends_at=WINTER + timedelta(hours=1),
            stamped_at=STAMP,
            cancelled=True,
        ),
    ]
    calendar = Calendar.from_ical(feed(entries, name="Leadership and inclusion programme"))
    assert [(event["UID"], event["STATUS"]) for event in calendar.walk("VEVENT")] == [
        ("a", "CANCELLED"),
        ("b", "CONFIRMED"),
    ]
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["X-WR-CALNAME"] == "Leadership and inclusion programme"


def test_feed_of_nothing_is_still_a_calendar():
    assert Calendar.from_ical(feed([], name="Mine")).walk("VEVENT") == []


def test_same_event_gives_the_same_text():
    assert asked() == asked()


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_at": datetime(2024, 2, 6, 10)},
        {"stamped_at": datetime(2024, 2, 6, 10)},
        {"ends_at": WINTER},
        {"method": "REPLY"},
    ],
)
def test_impossible_events_are_refused(wrong: dict[str, Any]):
    with pytest.raises(ValueError):
        asked(**wrong)
