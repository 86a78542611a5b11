"""The gate to matching: who came to their training, and who did not yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from turnabout.cohorts.models import Cohort
from turnabout.selection.models import Participation
from turnabout.training.kinds import GATES
from turnabout.training.models import Booking, Session
from turnabout.training.permissions import keeps_sessions


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
    came = Booking.objects.filter(participation__cohort=cohort, status="attended").exclude(session__status="cancelled")
    wanted = Q()
    for role, kind in GATES.items():
        wanted |= Q(participation__role=role, session__kind=kind)
    attended = set(came.filter(wanted).values_list("participation_id", flat=True))
    exempt = Participation.objects.filter(cohort=cohort, alumnus_exempt=True).values_list("pk", flat=True)
    return attended | set(exempt)


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
