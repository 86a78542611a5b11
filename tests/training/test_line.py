"""The line for a full session: who is next, who is told, and that no place is given twice or left empty."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from tests.cohorts.world import World, at
from tests.training.test_booking import last_event, latest
from tests.training.test_pages import page_of, press, text
from tests.training.walk import AFTER, BETWEEN, BOOKING, Prepared
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.design.next_steps import MINE, steps
from turnabout.foundation.jobs import queue
from turnabout.foundation.mail.models import Message
from turnabout.selection import actions as selection
from turnabout.selection.models import Participation
from turnabout.training import actions, queries
from turnabout.training.models import Booking, Session, Waiting
from turnabout.training.reminding import OF_A_SESSION

A, B, SHARED = "mentor_briefing_a", "mentor_briefing_b", "sharing_session"
LATER = BOOKING + timedelta(hours=1)


def join(prepared: Prepared, who: Participation, step: str, now: Any = BOOKING, by: Any = None) -> Waiting:
    return actions.join_line(session=prepared.session(step), participation=who, by=by or who.person, now=now)


def cancel(booking: Booking, now: Any = LATER) -> None:
    actions.cancel_booking(booking=booking, by=booking.participation.person, now=now)


def booked(prepared: Prepared, step: str) -> list[str]:
    found = prepared.session(step).bookings.filter(status="booked")
    return sorted(found.values_list("participation__person__name", flat=True))


@pytest.fixture
def full(prepared: Prepared) -> Booking:
    """Amara holds the only place of the joint sharing session; Idris waits for it, then Helen."""
    prepared.resize(SHARED, 1)
    booking = prepared.book(prepared.amara, SHARED)
    join(prepared, prepared.idris, SHARED)
    join(prepared, prepared.helen, SHARED, LATER)
    return booking


def test_a_place_given_back_goes_to_the_first_in_line_who_is_told(prepared: Prepared, full: Booking) -> None:
    cancel(full)
    assert booked(prepared, SHARED) == ["Idris Vale"]
    message = latest("training.place_found")
    assert message.to_person == prepared.idris.person
    event = last_event(message)
    assert (message.method, event["SEQUENCE"]) == ("REQUEST", 0)
    assert event["UID"] == Booking.objects.get(status="booked").uid
    assert list(Waiting.objects.values_list("participation", flat=True)) == [prepared.helen.pk]
    made = Booking.objects.get(status="booked")
    assert (made.booked_by, message.queued_by) == (None, None), "nothing says who gave the place back"


def test_more_places_go_down_the_line_and_no_further(prepared: Prepared, full: Booking) -> None:
    prepared.resize(SHARED, 2)
    assert booked(prepared, SHARED) == ["Amara Okafor", "Idris Vale"]
    prepared.resize(SHARED, None)
    assert booked(prepared, SHARED) == ["Amara Okafor", "Helen Marlowe", "Idris Vale"]
    assert not Waiting.objects.exists()


def test_whoever_stops_taking_part_leaves_a_place_and_the_line(prepared: Prepared, full: Booking) -> None:
    selection.withdraw(participation=prepared.idris, by=prepared.idris.person, now=LATER)
    assert list(Waiting.objects.values_list("participation", flat=True)) == [prepared.helen.pk]
    selection.withdraw(participation=prepared.amara, by=prepared.amara.person, now=LATER)
    assert booked(prepared, SHARED) == ["Helen Marlowe"]


def test_the_date_that_somebody_held_meanwhile_is_given_back_and_filled_too(prepared: Prepared) -> None:
    for step in (A, B):
        prepared.resize(step, 1)
    first, second = prepared.book(prepared.amara, A), prepared.book(prepared.idris, B)
    join(prepared, prepared.idris, A)
    with pytest.raises(Refused, match="already booked on this session"):
        join(prepared, prepared.amara, A)
    join(prepared, prepared.amara, B)
    cancel(first)
    assert booked(prepared, A) == ["Idris Vale"], "and his place on the other date went to Amara, who waited for it"
    assert booked(prepared, B) == ["Amara Okafor"]
    second.refresh_from_db()
    assert (second.session.step, second.sequence) == (A, 1), "his calendar is moved, not doubled"


def test_nobody_overtakes_whoever_waits(prepared: Prepared, full: Booking) -> None:
    Booking.objects.all().delete()  # planted: a place that nobody was given
    with pytest.raises(Refused, match="join its waiting list"):
        prepared.book(prepared.helen, SHARED)
    with pytest.raises(Refused, match="join its waiting list"):
        prepared.book(prepared.helen, SHARED, by=prepared.coordinator)
    prepared.book(prepared.idris, SHARED)
    assert booked(prepared, SHARED) == ["Idris Vale"]


def test_one_waits_for_one_date_of_a_choice_and_only_where_none_is_free(prepared: Prepared) -> None:
    with pytest.raises(Refused, match="A place is free now"):
        join(prepared, prepared.amara, A)
    session = prepared.session(A)
    later = {"starts_at": session.starts_at + timedelta(days=9), "ends_at": session.ends_at + timedelta(days=9)}
    extra = actions.add_session(
        cohort=prepared.cohort,
        kind="mentor_briefing",
        group="mentor_briefing",
        capacity=1,
        by=prepared.coordinator,
        now=BOOKING,
        **later,
    )
    prepared.resize(A, 1)
    prepared.book(prepared.amara, A)
    Booking.objects.all().update(session=extra)  # planted: both are full
    Session.objects.filter(step=A).update(capacity=0)
    join(prepared, prepared.idris, A)
    with pytest.raises(Refused, match="already"):
        join(prepared, prepared.idris, A)
    with pytest.raises(Refused, match="one date at a time"):
        join(prepared, prepared.idris, extra.step)


def test_booking_another_date_keeps_the_place_in_line(prepared: Prepared) -> None:
    prepared.resize(A, 1)
    first = prepared.book(prepared.amara, A)
    join(prepared, prepared.idris, A)
    prepared.book(prepared.idris, B)
    cancel(first)
    assert (booked(prepared, A), booked(prepared, B)) == (["Idris Vale"], [])


def test_a_session_called_off_tells_those_who_waited(prepared: Prepared, full: Booking) -> None:
    actions.cancel_session(session=prepared.session(SHARED), by=prepared.coordinator, now=LATER)
    told = Message.objects.filter(kind="training.line_called_off")
    assert {one.to_person for one in told} == {prepared.idris.person, prepared.helen.person}
    assert not any(one.calendar for one in told), "nothing of it stood in their calendars"
    assert not Waiting.objects.exists()


def test_the_line_ends_in_silence_when_the_session_begins(prepared: Prepared, full: Booking) -> None:
    starts = prepared.session(SHARED).starts_at
    told = Message.objects.exclude(kind=OF_A_SESSION)
    messages = told.count()
    for moment in (starts - timedelta(seconds=1), starts):
        assert Waiting.objects.count() == 2
        with clock.borrowed(moment):
            queue.tick(moment)
            queue.drain(runs=2)
    assert (Waiting.objects.count(), told.count()) == (0, messages)


def test_the_line_ends_at_the_new_time_when_the_session_is_moved(prepared: Prepared, full: Booking) -> None:
    session = prepared.session(SHARED)
    old, new = session.starts_at, session.starts_at + timedelta(days=1)
    times = {"starts_at": new, "ends_at": new + timedelta(hours=1)}
    actions.change_session(session=session, capacity=1, by=prepared.coordinator, now=LATER, **times)
    for moment, left in ((old, 2), (new, 0)):
        with clock.borrowed(moment):
            queue.tick(moment)
            queue.drain()
        assert Waiting.objects.count() == left


def test_the_line_ends_when_the_register_is_marked(prepared: Prepared, full: Booking) -> None:
    prepared.mark(SHARED, prepared.session(SHARED).starts_at, came=[prepared.amara])
    assert not Waiting.objects.exists()


def test_whoever_came_to_another_date_waits_no_longer_and_leaves_no_place_empty(prepared: Prepared) -> None:
    for step in (A, B):
        prepared.resize(step, 1)
    prepared.book(prepared.amara, A)
    prepared.book(prepared.idris, B)
    join(prepared, prepared.amara, B)
    prepared.mark(A, prepared.session(A).starts_at, came=[prepared.amara, prepared.idris])
    assert (booked(prepared, B), Waiting.objects.count()) == ([], 0)


def test_only_oneself_or_a_keeper_joins_and_leaves(prepared: Prepared, full: Booking) -> None:
    waiting = Waiting.objects.get(participation=prepared.idris)
    for by in (prepared.amara.person, prepared.world.outsider):
        with pytest.raises(Refused) as refusal:
            actions.leave_line(waiting=waiting, by=by, now=LATER)
        assert refusal.value.decision.hidden
        with pytest.raises(Refused) as refusal:
            join(prepared, prepared.helen, SHARED, by=by)
        assert refusal.value.decision.hidden
    actions.leave_line(waiting=waiting, by=prepared.trainer, now=LATER)
    with pytest.raises(Refused, match="no longer on this waiting list"):
        actions.leave_line(waiting=waiting, by=prepared.idris.person, now=LATER)


def test_the_pages_join_tell_the_place_and_leave(prepared: Prepared) -> None:
    prepared.resize(SHARED, 1)
    prepared.book(prepared.amara, SHARED)
    session, helen = prepared.session(SHARED), prepared.helen
    with clock.borrowed(BOOKING):
        join(prepared, prepared.idris, SHARED, BOOKING - timedelta(minutes=1))
        assert "Join the waiting list" in text(page_of(helen.person, "training:choose", helen.pk, SHARED))
        assert "You will be 2nd in line" in text(page_of(helen.person, "training:join_line", helen.pk, session.pk))
        assert press(helen.person, "training:join_line", helen.pk, session.pk, times=2).status_code == 302
        assert "You are 2nd in line" in text(page_of(helen.person, "training:mine", helen.pk))
        shown = text(page_of(helen.person, "training:choose", helen.pk, SHARED))
        assert "you are on its waiting list" in shown and "Idris" not in shown
        for keeper in (prepared.trainer, prepared.coordinator):
            seen = text(page_of(keeper, "training:session", prepared.cohort.pk, session.pk))
            assert seen.index("Idris Vale") < seen.index("Helen Marlowe"), "the order in which they wait"
            assert "2 wait" in text(page_of(keeper, "training:sessions", prepared.cohort.pk))
        waiting = Waiting.objects.get(participation=helen)
        with clock.borrowed(AFTER):
            near = [one.text for one in steps(MINE, helen.person, helen, AFTER)]
            assert "You wait for a place: Joint sharing session" in near
        assert press(helen.person, "training:leave_line", helen.pk, waiting.pk).status_code == 302
        assert "2nd in line" not in text(page_of(helen.person, "training:mine", helen.pk))
    assert queries.line(prepared.amara.person, session, BETWEEN) == []


def together(*deeds: Callable[[], Any]) -> list[str]:
    """What became of deeds that are pressed at one instant: "" or why it was refused."""
    start, results = threading.Barrier(len(deeds)), [""] * len(deeds)

    def press_one(number: int) -> None:
        try:
            start.wait(5)
            deeds[number]()
        except Refused as refusal:
            results[number] = str(refusal.reason)
        except Exception as fault:
            results[number] = f"{type(fault).__name__}: {fault}"
        finally:
            connection.close()

    threads = [threading.Thread(target=press_one, args=(number,)) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_races_neither_overbook_nor_strand_a_place_while_somebody_waits() -> None:
    prepared = Prepared.make(World.make(at(2023, 9, 1, 9)))
    amara, idris, helen = prepared.amara, prepared.idris, prepared.helen
    prepared.resize(SHARED, 1)
    for round in range(6):
        now = BOOKING + timedelta(hours=round)
        booking = prepared.book(amara, SHARED, now)
        second = [
            lambda now=now: prepared.book(idris, SHARED, now),
            lambda now=now: join(prepared, idris, SHARED, now),
        ][round % 2]
        said = together(lambda booking=booking, now=now: cancel(booking, now), second)
        assert said[0] == "" and said[1][:5] in ("", "The l", "A pla"), said
        there, waits = booked(prepared, SHARED), Waiting.objects.count()
        assert len(there) <= 1 and (there or not waits), (there, waits)
        assert bool(said[1]) == (not there), "either he has the place or was told why not"
        for one in Booking.objects.filter(status="booked"):
            cancel(one, now)
        Waiting.objects.all().delete()
    # A place that becomes free for somebody who stops taking part at that very instant goes to the next.
    booking = prepared.book(amara, SHARED)
    join(prepared, idris, SHARED)
    join(prepared, helen, SHARED, LATER)
    said = together(
        lambda: cancel(booking),
        lambda: selection.withdraw(participation=idris, by=idris.person, now=LATER),
    )
    assert said == ["", ""]
    assert (booked(prepared, SHARED), Waiting.objects.count()) == (["Helen Marlowe"], 0)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_change_places_at_once_both_get_them() -> None:
    prepared = Prepared.make(World.make(at(2023, 9, 1, 9)))
    for step in (A, B):
        prepared.resize(step, 2)
    prepared.book(prepared.amara, A)
    prepared.book(prepared.idris, B)
    said = together(lambda: prepared.book(prepared.amara, B), lambda: prepared.book(prepared.idris, A))
    assert said == ["", ""]
    assert (booked(prepared, A), booked(prepared, B)) == (["Idris Vale"], ["Amara Okafor"])
