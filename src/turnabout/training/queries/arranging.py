"""What to arrange for people, for whoever may read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from turnabout.applications.cases import is_apart, is_not_for, may_handle, not_for
from turnabout.applications.sharing import COORDINATOR, TRAINER
from turnabout.cohorts.models import Cohort
from turnabout.selection.models import Participation
from turnabout.selection.queries import profiles
from turnabout.training.models import Session
from turnabout.training.needs import Need, need_of
from turnabout.training.permissions import may_see_needs, may_see_session


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


def needs_unnamed(viewer: Any, session: Session, now: datetime) -> Counter[str]:
    """How often each need is to be arranged at a session of which the viewer must not learn who comes.

    For keepers of the session. The read is audited.
    """
    if not may_see_session(viewer, session, now) or session.starts_at <= now:
        return Counter()  # once it has begun, what is missing would tell who has come
    booked = Participation.objects.filter(bookings__session=session, bookings__status="booked")
    found = profiles(booked, viewer, "arranging adjustments for a session")
    return Counter(
        code for profile in found.values() for code in need_of(profile, session.sort.roles[0], TRAINER).codes
    )


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
