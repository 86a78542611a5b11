"""What this room does when somebody leaves."""

from __future__ import annotations

from django.db.models import Q

from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.moves import apply as moves
from turnabout.foundation.moves.apply import on
from turnabout.foundation.moves.models import StatusChange
from turnabout.matching.models import Pair
from turnabout.matching.statuses import PAIR
from turnabout.selection.models import Participation


@on("selection.participation", "withdraw")
def somebody_withdrew(participation: Participation, change: StatusChange) -> None:
    """Whoever leaves the cohort is no longer proposed to anybody."""
    by = Outside(change.by_label, participation.person_id)
    waiting = Q(mentor=participation) | Q(mentee=participation)
    for pair in Pair.objects.filter(waiting, status__in=("drafted", "mentor_asked", "mentee_asked")).order_by("id"):
        moves.apply(PAIR, pair, "drop", by=by, now=change.at)
