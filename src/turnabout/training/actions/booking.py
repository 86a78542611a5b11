"""Bookings: take a place, change it, give it back; and stand in line where none is left."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.mail.actions import send
from turnabout.selection.models import Participation
from turnabout.training.changes import change_to, drop, new_booking
from turnabout.training.line import fill, has_place_for, lock_choice, watch
from turnabout.training.models import TAKEN, Booking, Session, Waiting
from turnabout.training.permissions import Wish, may_book, may_cancel_booking, may_join_line, may_leave_line


@action("booking.made", about="participation")
def book(*, session: Session, participation: Participation, by: Person, now: datetime) -> Booking:
    """Book a place, or move an earlier booking of the same choice to this session; an invitation goes out.

    The place that is given back goes to the first in line. Refused when the session is full or others stand in line
    for what is left, has begun, is not for this role, or when the choice was already attended.
    """
    held = Participation.objects.select_for_update(of=("self",), no_key=True).select_related("cohort", "person")
    participation = held.get(pk=participation.pk)
    session = lock_choice(session)
    require(may_book(by, Wish(session, participation), now))
    earlier = _check_none_held(session, participation)
    if not has_place_for(session, participation):
        raise Refused(_("The last place was taken a moment ago. Choose another session, or join its waiting list."))
    note(session=str(session.pk))
    participation.waiting.filter(session=session).delete()
    if earlier is None:
        booking = new_booking(session, participation, by, now)
        send("training.booked", thing=booking, by=by, now=now)
        return booking
    given_back = earlier.session
    earlier.participation = participation
    change_to(earlier, session, by, now)
    send("training.moved", thing=earlier, by=by, now=now)
    fill(given_back, now)
    return earlier


@action("booking.cancelled", about="booking")
def cancel_booking(*, booking: Booking, by: Person, now: datetime) -> Booking:
    """Give a place back before the session begins, to the first in line; the calendar is told.

    Another session can be booked afterwards.
    """
    lock_choice(booking.session)
    booking = Booking.objects.select_related("session__cohort", "participation__person").get(pk=booking.pk)
    require(may_cancel_booking(by, booking, now))
    drop(booking, "training.cancelled", by, now)
    fill(booking.session, now)
    return booking


@action("line.joined", about="participation")
def join_line(*, session: Session, participation: Participation, by: Person, now: datetime) -> Waiting:
    """Stand in line for a full session; the first in it is booked by itself as soon as a place is free.

    Somebody may hold a place on another session of the choice meanwhile, and gives it back then. Refused when a place
    is free, when they are booked on this session or have been to one of the choice, and when they wait for another.
    """
    session = lock_choice(session)
    participation = Participation.objects.select_related("cohort", "person").get(pk=participation.pk)
    require(may_join_line(by, Wish(session, participation), now))
    _check_none_held(session, participation)
    earlier = participation.waiting.filter(choose_group=session.choose_group).first()
    if earlier is not None and earlier.session_id == session.pk:
        raise Refused(_("You are on this waiting list already."))
    if earlier is not None:
        raise Refused(_("You can wait for one date at a time. Leave the other waiting list first."))
    if has_place_for(session, participation):
        raise Refused(_("A place is free now. Go back and book it."))
    note(session=str(session.pk))
    waiting = Waiting.objects.create(
        session=session,
        participation=participation,
        choose_group=session.choose_group,
        joined_at=now,
        joined_by=by.id,
    )
    watch(session)
    return waiting


@action("line.left", about="waiting")
def leave_line(*, waiting: Waiting, by: Person, now: datetime) -> Waiting:
    """Stand in line no longer; a booking stays as it is. Refused when they were booked a moment ago."""
    lock_choice(waiting.session)
    found = Waiting.objects.select_for_update(of=("self",)).select_related("session__cohort", "participation")
    standing = found.filter(pk=waiting.pk).first()
    require(may_leave_line(by, waiting, now))
    if standing is None:
        raise Refused(_("You are no longer on this waiting list. Go back and look again."))
    Waiting.objects.filter(pk=waiting.pk).delete()
    return waiting


@action("line.ended", about="session")
def end_line(*, session: Session, by: Person | Outside, now: datetime) -> Session:
    """End the line of a session that has begun; nobody is told, because there is nothing to do any more."""
    session = lock_choice(session)
    if session.starts_at > now:
        raise Refused(_("This session has not begun yet, so people may still wait for it."))
    note(waited=session.waiting.count())
    session.waiting.all().delete()
    return session


def _check_none_held(session: Session, participation: Participation) -> Booking | None:
    held = Booking.objects.select_for_update(of=("self",)).filter(
        participation=participation, choose_group=session.choose_group, status__in=TAKEN
    )
    earlier = held.select_related("session__cohort").first()
    if earlier is not None and earlier.status == "attended":
        raise Refused(_("You have already been to this session, so there is nothing more to book."))
    if earlier is not None and earlier.session_id == session.pk:
        raise Refused(_("You are already booked on this session."))
    return earlier
