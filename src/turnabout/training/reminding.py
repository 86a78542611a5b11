"""When somebody is reminded to choose a date, and of the session that they chose: rows that fall due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from turnabout.cohorts.permissions import day_of
from turnabout.foundation.jobs import queue
from turnabout.foundation.mail import hours
from turnabout.foundation.mail.types import KINDS
from turnabout.selection.models import Participation
from turnabout.training.models import TAKEN, Booking, Session

OF_A_SESSION, TO_CHOOSE = "training.session_soon", "training.choose_soon"
REMINDERS = (OF_A_SESSION, TO_CHOOSE)


def plan(session: Session, now: datetime) -> None:
    """Have everybody on the session reminded of it, and those without a date of its choice to choose one.

    Replaces what was planned. Nobody is reminded late: where the day of a reminder has passed, there is none.
    """
    _plan(OF_A_SESSION, f"{OF_A_SESSION}:{session.pk}", [session], now)
    if session.sort.gate:
        choice = Session.objects.filter(cohort=session.cohort_id, choose_group=session.choose_group)
        # The last date counts: the first one is often days after the decision.
        _plan(TO_CHOOSE, f"{TO_CHOOSE}:{session.cohort_id}:{session.choose_group}", choice, now)


def move(scope: UUID, kind: str, now: datetime) -> None:
    """The reminders go on the days that the cohort has just chosen."""
    if kind in REMINDERS:
        for session in Session.objects.filter(cohort=scope, status="planned", starts_at__gt=now):
            plan(session, now)


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


def _plan(kind: str, key: str, sessions: Iterable[Session], now: datetime) -> None:
    queue.unschedule(key)
    to_come = [one for one in sessions if one.status == "planned" and one.starts_at > now and not one.sort.everybody]
    for last in sorted(to_come, key=lambda one: one.starts_at)[-1:]:
        for days in KINDS[kind].days(last.cohort_id):
            at = hours.morning(day_of(last.starts_at), days)
            if at > now:
                queue.schedule(kind, key=key, at=at, session=str(last.pk))
