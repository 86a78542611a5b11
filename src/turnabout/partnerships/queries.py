"""Reads of partnerships. A pair is seen by its two people; others get counts of public acts only."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from turnabout.cohorts.models import Cohort
from turnabout.foundation.calendar import Entry
from turnabout.foundation.encryption import vault
from turnabout.partnerships import diary
from turnabout.partnerships.models import Meeting, Partnership, Signature
from turnabout.partnerships.permissions import LIVE, may_end_for_them, may_see_pairs
from turnabout.selection.models import Participation
from turnabout.selection.partners import Told, once_agreed

PLANNED = ("proposed", "accepted")
WITH_BOTH = (
    "cohort__programme",
    "mentor__person",
    "mentor__organisation",
    "mentee__person",
    "mentee__organisation",
)


def mine(viewer: Any) -> QuerySet[Partnership]:
    """The viewer's own partnerships, newest first, with both people."""
    return (
        Partnership.objects.filter(Q(mentor__person=viewer) | Q(mentee__person=viewer))
        .select_related(*WITH_BOTH)
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
        .select_related(*(f"partnership__{one}" for one in WITH_BOTH))
        .first()
    )


def meetings(viewer: Any, partnership: Partnership) -> list[Meeting]:
    """The partnership's meetings in time, for its two people; nothing for anybody else."""
    if not partnership.role_of(viewer):
        return []
    return list(partnership.meetings.select_related(*(f"partnership__{one}" for one in WITH_BOTH)))


def clashes(person: Any, starts_at: datetime, ends_at: datetime, but: Meeting | None = None) -> bool:
    """Whether the person has another meeting, in any of their pairs, that was not called off and overlaps."""
    found = Meeting.objects.filter(
        Q(partnership__mentor__person=person.id) | Q(partnership__mentee__person=person.id),
        status__in=(*PLANNED, "held"),
        starts_at__lt=ends_at,
        ends_at__gt=starts_at,
    )
    return (found if but is None else found.exclude(pk=but.pk)).exists()


def to_come(viewer: Any, partnership: Partnership, now: datetime) -> list[Meeting]:
    """The partnership's meetings that are proposed or in the diary and have not begun; for its two people."""
    return [one for one in meetings(viewer, partnership) if one.status in PLANNED and one.starts_at > now]


def signatures(viewer: Any, partnership: Partnership) -> list[Signature]:
    """Who of the two signed which words and when, first to last; nothing for anybody else."""
    if not partnership.role_of(viewer):
        return []
    return list(partnership.signatures.select_related("person").order_by("signed_at", "id"))


def signed_copy(viewer: Any, partnership: Partnership) -> tuple[Signature, str] | None:
    """The viewer's own last signature and the words that they signed, or None; each reads their own copy only."""
    own = partnership.signatures.filter(person_id=viewer.id).order_by("signed_at").last()
    if own is None:
        return None
    return own, vault.unlock(own, "copy", by=viewer, purpose="reading one's own agreement")


def told_of_partner(viewer: Any, partnership: Partnership) -> Told | None:
    """What one of the two is told of the other, by the other's choice, from the second yes until their meetings end.

    None for anybody else, and once it has ended or is complete: what was told was told for these meetings.
    """
    if not partnership.role_of(viewer) or partnership.status not in LIVE:
        return None
    return once_agreed(partnership.part_of_partner(viewer), viewer)


def pairs_of(viewer: Any, cohort: Cohort, now: datetime) -> list[Partnership]:
    """The cohort's partnerships with how many meetings were held (`held`), for its co-ordinators; else nothing."""
    if not may_see_pairs(viewer, cohort, now):
        return []
    found = Partnership.objects.filter(cohort=cohort).select_related(*WITH_BOTH)
    held = Count("meetings", filter=Q(meetings__status="held"))
    return list(found.annotate(held=held).order_by("mentor__person__name", "agreed_at", "id"))


def find_for_keeper(viewer: Any, cohort: UUID, id: UUID, now: datetime) -> Partnership | None:
    """One partnership of a cohort that the viewer keeps, or of a case that they take; else None."""
    found = Partnership.objects.filter(pk=id, cohort=cohort).select_related(*WITH_BOTH).first()
    return found if found is not None and not may_end_for_them(viewer, found, now).hidden else None


def of_case(viewer: Any, participation: Participation, now: datetime) -> list[Partnership]:
    """The live pairs of one reverse mentee, for whoever may end them; nothing for anybody else."""
    found = Partnership.objects.filter(mentee=participation, status__in=LIVE).select_related(*WITH_BOTH)
    return [one for one in found.order_by("agreed_at", "id") if may_end_for_them(viewer, one, now)]


def entries(viewer: Any, participation: Participation, now: datetime | None = None) -> list[Entry]:
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
