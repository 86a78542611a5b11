"""Jobs of this stage: each looks again before it acts."""

from __future__ import annotations

from datetime import datetime

from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.jobs.registry import job
from turnabout.training import actions
from turnabout.training.models import Session


@job("training.end_line")
def end_line(*, session: str, now: datetime) -> None:
    """End the line of a session that begins, unless it was moved or nobody waits any more."""
    found = Session.objects.filter(pk=session, starts_at__lte=now).first()
    if found is not None and found.waiting.exists():
        actions.end_line(session=found, by=CLOCK, now=now)
