"""Sessions and bookings: plan and change, book and cancel, mark the register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.mail.actions import send
from turnabout.foundation.moves import apply as moves
from turnabout.selection.models import Participation
from turnabout.training.changes import booked_on, check_map, check_times, drop, free, tell_everybody, touch
from turnabout.training.kinds import KINDS, STEPS
from turnabout.training.models import TAKEN, Booking, Session
from turnabout.training.permissions import Wish, may_book, may_cancel_booking, may_change, may_mark, may_plan
from turnabout.training.queries import to_plan
from turnabout.training.statuses import BOOKING, SESSION


@action("sessions.planned", about="cohort")
def plan_sessions(*, cohort: Cohort, by: Person, now: datetime) -> list[Session]:
    """Make a session from each date of the cohort's chain that is one; returns the new ones.

    Dates that already have their session are left alone. Refused when nothing is left to plan.
    """
    require(may_plan(by, cohort, now))
    made = []
    for date in to_plan(by, cohort, now):
        planned = STEPS[date.step]
        with translation.override("en-gb"):
            title = str(planned.title)
        made.append(
            Session.objects.create(
                cohort=cohort,
                kind=planned.kind,
                step=date.step,
                choose_group=planned.group,
                title=title,
                starts_at=date.starts_at,
                ends_at=date.ends_at,
                capacity=KINDS[planned.kind].places,
                planned_at=now,
                planned_by=by.id,
            )
        )
    if not made:
        raise Refused(_("Every session in this cohort's chain of dates is already planned."))
    note(sessions=len(made))
    return made


@action("session.changed", about="session")
def change_session(
    *,
    session: Session,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    link: str = "",
    map_link: str = "",
    access: str = "",
    capacity: int | None = None,
    by: Person,
    now: datetime,
) -> Session:
    """Give a session that has not begun another time, place, link, map or number of places (None: no limit).

    Everybody booked gets a new invitation when time, place, link or map changed. `access` stands on their pages
    alone. Refused for a time in the past, an end before the start, a map that is not https, or fewer places than
    are taken.
    """
    session = Session.objects.select_for_update().select_related("cohort").get(pk=session.pk)
    require(may_change(by, session, now))
    check_times(starts_at, ends_at, now)
    check_map(map_link)
    taken = session.bookings.filter(status__in=TAKEN).count()
    if capacity is not None and capacity < taken:
        raise Refused(_("%(taken)d people are booked already, so there cannot be fewer places.") % {"taken": taken})
    before = _told(session)
    session.starts_at, session.ends_at, session.place, session.link = starts_at, ends_at, place.strip(), link.strip()
    session.map_link, session.access, session.capacity = map_link.strip(), access.strip(), capacity
    session.save()
    if before != _told(session):
        note(told=tell_everybody(session, by, now))
    return session


@action("session.cancelled", about="session")
def cancel_session(*, session: Session, by: Person, now: datetime) -> Session:
    """Call a session off: its bookings are cancelled, and everybody booked is written to and can choose again."""
    booked = booked_on(session)
    moves.apply(SESSION, session, "cancel", by=by, now=now)
    for booking in booked:
        drop(booking, "training.called_off", by, now)
    note(told=len(booked))
    return session


@action("booking.made", about="participation")
def book(*, session: Session, participation: Participation, by: Person, now: datetime) -> Booking:
    """Book a place, or move an earlier booking of the same choice to this session; an invitation goes out.

    Refused when the session is full, has begun, is not for this role, or when the choice was already attended.
    """
    session = Session.objects.select_for_update().select_related("cohort").get(pk=session.pk)
    participation = Participation.objects.select_related("cohort", "person").get(pk=participation.pk)
    require(may_book(by, Wish(session, participation), now))
    held = Booking.objects.select_for_update().filter(
        participation=participation, choose_group=session.choose_group, status__in=TAKEN
    )
    earlier = held.select_related("session").first()
    if earlier is not None and earlier.status == "attended":
        raise Refused(_("You have already been to this session, so there is nothing more to book."))
    if earlier is not None and earlier.session_id == session.pk:
        raise Refused(_("You are already booked on this session."))
    if session.capacity is not None and session.bookings.filter(status__in=TAKEN).count() >= session.capacity:
        raise Refused(_("The last place was taken a moment ago. Choose another session, or ask the co-ordinator."))
    note(session=str(session.pk))
    if earlier is None:
        booking = _new(session, participation, by, now)
        send("training.booked", thing=booking, by=by, now=now)
        return booking
    earlier.session, earlier.participation = session, participation
    touch(earlier, by, now)
    send("training.moved", thing=earlier, by=by, now=now)
    return earlier


@action("booking.cancelled", about="booking")
def cancel_booking(*, booking: Booking, by: Person, now: datetime) -> Booking:
    """Give a place back before the session begins; the calendar is told. Another session can be booked afterwards."""
    booking = Booking.objects.select_related("session__cohort", "participation__person").get(pk=booking.pk)
    require(may_cancel_booking(by, booking, now))
    drop(booking, "training.cancelled", by, now)
    return booking


@action("register.marked", about="session")
def mark_register(
    *,
    session: Session,
    attended: Sequence[Participation] = (),
    absent: Sequence[Participation] = (),
    by: Person,
    now: datetime,
) -> Session:
    """Write who came to a session and who did not, once it has begun; each correction leaves its own history line.

    Somebody who came without a booking is added, and a booking of theirs for another session of the same choice
    is cancelled. People who are in neither list stay as they are. Refused when somebody is in both lists, is not
    of this cohort and role, or is marked absent without a booking.
    """
    session = Session.objects.select_for_update().select_related("cohort").get(pk=session.pk)
    require(may_mark(by, session, now))
    _check_lists(session, attended, absent)
    if session.status == "planned":
        moves.apply(SESSION, session, "hold", by=by, now=now)
    bookings = {
        booking.participation_id: booking
        for booking in session.bookings.exclude(status="cancelled").select_related("participation__person")
    }
    for participation in attended:
        _mark_present(session, participation, bookings.get(participation.pk), by, now)
    for participation in absent:
        booking = bookings.get(participation.pk)
        if booking is None:
            raise Refused(_("Somebody without a booking cannot be marked as absent. Leave them out."))
        if booking.status != "missed":
            booking.session = session
            moves.apply(BOOKING, booking, "miss" if booking.status == "booked" else "find_absent", by=by, now=now)
    note(attended=len(attended), absent=len(absent))
    return session


def _told(session: Session) -> tuple[object, ...]:
    return session.starts_at, session.ends_at, session.place, session.link, session.map_link


def _mark_present(
    session: Session, participation: Participation, booking: Booking | None, by: Person, now: datetime
) -> None:
    if booking is not None and booking.status == "attended":
        return
    if booking is None or booking.status == "missed":
        same = Booking.objects.filter(participation=participation, choose_group=session.choose_group)
        if same.filter(status="attended").exclude(session=session).exists():
            raise Refused(_("%(name)s already attended the other session.") % {"name": participation.person.name})
        free(participation.pk, session.choose_group, session, by, now)
    booking = booking or _new(session, participation, by, now)
    booking.session = session
    moves.apply(BOOKING, booking, "find_present" if booking.status == "missed" else "attend", by=by, now=now)


def _check_lists(session: Session, attended: Sequence[Participation], absent: Sequence[Participation]) -> None:
    if {one.pk for one in attended} & {one.pk for one in absent}:
        raise Refused(_("Somebody is marked both as there and as absent. Choose one of the two."))
    for one in (*attended, *absent):
        if one.cohort_id != session.cohort_id or one.role not in session.sort.roles:
            raise Refused(_("Somebody in the list does not belong to this session."))


def _new(session: Session, participation: Participation, by: Person, now: datetime) -> Booking:
    return Booking.objects.create(
        session=session,
        participation=participation,
        choose_group=session.choose_group,
        booked_at=now,
        booked_by=by.id,
        changed_at=now,
        changed_by=by.id,
    )
