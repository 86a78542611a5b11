"""What follows here when an earlier room says that somebody left or a day was moved."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.changes import on_date_change
from turnabout.cohorts.models import PlannedDate
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.moves.apply import on
from turnabout.foundation.moves.models import StatusChange
from turnabout.surveys import actions
from turnabout.surveys.models import Questionnaire


@on("selection.participation", "withdraw")
def take_answers_out(participation: Any, change: StatusChange) -> None:
    """Somebody who leaves takes along what they sent, until the box is opened; what was printed stays as it was."""
    asked = Questionnaire.objects.filter(cohort=participation.cohort_id, invitations__person=participation.person_id)
    for questionnaire in asked.filter(status__in=("open", "closed")):
        actions.take_out(questionnaire=questionnaire, person=participation.person, by=CLOCK, now=change.at)


@on_date_change
def move_closing(planned: PlannedDate, *, by: Any, now: datetime) -> None:
    """The planned closing day is the day the open questionnaire closes, so while it is open it stays a fixed day."""
    if planned.step == "end_questionnaire_closes":
        for questionnaire in Questionnaire.objects.filter(cohort=planned.cohort_id, status="open"):
            if not planned.exact:
                raise Refused(_("The questionnaire is open, so its last day must be a fixed day. Choose one."))
            actions.move_closing(questionnaire=questionnaire, closes_at=planned.ends_at, by=by, now=now)
