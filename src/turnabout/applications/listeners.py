"""What this room does when an earlier one moves."""

from __future__ import annotations

from typing import Any

from turnabout.applications import actions
from turnabout.applications.models import Application
from turnabout.applications.permissions import may_submit
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.moves.apply import on


@on("cohorts.cohort", "close")
def send_what_was_only_being_changed(cohort: Any, change: Any) -> None:
    """At closing, send complete applications that had been sent and were taken back to be changed."""
    for application in Application.objects.filter(cohort=cohort, status="draft", submitted_at__isnull=False):
        if may_submit(CLOCK, application, change.at):
            actions.send_again(application=application, by=CLOCK, now=change.at)
