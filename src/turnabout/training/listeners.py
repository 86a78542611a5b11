"""What happens here when something moves below: called in the same transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.applications.changes import on_experience_change
from turnabout.cohorts.changes import on_date_change
from turnabout.cohorts.models import PlannedDate
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.moves import apply as moves
from turnabout.foundation.moves.models import StatusChange
from turnabout.selection.models import Participation
from turnabout.training.asking import ask_for, said_by, standing
from turnabout.training.changes import drop, tell_everybody
from turnabout.training.line import fill, lock_choice, watch
from turnabout.training.models import Booking, Session
from turnabout.training.reminding import plan


@moves.on("selection.participation", "withdraw")
def give_places_back(participation: Participation, change: StatusChange) -> None:
    """Whoever no longer takes part gives back the places they booked and stands in no line; their calendar is told."""
    for waiting in participation.waiting.select_related("session__cohort").order_by("choose_group"):
        lock_choice(waiting.session)
    participation.waiting.all().delete()
    booked = Booking.objects.filter(participation=participation, status="booked").order_by("choose_group")
    for booking in booked.select_related("session__cohort", "participation__person"):
        lock_choice(booking.session)
        drop(booking, "training.cancelled", CLOCK, change.at)
        fill(booking.session, change.at)


@on_experience_change
def ask_again(application: Any, *, by: Any, now: datetime) -> None:
    """What somebody needs has changed: so does what is asked for at their sessions to come.

    Where they had said what they need at that very session, that stands, and they are asked about it again.
    """
    bookings = Booking.objects.filter(
        participation__cohort=application.cohort_id,
        participation__person=application.person_id,
        status="booked",
        session__starts_at__gt=now,
    ).select_related("session__cohort", "participation__person")
    for booking in bookings:
        said = set(said_by(booking.participation))
        if said == {need for _row, need in standing(booking.session, booking.participation)}:
            continue
        if booking.needs_confirmed_at is None or not list(standing(booking.session, booking.participation)):
            ask_for(booking, by, now)
        else:
            Booking.objects.filter(pk=booking.pk).update(needs_confirmed_at=None, needs_confirmed_by=None)


@on_date_change
def move_the_session(planned: PlannedDate, *, by: Any, now: datetime) -> None:
    """A session that has not begun follows its date in the chain; everybody booked gets the new time.

    Refused when the day would no longer be fixed: the session stands in people's calendars.
    """
    found = Session.objects.select_for_update().filter(cohort_id=planned.cohort_id, step=planned.step)
    session = found.filter(status="planned", starts_at__gt=now).first()
    if session is None or planned.whole_day:
        return
    if not planned.exact:
        raise Refused(
            _(
                "People can book this session, so it must have a day and a time. Choose them, or call the session off "
                "under “Sessions and registers” first."
            )
        )
    if (session.starts_at, session.ends_at) != (planned.starts_at, planned.ends_at):
        session.starts_at, session.ends_at = planned.starts_at, planned.ends_at
        session.save()
        tell_everybody(session, by, now)
        watch(session)
        plan(session, now)
