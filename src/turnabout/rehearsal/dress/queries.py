"""Reads of this room, each for whoever may look at the cohort's rehearsal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from turnabout.cohorts.models import Cohort
from turnabout.foundation import clock
from turnabout.foundation.jobs import progress
from turnabout.rehearsal.dress.models import Rehearsal, Sent
from turnabout.rehearsal.dress.permissions import may_see_rehearsal


@dataclass(frozen=True, slots=True)
class Entry:
    """Messages of one kind in one month: the first of them, the day of the last one, and how many there are."""

    first: Sent
    until: date
    many: int


def latest(viewer: Any, cohort: Cohort, now: datetime) -> Rehearsal | None:
    """The latest rehearsal of a cohort; None where there is none, or it is not the viewer's to see."""
    return Rehearsal.objects.filter(cohort=cohort).first() if may_see_rehearsal(viewer, cohort, now) else None


def far(rehearsal: Rehearsal) -> tuple[int, int] | None:
    """How far a rehearsal that runs has come, and of how much; None where nothing is known. Takes no viewer."""
    return progress.told(str(rehearsal.pk))


def people(rehearsal: Rehearsal) -> list[tuple[str, str]]:
    """Everybody who was written to, as job and name. Takes no viewer: the caller found it through `latest`."""
    return sorted(set(rehearsal.sent.order_by().values_list("job", "who")))


def timeline(rehearsal: Rehearsal, who: tuple[str, str] | None = None) -> list[Entry]:
    """The messages in the order of time: each one to `who`, or for everybody those of one kind and month together.

    Takes no viewer: the caller found the rehearsal through `latest`.
    """
    found = rehearsal.sent.defer("body")
    if who is not None:
        return [Entry(one, day_of(one), 1) for one in found.filter(job=who[0], who=who[1])]
    return list(_together(list(found)))


def find_sent(viewer: Any, cohort: Cohort | None, id: UUID, now: datetime) -> Sent | None:
    """One message of a cohort's rehearsal; None where there is none, or it is not the viewer's to see."""
    if cohort is None or not may_see_rehearsal(viewer, cohort, now):
        return None
    return Sent.objects.filter(rehearsal__cohort=cohort, pk=id).select_related("rehearsal__cohort").first()


def _together(found: list[Sent]) -> Iterator[Entry]:
    for _month, of_month in groupby(found, key=lambda one: day_of(one).replace(day=1)):
        kinds: dict[tuple[str, str], list[Sent]] = {}
        for one in of_month:
            kinds.setdefault((one.kind, one.job), []).append(one)
        yield from (Entry(some[0], day_of(some[-1]), len(some)) for some in kinds.values())


def day_of(sent: Sent) -> date:
    """The day in London on which a message would go."""
    return sent.at.astimezone(clock.LONDON).date()
