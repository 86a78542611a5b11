"""The register, its corrections, and the gate that keeps the untrained out of matching."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cohorts.world import at
from tests.selection.walk import close, decide, sent
from tests.training.walk import AFTER, BETWEEN, BOOKING, Prepared
from turnabout.cohorts import actions as cohorts
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.moves import apply as moves
from turnabout.selection import actions as selection
from turnabout.selection import graduation
from turnabout.selection.models import Participation
from turnabout.training import actions, queries
from turnabout.training.models import Booking
from turnabout.training.statuses import BOOKING as BOOKING_TABLE


def test_nobody_is_trained_by_being_accepted_or_booked(prepared: Prepared) -> None:
    prepared.book(prepared.amara, "mentor_briefing_a")
    prepared.book(prepared.helen, "mentee_training_a")
    assert queries.trained_ids(prepared.cohort) == set()


def test_whoever_came_is_trained_and_whoever_missed_it_is_not(prepared: Prepared) -> None:
    for one in (prepared.amara, prepared.idris):
        prepared.book(one, "mentor_briefing_a")
    session = prepared.mark("mentor_briefing_a", AFTER, came=[prepared.amara], absent=[prepared.idris])
    assert session.status == "held"
    assert queries.trained_ids(prepared.cohort) == {prepared.amara.pk}


def test_peer_support_and_the_sharing_session_open_no_gate(prepared: Prepared) -> None:
    late = at(2024, 10, 10)
    for step, who in (("peer_support_1", prepared.amara), ("sharing_session", prepared.helen)):
        prepared.book(who, step, AFTER)
        prepared.mark(step, late, came=[who])
    assert queries.trained_ids(prepared.cohort) == set()


def test_register_opens_when_the_session_begins(prepared: Prepared) -> None:
    prepared.book(prepared.helen, "mentee_training_a")
    start = prepared.session("mentee_training_a").starts_at
    with pytest.raises(Refused, match="not begun yet"):
        prepared.mark("mentee_training_a", BOOKING, came=[prepared.helen])
    prepared.mark("mentee_training_a", start, came=[prepared.helen])


def test_only_trainer_and_coordinator_mark_the_register(prepared: Prepared) -> None:
    prepared.book(prepared.helen, "mentee_training_a")
    for by in (prepared.helen.person, prepared.amara.person, prepared.world.outsider):
        with pytest.raises(Refused) as refusal:
            prepared.mark("mentee_training_a", BETWEEN, came=[prepared.helen], by=by)
        assert refusal.value.decision.hidden
    prepared.mark("mentee_training_a", BETWEEN, came=[prepared.helen], by=prepared.coordinator)


def test_marking_is_one_audit_line_and_a_second_press_changes_nothing(prepared: Prepared) -> None:
    prepared.book(prepared.helen, "mentee_training_a")
    lines = AuditEvent.objects.count()
    prepared.mark("mentee_training_a", BETWEEN, came=[prepared.helen])
    assert AuditEvent.objects.count() == lines + 1
    prepared.mark("mentee_training_a", BETWEEN, came=[prepared.helen])
    assert [change.move for change in moves.history(BOOKING_TABLE, Booking.objects.get())] == ["attend"]


def test_a_correction_opens_or_shuts_the_gate_and_is_kept_in_the_history(prepared: Prepared) -> None:
    prepared.book(prepared.helen, "mentee_training_a")
    prepared.mark("mentee_training_a", BETWEEN, absent=[prepared.helen])
    prepared.mark("mentee_training_a", AFTER, came=[prepared.helen], by=prepared.coordinator)
    assert queries.trained_ids(prepared.cohort) == {prepared.helen.pk}
    prepared.mark("mentee_training_a", AFTER, absent=[prepared.helen])
    assert queries.trained_ids(prepared.cohort) == set()
    history = moves.history(BOOKING_TABLE, Booking.objects.get())
    assert [change.move for change in history] == ["miss", "find_present", "find_absent"]
    assert [change.by_id for change in history] == [prepared.trainer.pk, prepared.coordinator.pk, prepared.trainer.pk]


def test_whoever_missed_the_first_date_catches_up_on_the_second(prepared: Prepared) -> None:
    prepared.book(prepared.helen, "mentee_training_a")
    prepared.mark("mentee_training_a", BETWEEN, absent=[prepared.helen])
    prepared.book(prepared.helen, "mentee_training_b", BETWEEN)
    prepared.mark("mentee_training_b", AFTER, came=[prepared.helen])
    assert queries.trained_ids(prepared.cohort) == {prepared.helen.pk}
    with pytest.raises(Refused, match="already attended the other"):
        prepared.mark("mentee_training_a", AFTER, came=[prepared.helen])


def test_whoever_comes_on_the_other_date_is_added_and_their_booking_there_ends(prepared: Prepared) -> None:
    booking = prepared.book(prepared.helen, "mentee_training_b")
    prepared.mark("mentee_training_a", BETWEEN, came=[prepared.helen])
    booking.refresh_from_db()
    assert booking.status == "cancelled"
    assert queries.trained_ids(prepared.cohort) == {prepared.helen.pk}
    with pytest.raises(Refused, match="already been"):
        prepared.book(prepared.helen, "mentee_training_b", BETWEEN)


def test_a_register_with_strangers_or_contradictions_is_refused_whole(prepared: Prepared) -> None:
    prepared.book(prepared.amara, "mentor_briefing_a")
    lines = AuditEvent.objects.count()
    wrong = [
        ({"came": [prepared.amara], "absent": [prepared.amara]}, "both"),
        ({"came": [prepared.amara, prepared.helen]}, "does not belong"),
        ({"came": [prepared.amara], "absent": [prepared.idris]}, "Somebody without a booking"),
    ]
    for given, says in wrong:
        with pytest.raises(Refused, match=says):
            prepared.mark("mentor_briefing_a", AFTER, **given)
    assert Booking.objects.get().status == "booked"
    assert prepared.session("mentor_briefing_a").status == "planned"
    assert AuditEvent.objects.count() == lines


def test_a_cancelled_session_has_no_register(prepared: Prepared) -> None:
    actions.cancel_session(session=prepared.session("mentor_briefing_a"), by=prepared.coordinator, now=BOOKING)
    with pytest.raises(Refused, match="no register"):
        prepared.mark("mentor_briefing_a", AFTER, came=[prepared.amara])


def test_register_lists_the_booked_then_those_who_could_have_come(prepared: Prepared) -> None:
    prepared.book(prepared.idris, "mentor_briefing_a")
    rows = queries.register(prepared.trainer, prepared.session("mentor_briefing_a"), AFTER)
    assert [(row.participation.person.name, row.booking is not None) for row in rows] == [
        ("Idris Vale", True),
        ("Amara Okafor", False),
    ]
    for viewer in (prepared.idris.person, prepared.world.outsider):
        assert queries.register(viewer, prepared.session("mentor_briefing_a"), AFTER) == []


def test_untrained_people_are_listed_with_the_reason(prepared: Prepared) -> None:
    prepared.book(prepared.helen, "mentee_training_a")
    prepared.mark("mentee_training_a", BETWEEN, absent=[prepared.helen])
    prepared.book(prepared.amara, "mentor_briefing_a")
    found = queries.untrained(prepared.coordinator, prepared.cohort, BETWEEN)
    told = [(one.participation.person.name, one.booking is not None, one.missed) for one in found]
    assert told == [("Helen Marlowe", False, True), ("Amara Okafor", True, False), ("Idris Vale", False, False)]
    assert queries.untrained(prepared.amara.person, prepared.cohort, BETWEEN) == []


def test_registers_to_fill_are_those_that_are_over(prepared: Prepared) -> None:
    waiting = queries.registers_to_fill(prepared.trainer, prepared.cohort, BETWEEN)
    assert [one.step for one in waiting] == ["mentee_training_a"]
    prepared.book(prepared.helen, "mentee_training_b", BETWEEN)
    prepared.mark("mentee_training_a", BETWEEN)
    assert queries.registers_to_fill(prepared.trainer, prepared.cohort, BETWEEN) == []


def test_counts_are_of_people_and_not_of_bookings(prepared: Prepared) -> None:
    prepared.book(prepared.helen, "mentee_training_a")
    prepared.mark("mentee_training_a", BETWEEN, came=[prepared.helen])
    assert queries.counts(prepared.cohort) == {"sessions": 8, "attended": 1, "exempted": 0}


def test_a_trained_alumnus_alone_is_let_through_without_coming(prepared: Prepared, monkeypatch) -> None:
    monkeypatch.setattr(graduation, "RULES", [queries.trained_ids])
    world = prepared.world
    prepared.mark("mentor_briefing_a", AFTER, came=[prepared.amara])
    ended = at(2024, 10, 14)
    for step in ("start_matching", "launch", "begin_closing"):
        getattr(cohorts, step)(cohort=prepared.cohort, by=world.coordinator, now=ended)
    graduated = selection.complete_participations(cohort=prepared.cohort, by=world.coordinator, now=ended)
    assert [one.person.name for one in graduated] == ["Amara Okafor"]
    again = world.ready_cohort(number=6, starts_on=date(2025, 4, 7))
    again = cohorts.open_applications(cohort=again, by=world.coordinator, now=at(2024, 11, 1))
    now = at(2024, 12, 2)
    for name in ("Amara Okafor", "Idris Vale"):
        decide(sent(again, "mentor", name, now), world, now=now)
    again = close(again, world, at(2025, 1, 30))
    selection.release(cohort=again, by=world.coordinator, now=at(2025, 1, 31))
    assert queries.trained_ids(again) == set()
    amara = Participation.objects.select_related("cohort").get(cohort=again, person=prepared.amara.person)
    selection.exempt_alumnus(participation=amara, by=world.coordinator, now=at(2025, 1, 31))
    assert queries.trained_ids(again) == {amara.pk}
    waiting = queries.untrained(world.coordinator, again, at(2025, 1, 31))
    assert [(one.participation.person.name, one.alumnus) for one in waiting] == [("Idris Vale", False)]
