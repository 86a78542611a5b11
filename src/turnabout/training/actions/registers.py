"""Registers: who came to a session and who did not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.moves import apply as moves
from turnabout.selection.models import Participation
from turnabout.training.changes import free, new_booking
from turnabout.training.line import fill, leave, lock_choice
from turnabout.training.models import Booking, Session
from turnabout.training.permissions import may_mark
from turnabout.training.statuses import BOOKING, SESSION


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
    is cancelled. Whoever still waited for it does so no longer. People who are in neither list stay as they are.
    Refused when somebody is in both lists, is not of this cohort and role, or is marked absent without a booking.
    """
    session = lock_choice(session)
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
    session.waiting.all().delete()
    note(attended=len(attended), absent=len(absent))
    return session


def _mark_present(
    session: Session, participation: Participation, booking: Booking | None, by: Person, now: datetime
) -> None:
    if booking is not None and booking.status == "attended":
        return
    if booking is None or booking.status == "missed":
        same = Booking.objects.filter(participation=participation, choose_group=session.choose_group)
        if same.filter(status="attended").exclude(session=session).exists():
            raise Refused(_("%(name)s already attended the other session.") % {"name": participation.person.name})
        leave(participation, session.choose_group)
        for freed in free(participation, session, by, now):
            fill(freed, now)
    booking = booking or new_booking(session, participation, by, now)
    booking.session = session
    moves.apply(BOOKING, booking, "find_present" if booking.status == "missed" else "attend", by=by, now=now)


def _check_lists(session: Session, attended: Sequence[Participation], absent: Sequence[Participation]) -> None:
    if {one.pk for one in attended} & {one.pk for one in absent}:
        raise Refused(_("Somebody is marked both as there and as absent. Choose one of the two."))
    for one in (*attended, *absent):
        if one.cohort_id != session.cohort_id or one.role not in session.sort.roles:
            raise Refused(_("Somebody in the list does not belong to this session."))
