"""Reads of sessions, bookings and registers, and the gate to matching."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from turnabout.applications.cases import is_apart, is_not_for, may_handle, not_for
from turnabout.applications.sharing import COORDINATOR, TRAINER
from turnabout.cohorts.models import Cohort, PlannedDate
from turnabout.cohorts.queries import dates
from turnabout.foundation import calendar, clock
from turnabout.selection.models import Participation
from turnabout.selection.queries import profiles
from turnabout.training.kinds import DROP_IN, GATES, KINDS, STEPS, Kind
from turnabout.training.models import TAKEN, Booking, Session
from turnabout.training.needs import Need, need_of
from turnabout.training.permissions import keeps_sessions, may_see_mine, may_see_needs

COUNTED = ("booked", "attended", "missed")


@dataclass(frozen=True, slots=True)
class Offer:
    """One session of a choice: how many places are left (None: no limit), and whether it is still to come."""

    session: Session
    left: int | None
    upcoming: bool

    @property
    def full(self) -> bool:
        """Whether nobody more can book."""
        return self.left is not None and self.left <= 0

    @property
    def may_book(self) -> bool:
        """Whether it is still to come and has a place."""
        return self.upcoming and not self.full


@dataclass(frozen=True, slots=True)
class Choice:
    """Everything that one person can choose of one group, and what they chose."""

    group: str
    kind: Kind
    offers: list[Offer]
    booking: Booking | None
    missed: Booking | None = None

    @property
    def done(self) -> bool:
        """Whether the person has been there."""
        return self.booking is not None and self.booking.status == "attended"

    @property
    def title(self) -> str:
        """What the choice is called: the only session's own title, else that of its kind."""
        return self.offers[0].session.title if len(self.offers) == 1 else str(self.kind.title)

    @property
    def gate(self) -> bool:
        """Whether nobody is paired without it."""
        return self.kind.gate

    @property
    def upcoming(self) -> list[Offer]:
        """The sessions that are still to come, full ones among them."""
        return [one for one in self.offers if one.upcoming]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a register: a person who is booked, or who could have come without a booking."""

    participation: Participation
    booking: Booking | None


@dataclass(frozen=True, slots=True)
class Untrained:
    """Somebody who cannot be paired yet: what they booked, whether they missed it, whether they may be let off."""

    participation: Participation
    booking: Booking | None
    missed: bool
    alumnus: bool


def trained_ids(cohort: Cohort) -> set[UUID]:
    """The participations of `cohort` that may be offered to matching; takes no viewer.

    Somebody is in it who attended the training or briefing of their own role, or who was let off it as somebody
    who graduated in that role before. Nothing else opens the gate. A rule of graduation too.
    """
    came = Booking.objects.filter(participation__cohort=cohort, status="attended")
    wanted = Q()
    for role, kind in GATES.items():
        wanted |= Q(participation__role=role, session__kind=kind)
    attended = set(came.filter(wanted).values_list("participation_id", flat=True))
    exempt = Participation.objects.filter(cohort=cohort, alumnus_exempt=True).values_list("pk", flat=True)
    return attended | set(exempt)


def sessions(viewer: Any, cohort: Cohort, now: datetime) -> list[Session]:
    """The sessions that people book, with how many are booked (`taken`) and came (`came`); for keepers only."""
    if not keeps_sessions(viewer, cohort, now):
        return []
    return list(_counted(Session.objects.filter(cohort=cohort).exclude(kind=DROP_IN)))


def find_session(viewer: Any, cohort: UUID | str, id: UUID | str, now: datetime) -> Session | None:
    """One session of a cohort, for its co-ordinators and trainers; None for anybody else."""
    found = _counted(Session.objects.filter(cohort_id=cohort, pk=id).select_related("cohort__programme"))
    one = found.first()
    return one if one is not None and keeps_sessions(viewer, one.cohort, now) else None


def registers_to_fill(viewer: Any, cohort: Cohort, now: datetime) -> list[Session]:
    """The sessions that are over and whose register nobody has filled in, for the cohort's keepers."""
    return [one for one in sessions(viewer, cohort, now) if one.status == "planned" and one.ends_at <= now]


def register(viewer: Any, session: Session, now: datetime | None = None) -> list[Row]:
    """Who is booked on a session, by name, then everybody else who could have come; for its keepers only."""
    if not keeps_sessions(viewer, session.cohort, now or clock.now()):
        return []
    found = session.bookings.filter(status__in=COUNTED).select_related("participation__person")
    booked = sorted(found, key=lambda one: (one.participation.person.name.lower(), str(one.participation_id)))
    there = {one.participation_id for one in booked}
    others = Participation.objects.filter(cohort=session.cohort, role__in=session.sort.roles, status="taking_part")
    others = others.exclude(pk__in=there).select_related("person").order_by("person__name", "id")
    done = Booking.objects.filter(choose_group=session.choose_group, status="attended")
    already = set(done.filter(participation__cohort=session.cohort).values_list("participation_id", flat=True))
    return [Row(one.participation, one) for one in booked] + [Row(one, None) for one in others if one.pk not in already]


def sessions_for(viewer: Any, participation: Participation, now: datetime | None = None) -> list[Choice]:
    """What the viewer can choose as a participant, one group after the other in time; nothing for anybody else."""
    now = now or clock.now()
    if not may_see_mine(viewer, participation, now):
        return []
    kinds = [kind.code for kind in KINDS.values() if participation.role in kind.roles]
    found = _counted(Session.objects.filter(cohort_id=participation.cohort_id, kind__in=kinds))
    bookings = list(participation.bookings.select_related("session").order_by("changed_at", "id"))
    groups: dict[str, list[Session]] = {}
    for session in found:
        groups.setdefault(session.choose_group, []).append(session)
    return [_choice(group, offered, bookings, now) for group, offered in groups.items()]


def my_booking(viewer: Any, participation: UUID | str, id: UUID | str) -> Booking | None:
    """One booking of the viewer's own participation, or None."""
    found = Booking.objects.filter(pk=id, participation_id=participation, participation__person=viewer.id)
    return found.select_related("session__cohort", "participation__person", "participation__cohort").first()


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


def needs(viewer: Any, session: Session, people: Iterable[Participation], now: datetime) -> dict[UUID, Need]:
    """What to arrange for `people` who are booked on a session, by participation; never why. The read is audited.

    For pages that keepers of the session alone may open. What somebody wrote in their own words could name a
    condition: a co-ordinator of the cohort reads it, a trainer hears only that there is something. Of a leader to
    whom a co-ordinator reports they read nothing, because somebody else takes that case.
    """
    reader = COORDINATOR if may_see_needs(viewer, session.cohort, now) else TRAINER
    if reader == COORDINATOR:
        above = not_for(viewer, session.cohort, now)
        people = [one for one in people if not is_apart(one, above)]
    found = profiles(people, viewer, "arranging adjustments for a session")
    return {id: need_of(profile, session.sort.roles[0], reader) for id, profile in found.items()}


def everybodys_needs(viewer: Any, cohort: Cohort, now: datetime) -> list[tuple[Participation, Need]]:
    """Everybody who takes part and needs something arranged, with their own words, by role and name.

    For a co-ordinator of the cohort, and nothing for anybody else. The read is audited.
    """
    if not may_see_needs(viewer, cohort, now):
        return []
    here = Participation.objects.filter(cohort=cohort, status="taking_part").select_related("person", "cohort")
    here = here.exclude(is_not_for(viewer, cohort, now))  # somebody else takes their case
    people = list(here.order_by("role", "person__name", "id"))
    found = profiles(people, viewer, "arranging adjustments")
    return [(one, need) for one in people if (need := need_of(found[one.pk], one.role, COORDINATOR))]


def needs_of_case(viewer: Any, participation: Participation, now: datetime) -> Need | None:
    """What to arrange for one person, for whoever handles their case; None for anybody else. The read is audited."""
    if not may_handle(viewer, participation, now):
        return None
    found = profiles([participation], viewer, "arranging adjustments")
    return need_of(found[participation.pk], participation.role, COORDINATOR)


def untrained(viewer: Any, cohort: Cohort, now: datetime) -> list[Untrained]:
    """Everybody who takes part and cannot be paired yet, by role and name; for the cohort's keepers only."""
    if not keeps_sessions(viewer, cohort, now):
        return []
    through = trained_ids(cohort)
    people = Participation.objects.filter(cohort=cohort, status="taking_part").select_related("person", "cohort")
    gates = Booking.objects.filter(participation__cohort=cohort, session__kind__in=set(GATES.values()))
    bookings: dict[UUID, list[Booking]] = {}
    for booking in gates.select_related("session").order_by("changed_at"):
        bookings.setdefault(booking.participation_id, []).append(booking)
    waiting = [one for one in people.order_by("role", "person__name", "id") if one.pk not in through]
    earlier = _alumni(waiting, cohort)
    return [_untrained(one, bookings.get(one.pk, []), one.pk in earlier) for one in waiting]


def entries(viewer: Any, participation: Participation, now: datetime | None = None) -> list[calendar.Entry]:
    """The viewer's own sessions as calendar entries, cancelled ones marked; for a feed."""
    if not may_see_mine(viewer, participation, now or clock.now()):
        return []
    bookings = participation.bookings.select_related("session", "participation__cohort")
    return [
        calendar.Entry(
            uid=booking.uid,
            title=booking.participation.cohort.calendar_title,
            starts_at=booking.session.starts_at,
            ends_at=booking.session.ends_at,
            stamped_at=booking.changed_at,
            place=booking.session.place,
            link=booking.session.link,
            sequence=booking.sequence,
            cancelled=booking.status == "cancelled",
        )
        for booking in bookings
    ]


def counts(cohort: Cohort) -> dict[str, int]:
    """How many sessions there are, how many people came to one that opens the gate, and how many were let off."""
    here = Participation.objects.filter(cohort=cohort)
    came = Booking.objects.filter(participation__cohort=cohort, status="attended")
    gate = came.filter(session__kind__in=set(GATES.values()))
    return {
        "sessions": Session.objects.filter(cohort=cohort).exclude(status="cancelled").count(),
        "attended": gate.values("participation").distinct().count(),
        "exempted": here.filter(alumnus_exempt=True).count(),
    }


def _counted(found: QuerySet[Session]) -> QuerySet[Session]:
    taken = Count("bookings", filter=Q(bookings__status__in=TAKEN))
    came = Count("bookings", filter=Q(bookings__status="attended"))
    # Counting groups the rows, and grouped rows come in no order of their own.
    return found.select_related("cohort").annotate(taken=taken, came=came).order_by("starts_at", "step")


def _choice(group: str, offered: list[Session], bookings: Iterable[Booking], now: datetime) -> Choice:
    own = [booking for booking in bookings if booking.choose_group == group]
    standing = next((booking for booking in own if booking.status in TAKEN), None)
    missed = next((booking for booking in reversed(own) if booking.status == "missed"), None)
    offers = [_offer(one, now) for one in offered]
    return Choice(group, offered[0].sort, offers, standing, missed)


def _offer(session: Any, now: datetime) -> Offer:
    left = None if session.capacity is None else session.capacity - session.taken
    return Offer(session, left, session.status == "planned" and session.starts_at > now)


def _alumni(people: list[Participation], cohort: Cohort) -> set[UUID]:
    graduated = Participation.objects.filter(
        person__in=[one.person_id for one in people], status="graduated", cohort__starts_on__lt=cohort.starts_on
    )
    known = set(graduated.values_list("person_id", "role"))
    return {one.pk for one in people if (one.person_id, one.role) in known}


def _untrained(participation: Participation, bookings: list[Booking], alumnus: bool) -> Untrained:
    standing = next((one for one in bookings if one.status == "booked"), None)
    missed = any(one.status == "missed" for one in bookings)
    return Untrained(participation, standing, missed, alumnus)
