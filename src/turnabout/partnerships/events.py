"""What this room does when something happens in the rooms below it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q

from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.moves.apply import on
from turnabout.foundation.moves.models import StatusChange
from turnabout.partnerships import actions, queries
from turnabout.partnerships.models import Partnership
from turnabout.partnerships.permissions import LIVE
from turnabout.selection import graduation
from turnabout.selection.models import Participation


@on("matching.pair", "mentee_yes")
def two_said_yes(pair: Any, change: StatusChange) -> None:
    """The second yes makes the partnership."""
    by = _author(change)
    actions.begin(mentor=pair.mentor, mentee=pair.mentee, by=by, now=change.at)


@on("selection.participation", "withdraw")
def somebody_withdrew(participation: Participation, change: StatusChange) -> None:
    """Whoever leaves the cohort leaves their partnerships, with no fault."""
    own = Q(mentor=participation) | Q(mentee=participation)
    for partnership in Partnership.objects.filter(own, status__in=LIVE).order_by("id"):
        actions.leave(partnership=partnership, by=_author(change), now=change.at)


@graduation.rule
def held_enough_meetings(cohort: Cohort) -> set[UUID]:
    """As many meetings as the cohort decided when it opened, whoever with."""
    enough = int(cohort.policies["meetings_to_graduate"])
    held = queries.held_by_participation_unscoped(cohort)
    return {participation for participation, many in held.items() if many >= enough}


def _author(change: StatusChange) -> Person | Outside:
    return Person.objects.filter(pk__in=[change.by_id]).first() or Outside(change.by_label, change.by_id)
