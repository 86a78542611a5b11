"""Choosing a session and keeping a register, pressed as a browser presses them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.training.walk import AFTER, BETWEEN, BOOKING, Prepared
from turnabout.applications import actions as applications
from turnabout.cohorts import actions as cohorts
from turnabout.foundation import clock
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.design.next_steps import DECISIONS, MINE, steps
from turnabout.foundation.mail.models import Message
from turnabout.training import actions, queries
from turnabout.training.models import Booking, Session

KEY = re.compile(r'name="idempotency_key" value="([^"]+)"')


@pytest.fixture(autouse=True)
def in_february() -> Iterator[None]:
    with clock.borrowed(BOOKING):
        yield


def page_of(person: Any, name: str, *args: Any) -> Any:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client.get(reverse(name, args=args))


def press(person: Any, name: str, *args: Any, times: int = 1, **given: Any) -> Any:
    client = Client()
    client.force_login(person)
    shown = client.get(reverse(name, args=args)).content.decode()
    hidden = {"idempotency_key": KEY.findall(shown)[0]}
    return [client.post(reverse(name, args=args), hidden | given) for _time in range(times)][-1]


def text(response: Any) -> str:
    return response.content.decode()


def test_a_participant_chooses_one_date_and_sees_it_booked(prepared: Prepared) -> None:
    amara = prepared.amara
    shown = text(page_of(amara.person, "training:mine", amara.pk))
    assert "Choose a date: Briefing" in shown
    choose = text(page_of(amara.person, "training:choose", amara.pk, "mentor_briefing"))
    assert "Tuesday 5 March 2024, 1pm to 5pm" in choose
    assert "Monday 11 March 2024, 9am to 1pm" in choose
    assert "40 places left" in choose
    session = prepared.session("mentor_briefing_b")
    response = press(amara.person, "training:choose", amara.pk, "mentor_briefing", session=str(session.pk), times=2)
    assert response.status_code == 302
    assert Booking.objects.count() == 1
    assert Message.objects.filter(kind="training.booked").count() == 1
    shown = text(page_of(amara.person, "training:mine", amara.pk))
    assert "Monday 11 March 2024, 9am to 1pm" in shown and "Change the date" in shown


def test_choosing_nothing_or_nonsense_comes_back_with_a_sentence(prepared: Prepared) -> None:
    amara = prepared.amara
    for given in ({}, {"session": "nonsense"}, {"session": str(prepared.session("mentee_training_a").pk)}):
        response = press(amara.person, "training:choose", amara.pk, "mentor_briefing", **given)
        assert response.status_code == 422
        assert "Choose one of the" in text(response)
    assert not Booking.objects.exists()


def test_the_last_place_gone_while_the_page_was_open_is_said_clearly(prepared: Prepared) -> None:
    prepared.resize("mentor_briefing_a", 1)
    amara, session = prepared.amara, prepared.session("mentor_briefing_a")
    client = Client()
    client.force_login(amara.person)
    address = reverse("training:choose", args=[amara.pk, "mentor_briefing"])
    key = KEY.findall(text(client.get(address)))[0]
    prepared.book(prepared.idris, "mentor_briefing_a")
    response = client.post(address, {"idempotency_key": key, "session": str(session.pk)})
    assert response.status_code in (409, 422)
    assert "Choose one of the" in text(response) or "last place" in text(response)
    assert "Full at present" in text(response)
    assert Booking.objects.filter(participation=amara).count() == 0


def test_a_booking_is_cancelled_on_its_own_page(prepared: Prepared) -> None:
    booking = prepared.book(prepared.amara, "mentor_briefing_a")
    amara = prepared.amara
    shown = text(page_of(amara.person, "training:cancel", amara.pk, booking.pk))
    assert "Cancel this booking?" in shown
    assert press(amara.person, "training:cancel", amara.pk, booking.pk, times=2).status_code == 302
    booking.refresh_from_db()
    assert booking.status == "cancelled"
    assert Message.objects.filter(kind="training.cancelled").count() == 1


def test_other_peoples_pages_are_absent(prepared: Prepared) -> None:
    amara, idris = prepared.amara, prepared.idris
    booking = prepared.book(amara, "mentor_briefing_a")
    session = prepared.session("mentor_briefing_a")
    own = [
        ("training:mine", amara.pk),
        ("training:choose", amara.pk, "mentor_briefing"),
        ("training:cancel", amara.pk, booking.pk),
    ]
    kept = [
        ("training:sessions", prepared.cohort.pk),
        ("training:plan", prepared.cohort.pk),
        ("training:untrained", prepared.cohort.pk),
        ("training:session", prepared.cohort.pk, session.pk),
        ("training:change", prepared.cohort.pk, session.pk),
        ("training:call_off", prepared.cohort.pk, session.pk),
        ("training:register", prepared.cohort.pk, session.pk),
    ]
    for page in own:
        assert page_of(amara.person, *page).status_code == 200, page
        for person in (idris.person, prepared.world.outsider, prepared.coordinator, prepared.trainer):
            assert page_of(person, *page).status_code == 404, page
    for page in kept:
        for person in (amara.person, idris.person, prepared.world.outsider):
            assert page_of(person, *page).status_code == 404, page
        assert page_of(None, *page).status_code == 302, page
    assert page_of(amara.person, "training:choose", amara.pk, "mentee_training").status_code == 404


def test_trainer_keeps_the_register_and_corrects_it(prepared: Prepared) -> None:
    for one in (prepared.amara, prepared.idris):
        prepared.book(one, "mentor_briefing_a")
    session = prepared.session("mentor_briefing_a")
    where = ("training:register", prepared.cohort.pk, session.pk)
    early = page_of(prepared.trainer, *where)
    assert early.status_code == 403 and "not begun yet" in text(early)
    with clock.borrowed(AFTER):
        amara, idris = (f"of_{one.pk}" for one in (prepared.amara, prepared.idris))
        assert press(prepared.trainer, *where, **{amara: "late", idris: "told"}, times=2).status_code == 302
        assert _statuses() == {"Amara Okafor": "attended", "Idris Vale": "missed"}
        shown = text(page_of(prepared.trainer, *where))
        assert "This register is filled in" in shown
        assert press(prepared.trainer, *where, **{amara: "no_word", idris: "came"}).status_code == 302
        assert _statuses() == {"Amara Okafor": "missed", "Idris Vale": "attended"}


def test_whoever_came_without_a_booking_is_ticked_below(prepared: Prepared) -> None:
    prepared.book(prepared.amara, "mentor_briefing_a")
    session = prepared.session("mentor_briefing_a")
    with clock.borrowed(AFTER):
        press(
            prepared.trainer,
            "training:register",
            prepared.cohort.pk,
            session.pk,
            **{f"of_{prepared.amara.pk}": "came"},
            others=[str(prepared.idris.pk)],
        )
    assert _statuses() == {"Amara Okafor": "attended", "Idris Vale": "attended"}


def test_a_forged_name_in_the_register_is_refused(prepared: Prepared) -> None:
    prepared.book(prepared.amara, "mentor_briefing_a")
    session = prepared.session("mentor_briefing_a")
    with clock.borrowed(AFTER):
        response = press(
            prepared.trainer, "training:register", prepared.cohort.pk, session.pk, others=[str(prepared.helen.pk)]
        )
    assert response.status_code == 422
    assert _statuses() == {"Amara Okafor": "booked"}


def test_trainer_sees_what_to_arrange_and_never_why(prepared: Prepared) -> None:
    prepared.book(prepared.amara, "mentor_briefing_a")
    session = prepared.session("mentor_briefing_a")
    before = AuditEvent.objects.filter(event="sensitive.read").count()
    shown = text(page_of(prepared.trainer, "training:session", prepared.cohort.pk, session.pk))
    assert "Captions or speech to text" in shown
    for private in ("A quiet room on Fridays", "nine years", "grim.boss", "Faith", "race"):
        assert private not in shown
    lines = AuditEvent.objects.filter(event="sensitive.read")
    assert lines.count() > before
    assert {one.details["purpose"] for one in lines} == {"arranging adjustments for a session"}


def test_trainer_hears_that_there_is_more_and_only_the_coordinator_reads_it(prepared: Prepared) -> None:
    prepared.book(prepared.amara, "mentor_briefing_a")
    where = ("training:session", prepared.cohort.pk, prepared.session("mentor_briefing_a").pk)
    assert "Something more: the co-ordinator knows what" in text(page_of(prepared.trainer, *where))
    assert "In their words: A quiet room on Fridays." in text(page_of(prepared.coordinator, *where))


def test_what_is_arranged_for_a_leader_is_not_read_by_a_coordinator_who_reports_to_them(prepared: Prepared) -> None:
    helen = prepared.helen.person
    answers = {"adjustments_needs": ["captions"], "adjustments_words": "A quiet room on Mondays."}
    applications.change_any_time(
        application=helen.applications.get(), section="adjustments", answers=answers, by=helen, now=BOOKING
    )
    prepared.book(prepared.helen, "mentee_training_b")
    where = ("training:session", prepared.cohort.pk, prepared.session("mentee_training_b").pk)
    assert "A quiet room on Mondays." in text(page_of(prepared.coordinator, *where))
    role = prepared.coordinator.roles.get(kind="coordinator", organisation__isnull=False)
    cohorts.name_manager(role=role, manager_email=helen.email, by=prepared.coordinator, now=prepared.world.now)
    shown = text(page_of(prepared.coordinator, *where))
    assert "Helen Marlowe" in shown
    assert "Mondays" not in shown and "Captions" not in shown
    assert "Captions" in text(page_of(prepared.trainer, *where)), "who still has it to arrange"


def test_coordinator_sees_what_to_arrange_for_everybody_before_anybody_books(prepared: Prepared) -> None:
    before = AuditEvent.objects.filter(event="sensitive.read").count()
    shown = text(page_of(prepared.coordinator, "training:needs", prepared.cohort.pk))
    assert "Amara Okafor" in shown and "Captions or speech to text" in shown
    assert "In their words: A quiet room on Fridays." in shown
    assert "Helen Marlowe" not in shown, "whoever needs nothing is not on the list"
    assert AuditEvent.objects.filter(event="sensitive.read").count() > before
    for person in (prepared.trainer, prepared.amara.person, prepared.world.outsider):
        assert page_of(person, "training:needs", prepared.cohort.pk).status_code == 404
        assert queries.everybodys_needs(person, prepared.cohort, BOOKING) == []


def test_trainer_does_not_move_or_call_off_a_session(prepared: Prepared) -> None:
    session = prepared.session("mentor_briefing_a")
    for name in ("training:change", "training:call_off"):
        assert page_of(prepared.trainer, name, prepared.cohort.pk, session.pk).status_code == 404
    shown = text(page_of(prepared.trainer, "training:session", prepared.cohort.pk, session.pk))
    assert "Change the time, place or places" not in shown


def test_nobody_reads_what_was_arranged_once_the_session_was_held(prepared: Prepared) -> None:
    prepared.book(prepared.amara, "mentor_briefing_a")
    session = prepared.mark("mentor_briefing_a", AFTER, came=[prepared.amara])
    before = AuditEvent.objects.filter(event="sensitive.read").count()
    shown = text(page_of(prepared.trainer, "training:session", prepared.cohort.pk, session.pk))
    assert "Captions" not in shown and "Who was booked" in shown
    assert AuditEvent.objects.filter(event="sensitive.read").count() == before


def test_trainer_is_led_to_the_sessions_of_their_cohort(prepared: Prepared) -> None:
    started = page_of(prepared.trainer, "home:start")
    assert started["Location"] == reverse("training:sessions", args=[prepared.cohort.pk])
    assert f'href="{started["Location"]}"' in text(page_of(prepared.trainer, "home:help"))
    assert started["Location"] not in text(page_of(prepared.amara.person, "home:help"))


def test_a_session_is_changed_on_its_page(prepared: Prepared) -> None:
    prepared.book(prepared.amara, "mentor_briefing_a")
    session = prepared.session("mentor_briefing_a")
    where = ("training:change", prepared.cohort.pk, session.pk)
    given = {"day_day": "6", "day_month": "3", "day_year": "2024", "starts": "2pm", "ends": "6pm", "place": "Room 4"}
    assert press(prepared.coordinator, *where, **given, capacity="1").status_code == 302
    session.refresh_from_db()
    assert (session.place, session.capacity) == ("Room 4", 1)
    assert Message.objects.filter(kind="training.changed").count() == 1
    wrong = press(prepared.coordinator, *where, **(given | {"ends": "1pm"}))
    assert wrong.status_code == 422 and "must end after it starts" in text(wrong)
    skipped = press(prepared.coordinator, *where, **(given | {"day_day": "31", "starts": "1:30am", "ends": "3am"}))
    assert skipped.status_code == 422 and "The clocks change at that time" in text(skipped)
    past = press(prepared.coordinator, *where, **(given | {"day_month": "1"}))
    assert past.status_code == 409 and "still to come" in text(past)


def test_a_session_is_called_off_on_its_page(prepared: Prepared) -> None:
    prepared.book(prepared.amara, "mentor_briefing_a")
    session = prepared.session("mentor_briefing_a")
    shown = text(page_of(prepared.coordinator, "training:call_off", prepared.cohort.pk, session.pk))
    assert "1 person is booked" in shown
    assert press(prepared.coordinator, "training:call_off", prepared.cohort.pk, session.pk).status_code == 302
    assert Message.objects.filter(kind="training.called_off").count() == 1


def test_sessions_are_planned_on_their_page(prepared: Prepared) -> None:
    Session.objects.all().delete()
    assert "become sessions" in text(page_of(prepared.coordinator, "training:plan", prepared.cohort.pk))
    assert [one.text for one in _asked(prepared)] == ["Plan the sessions, so that people can book"]
    assert press(prepared.coordinator, "training:plan", prepared.cohort.pk, times=2).status_code == 302
    assert Session.objects.count() == 8
    assert _asked(prepared) == []
    assert page_of(prepared.trainer, "training:plan", prepared.cohort.pk).status_code == 404


@pytest.mark.parametrize("page", ["sessions", "untrained", "session", "register", "mine"])
def test_a_list_asks_as_many_questions_for_three_as_for_one(page: str, prepared: Prepared) -> None:
    viewer: Any = prepared.coordinator
    session = prepared.session("mentor_briefing_a")
    address = {
        "sessions": reverse("training:sessions", args=[prepared.cohort.pk]),
        "untrained": reverse("training:untrained", args=[prepared.cohort.pk]),
        "session": reverse("training:session", args=[prepared.cohort.pk, session.pk]),
        "register": reverse("training:register", args=[prepared.cohort.pk, session.pk]),
        "mine": reverse("training:mine", args=[prepared.amara.pk]),
    }[page]
    if page == "mine":
        viewer = prepared.amara.person
    client = Client()
    client.force_login(viewer)
    prepared.book(prepared.amara, "mentor_briefing_a")
    first_time = AFTER if page == "register" else BOOKING
    with clock.borrowed(first_time):
        few = _queries(client, address)
    prepared.book(prepared.idris, "mentor_briefing_a")
    prepared.book(prepared.amara, "peer_support_1")
    prepared.book(prepared.amara, "sharing_session")
    with clock.borrowed(first_time):
        assert _queries(client, address) == few


def test_my_mentoring_asks_to_choose_then_reminds_of_what_is_booked(prepared: Prepared) -> None:
    def asked(now: Any = BOOKING) -> list[str]:
        return [str(one.text) for one in steps(MINE, prepared.helen.person, prepared.helen, now)]

    assert "Choose a date: Training" in asked()
    prepared.book(prepared.helen, "mentee_training_a")
    assert "Choose a date: Training" not in asked() and "Come to: Training" in asked()
    with clock.borrowed(BETWEEN):
        prepared.mark("mentee_training_a", BETWEEN, absent=[prepared.helen])
    assert "Book a place: Training" in asked(BETWEEN)
    assert list(steps(MINE, prepared.amara.person, prepared.helen, BOOKING)) == []


def test_my_mentoring_says_where_and_leads_to_where_one_joins(prepared: Prepared) -> None:
    session = prepared.session("mentee_training_a")
    link = "https://meet.example.org/training"
    times = {"starts_at": session.starts_at, "ends_at": session.ends_at, "capacity": 40}
    given = {"place": "Room 4, City House", "link": link}
    actions.change_session(session=session, **times, **given, by=prepared.coordinator, now=BOOKING)
    prepared.book(prepared.helen, "mentee_training_a")
    shown = text(page_of(prepared.helen.person, "home:mine", prepared.helen.pk))
    assert "Room 4, City House" in shown
    assert f'href="{link}"' in shown


def test_coordinators_day_asks_for_registers_that_nobody_filled_in(prepared: Prepared) -> None:
    assert _asked(prepared, BETWEEN)[0].text == "Fill in the register: Training, first date"
    prepared.mark("mentee_training_a", BETWEEN)
    assert _asked(prepared, BETWEEN) == []


def test_empty_pages_teach(prepared: Prepared) -> None:
    session = prepared.session("mentor_briefing_a")
    shown = text(page_of(prepared.trainer, "training:session", prepared.cohort.pk, session.pk))
    assert "Nobody is booked" in shown
    actions.cancel_session(session=session, by=prepared.coordinator, now=BOOKING)
    other = prepared.session("mentor_briefing_b")
    actions.cancel_session(session=other, by=prepared.coordinator, now=BOOKING)
    mine = text(page_of(prepared.amara.person, "training:mine", prepared.amara.pk))
    assert "There is no date left to choose" in mine


def _statuses() -> dict[str, str]:
    standing = Booking.objects.exclude(status="cancelled").select_related("participation__person")
    return {one.participation.person.name: one.status for one in standing}


def _asked(prepared: Prepared, now: Any = BOOKING) -> list[Any]:
    here = f"/cohorts/{prepared.cohort.pk}/sessions/"
    return [one for one in steps(DECISIONS, prepared.coordinator, prepared.cohort, now) if one.url.startswith(here)]


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)
