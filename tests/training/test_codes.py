"""Being marked by the code of the room, how the register says it, and what stays between a private group."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.training.test_pages import page_of, press, text
from tests.training.walk import AFTER, BOOKING, Prepared
from turnabout.cohorts import actions as cohorts
from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.moves import apply as moves
from turnabout.home import outbox
from turnabout.selection.models import Participation
from turnabout.training import actions, queries
from turnabout.training.codes import MOST_TRIES, code_of
from turnabout.training.models import Booking, WrongCodes
from turnabout.training.permissions import may_see_names
from turnabout.training.statuses import BOOKING as BOOKING_TABLE

A, B, SUPPORT = "mentor_briefing_a", "mentor_briefing_b", "peer_support_1"
MINUTE = timedelta(minutes=1)


def come(prepared: Prepared, who: Participation, step: str, code: str = "", now: Any = None, by: Any = None) -> Any:
    session = prepared.session(step)
    return actions.come_by_code(
        session=session,
        participation=who,
        code=code or code_of(session),
        by=by or who.person,
        now=now or session.starts_at,
    )


def wrong(prepared: Prepared, step: str) -> str:
    return f"{(int(code_of(prepared.session(step))) + 1) % 10**6:06}"


def test_whoever_types_the_code_is_marked_and_trained(prepared: Prepared) -> None:
    prepared.book(prepared.amara, A)
    code = code_of(prepared.session(A))
    assert come(prepared, prepared.amara, A, f" {code[:3]} {code[3:]} ").right
    booking = Booking.objects.get()
    assert (booking.status, booking.mark, booking.by_code) == ("attended", "came", True)
    assert queries.trained_ids(prepared.cohort) == {prepared.amara.pk}
    with pytest.raises(Refused, match="marked as there already"):
        come(prepared, prepared.amara, A)


def test_the_code_works_from_the_beginning_until_a_little_after(prepared: Prepared) -> None:
    prepared.book(prepared.amara, A)
    session = prepared.session(A)
    for now in (session.starts_at - 0.1 * MINUTE, session.ends_at + 30.1 * MINUTE):
        with pytest.raises(Refused, match="from the beginning of the session"):
            come(prepared, prepared.amara, A, now=now)
    assert come(prepared, prepared.amara, A, now=session.starts_at).right
    assert come(prepared, prepared.idris, A, now=session.ends_at + 30 * MINUTE).right, "without a booking he is added"


def test_each_session_has_a_code_of_its_own_and_a_new_one_ends_the_old(prepared: Prepared) -> None:
    codes = {code_of(prepared.session(step)) for step in (A, B, SUPPORT)}
    assert len(codes) == 3 and all(len(code) == 6 and code.isdigit() for code in codes)
    old, now = code_of(prepared.session(A)), prepared.session(A).starts_at
    actions.renew_code(session=prepared.session(A), by=prepared.trainer, now=now)
    assert not come(prepared, prepared.amara, A, old).right
    assert come(prepared, prepared.amara, A).right
    for by in (prepared.amara.person, prepared.world.outsider):
        with pytest.raises(Refused) as refusal:
            actions.renew_code(session=prepared.session(A), by=by, now=now)
        assert refusal.value.decision.hidden


def test_wrong_codes_are_counted_until_the_trainer_must_help(prepared: Prepared) -> None:
    prepared.book(prepared.amara, A)
    left = [come(prepared, prepared.amara, A, wrong(prepared, A)).left for _try in range(MOST_TRIES)]
    assert left == list(range(9, -1, -1))
    with pytest.raises(Refused, match="Ask the trainer to mark you"):
        come(prepared, prepared.amara, A)
    assert come(prepared, prepared.idris, A).right, "each has tries of their own"
    prepared.mark(A, AFTER, came=[prepared.amara])


def test_whoever_comes_on_the_other_date_gives_their_place_there_to_the_line(prepared: Prepared) -> None:
    prepared.resize(B, 1)
    prepared.book(prepared.idris, B)
    actions.join_line(session=prepared.session(B), participation=prepared.amara, by=prepared.amara.person, now=BOOKING)
    come(prepared, prepared.idris, A)
    there = Booking.objects.filter(status__in=["booked", "attended"])
    assert sorted(there.values_list("participation__person__name", "session__step")) == [
        ("Amara Okafor", B),
        ("Idris Vale", A),
    ]


def test_the_code_does_not_overrule_the_register_and_nobody_types_for_somebody_else(prepared: Prepared) -> None:
    prepared.book(prepared.amara, A)
    prepared.mark(A, prepared.session(A).starts_at, absent=[prepared.amara])
    with pytest.raises(Refused, match="says that you were not there"):
        come(prepared, prepared.amara, A)
    for who, by in (
        (prepared.idris, prepared.amara.person),
        (prepared.idris, prepared.trainer),
        (prepared.helen, prepared.helen.person),
    ):
        with pytest.raises(Refused) as refusal:
            come(prepared, who, A, by=by)
        assert refusal.value.decision.hidden


def test_late_and_early_open_the_gate_and_a_correction_leaves_its_line(prepared: Prepared) -> None:
    prepared.book(prepared.amara, A)
    for mark, absent in (("late", False), ("early", False), ("work", True), ("told", True)):
        given: dict[str, Any] = {"absent" if absent else "attended": [prepared.amara]}
        lines = AuditEvent.objects.count()
        actions.mark_register(
            session=prepared.session(A), marks={prepared.amara.pk: mark}, by=prepared.trainer, now=AFTER, **given
        )
        assert AuditEvent.objects.count() == lines + 1
        assert Booking.objects.get().mark == mark
        assert bool(queries.trained_ids(prepared.cohort)) == (not absent)
    history = moves.history(BOOKING_TABLE, Booking.objects.get())
    assert [(one.move, one.reason) for one in history] == [
        ("attend", "late"),
        ("note_how", "early"),
        ("find_absent", "work"),
        ("note_why", "told"),
    ]
    with pytest.raises(Refused, match="does not go with"):
        actions.mark_register(
            session=prepared.session(A),
            attended=[prepared.amara],
            marks={prepared.amara.pk: "told"},
            by=prepared.trainer,
            now=AFTER,
        )


def test_a_coordinator_never_learns_who_came_to_a_private_session(prepared: Prepared) -> None:
    for one in (prepared.amara, prepared.idris):
        prepared.book(one, SUPPORT, AFTER)
    session = prepared.session(SUPPORT)
    late = session.ends_at + MINUTE
    where = (prepared.cohort.pk, session.pk)
    with clock.borrowed(AFTER):
        before = text(page_of(prepared.coordinator, "training:session", *where))
        assert "Amara" not in before and "so nobody is named here" in before
        assert "Captions" in before, "what to arrange stands there without a name"
        assert "Amara" in text(page_of(prepared.trainer, "training:session", *where))
    with clock.borrowed(late):
        assert page_of(prepared.coordinator, "training:register", *where).status_code == 403
        assert queries.register(prepared.coordinator, session, late) == []
        found = queries.registers_to_fill(prepared.coordinator, prepared.cohort, late)
        assert SUPPORT not in [one.step for one in found]
        assert SUPPORT in [one.step for one in queries.registers_to_fill(prepared.trainer, prepared.cohort, late)]
        with pytest.raises(Refused, match="between its members and the trainer"):
            prepared.mark(SUPPORT, late, came=[prepared.amara], by=prepared.coordinator)
        prepared.mark(SUPPORT, late, came=[prepared.amara], absent=[prepared.idris])
        for page in (("training:session", *where), ("training:sessions", prepared.cohort.pk)):
            seen = text(page_of(prepared.coordinator, *page))
            assert "Amara" not in seen and "Idris" not in seen
        [told] = [one for one in queries.sessions(prepared.coordinator, prepared.cohort, late) if one.step == SUPPORT]
        assert (told.came, told.taken) == (None, None), "one who came is nobody's number"
        [known] = [one for one in queries.sessions(prepared.trainer, prepared.cohort, late) if one.step == SUPPORT]
        assert known.came == 1
        assert "Fewer than 5, or nobody" in text(page_of(prepared.coordinator, "training:session", *where))
        assert "The register says" in text(page_of(prepared.amara.person, "training:mine", prepared.amara.pk))


def test_the_pages_show_the_code_take_it_and_count_what_is_wrong(prepared: Prepared) -> None:
    prepared.book(prepared.amara, A)
    session, amara = prepared.session(A), prepared.amara
    code = code_of(session)
    shown = f"{code[:3]} {code[3:]}"
    here = ("training:here", amara.pk, session.pk)
    with clock.borrowed(BOOKING):
        early = page_of(prepared.trainer, "training:code", prepared.cohort.pk, session.pk)
        assert early.status_code == 403 and "15 minutes before" in text(early)
        assert page_of(amara.person, *here).status_code == 403
    with clock.borrowed(session.starts_at - 15 * MINUTE):
        assert shown in text(page_of(prepared.trainer, "training:code", prepared.cohort.pk, session.pk))
        assert page_of(amara.person, *here).status_code == 403, "it could still be moved or called off"
    with clock.borrowed(session.starts_at):
        for keeper in (prepared.trainer, prepared.coordinator):
            assert shown in text(page_of(keeper, "training:code", prepared.cohort.pk, session.pk))
        assert "I am here: Briefing" in text(page_of(amara.person, "training:mine", amara.pk))
        assert press(amara.person, *here, code=wrong(prepared, A)).status_code == 302
        assert WrongCodes.objects.get().tries == 1, "the count stays though the page says no"
        assert press(amara.person, *here, code=shown, times=2).status_code == 302
        assert Booking.objects.get().status == "attended"
        assert "(by code)" in text(page_of(prepared.trainer, "training:register", prepared.cohort.pk, session.pk))
        assert press(prepared.trainer, "training:code", prepared.cohort.pk, session.pk).status_code == 302
        assert shown not in text(page_of(prepared.trainer, "training:code", prepared.cohort.pk, session.pk))


def test_whoever_was_left_open_on_an_earlier_date_comes_to_a_later_one(prepared: Prepared) -> None:
    prepared.book(prepared.amara, A)
    later = prepared.session(B)
    assert come(prepared, prepared.amara, B, now=later.starts_at).right
    booking = Booking.objects.get()
    assert (booking.session_id, booking.status) == (later.pk, "attended")


def test_messages_about_a_private_session_are_kept_from_the_co_ordinator(prepared: Prepared) -> None:
    prepared.book(prepared.amara, SUPPORT)
    prepared.book(prepared.amara, A)
    seen = outbox.listed(prepared.coordinator, prepared.cohort, BOOKING).lines
    booked = [one.message.about for one in seen if one.message.kind == "training.booked"]
    assert booked == [prepared.session(A).pk]


def test_a_co_ordinator_who_makes_themself_trainer_sees_no_names_of_a_private_session(prepared: Prepared) -> None:
    prepared.book(prepared.amara, SUPPORT)
    who = prepared.coordinator
    cohorts.give_role(person=who, kind="trainer", cohort=prepared.cohort, by=who, now=prepared.world.now)
    session = prepared.session(SUPPORT)
    assert may_see_names(prepared.trainer, session, BOOKING)
    assert not may_see_names(who, session, BOOKING)
