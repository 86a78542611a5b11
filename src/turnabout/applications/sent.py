"""What counts as sent: the one rule for everybody but the applicant. A draft can be withdrawn without ever being."""

from __future__ import annotations

from django.db.models import Q

from turnabout.applications.models import Application
from turnabout.applications.statuses import APPLICATION
from turnabout.foundation.moves import apply as moves

SENT = ~Q(status="draft") & (Q(named=True) | Q(submitted_at__isnull=False))
"""`was_sent` for a query."""


def was_sent(application: Application) -> bool:
    """Whether the application left its writer's hands: it is no draft, and it was sent, or its leader was named."""
    return application.status != "draft" and (application.named or application.submitted_at is not None)


def may_be_read(application: Application) -> bool:
    """Whether a co-ordinator may read what stands in it: it was sent, and it was not withdrawn before its decision.

    Whoever withdraws earlier may have changed words that were never sent again, and nobody needs them any more.
    """
    if not was_sent(application):
        return False
    if application.status != "withdrawn":
        return True
    made = [change for change in moves.history(APPLICATION, application) if change.move == "withdraw"]
    return bool(made) and made[-1].source == "decided"
