"""Parts of an action that change bookings and tell the calendars of those concerned."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit import trail
from turnabout.foundation.mail.actions import send
from turnabout.foundation.moves import apply as moves
from turnabout.selection.models import Participation
from turnabout.training.asking import ask_for, due_on, let_go
from turnabout.training.models import Booking, Session
from turnabout.training.statuses import BOOKING

Author = Person | Outside


def check_times(starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    """Refuse a session that would not be still to come, or would end before it starts."""
    if starts_at <= now:
        raise Refused(_("Choose a time that is still to come."), field="day")
    if ends_at <= starts_at:
        raise Refused(_("A session must end after it starts."), field="ends")


def check_map(address: str) -> None:
    """Refuse a link to a map that others could read on its way."""
    if address.strip() and not address.strip().startswith("https://"):
        raise Refused(_("The link to a map must begin with https://."), field="map_link")


def touch(booking: Booking, by: Author, now: datetime) -> None:
    """Note a change that the attendee's calendar is told of; the caller has made it and sends the message."""
    trail.inside()
    booking.sequence += 1
    booking.changed_at, booking.changed_by = now, by.id
    booking.save()


def new_booking(session: Session, participation: Participation, by: Author, now: datetime) -> Booking:
    """A place for somebody in a session that has one; the caller has looked, and sends the message."""
    trail.inside()
    made = Booking.objects.create(
        session=session,
        participation=participation,
        choose_group=session.choose_group,
        booked_at=now,
        booked_by=by.id,
        changed_at=now,
        changed_by=by.id,
    )
    ask_for(made, by, now)
    return made


def change_to(booking: Booking, session: Session, by: Author, now: datetime) -> None:
    """Move a booking to another session of the choice, with what its attendee needs; the caller sends the message."""
    before = booking.session
    booking.session, booking.needs_confirmed_at, booking.needs_confirmed_by = session, None, None
    touch(booking, by, now)
    let_go(before, booking.participation, by, now)
    ask_for(booking, by, now)


def drop(booking: Booking, kind: str, by: Author, now: datetime) -> None:
    """Cancel one booking and take it out of its calendar with a message of `kind`."""
    moves.apply(BOOKING, booking, "cancel", by=by, now=now)
    touch(booking, by, now)
    let_go(booking.session, booking.participation, by, now)
    send(kind, thing=booking, by=by, now=now)


def tell_everybody(session: Session, by: Author, now: datetime) -> int:
    """Send a changed session's new time and place to everybody booked on it; returns how many.

    What is still to arrange there is due by another day with it.
    """
    session.arrangements.filter(status="asked").update(due_on=due_on(session))
    booked = booked_on(session)
    for booking in booked:
        touch(booking, by, now)
        send("training.changed", thing=booking, by=by, now=now)
    return len(booked)


def booked_on(session: Session) -> list[Booking]:
    """The bookings of a session that still stand, with the session as it is now."""
    found = session.bookings.filter(status="booked").select_related("participation__person", "participation__cohort")
    booked = list(found)
    for booking in booked:
        booking.session = session
    return booked


def free(participation: Participation, besides: Session, by: Author, now: datetime) -> list[Session]:
    """Cancel the booking of another session of the same choice, so that this one can stand; returns where."""
    others = Booking.objects.filter(
        participation=participation, choose_group=besides.choose_group, status="booked"
    ).exclude(session=besides)
    freed = list(others.select_related("session__cohort", "participation__person"))
    for other in freed:
        drop(other, "training.cancelled", by, now)
    return [other.session for other in freed]
