"""One's own calendar: its titles, its secret address, and the hour on London's clocks whenever they change."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import vobject
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from tests.cohorts.world import at
from tests.training.test_booking import last_event, latest
from tests.training.test_pages import page_of, press, text
from tests.training.walk import BETWEEN, BOOKING, Prepared
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.clock import LONDON
from turnabout.selection import actions as selection
from turnabout.training import actions, feeds, queries
from turnabout.training.models import OwnCalendar

NEUTRAL = "Leadership and inclusion programme"


def address_of(prepared: Prepared, who: Any) -> str:
    secret = actions.make_address(person=who.person, by=who.person, now=BOOKING)
    return reverse("training:feed", args=[secret])


def read(address: str, now: datetime = BETWEEN) -> Any:
    with clock.borrowed(now):
        return Client().get(address)


def test_the_address_serves_ones_own_sessions_to_whoever_has_it(prepared: Prepared) -> None:
    prepared.book(prepared.amara, "mentor_briefing_a")
    prepared.book(prepared.idris, "mentor_briefing_b")
    address = address_of(prepared, prepared.amara)
    answer = read(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"] == 'inline; filename="calendar.ics"'
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (event["SUMMARY"], event["DTSTART"].dt) == (NEUTRAL, at(2024, 3, 5, 13))
    whole = f"{address} {answer.content.decode()} {answer.headers}".lower()
    for name in (prepared.cohort.title, prepared.cohort.programme.name, "amara", "okafor", "mentor", "@example.org"):
        assert name.lower() not in whole, name
    outside_titles = re.sub(r"SUMMARY:.*", "", answer.content.decode()).lower()
    assert "leadership" not in outside_titles and "inclusion" not in outside_titles


def test_unknown_revoked_and_replaced_addresses_are_the_same_page_as_nothing(prepared: Prepared) -> None:
    first = address_of(prepared, prepared.amara)
    second = address_of(prepared, prepared.amara)
    assert (read(first).status_code, read(second).status_code) == (404, 200)
    unknown = reverse("training:feed", args=["x" * 43])
    actions.end_address(person=prepared.amara.person, by=prepared.amara.person, now=BOOKING)
    pages = [read(one) for one in (first, second, unknown)]
    assert [one.status_code for one in pages] == [404, 404, 404]
    bodies = {one.content.decode().replace(path, "") for one, path in zip(pages, (first, second, unknown), strict=True)}
    assert len(bodies) == 1
    empty = Client().get("/calendar/.ics")
    assert empty.status_code == 404, "no secret is nobody's, though many have none"


def test_the_secret_is_long_and_cannot_be_read_from_the_database(prepared: Prepared) -> None:
    secret = actions.make_address(person=prepared.amara.person, by=prepared.amara.person, now=BOOKING)
    assert len(secret) == 43, "256 bits"
    stored = OwnCalendar.objects.values_list().get()
    assert not any(secret in str(value) for value in stored)


def test_nobody_sets_up_somebody_elses_calendar(prepared: Prepared) -> None:
    for by in (prepared.idris.person, prepared.coordinator, prepared.world.outsider):
        for deed, more in (
            (actions.make_address, {}),
            (actions.end_address, {}),
            (actions.choose_titles, {"own_titles": True}),
        ):
            with pytest.raises(Refused) as refusal:
                deed(person=prepared.amara.person, by=by, now=BOOKING, **more)
            assert refusal.value.decision.hidden


def test_the_sessions_own_title_stands_there_only_for_whoever_chose_it(prepared: Prepared) -> None:
    actions.choose_titles(person=prepared.amara.person, own_titles=True, by=prepared.amara.person, now=BOOKING)
    address = address_of(prepared, prepared.amara)
    for minutes, (who, title) in enumerate(((prepared.amara, "Briefing, first date"), (prepared.idris, NEUTRAL))):
        prepared.book(who, "mentor_briefing_a", BOOKING + timedelta(minutes=minutes))
        assert last_event(latest("training.booked"))["SUMMARY"] == title
        assert latest("training.booked").subject.startswith(NEUTRAL), "a subject is neutral always"
    assert "SUMMARY:Briefing\\, first date" in read(address).content.decode()
    actions.choose_titles(person=prepared.amara.person, own_titles=False, by=prepared.amara.person, now=BOOKING)
    assert f"SUMMARY:{NEUTRAL}" in read(address).content.decode()


def test_after_a_withdrawal_only_what_is_cancelled_is_left(prepared: Prepared) -> None:
    prepared.book(prepared.helen, "mentee_training_a")
    prepared.mark("mentee_training_a", BETWEEN, came=[prepared.helen])
    prepared.book(prepared.helen, "sharing_session", BETWEEN)
    address = address_of(prepared, prepared.helen)
    assert read(address).content.decode().count("BEGIN:VEVENT") == 2
    selection.withdraw(participation=prepared.helen, by=prepared.helen.person, now=BETWEEN)
    prepared.helen.refresh_from_db()
    [event] = Calendar.from_ical(read(address).content).walk("VEVENT")
    assert event["STATUS"] == "CANCELLED"
    for entries in (queries.entries, feeds.entries_of):
        assert {one.cancelled for one in entries(prepared.helen.person, prepared.helen, BETWEEN)} == {True}


def test_the_pages_show_the_address_once(prepared: Prepared) -> None:
    person = prepared.amara.person
    prepared.book(prepared.amara, "mentor_briefing_a")
    with clock.borrowed(BOOKING):
        assert "Make an address" in text(page_of(person, "training:calendar"))
        shown = press(person, "training:make_address")
        [secret] = set(re.findall(r"/calendar/([A-Za-z0-9_-]{43})\.ics", text(shown)))
        assert 'href="webcal://' in text(shown) and shown["Cache-Control"] == "no-store"
        assert read(reverse("training:feed", args=[secret])).status_code == 200
        again = text(page_of(person, "training:calendar"))
        assert secret not in again and "it cannot be shown again" in again
        assert press(person, "training:end_address").status_code == 302
        assert read(reverse("training:feed", args=[secret])).status_code == 404
        assert press(person, "training:calendar", titles="own").status_code == 302
        assert OwnCalendar.objects.get().own_titles
    assert page_of(prepared.coordinator, "training:calendar").status_code == 404


NIGHTS = [
    ("the hour that is skipped in spring", datetime(2024, 3, 31, 0, 30, tzinfo=UTC), 2),
    ("the morning after it", datetime(2024, 3, 31, 9, 0, tzinfo=UTC), 1),
    ("across the hour that comes twice", datetime(2024, 10, 26, 23, 30, tzinfo=UTC), 3),
    ("from the hour that comes twice, the first time", datetime(2024, 10, 27, 0, 30, tzinfo=UTC), 2),
    ("from the hour that comes twice, the second time", datetime(2024, 10, 27, 1, 30, tzinfo=UTC), 2),
    ("to the hour that comes twice, the second time", datetime(2024, 10, 27, 0, 15, tzinfo=UTC), 1),
    ("the morning after the clocks went back", datetime(2024, 10, 27, 10, 0, tzinfo=UTC), 1),
]


@pytest.mark.parametrize(("night", "starts", "hours"), NIGHTS, ids=[name for name, *_rest in NIGHTS])
def test_two_readers_find_the_hour_on_londons_clocks(
    prepared: Prepared, night: str, starts: datetime, hours: int
) -> None:
    ends = starts + timedelta(hours=hours)
    session = actions.add_session(
        cohort=prepared.cohort,
        kind="graduation",
        starts_at=starts,
        ends_at=ends,
        by=prepared.coordinator,
        now=BOOKING,
    )
    prepared.book(prepared.amara, session.step)
    feed = read(address_of(prepared, prepared.amara)).content.decode()
    for told in (latest("training.booked").calendar, feed):
        [event] = Calendar.from_ical(told).walk("VEVENT")
        assert (event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC)) == (starts, ends)
        other = vobject.readOne(told).vevent
        assert (other.dtstart.value.astimezone(UTC), other.dtend.value.astimezone(UTC)) == (starts, ends)
    with clock.borrowed(BOOKING):
        mine = text(page_of(prepared.amara.person, "training:mine", prepared.amara.pk))
    wall = starts.astimezone(LONDON)
    said = f"{wall.hour % 12 or 12}" + (f":{wall.minute}" if wall.minute else "")
    assert f"{wall.day} {wall:%B} 2024, " in mine and (said in mine or "midnight" in mine)
