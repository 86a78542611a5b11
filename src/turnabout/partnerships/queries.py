"""Reads of partnerships. A pair is seen by its two people; others get counts of public acts only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from turnabout.cohorts.models import Cohort
from turnabout.foundation.calendar import Entry
from turnabout.partnerships import diary
from turnabout.partnerships.models import Meeting, Partnership
from turnabout.selection.models import Participation


@dataclass(frozen=True, slots=True)
class Deeds:
    """What leaders did: public acts, exact. Counts of people and of meetings."""

    leaders: int
    pairs: int
    meetings_held: int
    meetings_cancelled_by_leaders: int
    leaders_with_four_meetings: int


def mine(viewer: Any) -> QuerySet[Partnership]:
    """The viewer's own partnerships, newest first, with both people."""
    return (
        Partnership.objects.filter(Q(mentor__person=viewer) | Q(mentee__person=viewer))
        .select_related("cohort", "mentor__person", "mentee__person")
        .order_by("-agreed_at", "id")
    )


def find(viewer: Any, partnership_id: UUID) -> Partnership | None:
    """One of the viewer's own partnerships, or None."""
    return mine(viewer).filter(pk=partnership_id).first()


def find_meeting(viewer: Any, meeting_id: UUID) -> Meeting | None:
    """A meeting of one of the viewer's own partnerships, or None."""
    return (
        Meeting.objects.filter(
            Q(partnership__mentor__person=viewer) | Q(partnership__mentee__person=viewer), pk=meeting_id
        )
        .select_related("partnership__cohort", "partnership__mentor__person", "partnership__mentee__person")
        .first()
    )


def meetings(viewer: Any, partnership: Partnership) -> list[Meeting]:
    """The partnership's meetings in time, for its two people; nothing for anybody else."""
    if not partnership.role_of(viewer):
        return []
    return list(partnership.meetings.select_related("partnership__mentor__person", "partnership__mentee__person"))


def entries(viewer: Any, participation: Participation) -> list[Entry]:
    """The viewer's own meetings as calendar entries, cancelled ones marked; for a feed."""
    if participation.person_id != viewer.id:
        return []
    mine_here = Q(partnership__mentor=participation) | Q(partnership__mentee=participation)
    found = Meeting.objects.filter(mine_here, status__in=("accepted", "held", "cancelled"))
    return [diary.entry(meeting) for meeting in found.select_related("partnership__cohort")]


def counts_unscoped(cohort: Cohort) -> dict[str, dict[str, int]]:
    """Partnerships by status, meetings by status, and cancelled meetings by role; for the evaluation of a rehearsal."""
    pairs = Partnership.objects.filter(cohort=cohort).values_list("status").annotate(many=Count("id"))
    met = Meeting.objects.filter(partnership__cohort=cohort).values_list("status").annotate(many=Count("id"))
    off = Meeting.objects.filter(partnership__cohort=cohort, status="cancelled").values_list("cancelled_by_role")
    return {
        "partnerships": dict(pairs.order_by("status")),
        "meetings": dict(met.order_by("status")),
        "cancelled": dict(off.annotate(many=Count("id")).order_by("cancelled_by_role")),
    }


def held_by_participation_unscoped(cohort: Cohort) -> dict[UUID, int]:
    """How many meetings each participation of the cohort has held; for the rule that decides who graduates."""
    counts: dict[UUID, int] = {}
    rows = (
        Partnership.objects.filter(cohort=cohort)
        .annotate(held=Count("meetings", filter=Q(meetings__status="held")))
        .values_list("mentor_id", "mentee_id", "held")
    )
    for mentor, mentee, held in rows:
        counts[mentor] = counts.get(mentor, 0) + held
        counts[mentee] = counts.get(mentee, 0) + held
    return counts


def running_unscoped(cohort: Cohort) -> QuerySet[Partnership]:
    """The cohort's partnerships that are under way; for the cohort's own moves."""
    return Partnership.objects.filter(cohort=cohort, status="active").order_by("id")


def deeds(cohort: Cohort) -> Deeds:
    """The cohort's programme sizes and its leaders' deeds. Nothing here is about what a mentor did or said."""
    partnerships = Partnership.objects.filter(cohort=cohort).exclude(status="ended")
    meetings = Meeting.objects.filter(partnership__cohort=cohort)
    held = held_by_participation_unscoped(cohort)
    leaders = set(Participation.objects.filter(as_mentee__in=partnerships).values_list("id", flat=True))
    return Deeds(
        leaders=len(leaders),
        pairs=partnerships.count(),
        meetings_held=meetings.filter(status="held").count(),
        meetings_cancelled_by_leaders=meetings.filter(status="cancelled", cancelled_by_role="mentee").count(),
        leaders_with_four_meetings=sum(held.get(leader, 0) >= 4 for leader in leaders),
    )
