"""What people need at a session: asked again, seen to by somebody, in place in time, and told to nobody else."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.cohorts.world import at
from tests.home.test_cases import reports_to
from tests.training.test_pages import page_of, press, text
from tests.training.walk import AFTER, BOOKING, Prepared
from turnabout.applications import actions as applications
from turnabout.cohorts.planner.days import working_days_from
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.design.next_steps import DECISIONS, MINE, steps
from turnabout.foundation.mail.models import Message
from turnabout.selection import actions as selection
from turnabout.training import actions, queries
from turnabout.training.asking import due_on
from turnabout.training.models import Arrangement, Booking

A, B, SUPPORT = "mentor_briefing_a", "mentor_briefing_b", "peer_support_1"


@pytest.fixture
def booked(prepared: Prepared) -> Booking:
    """Amara is booked on the first briefing, on Tuesday 5 March 2024, needs captions there, and was not asked again."""
    booking = prepared.book(prepared.amara, A)
    actions.confirm_needs(booking=booking, codes=["captions"], by=prepared.amara.person, now=BOOKING)
    Booking.objects.update(needs_confirmed_at=None)
    return booking


def there(prepared: Prepared, step: str = A, by: Any = None, now: datetime = BOOKING) -> list[tuple[str, str]]:
    found = queries.arrangements(by or prepared.coordinator, prepared.session(step), now)
    return sorted((one.need, one.row.status) for some in found.values() for one in some)


def only(step: str = A) -> Arrangement:
    return Arrangement.objects.exclude(status="no_longer_needed").get(session__step=step)


def settle(prepared: Prepared, in_place: bool = True, by: Any = None, now: datetime = BOOKING, **given: Any) -> None:
    actions.settle(arrangement=only(), in_place=in_place, by=by or prepared.coordinator, now=now, **given)


ALL = [("captions", "asked"), ("other", "asked")]
"""What Amara said when she applied: one thing from the list, and something in her own words."""


def test_booking_asks_for_what_was_said_on_the_form(prepared: Prepared) -> None:
    prepared.book(prepared.amara, A)
    assert there(prepared) == ALL
    row = Arrangement.objects.all()[0]
    assert (row.owner, row.due_on) == (prepared.coordinator, date(2024, 3, 1)), "Friday: two working days before"
    assert b"captions" not in bytes(row.need), "it cannot be read from the database"


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2024, 4, 3), date(2024, 3, 28)),  # after Good Friday and Easter Monday
        (date(2024, 3, 11), date(2024, 3, 7)),
        (date(2024, 12, 27), date(2024, 12, 23)),
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(prepared: Prepared, day: date, due: date) -> None:
    assert working_days_from(day, -2, prepared.cohort.nations) == due


def test_changing_the_date_lets_go_there_and_asks_here(prepared: Prepared, booked: Booking) -> None:
    settle(prepared)
    prepared.book(prepared.amara, B)
    assert (there(prepared, A), there(prepared, B)) == ([], ALL)
    actions.cancel_booking(booking=Booking.objects.get(), by=prepared.amara.person, now=BOOKING)
    assert there(prepared, B) == []
    assert set(Arrangement.objects.values_list("status", flat=True)) == {"no_longer_needed"}


def test_whoever_stops_taking_part_needs_nothing_more(prepared: Prepared, booked: Booking) -> None:
    selection.withdraw(participation=prepared.amara, by=prepared.amara.person, now=BOOKING)
    assert there(prepared) == []


def test_asked_again_it_is_confirmed_or_changed(prepared: Prepared, booked: Booking) -> None:
    def asked() -> list[str]:
        return [str(one.text) for one in steps(MINE, prepared.amara.person, prepared.amara, BOOKING)]

    question = "Say whether what we arrange is still right: Briefing"
    assert question in asked()
    settle(prepared)
    actions.confirm_needs(booking=booked, codes=["captions", "breaks"], by=prepared.amara.person, now=BOOKING)
    assert there(prepared) == [("breaks", "asked"), ("captions", "in_place")], "what is arranged stays"
    assert question not in asked()
    actions.confirm_needs(booking=booked, codes=[], by=prepared.amara.person, now=BOOKING)
    assert there(prepared) == []
    actions.confirm_needs(booking=booked, codes=["captions"], by=prepared.amara.person, now=BOOKING)
    assert there(prepared) == [("captions", "asked")], "a need that comes back is arranged anew"
    for by in (prepared.idris.person, prepared.coordinator):
        with pytest.raises(Refused) as refusal:
            actions.confirm_needs(booking=booked, codes=[], by=by, now=BOOKING)
        assert refusal.value.decision.hidden
    with pytest.raises(Refused, match="has begun"):
        actions.confirm_needs(booking=booked, codes=[], by=prepared.amara.person, now=AFTER)


def test_not_possible_says_what_was_offered_instead_to_the_person(prepared: Prepared, booked: Booking) -> None:
    with pytest.raises(Refused, match="what you offered instead"):
        settle(prepared, in_place=False)
    settle(prepared, in_place=False, instead="A written record on the day")
    assert b"written" not in bytes(only().instead)
    with clock.borrowed(BOOKING):
        shown = text(page_of(prepared.amara.person, "training:my_needs", prepared.amara.pk, booked.pk))
    assert "A written record on the day" in shown and "Not possible" in shown
    settle(prepared)
    assert there(prepared) == [("captions", "in_place")]


def test_only_the_owner_and_coordinators_settle_it(prepared: Prepared, booked: Booking) -> None:
    with pytest.raises(Refused, match="Somebody else sees to this"):
        settle(prepared, by=prepared.trainer)
    for by in (prepared.amara.person, prepared.world.outsider):
        with pytest.raises(Refused) as refusal:
            settle(prepared, by=by)
        assert refusal.value.decision.hidden
    keep: dict[str, Any] = {"by": prepared.coordinator, "now": BOOKING}
    with pytest.raises(Refused, match="who keeps the sessions"):
        actions.hand_over(arrangement=only(), owner=prepared.idris.person, due_on=date(2024, 3, 1), **keep)
    with pytest.raises(Refused, match="before the session"):
        actions.hand_over(arrangement=only(), owner=prepared.trainer, due_on=date(2024, 3, 6), **keep)
    actions.hand_over(arrangement=only(), owner=prepared.trainer, due_on=date(2024, 2, 29), **keep)
    settle(prepared, by=prepared.trainer)


def test_what_is_not_in_place_in_time_comes_first_on_the_coordinators_day(prepared: Prepared, booked: Booking) -> None:
    def first(now: datetime) -> str:
        return next((str(one.text) for one in steps(DECISIONS, prepared.coordinator, prepared.cohort, now)), "")

    words = "1 thing is not in place yet: Briefing, first date"
    assert first(at(2024, 2, 29, 23)) != words
    assert first(at(2024, 3, 1, 0)) == words
    settle(prepared, now=at(2024, 3, 1, 9))
    assert first(at(2024, 3, 1, 10)) != words


def test_what_one_s_own_leader_needs_is_a_trainer_s_to_see_to_and_in_no_number(prepared: Prepared) -> None:
    reports_to(prepared.world, "helen.marlowe@example.org")
    booking = prepared.book(prepared.helen, "mentee_training_a")
    actions.confirm_needs(booking=booking, codes=["captions"], by=prepared.helen.person, now=BOOKING)
    row = only("mentee_training_a")
    assert row.owner == prepared.trainer
    late = at(2024, 2, 5)
    assert queries.not_in_place(prepared.coordinator, prepared.cohort, late) == []
    assert queries.in_place_on_time(prepared.coordinator, prepared.cohort, AFTER).of == 0
    assert queries.who_may_own(prepared.trainer, row, late) == [prepared.trainer]
    actions.settle(arrangement=row, in_place=True, by=prepared.trainer, now=late)


def test_a_moved_session_moves_the_day(prepared: Prepared, booked: Booking) -> None:
    session = prepared.session(A)
    later = {"starts_at": session.starts_at + timedelta(days=2), "ends_at": session.ends_at + timedelta(days=2)}
    actions.change_session(session=session, by=prepared.coordinator, now=BOOKING, **later)
    assert only().due_on == due_on(prepared.session(A)) == date(2024, 3, 5)


def test_in_place_on_time_counts_what_was_needed(prepared: Prepared, booked: Booking) -> None:
    keep: dict[str, Any] = {"by": prepared.amara.person, "now": BOOKING}
    actions.confirm_needs(booking=booked, codes=["captions", "breaks", "room", "remote"], **keep)
    rows = {one.need: one.row for one in queries.my_arrangements(prepared.amara.person, booked)}
    coordinator: dict[str, Any] = {"by": prepared.coordinator}
    actions.settle(arrangement=rows["captions"], in_place=True, now=at(2024, 3, 1, 23), **coordinator)
    actions.settle(arrangement=rows["breaks"], in_place=True, now=at(2024, 3, 4, 9), **coordinator)
    actions.settle(arrangement=rows["room"], in_place=False, instead="Room 4", now=BOOKING, **coordinator)
    actions.confirm_needs(booking=booked, codes=["captions", "breaks", "room"], **keep)
    found = [queries.in_place_on_time(prepared.coordinator, prepared.cohort, now) for now in (BOOKING, AFTER)]
    assert [(one.in_place, one.of) for one in found] == [(0, 0), (1, 3)]
    for viewer in (prepared.trainer, prepared.amara.person):
        assert queries.in_place_on_time(viewer, prepared.cohort, AFTER).of == 0


def test_who_sees_a_need_and_that_no_message_names_one(prepared: Prepared, booked: Booking) -> None:
    prepared.book(prepared.amara, SUPPORT, AFTER)
    assert there(prepared, by=prepared.trainer) == [("captions", "asked")]
    assert there(prepared, SUPPORT, by=prepared.trainer, now=AFTER) == ALL
    assert there(prepared, SUPPORT, now=AFTER) == [], "a co-ordinator does not see who comes to peer support"
    assert {one.owner for one in prepared.session(SUPPORT).arrangements.all()} == {prepared.trainer}
    for viewer in (prepared.idris.person, prepared.amara.person, prepared.world.outsider):
        assert there(prepared, by=viewer) == []
    assert not Message.objects.filter(body__icontains="caption").exists()
    trail = " ".join(str(one) for one in AuditEvent.objects.values_list("details", flat=True))
    assert "captions" not in trail


def test_the_pages_confirm_settle_and_hand_over(prepared: Prepared, booked: Booking) -> None:
    mine = ("training:my_needs", prepared.amara.pk, booked.pk)
    with clock.borrowed(BOOKING):
        assert "Is what we arrange still right" in text(
            page_of(prepared.amara.person, "training:mine", prepared.amara.pk)
        )
        assert press(prepared.amara.person, *mine, needs=["captions"]).status_code == 302
        assert Booking.objects.get().needs_confirmed_at == BOOKING
        where = (prepared.cohort.pk, booked.session_id, only().pk)
        for keeper in (prepared.trainer, prepared.coordinator):
            seen = text(page_of(keeper, "training:session", *where[:2]))
            assert "Captions or speech to text" in seen and "To arrange" in seen
        answer = press(prepared.coordinator, "training:settle", *where, outcome="not_possible")
        assert answer.status_code == 409 and "Say what you offered instead" in text(answer)
        day = {"due_on_day": "29", "due_on_month": "2", "due_on_year": "2024"}
        given = {"owner": str(prepared.trainer.pk)} | day
        assert press(prepared.coordinator, "training:hand_over", *where, **given).status_code == 302
        assert press(prepared.trainer, "training:settle", *where, outcome="in_place").status_code == 302
        assert "In place" in text(page_of(prepared.trainer, "training:session", *where[:2]))
    with clock.borrowed(AFTER):
        shown = text(page_of(prepared.coordinator, "training:sessions", prepared.cohort.pk))
        assert "Adjustments in place on time so far: 1 of 1" in shown


def now_needs(prepared: Prepared, *codes: str) -> None:
    """Amara changes what she needs on her application, at any time."""
    amara = prepared.amara.person
    form = amara.applications.get()
    answers = {"adjustments_needs": list(codes), "adjustments_words": ""}
    applications.change_any_time(application=form, section="adjustments", answers=answers, by=amara, now=BOOKING)


def test_what_changes_on_the_form_is_asked_for_at_sessions_to_come(prepared: Prepared) -> None:
    prepared.book(prepared.amara, A)
    now_needs(prepared, "breaks")
    assert there(prepared) == [("breaks", "asked")]
    now_needs(prepared)
    assert there(prepared) == []


def test_what_was_said_for_one_session_stands_and_is_asked_about_again(prepared: Prepared) -> None:
    booking = prepared.book(prepared.amara, A)
    actions.confirm_needs(booking=booking, codes=["captions"], by=prepared.amara.person, now=BOOKING)
    settle(prepared)
    now_needs(prepared, "breaks")
    assert there(prepared) == [("captions", "in_place")], "what they said of this very session"
    booking.refresh_from_db()
    assert booking.needs_confirmed_at is None
    asked = [str(one.text) for one in steps(MINE, prepared.amara.person, prepared.amara, BOOKING)]
    assert "Say whether what we arrange is still right: Briefing" in asked
