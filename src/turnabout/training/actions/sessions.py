"""Sessions: plan them from the chain of dates, change them, call them off."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.mail.actions import send
from turnabout.foundation.moves import apply as moves
from turnabout.training.changes import booked_on, check_map, check_times, drop, tell_everybody
from turnabout.training.kinds import KINDS, STEPS
from turnabout.training.line import fill, lock_choice, watch
from turnabout.training.models import TAKEN, Session
from turnabout.training.permissions import may_change, may_plan
from turnabout.training.queries import to_plan
from turnabout.training.reminding import plan
from turnabout.training.statuses import SESSION


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
    for session in made:
        plan(session, now)
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

    More places go to those who stand in line. Everybody booked gets a new invitation when time, place, link or map
    changed; `access` stands on their pages alone. Refused for a time in the past, an end before the start, a map
    that is not https, or fewer places than are taken.
    """
    session = lock_choice(session)
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
    watch(session)
    plan(session, now)
    fill(session, now)
    return session


@action("session.cancelled", about="session")
def cancel_session(*, session: Session, by: Person, now: datetime) -> Session:
    """Call a session off: its bookings and its line end, and everybody in either is written to and can choose again."""
    lock_choice(session)
    booked = booked_on(session)
    moves.apply(SESSION, session, "cancel", by=by, now=now)
    for booking in booked:
        drop(booking, "training.called_off", by, now)
    line = list(session.waiting.select_related("participation__person", "participation__cohort"))
    for waiting in line:
        waiting.session = session
        send("training.line_called_off", thing=waiting, by=by, now=now)
    session.waiting.all().delete()
    plan(session, now)
    note(told=len(booked) + len(line))
    return session


def _told(session: Session) -> tuple[object, ...]:
    return session.starts_at, session.ends_at, session.place, session.link, session.map_link
