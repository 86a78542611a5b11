"""When somebody is reminded to choose a date, and of the session that they chose: rows that fall due."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from turnabout.cohorts.permissions import day_of
from turnabout.foundation.mail import reminders
from turnabout.selection.models import Participation
from turnabout.training.models import TAKEN, Booking, Session, Waiting
from turnabout.training.queries.gate import trained_ids

OF_A_SESSION, TO_CHOOSE = "training.session_soon", "training.choose_soon"
REMINDERS = (OF_A_SESSION, TO_CHOOSE)


def plan(session: Session, now: datetime) -> None:
    """Have everybody on the session reminded of it, and those who need one of its kind and have none to choose one.

    Replaces what was planned. Where the day of a reminder has passed already, there is none.
    """
    for kind in REMINDERS:
        _plan(kind, session, now)


def move(scope: UUID, kind: str, now: datetime) -> None:
    """The reminders that have not gone yet go on the days that the cohort has just chosen."""
    if kind not in REMINDERS:
        return
    for session in Session.objects.filter(cohort=scope, status="planned", starts_at__gt=now):
        about = [one.pk for one in _dates(kind, session)]
        if not reminders.has_gone(kind, key=_key(kind, session), about=about, scope=scope):
            _plan(kind, session, now)


def must_choose(session: Session) -> list[Participation]:
    """Everybody who needs a session of this kind and has neither been to one, nor booked one, nor waits for a place.

    Whoever booked one that is over counts as having been there until its register says otherwise.
    """
    here = {"session__cohort": session.cohort_id, "session__kind": session.kind}
    booked = Booking.objects.filter(status="booked", **here).exclude(session__status="cancelled")
    waiting = Waiting.objects.filter(**here)
    people = Participation.objects.filter(cohort=session.cohort_id, role__in=session.sort.roles, status="taking_part")
    people = (
        people.exclude(bookings__in=booked).exclude(waiting__in=waiting).exclude(pk__in=trained_ids(session.cohort))
    )
    return list(people.select_related("person", "cohort").order_by("accepted_at", "id"))


def without_a_date(session: Session, now: datetime) -> list[Participation]:
    """Everybody who can choose from the session's group and holds no date of it.

    About a private session, everybody whom it is for: whoever is left out would be known to have been there.
    """
    people = Participation.objects.filter(cohort=session.cohort_id, role__in=session.sort.roles, status="taking_part")
    if not session.sort.private:
        to_come = Q(session__starts_at__gt=now) | Q(status="attended")
        holding = Booking.objects.filter(to_come, choose_group=session.choose_group, status__in=TAKEN)
        people = people.exclude(bookings__in=holding)
    if session.sort.gate:
        people = people.exclude(alumnus_exempt=True)
    return list(people.select_related("person", "cohort").order_by("accepted_at", "id"))


def _plan(kind: str, session: Session, now: datetime) -> None:
    to_come = [one for one in _dates(kind, session) if one.status == "planned" and one.starts_at > now]
    last = max(to_come, key=lambda one: one.starts_at, default=None)
    reminders.plan(
        kind,
        job=kind,
        key=_key(kind, session),
        last=day_of(last.starts_at) if last else None,
        scope=session.cohort_id,
        now=now,
        arguments={"session": str(last.pk)} if last else {},
    )


def _dates(kind: str, session: Session) -> list[Session]:
    """The sessions whose last date the reminder counts from: the one itself, or all of its kind that one may choose.

    The last one, because the first is often days after the decision.
    """
    if session.sort.everybody or (kind == TO_CHOOSE and not session.sort.gate):
        return []
    if kind == OF_A_SESSION:
        return [session]
    return list(Session.objects.filter(cohort=session.cohort_id, kind=session.kind))


def _key(kind: str, session: Session) -> str:
    return f"{kind}:{session.pk}" if kind == OF_A_SESSION else f"{kind}:{session.cohort_id}:{session.kind}"
