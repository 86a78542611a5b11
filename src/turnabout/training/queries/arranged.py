"""What is arranged for a session: for its attendee, for whoever sees to it, and how much was in place on time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from turnabout.applications.cases import is_apart, is_not_for, not_for
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.encryption import vault
from turnabout.training.asking import keepers_for
from turnabout.training.models import Arrangement, Booking, Session
from turnabout.training.permissions import may_see_names, may_see_needs

WITH = ("session__cohort", "participation__person", "owner")
PURPOSE = "arranging adjustments for a session"


@dataclass(frozen=True, slots=True)
class Arranged:
    """One thing that is arranged: its row, the code of the need, and what was offered instead."""

    row: Arrangement
    need: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class OnTime:
    """Of how many things that were needed at a session (`of`) so many were in place by their day."""

    in_place: int
    of: int


def my_arrangements(viewer: Any, booking: Booking) -> list[Arranged]:
    """What is arranged for the viewer's own booking, and how far it is; nothing for anybody else."""
    if booking.participation.person_id != viewer.id:
        return []
    rows = _of(Arrangement.objects.filter(session=booking.session_id, participation=booking.participation_id))
    return _read(viewer, rows)


def arrangements(viewer: Any, session: Session, now: datetime) -> dict[UUID, list[Arranged]]:
    """What is arranged at a session, by participation, for whoever may see who comes; the read is audited.

    Without what concerns a leader to whom the viewer reports.
    """
    if not may_see_names(viewer, session, now):
        return {}
    above = not_for(viewer, session.cohort, now)
    rows = [one for one in _of(session.arrangements.all()) if not is_apart(one.participation, above)]
    found: dict[UUID, list[Arranged]] = {}
    for one in _read(viewer, rows):
        found.setdefault(one.row.participation_id, []).append(one)
    return found


def find_arrangement(
    viewer: Any, cohort: UUID, session: UUID | str, id: UUID | str, now: datetime
) -> Arrangement | None:
    """One thing that is arranged at a session of a cohort, for whoever may see who comes; None for anybody else.

    Nothing of it is read yet: `read_arrangement` does that.
    """
    row = _of(Arrangement.objects.filter(pk=id, session_id=session, session__cohort=cohort)).first()
    if row is None or not may_see_names(viewer, row.session, now):
        return None
    if is_apart(row.participation, not_for(viewer, row.session.cohort, now)):
        return None
    return row


def read_arrangement(viewer: Any, row: Arrangement) -> Arranged:
    """What is needed and what was offered instead, of something that was found; the read is audited."""
    return _read(viewer, [row])[0]


def not_in_place(viewer: Any, cohort: Cohort, now: datetime) -> list[tuple[Session, int]]:
    """The sessions to come at which something is not in place on the day by which it should be, and how much.

    For the cohort's co-ordinators, whom it names nobody and nothing.
    """
    if not may_see_needs(viewer, cohort, now):
        return []
    late = Arrangement.objects.filter(
        session__cohort=cohort, session__starts_at__gt=now, status="asked", due_on__lte=day_of(now)
    ).exclude(session__status="cancelled")
    late = late.exclude(is_not_for(viewer, cohort, now, "participation__"))  # somebody else takes their case
    found: dict[UUID, tuple[Session, int]] = {}
    for one in late.select_related("session__cohort").order_by("session__starts_at"):
        session, many = found.get(one.session_id, (one.session, 0))
        found[one.session_id] = session, many + 1
    return list(found.values())


def in_place_on_time(viewer: Any, cohort: Cohort, now: datetime) -> OnTime:
    """How much of what was needed at the sessions so far was in place by its day; for the cohort's co-ordinators.

    What was no longer needed counts for nothing. What was not possible counts as needed and not in place.
    """
    if not may_see_needs(viewer, cohort, now):
        return OnTime(0, 0)
    rows = Arrangement.objects.filter(session__cohort=cohort, session__starts_at__lte=now)
    rows = rows.exclude(status="no_longer_needed").exclude(session__status="cancelled")
    rows = rows.exclude(is_not_for(viewer, cohort, now, "participation__"))
    given = list(rows.values_list("status", "settled_at", "due_on"))
    return OnTime(
        sum(status == "in_place" and at is not None and day_of(at) <= due for status, at, due in given), len(given)
    )


def who_may_own(viewer: Any, row: Arrangement, now: datetime) -> list[Person]:
    """Who can see to something that is arranged, for whoever may see who comes; nobody for anybody else."""
    return keepers_for(row.session, row.participation, now) if may_see_names(viewer, row.session, now) else []


def _of(found: QuerySet[Arrangement]) -> QuerySet[Arrangement]:
    return found.exclude(status="no_longer_needed").select_related(*WITH)


def _read(viewer: Any, rows: Iterable[Arrangement]) -> list[Arranged]:
    rows = list(rows)
    needs = vault.unlock_many(rows, "need", by=viewer, purpose=PURPOSE)
    instead = vault.unlock_many([row for row in rows if row.instead], "instead", by=viewer, purpose=PURPOSE)
    offered = iter(instead)
    return [Arranged(row, need, next(offered) if row.instead else "") for row, need in zip(rows, needs, strict=True)]
