"""Reminders of a session, and to choose one: who gets them, on which day, and who is left in peace."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.cohorts.world import World, at, until
from tests.training.walk import BOOKING, PLANNING, Prepared
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.jobs.models import Due
from turnabout.foundation.mail.actions import set_wording
from turnabout.foundation.mail.models import Message, Stopped
from turnabout.selection import actions as selection
from turnabout.training import actions
from turnabout.training.models import Session
from turnabout.training.reminding import OF_A_SESSION, TO_CHOOSE

pytestmark = pytest.mark.django_db
A, B = "mentor_briefing_a", "mentor_briefing_b"
SUPPORT = "peer_support_1"


def told(kind: str) -> dict[str, datetime]:
    found = Message.objects.filter(kind=kind).select_related("to_person").order_by("queued_at")
    return {message.to_person.name: message.queued_at for message in found if message.to_person}


def move(prepared: Prepared, step: str, days: int, now: datetime = BOOKING) -> Session:
    session = prepared.session(step)
    by = {"starts_at": session.starts_at + timedelta(days=days), "ends_at": session.ends_at + timedelta(days=days)}
    return actions.change_session(session=session, capacity=session.capacity, **by, by=prepared.coordinator, now=now)


def test_whoever_is_booked_is_reminded_two_working_days_before(prepared: Prepared) -> None:
    assert prepared.session(A).starts_at.date().isoformat() == "2024-03-05", "a Tuesday"
    prepared.book(prepared.amara, A)
    until(prepared.session(A).starts_at)
    assert told(OF_A_SESSION) == {"Amara Okafor": at(2024, 3, 1, 8)}, "Friday morning: Monday is the last day before"
    message = Message.objects.get(kind=OF_A_SESSION)
    assert "Tuesday 5 March 2024" in message.body
    assert not message.calendar, "the invitation was sent before, and stands"


def test_whoever_has_no_date_is_reminded_to_choose_and_nobody_else(prepared: Prepared) -> None:
    prepared.book(prepared.amara, B)
    until(prepared.session(A).starts_at)
    assert prepared.session(B).starts_at.date().isoformat() == "2024-03-11", "a Monday"
    assert set(told(TO_CHOOSE)) == {"Idris Vale", "Helen Marlowe"}
    assert told(TO_CHOOSE)["Idris Vale"] == at(2024, 3, 4, 8), "five working days before the last date"
    body = Message.objects.get(kind=TO_CHOOSE, to_person=prepared.idris.person).body
    assert f"/{prepared.idris.pk}/" in body
    assert "Monday 11 March 2024" in body


def test_whoever_stopped_taking_part_hears_nothing(prepared: Prepared) -> None:
    prepared.book(prepared.amara, A)
    for one in (prepared.amara, prepared.idris):
        selection.withdraw(participation=one, by=one.person, now=BOOKING)
    until(prepared.session(A).starts_at)
    assert not told(OF_A_SESSION)
    assert set(told(TO_CHOOSE)) == {"Helen Marlowe"}


def test_a_session_that_moves_takes_its_reminder_with_it(prepared: Prepared) -> None:
    prepared.book(prepared.amara, A)
    move(prepared, A, days=2)
    until(at(2024, 3, 7, 8))
    assert told(OF_A_SESSION) == {"Amara Okafor": at(2024, 3, 5, 8)}


def test_a_last_date_that_moves_takes_the_reminder_to_choose_with_it(prepared: Prepared) -> None:
    move(prepared, B, days=2)
    until(at(2024, 3, 12))
    assert told(TO_CHOOSE)["Idris Vale"] == at(2024, 3, 6, 8)


def test_dates_that_are_called_off_remind_nobody(prepared: Prepared) -> None:
    prepared.book(prepared.amara, A)
    for step in (A, B):
        actions.cancel_session(session=prepared.session(step), by=prepared.coordinator, now=BOOKING)
        due = Due.objects.filter(job=TO_CHOOSE, key__endswith="mentor_briefing")
        if step == A:
            assert due.get().due_at == at(2024, 3, 4, 8), "five working days before the date that is left"
    assert not due.exists()
    until(at(2024, 3, 12))
    assert not told(OF_A_SESSION)
    assert set(told(TO_CHOOSE)) == {"Helen Marlowe"}


def test_whoever_booked_just_now_is_not_reminded_of_what_they_were_just_told(prepared: Prepared) -> None:
    prepared.book(prepared.amara, A, now=at(2024, 2, 29, 20))
    until(prepared.session(A).starts_at)
    assert not told(OF_A_SESSION)


def test_a_cohort_chooses_its_own_days_and_what_is_planned_moves_along(prepared: Prepared) -> None:
    prepared.book(prepared.amara, A)
    cohort = prepared.cohort
    for kind, days in ((OF_A_SESSION, [-1]), (TO_CHOOSE, [-10])):
        set_wording(kind=kind, scope=cohort.pk, days=days, by=prepared.coordinator, now=BOOKING)
    until(prepared.session(A).starts_at)
    assert told(OF_A_SESSION) == {"Amara Okafor": at(2024, 3, 4, 8)}
    assert told(TO_CHOOSE)["Idris Vale"] == at(2024, 2, 26, 8)


def test_whoever_can_do_without_reminders_is_sent_none(prepared: Prepared) -> None:
    prepared.book(prepared.amara, A)
    Stopped.objects.create(scope=prepared.cohort.pk, person=prepared.amara.person, stopped_at=BOOKING)
    until(prepared.session(A).starts_at)
    assert not told(OF_A_SESSION)


def test_a_late_session_has_no_late_reminder(prepared: Prepared) -> None:
    tomorrow = at(2024, 2, 6, 10)
    actions.add_session(
        cohort=prepared.cohort,
        kind="mentor_briefing",
        group="mentor_briefing",
        starts_at=tomorrow,
        ends_at=tomorrow + timedelta(hours=4),
        by=prepared.coordinator,
        now=BOOKING,
    )
    assert not Due.objects.filter(job=OF_A_SESSION, due_at__lte=tomorrow).exists()


def test_nobody_but_the_clock_reminds_and_only_of_what_is_to_come(prepared: Prepared) -> None:
    session = prepared.session(A)
    with pytest.raises(Refused):
        actions.remind_of_session(session=session, by=prepared.coordinator, now=PLANNING)
    with pytest.raises(Refused):
        actions.remind_to_choose(session=session, by=prepared.coordinator, now=PLANNING)
    for remind in (actions.remind_of_session, actions.remind_to_choose):
        with pytest.raises(Refused):
            remind(session=session, by=CLOCK, now=session.starts_at + timedelta(days=1))
        with pytest.raises(Refused):
            remind(session=session, by=CLOCK, now=session.starts_at - timedelta(hours=1))


def test_peer_support_reminds_those_who_booked_and_asks_nobody_else(prepared: Prepared) -> None:
    session = prepared.session(SUPPORT)
    prepared.book(prepared.amara, SUPPORT)
    until(session.starts_at)
    assert set(told(OF_A_SESSION)) == {"Amara Okafor"}
    assert all(message.about != session.pk for message in Message.objects.filter(kind=TO_CHOOSE))


def test_running_a_reminder_twice_in_a_row_says_it_once(prepared: Prepared, world: World) -> None:
    prepared.book(prepared.amara, A)
    until(at(2024, 3, 4, 12), runs=2)
    assert Message.objects.filter(kind=TO_CHOOSE, to_person=prepared.idris.person).count() == 1
    assert Message.objects.filter(kind=OF_A_SESSION).count() == 1


def test_whoever_booked_a_date_that_is_over_is_not_asked_before_its_register_is_filled_in(prepared: Prepared) -> None:
    prepared.book(prepared.amara, A)
    move(prepared, B, days=7)
    until(at(2024, 3, 18, 7))
    assert set(told(TO_CHOOSE)) == {"Helen Marlowe", "Idris Vale"}


def test_whoever_missed_their_date_is_asked(prepared: Prepared) -> None:
    prepared.book(prepared.amara, A)
    move(prepared, B, days=7)
    after = prepared.session(A).ends_at + timedelta(hours=1)
    until(after)
    prepared.mark(A, after, absent=[prepared.amara])
    until(at(2024, 3, 18, 7))
    assert "Amara Okafor" in told(TO_CHOOSE)


def test_whoever_waits_for_a_place_is_not_asked_to_choose(prepared: Prepared) -> None:
    prepared.resize(B, 1)
    prepared.book(prepared.amara, B)
    session = prepared.session(B)
    actions.join_line(session=session, participation=prepared.idris, by=prepared.idris.person, now=BOOKING)
    until(session.starts_at)
    assert set(told(TO_CHOOSE)) == {"Helen Marlowe"}


def test_one_more_session_of_the_kind_asks_only_whoever_is_not_trained_and_once(prepared: Prepared) -> None:
    prepared.book(prepared.amara, A)
    after = prepared.session(A).ends_at + timedelta(hours=1)
    prepared.mark(A, after, came=[prepared.amara])
    starts = at(2024, 3, 20, 10)
    hour = {"starts_at": starts, "ends_at": starts + timedelta(hours=4)}
    actions.add_session(cohort=prepared.cohort, kind="mentor_briefing", **hour, by=prepared.coordinator, now=after)
    until(starts)
    asked = [one.to_person.name for one in Message.objects.filter(kind=TO_CHOOSE) if one.to_person]
    assert sorted(asked) == ["Helen Marlowe", "Idris Vale"]


def test_a_day_that_is_changed_after_the_reminder_went_reminds_nobody_twice(prepared: Prepared) -> None:
    prepared.book(prepared.amara, A)
    went = at(2024, 3, 1, 9)
    until(went)
    set_wording(kind=OF_A_SESSION, scope=prepared.cohort.pk, days=[-1], by=prepared.coordinator, now=went)
    until(prepared.session(A).starts_at)
    assert Message.objects.filter(kind=OF_A_SESSION).count() == 1
