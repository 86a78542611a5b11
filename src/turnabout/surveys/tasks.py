"""Jobs of this stage: each looks again before it acts."""

from __future__ import annotations

from datetime import datetime

from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.jobs.registry import job
from turnabout.surveys import actions
from turnabout.surveys.models import Questionnaire


@job("surveys.close")
def close(*, questionnaire: str, now: datetime) -> None:
    """Close the questionnaire at its closing instant, if nobody has closed it or moved the day."""
    found = Questionnaire.objects.select_related("cohort").filter(pk=questionnaire, status="open").first()
    if found is not None and found.closes_at is not None and now >= found.closes_at:
        actions.close(questionnaire=found, by=CLOCK, now=now)


@job("surveys.remind")
def remind(*, questionnaire: str, now: datetime) -> None:
    """Remind everybody alike, once, while the questionnaire is open."""
    found = Questionnaire.objects.select_related("cohort").filter(pk=questionnaire, status="open").first()
    if found is not None and not found.reminded:
        actions.remind(questionnaire=found, by=CLOCK, now=now)
