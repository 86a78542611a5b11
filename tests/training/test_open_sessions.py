"""Open question sessions: everybody may come, nobody is named, and the link is shown only if that was said."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from icalendar import Calendar

from tests.cohorts.world import World, at
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.mail.models import Message
from turnabout.training import actions, opening, queries
from turnabout.training.models import Session
from turnabout.training.steps import to_arrange

DAY = at(2023, 12, 4, 10)
LINK = "https://meet.example.org/questions"
WHEN: dict[str, Any] = {"starts_at": at(2023, 12, 5, 12), "ends_at": at(2023, 12, 5, 13)}
SAID = "Tuesday 5 December 2023, midday to 1pm"
TYPED = {"day_day": "5", "day_month": "12", "day_year": "2023", "starts": "12:00", "ends": "1pm"}


@pytest.fixture
def world(db: Any) -> World:
    return World.make(at(2023, 9, 1, 9))


def planned(world: World, cohort: Cohort, **given: Any) -> Session:
    whole = {**WHEN, "place": "Room 4, Fenwick House", "access": "The way in without steps is at the back."}
    return actions.plan_open(cohort=cohort, **(whole | given), by=world.coordinator, now=world.now)


def read(client: Any, address: str, moment: Any = DAY) -> str:
    with clock.borrowed(moment):
        response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def page(cohort: Cohort, name: str = "questions") -> str:
    return reverse(f"training:{name}", args=[cohort.programme.slug, cohort.slug])


def test_anybody_reads_when_and_where_without_signing_in(client: Any, world: World) -> None:
    cohort = world.just_open()
    planned(world, cohort)
    shown = read(client, page(cohort))
    for words in (SAID, "Room 4, Fenwick House", "without steps", "You need not sign in, book, or give a name."):
        assert words in shown
    assert not client.cookies


def test_a_draft_s_sessions_are_not_public(client: Any, world: World) -> None:
    cohort = world.cohort()
    planned(world, cohort)
    assert client.get(page(cohort)).status_code == 404
    assert client.get(page(cohort, "questions_calendar")).status_code == 404


def test_the_link_stands_on_the_public_page_only_if_that_was_said(client: Any, world: World) -> None:
    cohort = world.just_open()
    session = planned(world, cohort, link=LINK)
    for name in ("questions", "questions_calendar"):
        with clock.borrowed(DAY):
            assert LINK not in client.get(page(cohort, name)).content.decode()
    assert "Ask for the link at inclusion@example.org . You need not say why." in read(client, page(cohort))
    more = {"place": "", "link": LINK, "link_public": True}
    actions.change_open(session=session, **WHEN, **more, by=world.coordinator, now=world.now)
    for name in ("questions", "questions_calendar"):
        with clock.borrowed(DAY):
            assert LINK in client.get(page(cohort, name)).content.decode()


def test_the_calendar_file_says_neither_mentoring_nor_who(client: Any, world: World) -> None:
    cohort = world.just_open()
    planned(world, cohort)
    with clock.borrowed(DAY):
        text = client.get(page(cohort, "questions_calendar")).content.decode()
    assert "mentor" not in text.lower()
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert str(event["summary"]) == "Leadership and inclusion programme: questions"
    assert event.decoded("dtstart").isoformat() == "2023-12-05T12:00:00+00:00"
    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert "attendee" not in event


def test_times_are_london_s_in_summer_too(client: Any, world: World) -> None:
    cohort = world.just_open()
    client.force_login(world.coordinator)
    typed = TYPED | {"day_day": "3", "day_month": "6", "day_year": "2024", "place": "Room 4"}
    with clock.borrowed(DAY):
        assert client.post(reverse("training:plan_open", args=[cohort.pk]), typed).status_code == 302
    assert Session.objects.get(kind="drop_in").starts_at.isoformat() == "2024-06-03T11:00:00+00:00"


def test_it_leaves_the_page_when_it_is_over_and_says_so_when_it_is_called_off(client: Any, world: World) -> None:
    cohort = world.just_open()
    session = planned(world, cohort)
    assert SAID in read(client, page(cohort), at(2023, 12, 5, 12, 59))
    assert SAID not in read(client, page(cohort), at(2023, 12, 5, 13))
    actions.cancel_session(session=session, by=world.coordinator, now=world.now)
    assert "This session is called off." in read(client, page(cohort), at(2023, 12, 5, 23))
    assert "No session is planned at the moment" in read(client, page(cohort), at(2023, 12, 6, 0, 1))
    assert not Message.objects.filter(kind__startswith="training.").exists()


def test_the_public_page_and_the_pack_lead_to_it(client: Any, world: World) -> None:
    cohort = world.just_open()
    public = reverse("home:public", args=[cohort.programme.slug, cohort.slug])
    pack = reverse("home:pack", args=[cohort.programme.slug, cohort.slug, "mentor"])
    assert "Come and ask" not in read(client, public)
    planned(world, cohort)
    assert SAID in read(client, public)
    assert page(cohort) in client.get(pack).content.decode()
    assert SAID not in read(client, public, at(2023, 12, 5, 13, 1)), "a page that was kept must not outlive it"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"place": ""}, "Say where it is: a place, a link to join online, or both"),
        ({"place": "Room 4", "ends": "11am"}, "A session must end after it starts"),
        ({"place": "Room 4", "day_year": "2022"}, "Choose a time that is still to come"),
        ({"place": "Room 4", "link": "javascript:alert(1)"}, "link"),
        ({"place": "Room 4", "link_public": "on"}, "Enter the link that is to be shown, or take the tick away"),
        (
            {
                "place": "Room 4",
                "day_day": "31",
                "day_month": "3",
                "day_year": "2024",
                "starts": "1:30am",
                "ends": "2:30am",
            },
            "clocks",
        ),
        ({"place": "Room 4", "starts": "noonish"}, "Starts at"),
    ],
)
def test_bad_input_is_said_beside_the_box_and_nothing_is_lost(
    client: Any, world: World, given: dict[str, str], said: str
) -> None:
    cohort = world.just_open()
    client.force_login(world.coordinator)
    typed = TYPED | {"access": "Ring the bell."} | given
    with clock.borrowed(DAY):
        response = client.post(reverse("training:plan_open", args=[cohort.pk]), typed)
    assert response.status_code in (409, 422)
    assert said in response.content.decode()
    assert "Ring the bell." in response.content.decode()
    assert not Session.objects.exists()


def test_nobody_books_it_and_it_has_no_register(world: World) -> None:
    cohort = world.just_open()
    session = planned(world, cohort)
    after = at(2023, 12, 6)
    with pytest.raises(Refused, match="has no register"):
        actions.mark_register(session=session, by=world.coordinator, now=after)
    assert queries.sessions(world.coordinator, cohort, after) == []
    assert queries.registers_to_fill(world.coordinator, cohort, after) == []
    assert opening.all_open(world.coordinator, cohort, after) == [session]
    assert opening.all_open(world.outsider, cohort, after) == []


def test_it_does_not_stand_in_for_the_sessions_that_must_be_planned(world: World) -> None:
    cohort = cohorts.close_applications(cohort=world.just_open(), by=world.coordinator, now=world.now)
    planned(world, cohort)
    asked = [str(step.text) for step in to_arrange(world.coordinator, cohort, DAY)]
    assert "Plan the sessions, so that people can book" in asked


def test_only_a_coordinator_plans_it_and_not_when_the_cohort_is_over(world: World) -> None:
    cohort = world.just_open()
    nadia = Person.objects.make(name="Nadia Brook", email="nadia.brook@example.org")
    cohorts.give_role(person=nadia, kind="trainer", cohort=cohort, by=world.coordinator, now=world.now)
    for by in (world.outsider, nadia):
        with pytest.raises(Refused):
            actions.plan_open(cohort=cohort, **WHEN, place="Room 4", by=by, now=world.now)
    off = cohorts.call_off(cohort=cohort, by=world.coordinator, now=world.now)
    with pytest.raises(Refused, match="This cohort is over"):
        planned(world, off)


def test_a_session_that_people_book_is_not_changed_on_the_page_of_open_ones(client: Any, world: World) -> None:
    cohort = world.just_open()
    actions.plan_sessions(cohort=cohort, by=world.coordinator, now=world.now)
    booked, free = Session.objects.filter(kind="peer_support")[0], planned(world, cohort)
    client.force_login(world.coordinator)
    with clock.borrowed(DAY):
        assert client.get(reverse("training:change_open", args=[cohort.pk, booked.pk])).status_code == 404
        assert client.get(reverse("training:change", args=[cohort.pk, free.pk])).status_code == 404
        assert client.get(reverse("training:change_open", args=[cohort.pk, free.pk])).status_code == 200
    with pytest.raises(ValueError, match="not for everybody"):
        actions.change_open(session=booked, **WHEN, place="Room 4", by=world.coordinator, now=world.now)


def test_the_next_one_after_one_that_was_called_off_is_another(world: World) -> None:
    cohort = world.just_open()
    actions.cancel_session(session=planned(world, cohort), by=world.coordinator, now=world.now)
    again = planned(world, cohort)
    assert opening.next_open(cohort, DAY) == again
    assert [one.step for one in opening.all_open(world.coordinator, cohort, DAY)] == ["drop_in_1", "drop_in_2"]
