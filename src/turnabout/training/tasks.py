"""Jobs of this stage: each looks again before it acts."""

from __future__ import annotations

from datetime import datetime

from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.jobs.registry import job
from turnabout.training import actions
from turnabout.training.models import Session
from turnabout.training.permissions import may_remind
from turnabout.training.reminding import OF_A_SESSION, TO_CHOOSE


@job("training.end_line")
def end_line(*, session: str, now: datetime) -> None:
    """End the line of a session that begins, unless it was moved or nobody waits any more."""
    found = Session.objects.filter(pk=session, starts_at__lte=now).first()
    if found is not None and found.waiting.exists():
        actions.end_line(session=found, by=CLOCK, now=now)


@job(OF_A_SESSION)
def remind_of_session(*, session: str, now: datetime) -> None:
    """Remind everybody who is booked, unless the session is not to come any more."""
    found = Session.objects.filter(pk=session).select_related("cohort").first()
    if found is not None and may_remind(CLOCK, found, now):
        actions.remind_of_session(session=found, by=CLOCK, now=now)


@job(TO_CHOOSE)
def remind_to_choose(*, session: str, now: datetime) -> None:
    """Remind everybody who has no date yet, unless the session is not to come any more."""
    found = Session.objects.filter(pk=session).select_related("cohort").first()
    if found is not None and may_remind(CLOCK, found, now):
        actions.remind_to_choose(session=found, by=CLOCK, now=now)
