"""Registers: who came to a session and who did not, by list or by the code of the room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.moves import apply as moves
from turnabout.selection.models import Participation
from turnabout.training.changes import change_to, free, new_booking
from turnabout.training.codes import MOST_TRIES, is_code_of
from turnabout.training.line import fill, leave, lock_choice
from turnabout.training.marks import ABSENT, CAME, PRESENT
from turnabout.training.models import Booking, Session, WrongCodes
from turnabout.training.permissions import Wish, may_come, may_mark, may_show_code
from turnabout.training.statuses import BOOKING, SESSION


@action("register.marked", about="session")
def mark_register(
    *,
    session: Session,
    attended: Sequence[Participation] = (),
    absent: Sequence[Participation] = (),
    marks: Mapping[UUID, str] | None = None,
    by: Person,
    now: datetime,
) -> Session:
    """Write who came to a session and who did not, once it has begun; each correction leaves its own history line.

    `marks` says how or why by participation, from the lists of `training.marks`; whoever has none there came, or was
    absent without more being said. Somebody who came without a booking is added, and a booking of theirs for another
    session of the same choice is cancelled. Whoever still waited for it does so no longer. People who are in neither
    list stay as they are. Refused when somebody is in both lists, is not of this cohort and role, or is marked absent
    without a booking.
    """
    session = lock_choice(session)
    require(may_mark(by, session, now))
    marks = marks or {}
    _check_lists(session, attended, absent, marks)
    if session.status == "planned":
        moves.apply(SESSION, session, "hold", by=by, now=now)
    bookings = {
        booking.participation_id: booking
        for booking in session.bookings.exclude(status="cancelled").select_related("participation__person")
    }
    for one in attended:
        _mark_present(session, one, bookings.get(one.pk), marks.get(one.pk, ""), by, now)
    for one in absent:
        booking = bookings.get(one.pk)
        if booking is None:
            raise Refused(_("Somebody without a booking cannot be marked as absent. Leave them out."))
        _mark_absent(session, booking, marks.get(one.pk, ""), by, now)
    session.waiting.all().delete()
    note(attended=len(attended), absent=len(absent))
    return session


class Typed(NamedTuple):
    """What became of a code that somebody typed: whether it was right, and how many more tries they have."""

    right: bool
    left: int


@action("register.code_typed", about="session")
def come_by_code(*, session: Session, participation: Participation, code: str, by: Person, now: datetime) -> Typed:
    """Mark somebody as there who types the code of the room; a wrong one is counted.

    Whoever has no booking is added, as on the list. Refused outside the time of the code, after too many wrong ones,
    and when the register says otherwise already. A wrong code is no refusal, because its count must stay.
    """
    session = lock_choice(session)
    participation = Participation.objects.select_related("cohort", "person").get(pk=participation.pk)
    require(may_come(by, Wish(session, participation), now))
    booking = session.bookings.exclude(status="cancelled").filter(participation=participation).first()
    if booking is not None and booking.status == "attended":
        raise Refused(_("You are marked as there already. There is nothing more to do."))
    if booking is not None and booking.status == "missed":
        raise Refused(_("The register says that you were not there. Ask the trainer to correct it."))
    counted, _made = WrongCodes.objects.get_or_create(session=session, participation=participation)
    if counted.tries >= MOST_TRIES:
        raise Refused(_("That was the wrong code too many times. Ask the trainer to mark you on the list."))
    if not is_code_of(session, code):
        counted.tries += 1
        counted.save(update_fields=["tries"])
        note(right=False)
        return Typed(False, MOST_TRIES - counted.tries)
    note(right=True)
    booking = _place_for(session, participation, booking, by, now)
    moves.apply(BOOKING, booking, "come", by=by, now=now, reason=CAME)
    booking.mark, booking.by_code = CAME, True
    booking.save(update_fields=["mark", "by_code"])
    return Typed(True, MOST_TRIES - counted.tries)


@action("register.code_renewed", about="session")
def renew_code(*, session: Session, by: Person, now: datetime) -> Session:
    """Make another code for a session; the one before works no longer. Whoever was marked with it stays so."""
    session = lock_choice(session)
    require(may_show_code(by, session, now))
    session.code_number += 1
    session.save(update_fields=["code_number"])
    return session


def _mark_present(
    session: Session, participation: Participation, booking: Booking | None, mark: str, by: Person, now: datetime
) -> None:
    if booking is not None and booking.status == "attended":
        _correct(session, booking, "note_how", mark, by, now)
        return
    move = "find_present" if booking is not None and booking.status == "missed" else "attend"
    booking = _place_for(session, participation, booking, by, now)
    booking.mark = mark or CAME
    moves.apply(BOOKING, booking, move, by=by, now=now, reason=booking.mark)
    booking.save(update_fields=["mark"])


def _mark_absent(session: Session, booking: Booking, mark: str, by: Person, now: datetime) -> None:
    if booking.status == "missed":
        _correct(session, booking, "note_why", mark, by, now)
        return
    booking.session, booking.mark, booking.by_code = session, mark, False
    move = "miss" if booking.status == "booked" else "find_absent"
    moves.apply(BOOKING, booking, move, by=by, now=now, reason=mark)
    booking.save(update_fields=["mark", "by_code"])


def _correct(session: Session, booking: Booking, move: str, mark: str, by: Person, now: datetime) -> None:
    if not mark or mark == booking.mark:
        return
    booking.session, booking.mark = session, mark
    moves.apply(BOOKING, booking, move, by=by, now=now, reason=mark)
    booking.save(update_fields=["mark"])


def _place_for(
    session: Session, participation: Participation, booking: Booking | None, by: Person, now: datetime
) -> Booking:
    """The booking to mark: theirs, or a new one, and none for another session of the choice beside it."""
    if booking is None or booking.status == "missed":
        same = Booking.objects.filter(participation=participation, choose_group=session.choose_group)
        if same.filter(status="attended").exclude(session=session).exists():
            raise Refused(_("%(name)s already attended the other session.") % {"name": participation.person.name})
        if booking is None:
            booking = _left_open(session, participation, by, now)
        for freed in free(participation, session, by, now):
            fill(freed, now)
    leave(participation, session.choose_group)
    booking = booking or new_booking(session, participation, by, now)
    booking.session, booking.participation = session, participation
    return booking


def _left_open(session: Session, participation: Participation, by: Person, now: datetime) -> Booking | None:
    """Their booking on an earlier date of the choice that nobody marked: they came to this one instead."""
    found = Booking.objects.filter(participation=participation, choose_group=session.choose_group, status="booked")
    past = found.exclude(session=session).filter(session__starts_at__lte=now).select_related("session__cohort").first()
    if past is not None:
        change_to(past, session, by, now)
    return past


def _check_lists(
    session: Session,
    attended: Sequence[Participation],
    absent: Sequence[Participation],
    marks: Mapping[UUID, str],
) -> None:
    if {one.pk for one in attended} & {one.pk for one in absent}:
        raise Refused(_("Somebody is marked both as there and as absent. Choose one of the two."))
    for one in (*attended, *absent):
        if one.cohort_id != session.cohort_id or one.role not in session.sort.roles:
            raise Refused(_("Somebody in the list does not belong to this session."))
    for people, known in ((attended, dict(PRESENT)), (absent, dict(ABSENT))):
        if any(marks.get(one.pk, "") not in {"", *known} for one in people):
            raise Refused(_("Somebody has a mark that does not go with being there, or with being absent."))
