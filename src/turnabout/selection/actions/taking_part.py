"""How a part in a cohort ends, and who is let off the training."""

from __future__ import annotations

from datetime import datetime

from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.mail.actions import send
from turnabout.foundation.moves import apply as moves
from turnabout.selection.graduation import graduating
from turnabout.selection.models import Participation
from turnabout.selection.permissions import may_exempt, may_graduate_cohort
from turnabout.selection.statuses import PARTICIPATION


@action("participation.withdrawn", about="participation")
def withdraw(*, participation: Participation, by: Person, now: datetime) -> Participation:
    """End somebody's part in the cohort at their wish; no reason is asked or kept. Later rooms hear of the move."""
    moves.apply(PARTICIPATION, participation, "withdraw", by=by, now=now)
    send("selection.stopped", thing=participation, by=by, now=now)
    return participation


@action("participation.exempted", about="participation")
def exempt_alumnus(*, participation: Participation, by: Person, now: datetime) -> Participation:
    """Let somebody who graduated in the same role in an earlier cohort off the training; refused for anybody else."""
    require(may_exempt(by, participation, now))
    participation.alumnus_exempt = True
    participation.save(update_fields=["alumnus_exempt"])
    return participation


@action("participations.completed", about="cohort")
def complete_participations(*, cohort: Cohort, by: Person, now: datetime) -> list[Participation]:
    """Graduate everybody who still takes part and for whom every rule says yes; the others finish.

    Returns those who graduated. A second call finds nobody left and changes nothing.
    """
    require(may_graduate_cohort(by, cohort, now))
    here = Participation.objects.filter(cohort=cohort, status="taking_part").select_related("cohort", "person")
    yes, graduated = graduating(cohort), []
    for participation in here.order_by("accepted_at", "id"):
        move = "graduate" if participation.pk in yes else "finish"
        moves.apply(PARTICIPATION, participation, move, by=by, now=now)
        if participation.pk in yes:
            graduated.append(participation)
    note(graduated=len(graduated))
    return graduated
