"""When a questionnaire reminds and closes by itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from turnabout.foundation.jobs import queue
from turnabout.foundation.mail import hours
from turnabout.foundation.mail.keeping import take_back
from turnabout.foundation.mail.models import Message
from turnabout.foundation.mail.types import KINDS
from turnabout.surveys.models import Questionnaire

REMINDER = "surveys.closing_soon"


def put_on_the_clock(questionnaire: Questionnaire, now: datetime) -> None:
    """Have it closed at its closing instant and everybody reminded before, in working hours."""
    closes, this = questionnaire.closes_at, str(questionnaire.pk)
    assert closes is not None
    queue.schedule("surveys.close", key=f"surveys.close:{this}", at=closes, questionnaire=this)
    queue.unschedule(f"surveys.remind:{this}")
    for days in KINDS[REMINDER].days(questionnaire.cohort_id):
        at = hours.last_open(closes + timedelta(days=days))
        if at > now and not questionnaire.reminded:
            queue.schedule("surveys.remind", key=f"surveys.remind:{this}", at=at, questionnaire=this)


def send_no_more(questionnaire: Questionnaire, now: datetime) -> None:
    """What has not gone when the questionnaire closes does not go any more."""
    take_back(Message.objects.filter(about=questionnaire.pk), now=now)


def move(scope: UUID, kind: str, now: datetime) -> None:
    """The reminder of an open questionnaire moves to the day that its cohort has just chosen."""
    if kind == REMINDER:
        for questionnaire in Questionnaire.objects.filter(cohort=scope, status="open"):
            put_on_the_clock(questionnaire, now)
