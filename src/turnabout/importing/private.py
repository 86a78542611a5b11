"""What a list must not tell whoever uploads it: that somebody has begun an application of their own."""

from __future__ import annotations

from turnabout.applications.entered import is_entered
from turnabout.applications.models import Application
from turnabout.applications.sent import was_sent
from turnabout.cohorts.models import Cohort


def is_theirs(application: Application) -> bool:
    """Whether nobody but the person it is about knows of it: it was never sent, and no co-ordinator keeps it."""
    return not was_sent(application) and not is_entered(application)


def deals_with_it_themselves(cohort: Cohort, email: str) -> bool:
    """Whether somebody has an application of their own in the cohort that is not sent."""
    found = Application.objects.filter(cohort=cohort, person__email=email).first()
    return found is not None and is_theirs(found)
