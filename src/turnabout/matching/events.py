"""What this room does when somebody leaves."""

from __future__ import annotations

from django.db.models import Q

from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.moves import apply as moves
from turnabout.foundation.moves.apply import on
from turnabout.foundation.moves.models import StatusChange
from turnabout.matching.models import Pair
from turnabout.matching.statuses import PAIR
from turnabout.selection.models import Participation


@on("selection.participation", "withdraw")
def somebody_withdrew(participation: Participation, change: StatusChange) -> None:
    """Whoever leaves the cohort is no longer proposed to anybody; whoever was asked about them is told neutrally."""
    by = Person.objects.filter(pk__in=[change.by_id]).first() or Outside(change.by_label, change.by_id)
    own = Pair.objects.filter(Q(mentor=participation) | Q(mentee=participation))
    waiting = own.filter(status__in=("drafted", "mentor_asked", "mentee_asked")).order_by("id")
    for pair in waiting.select_related("round__cohort", "mentor__person", "mentee__person"):
        moves.apply(PAIR, pair, "set_aside" if pair.status == "drafted" else "close", by=by, now=change.at)
