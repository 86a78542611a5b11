"""Somebody who leaves the programme before the box is opened takes their answers with them."""

from __future__ import annotations

from typing import Any

from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.moves.apply import on
from turnabout.foundation.moves.models import StatusChange
from turnabout.surveys import actions
from turnabout.surveys.models import Questionnaire


@on("selection.participation", "withdraw")
def take_answers_out(participation: Any, change: StatusChange) -> None:
    """Delete what the person sent, and stop asking them; what has been printed stays as it was."""
    asked = Questionnaire.objects.filter(cohort=participation.cohort_id, invitations__person=participation.person_id)
    for questionnaire in asked.filter(status__in=("open", "closed")):
        actions.take_out(questionnaire=questionnaire, person=participation.person, by=CLOCK, now=change.at)
