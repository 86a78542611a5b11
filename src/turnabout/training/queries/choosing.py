"""What one person can choose, has chosen, and finds in their own calendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from turnabout.foundation import calendar, clock
from turnabout.selection.models import Participation
from turnabout.training.codes import takes_codes
from turnabout.training.kinds import KINDS, Kind
from turnabout.training.messages import title_for
from turnabout.training.models import TAKEN, Arrangement, Booking, Session, Waiting
from turnabout.training.permissions import may_see_mine
from turnabout.training.queries.keeping import counted


@dataclass(frozen=True, slots=True)
class Offer:
    """One session of a choice: how many places are left (None: no limit), whether it is to come or `going_on`.

    `waiting` is how many stand in line for it, `place` where the person stands in that line, from 1.
    """

    session: Session
    left: int | None
    upcoming: bool
    waiting: int = 0
    place: int | None = None
    going_on: bool = False

    @property
    def full(self) -> bool:
        """Whether nobody more can book: no place is left, or others wait for what is left."""
        return self.left is not None and self.left <= self.waiting

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
    booking: Any
    missed: Booking | None = None
    waiting: Waiting | None = None

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
    def going_on(self) -> list[Offer]:
        """The sessions whose code can be typed now, if the person takes part still."""
        return [one for one in self.offers if one.going_on]

    @property
    def waited_for(self) -> Offer | None:
        """The session that the person stands in line for, as long as it is to come."""
        return next((one for one in self.upcoming if one.place is not None), None)

    @property
    def upcoming(self) -> list[Offer]:
        """The sessions that are still to come, full ones among them."""
        return [one for one in self.offers if one.upcoming]


def sessions_for(viewer: Any, participation: Participation, now: datetime | None = None) -> list[Choice]:
    """What the viewer can choose as a participant, one group after the other in time; nothing for anybody else."""
    now = now or clock.now()
    if not may_see_mine(viewer, participation, now):
        return []
    kinds = [kind.code for kind in KINDS.values() if participation.role in kind.roles]
    found = counted(Session.objects.filter(cohort_id=participation.cohort_id, kind__in=kinds))
    theirs = Arrangement.objects.filter(session=OuterRef("session"), participation=OuterRef("participation"))
    arranged = Exists(theirs.exclude(status="no_longer_needed"))
    bookings = list(
        participation.bookings.select_related("session").annotate(arranged=arranged).order_by("changed_at", "id")
    )
    groups: dict[str, list[Session]] = {}
    for session in found:
        groups.setdefault(session.choose_group, []).append(session)
    lines: dict[UUID, list[Waiting]] = {}
    for waiting in Waiting.objects.filter(session__in=[one.pk for one in found]):
        lines.setdefault(waiting.session_id, []).append(waiting)
    return [_choice(participation, offered, bookings, lines, now) for offered in groups.values()]


def my_booking(viewer: Any, participation: UUID | str, id: UUID | str) -> Booking | None:
    """One booking of the viewer's own participation, or None."""
    found = Booking.objects.filter(pk=id, participation_id=participation, participation__person=viewer.id)
    return found.select_related("session__cohort", "participation__person", "participation__cohort").first()


def my_waiting(viewer: Any, participation: UUID | str, id: UUID | str) -> Waiting | None:
    """One line in which the viewer stands as this participant, or None."""
    found = Waiting.objects.filter(pk=id, participation_id=participation, participation__person=viewer.id)
    return found.select_related("session__cohort", "participation__person", "participation__cohort").first()


def entries(viewer: Any, participation: Participation, now: datetime | None = None) -> list[calendar.Entry]:
    """The viewer's own sessions as calendar entries, cancelled ones marked; for a feed.

    Under the titles that they chose. Of a cohort that they withdrew from only the cancelled ones are left.
    """
    if not may_see_mine(viewer, participation, now or clock.now()):
        return []
    bookings = participation.bookings.select_related("session__cohort")
    if participation.status == "withdrawn":
        bookings = bookings.filter(status="cancelled")
    return [
        calendar.Entry(
            uid=booking.uid,
            title=title_for(viewer, booking.session),
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


def _choice(
    participation: Participation,
    offered: list[Session],
    bookings: Iterable[Booking],
    lines: Mapping[UUID, list[Waiting]],
    now: datetime,
) -> Choice:
    group = offered[0].choose_group
    own = [booking for booking in bookings if booking.choose_group == group]
    standing = next((booking for booking in own if booking.status in TAKEN), None)
    missed = next((booking for booking in reversed(own) if booking.status == "missed"), None)
    offers = [_offer(one, lines.get(one.pk, []), participation, now) for one in offered]
    mine = [one for line in lines.values() for one in line if one.participation_id == participation.pk]
    waiting = next((one for one in mine if one.choose_group == group), None)
    return Choice(group, offered[0].sort, offers, standing, missed, waiting)


def _offer(session: Any, line: list[Waiting], participation: Participation, now: datetime) -> Offer:
    left = None if session.capacity is None else session.capacity - session.taken
    people = [one.participation_id for one in line]
    place = people.index(participation.pk) + 1 if participation.pk in people else None
    upcoming = session.status == "planned" and session.starts_at > now
    going_on = participation.status == "taking_part" and takes_codes(session, now)
    return Offer(session, left, upcoming, len(line), place, going_on)
