"""What keepers read of the sessions of a cohort: the sessions and their registers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from turnabout.cohorts.models import Cohort, PlannedDate
from turnabout.cohorts.queries import dates
from turnabout.foundation import clock
from turnabout.selection.models import Participation
from turnabout.training.kinds import DROP_IN, STEPS, Kind
from turnabout.training.models import TAKEN, Booking, Session, Waiting
from turnabout.training.permissions import keeps_sessions, may_see_names, trains

FEWEST = 5
"""How many must have come to a private session before a co-ordinator learns how many."""
COUNTED = ("booked", "attended", "missed")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a register: a person who is booked, or who could have come without a booking."""

    participation: Participation
    booking: Booking | None


@dataclass(frozen=True, slots=True)
class Group:
    """Sessions of one kind of which a person takes one, and what they are called together."""

    group: str
    kind: Kind
    title: str


def sessions(viewer: Any, cohort: Cohort, now: datetime) -> list[Session]:
    """The sessions that people book, with how many are booked (`taken`) and came (`came`); for keepers only."""
    if not keeps_sessions(viewer, cohort, now):
        return []
    found = list(counted(Session.objects.filter(cohort=cohort).exclude(kind=DROP_IN)))
    return found if trains(viewer, cohort, now) else [_closed(one) for one in found]


def groups(viewer: Any, cohort: Cohort, now: datetime) -> list[Group]:
    """The choices that a session can be one more date of, in time; for the cohort's keepers only."""
    there: dict[str, list[Session]] = {}
    for one in sessions(viewer, cohort, now):
        there.setdefault(one.choose_group, []).append(one)
    return [Group(group, some[0].sort, _title(some)) for group, some in there.items()]


def _title(some: list[Session]) -> str:
    return some[0].title if len(some) == 1 else str(some[0].sort.label)


def find_session(viewer: Any, cohort: UUID | str, id: UUID | str, now: datetime) -> Session | None:
    """One session of a cohort, for its co-ordinators and trainers; None for anybody else."""
    found = counted(Session.objects.filter(cohort_id=cohort, pk=id).select_related("cohort__programme"))
    one = found.first()
    if one is None or not keeps_sessions(viewer, one.cohort, now):
        return None
    return one if trains(viewer, one.cohort, now) else _closed(one)


def _closed(session: Any) -> Any:
    """A session as a co-ordinator reads it: to a private one that was held a few may have come, or nobody."""
    if session.sort.private and session.status == "held":
        session.taken = None
        session.came = session.came if session.came >= FEWEST else None
    return session


def registers_to_fill(viewer: Any, cohort: Cohort, now: datetime) -> list[Session]:
    """The sessions that are over and whose register nobody has filled in, for the cohort's keepers."""
    over = [one for one in sessions(viewer, cohort, now) if one.status == "planned" and one.ends_at <= now]
    if not any(one.sort.private for one in over) or trains(viewer, cohort, now):
        return over
    return [one for one in over if not one.sort.private]


def register(viewer: Any, session: Session, now: datetime | None = None) -> list[Row]:
    """Who is booked on a session, by name, then everybody else who could have come.

    For its keepers only; of a private one for its trainers only.
    """
    if not may_see_names(viewer, session, now or clock.now()):
        return []
    found = session.bookings.filter(status__in=COUNTED).select_related("participation__person")
    booked = sorted(found, key=lambda one: (one.participation.person.name.lower(), str(one.participation_id)))
    there = {one.participation_id for one in booked}
    others = Participation.objects.filter(cohort=session.cohort, role__in=session.sort.roles, status="taking_part")
    others = others.exclude(pk__in=there).select_related("person").order_by("person__name", "id")
    done = Booking.objects.filter(choose_group=session.choose_group, status="attended")
    already = set(done.filter(participation__cohort=session.cohort).values_list("participation_id", flat=True))
    return [Row(one.participation, one) for one in booked] + [Row(one, None) for one in others if one.pk not in already]


def line(viewer: Any, session: Session, now: datetime) -> list[Waiting]:
    """Who stands in line for a session, the first first; for its keepers only, of a private one its trainers only."""
    if not may_see_names(viewer, session, now) or session.starts_at <= now:
        return []
    return list(session.waiting.select_related("participation__person"))


def to_plan(viewer: Any, cohort: Cohort, now: datetime) -> list[PlannedDate]:
    """The dates of the chain that are sessions and have none, for the cohort's keepers.

    One that is a window or to be confirmed is no session yet: nobody can put it into a calendar. One whose session
    was called off can be planned anew as long as it is still to come.
    """
    if not keeps_sessions(viewer, cohort, now):
        return []
    known = set(Session.objects.filter(cohort=cohort).values_list("step", "status"))
    there = {step for step, status in known if status != "cancelled"}
    called_off = {step for step, status in known if status == "cancelled"}
    wanted = [one for one in dates(cohort) if one.step in STEPS and one.step not in there]
    wanted = [one for one in wanted if one.step not in called_off or one.starts_at > now]
    return [one for one in wanted if one.exact and not one.whole_day]


def counted(found: QuerySet[Session]) -> QuerySet[Session]:
    """The sessions in time, with how many are booked (`taken`), came (`came`) and wait (`wait`); takes no viewer."""
    taken = Count("bookings", filter=Q(bookings__status__in=TAKEN), distinct=True)
    came = Count("bookings", filter=Q(bookings__status="attended"), distinct=True)
    wait = Count("waiting", distinct=True)
    # Counting groups the rows, and grouped rows come in no order of their own.
    return found.select_related("cohort").annotate(taken=taken, came=came, wait=wait).order_by("starts_at", "step")
