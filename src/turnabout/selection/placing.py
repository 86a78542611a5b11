"""What has to be known of somebody before they can have a place: where they work, and at which level."""

from __future__ import annotations

from django.utils.translation import gettext as _

from turnabout.applications.models import Application
from turnabout.foundation.accounts.decisions import Refused


def check_complete(application: Application) -> None:
    """Refuse to give a place to somebody who could not be paired."""
    if application.organisation_id is None or application.level is None:
        raise Refused(
            _(
                "This application does not say which organisation the person works for, or at which grade, so they "
                "could not be paired. Ask them to add it, then accept."
            )
        )
