"""What has to be known of somebody before they can have a place: where they work, and at which level."""

from __future__ import annotations

from django.utils.translation import gettext as _

from turnabout.applications.models import MENTOR, Application
from turnabout.applications.permissions.choices import placed
from turnabout.cohorts.planner import BOARD
from turnabout.foundation.accounts.decisions import Refused


def has_other_role(application: Application) -> bool:
    """Whether there is another role to offer: not where its people are named, nor to somebody who would take either."""
    named = application.cohort.pattern == BOARD and application.role == MENTOR
    return bool(placed(application)) and not named


def check_complete(application: Application) -> None:
    """Refuse to give a place to somebody who could not be paired."""
    if application.organisation_id is None or application.level is None:
        raise Refused(
            _(
                "This application does not say which organisation the person works for, or at which grade, so they "
                "could not be paired. Ask them to add it, then accept."
            )
        )
