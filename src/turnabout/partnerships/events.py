"""What this room does when something happens in the rooms below it."""

from __future__ import annotations

from typing import Any

from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.moves.apply import on
from turnabout.foundation.moves.models import StatusChange
from turnabout.partnerships import actions, queries
from turnabout.partnerships.models import Partnership
from turnabout.selection import graduation
from turnabout.selection.models import Participation

ENOUGH_MEETINGS = 4
"""Meetings that somebody must have held to graduate: what comparable programmes reach on average."""


@on("matching.pair", "mentee_yes")
def two_said_yes(pair: Any, change: StatusChange) -> None:
    """The second yes makes the partnership."""
    by = Outside(change.by_label, change.by_id)
    actions.begin(mentor=pair.mentor, mentee=pair.mentee, by=by, now=change.at)


@on("selection.participation", "withdraw")
def somebody_withdrew(participation: Participation, change: StatusChange) -> None:
    """Whoever leaves the cohort leaves their partnership, with no fault."""
    by = Outside(change.by_label, change.by_id)
    field = "mentor" if participation.role == "mentor" else "mentee"
    running = ("agreed", "half_signed", "active")
    for partnership in Partnership.objects.filter(**{field: participation}, status__in=running).order_by("id"):
        actions.end(partnership=partnership, by=by, now=change.at)


@graduation.rule
def held_enough_meetings(participation: Participation, now: Any) -> bool:
    """Four meetings or more, whoever with."""
    return queries.held_by_participation_unscoped(participation.cohort).get(participation.pk, 0) >= ENOUGH_MEETINGS
