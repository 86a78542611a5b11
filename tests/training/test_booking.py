"""Choosing one of the sessions: places, changes of mind, and the invitations that follow."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from icalendar import Calendar

from tests.cohorts.world import World, at
from tests.training.walk import AFTER, BETWEEN, BOOKING, PLANNING, Prepared
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.queries import date_of
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.mail.models import Message
from turnabout.selection import actions as selection
from turnabout.training import actions, queries
from turnabout.training.models import Booking, Session


def last_event(message: Message) -> Any:
    calendar = Calendar.from_ical(message.calendar)
    [event] = calendar.walk("VEVENT")
    assert str(calendar["METHOD"]) == message.method
    return event


def latest(kind: str) -> Message:
    found = Message.objects.filter(kind=kind).order_by("-queued_at").first()
    assert found is not None, kind
    return found


def test_sessions_are_planned_from_the_chain_of_dates(prepared: Prepared) -> None:
    planned = list(Session.objects.filter(cohort=prepared.cohort).values_list("step", "kind", "choose_group"))
    assert planned == [
        ("mentee_training_a", "mentee_training", "mentee_training"),
        ("mentee_training_b", "mentee_training", "mentee_training"),
        ("mentor_briefing_a", "mentor_briefing", "mentor_briefing"),
        ("mentor_briefing_b", "mentor_briefing", "mentor_briefing"),
        ("peer_support_1", "peer_support", "peer_support_1"),
        ("peer_support_2", "peer_support", "peer_support_2"),
        ("peer_support_3", "peer_support", "peer_support_3"),
        ("sharing_session", "sharing_session", "sharing_session"),
    ]
    first = prepared.session("mentee_training_a")
    assert (first.starts_at, first.ends_at) == (at(2024, 2, 6, 10), at(2024, 2, 6, 11))


def test_planning_twice_is_refused_and_outsiders_cannot_plan(prepared: Prepared) -> None:
    with pytest.raises(Refused, match="already planned"):
        actions.plan_sessions(cohort=prepared.cohort, by=prepared.coordinator, now=PLANNING)
    for by in (prepared.world.outsider, prepared.amara.person, prepared.trainer):
        with pytest.raises(Refused) as refusal:
            actions.plan_sessions(cohort=prepared.cohort, by=by, now=PLANNING)
        assert refusal.value.decision.hidden


def test_booking_sends_a_neutral_invitation_in_london_time(prepared: Prepared) -> None:
    booking = prepared.book(prepared.amara, "mentor_briefing_a")
    message = latest("training.booked")
    event = last_event(message)
    assert message.method == "REQUEST"
    assert event["SUMMARY"] == "Leadership and inclusion programme"
    assert event["UID"] == booking.uid
    assert event["SEQUENCE"] == 0
    assert event["ATTENDEE"] == "mailto:amara.okafor@example.org"
    assert "DTSTART;TZID=Europe/London:20240305T130000" in message.calendar
    for words in (message.subject, message.body, message.calendar):
        assert not any(word in words.lower() for word in ("reverse", "mentor", "captions", "faith"))


def test_a_session_in_summer_time_keeps_its_hour_on_the_wall(prepared: Prepared) -> None:
    prepared.book(prepared.amara, "sharing_session", AFTER)
    assert "DTSTART;TZID=Europe/London:20241003T140000" in latest("training.booked").calendar


def test_choosing_the_other_date_moves_the_same_invitation(prepared: Prepared) -> None:
    first = prepared.book(prepared.amara, "mentor_briefing_a")
    second = prepared.book(prepared.amara, "mentor_briefing_b", BOOKING + timedelta(hours=1))
    assert first.pk == second.pk
    assert Booking.objects.count() == 1
    event = last_event(latest("training.moved"))
    assert (event["UID"], event["SEQUENCE"]) == (first.uid, 1)
    assert "20240311T090000" in latest("training.moved").calendar


def test_cancelling_takes_it_out_of_the_calendar_and_frees_the_place(prepared: Prepared) -> None:
    prepared.resize("mentor_briefing_a", 1)
    booking = prepared.book(prepared.amara, "mentor_briefing_a")
    actions.cancel_booking(booking=booking, by=prepared.amara.person, now=BOOKING + timedelta(hours=1))
    message = latest("training.cancelled")
    event = last_event(message)
    assert (message.method, event["UID"], event["SEQUENCE"], event["STATUS"]) == ("CANCEL", booking.uid, 1, "CANCELLED")
    prepared.book(prepared.idris, "mentor_briefing_a")
    again = prepared.book(prepared.amara, "mentor_briefing_b")
    assert again.pk != booking.pk


def test_a_full_session_takes_nobody_more(prepared: Prepared) -> None:
    prepared.resize("mentor_briefing_a", 1)
    prepared.book(prepared.amara, "mentor_briefing_a")
    lines = AuditEvent.objects.count()
    with pytest.raises(Refused, match="last place"):
        prepared.book(prepared.idris, "mentor_briefing_a")
    assert (Booking.objects.count(), AuditEvent.objects.count()) == (1, lines)


def test_moving_to_a_full_session_is_refused_and_keeps_the_old_place(prepared: Prepared) -> None:
    prepared.resize("mentor_briefing_b", 1)
    prepared.book(prepared.idris, "mentor_briefing_b")
    booking = prepared.book(prepared.amara, "mentor_briefing_a")
    with pytest.raises(Refused, match="last place"):
        prepared.book(prepared.amara, "mentor_briefing_b")
    booking.refresh_from_db()
    assert (booking.session.step, booking.status) == ("mentor_briefing_a", "booked")


def test_booking_twice_is_refused_with_a_sentence(prepared: Prepared) -> None:
    prepared.book(prepared.amara, "mentor_briefing_a")
    with pytest.raises(Refused, match="already booked on this session"):
        prepared.book(prepared.amara, "mentor_briefing_a")
    assert Message.objects.filter(kind="training.booked").count() == 1


def test_nobody_books_a_session_of_the_other_role_or_for_somebody_else(prepared: Prepared) -> None:
    refusals = [
        (prepared.helen, "mentor_briefing_a", prepared.helen.person),
        (prepared.helen, "peer_support_1", prepared.helen.person),
        (prepared.amara, "mentee_training_a", prepared.amara.person),
        (prepared.amara, "mentor_briefing_a", prepared.idris.person),
        (prepared.amara, "mentor_briefing_a", prepared.world.outsider),
    ]
    for who, step, by in refusals:
        with pytest.raises(Refused) as refusal:
            prepared.book(who, step, by=by)
        assert refusal.value.decision.hidden
    assert not Booking.objects.exists()


def test_coordinator_and_trainer_book_for_somebody_on_the_telephone(prepared: Prepared) -> None:
    booking = prepared.book(prepared.amara, "mentor_briefing_a", by=prepared.coordinator)
    assert booking.booked_by == prepared.coordinator.pk
    prepared.book(prepared.idris, "mentor_briefing_a", by=prepared.trainer)


def test_a_session_that_has_begun_is_neither_booked_nor_cancelled(prepared: Prepared) -> None:
    booking = prepared.book(prepared.helen, "mentee_training_a")
    start = prepared.session("mentee_training_a").starts_at
    with pytest.raises(Refused, match="already begun"):
        actions.cancel_booking(booking=booking, by=prepared.helen.person, now=start)
    other = prepared.session("mentor_briefing_a").starts_at
    with pytest.raises(Refused, match="already begun"):
        prepared.book(prepared.amara, "mentor_briefing_a", other)
    prepared.book(prepared.amara, "mentor_briefing_a", other - timedelta(seconds=1))


def test_both_roles_book_the_joint_sharing_session(prepared: Prepared) -> None:
    prepared.book(prepared.amara, "sharing_session", AFTER)
    prepared.book(prepared.helen, "sharing_session", AFTER)
    assert prepared.session("sharing_session").bookings.count() == 2


def test_each_sees_only_what_is_for_their_role(prepared: Prepared) -> None:
    mentor = [one.group for one in queries.sessions_for(prepared.amara.person, prepared.amara, BOOKING)]
    mentee = [one.group for one in queries.sessions_for(prepared.helen.person, prepared.helen, BOOKING)]
    assert mentor == ["mentor_briefing", "peer_support_1", "peer_support_2", "peer_support_3", "sharing_session"]
    assert mentee == ["mentee_training", "sharing_session"]
    assert queries.sessions_for(prepared.idris.person, prepared.amara, BOOKING) == []
    assert queries.sessions_for(prepared.coordinator, prepared.amara, BOOKING) == []


def test_a_changed_session_tells_everybody_booked(prepared: Prepared) -> None:
    booking = prepared.book(prepared.amara, "mentor_briefing_a")
    session = prepared.session("mentor_briefing_a")
    actions.change_session(
        session=session,
        starts_at=session.starts_at + timedelta(hours=1),
        ends_at=session.ends_at + timedelta(hours=1),
        place="Room 4, City House",
        capacity=20,
        by=prepared.coordinator,
        now=BOOKING,
    )
    event = last_event(latest("training.changed"))
    assert (event["UID"], event["SEQUENCE"], event["LOCATION"]) == (booking.uid, 1, "Room 4, City House")
    assert "20240305T140000" in latest("training.changed").calendar


def test_more_places_are_nobodys_news(prepared: Prepared) -> None:
    prepared.book(prepared.amara, "mentor_briefing_a")
    prepared.resize("mentor_briefing_a", 60)
    assert not Message.objects.filter(kind="training.changed").exists()


def test_impossible_changes_are_refused(prepared: Prepared) -> None:
    for one in (prepared.amara, prepared.idris):
        prepared.book(one, "mentor_briefing_a")
    session = prepared.session("mentor_briefing_a")
    good = {"starts_at": session.starts_at, "ends_at": session.ends_at, "capacity": 40}
    wrong = [
        ({"capacity": 1}, "2 people are booked"),
        ({"ends_at": session.starts_at}, "end after it starts"),
        ({"starts_at": BOOKING - timedelta(days=1)}, "still to come"),
    ]
    for change, says in wrong:
        with pytest.raises(Refused, match=says):
            actions.change_session(session=session, by=prepared.coordinator, now=BOOKING, **(good | change))
    with pytest.raises(Refused) as refusal:
        actions.change_session(session=session, by=prepared.amara.person, now=BOOKING, **good)
    assert refusal.value.decision.hidden
    with pytest.raises(Refused, match="has begun"):
        actions.change_session(session=session, by=prepared.coordinator, now=AFTER, **good)


def test_a_session_called_off_cancels_its_bookings_and_tells_them(prepared: Prepared) -> None:
    booking = prepared.book(prepared.amara, "mentor_briefing_a")
    session = actions.cancel_session(
        session=prepared.session("mentor_briefing_a"), by=prepared.coordinator, now=BOOKING
    )
    booking.refresh_from_db()
    assert (session.status, booking.status) == ("cancelled", "cancelled")
    message = latest("training.called_off")
    assert (message.method, last_event(message)["STATUS"]) == ("CANCEL", "CANCELLED")
    with pytest.raises(Refused, match="cancelled"):
        prepared.book(prepared.idris, "mentor_briefing_a")
    prepared.book(prepared.amara, "mentor_briefing_b")


def test_a_session_called_off_can_be_planned_anew_and_booked(prepared: Prepared) -> None:
    step = "mentor_briefing_a"
    keep: dict[str, Any] = {"cohort": prepared.cohort, "by": prepared.coordinator}
    prepared.book(prepared.amara, step)
    off = actions.cancel_session(session=prepared.session(step), by=prepared.coordinator, now=BOOKING)
    assert [one.step for one in queries.to_plan(prepared.coordinator, prepared.cohort, BOOKING)] == [step]
    assert queries.to_plan(prepared.coordinator, prepared.cohort, AFTER) == [], "its day is over"
    [anew] = actions.plan_sessions(**keep, now=BOOKING)
    assert (anew.step, anew.status, anew.starts_at) == (step, "planned", off.starts_at)
    booking = actions.book(session=anew, participation=prepared.amara, by=prepared.amara.person, now=BOOKING)
    assert booking.session_id == anew.pk
    with pytest.raises(Refused, match="already planned"):
        actions.plan_sessions(**keep, now=BOOKING)
    actions.cancel_session(session=anew, by=prepared.coordinator, now=BOOKING)
    assert len(actions.plan_sessions(**keep, now=BOOKING)) == 1, "and again"


def test_a_date_never_has_two_sessions_that_both_stand(prepared: Prepared) -> None:
    session = prepared.session("mentor_briefing_a")
    session.pk = None
    with pytest.raises(IntegrityError, match=r"one_session_per_step|training_session\.step"), transaction.atomic():
        session.save(force_insert=True)


def test_a_session_follows_its_date_when_the_coordinator_moves_it(prepared: Prepared) -> None:
    prepared.book(prepared.amara, "mentor_briefing_a")
    planned = date_of(prepared.cohort, "mentor_briefing_a")
    assert planned is not None
    cohorts.change_date(
        cohort=prepared.cohort,
        step="mentor_briefing_a",
        starts_at=planned.starts_at + timedelta(days=1),
        ends_at=planned.ends_at + timedelta(days=1),
        by=prepared.coordinator,
        now=BOOKING,
    )
    assert prepared.session("mentor_briefing_a").starts_at == planned.starts_at + timedelta(days=1)
    assert last_event(latest("training.changed"))["SEQUENCE"] == 1


def test_whoever_stops_taking_part_gives_their_places_back(prepared: Prepared) -> None:
    booking = prepared.book(prepared.amara, "mentor_briefing_a")
    selection.withdraw(participation=prepared.amara, by=prepared.amara.person, now=BOOKING)
    booking.refresh_from_db()
    assert booking.status == "cancelled"
    assert latest("training.cancelled").to_person == prepared.amara.person
    with pytest.raises(Refused, match="no longer take part"):
        prepared.book(prepared.amara, "mentor_briefing_b")


def test_calendar_entries_are_ones_own_with_cancelled_ones_marked(prepared: Prepared) -> None:
    prepared.book(prepared.helen, "mentee_training_a")
    gone = prepared.book(prepared.helen, "sharing_session")
    actions.cancel_booking(booking=gone, by=prepared.helen.person, now=BOOKING)
    entries = queries.entries(prepared.helen.person, prepared.helen, BETWEEN)
    assert {(one.uid == gone.uid, one.cancelled) for one in entries} == {(True, True), (False, False)}
    assert {one.title for one in entries} == {"Leadership and inclusion programme"}
    assert queries.entries(prepared.amara.person, prepared.helen, BETWEEN) == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_for_the_last_place_do_not_both_get_it() -> None:
    prepared = Prepared.make(World.make(at(2023, 9, 1, 9)))
    prepared.resize("mentor_briefing_a", 1)
    session = prepared.session("mentor_briefing_a")
    start, results = threading.Barrier(2), []

    def press(who: Any) -> None:
        try:
            start.wait(5)
            actions.book(session=session, participation=who, by=who.person, now=BOOKING)
            results.append("booked")
        except Refused as refusal:
            results.append(str(refusal.reason))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(who,)) for who in (prepared.amara, prepared.idris)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(results) == [
        "The last place was taken a moment ago. Choose another session, or join its waiting list.",
        "booked",
    ]
    assert session.bookings.filter(status="booked").count() == 1
