"""What a forecast of pairs may use of applications that were sent: no more than its reader may read of them anyway."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from turnabout.applications import sharing
from turnabout.applications.cases import is_apart, not_for
from turnabout.applications.models import EITHER, Application
from turnabout.applications.sent import was_sent
from turnabout.applications.wordings import LIVED_EXPERIENCE
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of, is_coordinator
from turnabout.foundation.consent import ledger
from turnabout.foundation.encryption import vault


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one person offers and wants, and the addresses and teams that they keep apart from."""

    offers: frozenset[str]
    wants: frozenset[str]
    emails: frozenset[str]
    teams: frozenset[str]


def wishes(
    applications: Iterable[Application], cohort: Cohort, viewer: Any, now: datetime, purpose: str
) -> dict[UUID, Wishes]:
    """The wishes of those of these applicants of `cohort` whom `viewer`, a co-ordinator of it, may read; else nothing.

    Of what is offered only what its owner tells a co-ordinator, and while their consent stands. What is told to nobody
    is left out even where a round may use it: nothing that is made of this can give it away.
    """
    if not is_coordinator(viewer, cohort, day_of(now)):
        return {}
    above = not_for(viewer, cohort, now)
    read = [
        one
        for one in applications
        if one.cohort_id == cohort.pk and was_sent(one) and one.person_id != viewer.pk and not is_apart(one, above)
    ]
    agreed = ledger.standing([one.person for one in read], LIVED_EXPERIENCE, cohort.pk)
    columns = [vault.unlock_many(read, name, by=viewer, purpose=purpose) for name in ("topics", "learning", "avoid")]
    found = {}
    for one, topics, learning, avoid in zip(read, *columns, strict=True):
        offered = sharing.Choices(*sharing.unpack(topics)) if one.offers and one.person_id in agreed else None
        wanted = (learning or {}).get("topics") if one.role == EITHER else None if one.offers else topics
        found[one.pk] = Wishes(
            offers=frozenset(offered.seen_by(sharing.COORDINATOR) if offered else ()),
            wants=frozenset(wanted or ()),
            emails=frozenset((avoid or {}).get("emails") or ()),
            teams=frozenset((avoid or {}).get("teams") or ()),
        )
    return found
