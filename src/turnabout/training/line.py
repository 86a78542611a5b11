"""Parts of an action that keep the line for a full session: a place that becomes free goes to the first in it.

Whoever changes bookings locks the whole choice first, so no place is given twice and none stays empty while
somebody waits. Whoever stops taking part holds their participation before that, and sees afterwards every place that
was given to them meanwhile: so does whoever books, and nobody waits for two locks the other way round.
"""

from __future__ import annotations

from datetime import datetime

from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.audit import trail
from turnabout.foundation.jobs import queue
from turnabout.foundation.mail.actions import send
from turnabout.selection.models import Participation
from turnabout.training.changes import change_to, new_booking
from turnabout.training.models import TAKEN, Booking, Session, Waiting


def lock_choice(session: Session) -> Session:
    """Lock every session of a choice, always in one order; returns this one as it is now."""
    same = Session.objects.select_for_update(no_key=True)
    list(same.filter(cohort_id=session.cohort_id, choose_group=session.choose_group).order_by("pk"))
    return Session.objects.select_related("cohort").get(pk=session.pk)


def places_left(session: Session) -> int | None:
    """How many places nobody has, those promised to people in the line among them; None without a limit."""
    if session.capacity is None:
        return None
    return session.capacity - session.bookings.filter(status__in=TAKEN).count()


def has_place_for(session: Session, participation: Participation) -> bool:
    """Whether a place is left for somebody after everybody who stands in line before them."""
    left = places_left(session)
    if left is None:
        return True
    line = list(session.waiting.values_list("participation_id", flat=True))
    before = line.index(participation.pk) if participation.pk in line else len(line)
    return left > before


def fill(session: Session, now: datetime) -> None:
    """Book the first in line on each free place of a session to come; the place that they give back is filled too.

    Nobody pressed for it, so the clock is its author: nobody learns from it who gave a place back.
    """
    while session.status == "planned" and session.starts_at > now:
        if (left := places_left(session)) is not None and left <= 0:
            return
        first = session.waiting.select_related("participation__person", "participation__cohort").first()
        if first is None:
            return
        gone, _of_each = Waiting.objects.filter(pk=first.pk).delete()
        if not gone:
            continue  # they left the line at this moment
        if first.participation.status == "taking_part":
            _seat(first.participation, session, now)


def leave(participation: Participation, choose_group: str) -> None:
    """Take somebody out of the line of a choice, if they stand in one."""
    participation.waiting.filter(choose_group=choose_group).delete()


def watch(session: Session) -> None:
    """Have the line end when the session begins, if anybody stands in it."""
    if session.waiting.exists():
        queue.schedule("training.end_line", key=f"line:{session.pk}", at=session.starts_at, session=str(session.pk))


def _seat(participation: Participation, session: Session, now: datetime) -> None:
    held = Booking.objects.filter(
        participation=participation, choose_group=session.choose_group, status__in=TAKEN
    ).select_related("session__cohort")
    earlier = held.first()
    if earlier is not None and (earlier.status == "attended" or earlier.session_id == session.pk):
        return
    given_back = earlier.session if earlier is not None else None
    if earlier is None:
        booking = new_booking(session, participation, CLOCK, now)
    else:
        booking = earlier
        booking.participation = participation
        change_to(booking, session, CLOCK, now)
    trail.gather("places_found", str(booking.pk))
    send("training.place_found", thing=booking, by=CLOCK, now=now)
    if given_back is not None:
        fill(given_back, now)
