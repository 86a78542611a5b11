"""What this room does when somebody leaves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from turnabout.applications.changes import on_experience_change
from turnabout.applications.models import Application
from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.encryption import vault
from turnabout.foundation.moves import apply as moves
from turnabout.foundation.moves.apply import on
from turnabout.foundation.moves.models import StatusChange
from turnabout.matching.models import Pair, Unmatched
from turnabout.matching.silence import without_topics
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


@on_experience_change
def forget_what_counted(application: Application, *, by: Any, now: datetime) -> None:
    """What somebody offers has changed or was taken back: no reason of a round says any more what it was."""
    here = Participation.objects.filter(cohort_id=application.cohort_id, person_id=application.person_id, role="mentor")
    rounds = {
        *Pair.objects.filter(mentor__in=here).values_list("round_id", flat=True),
        *Unmatched.objects.filter(participation__in=here).values_list("round_id", flat=True),
    }
    own = set(here.values_list("pk", flat=True))
    rows: list[Any] = [
        *Pair.objects.filter(mentor__in=own),
        *Unmatched.objects.filter(round__in=rounds).select_related("participation"),
    ]
    read = vault.unlock_many(rows, "reasons", by=by, purpose="taking what was offered out of the reasons")
    for row, reasons in zip(rows, read, strict=True):
        about_them = (row.mentor_id if isinstance(row, Pair) else row.participation_id) in own
        vault.lock(row, "reasons", without_topics(reasons or {}, about_them=about_them))
        row.save(update_fields=["reasons"])
