from datetime import datetime

from turnabout.cohorts import actions
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.jobs.registry import job


@job("cohorts.close_applications")
def close_applications(*, cohort: str, now: datetime) -> None:
    found = Cohort.objects.filter(pk=cohort, status="open").first()
    if found is not None and found.closes_at is not None and found.closes_at <= now:
        actions.close_applications(cohort=found, by=CLOCK, now=now)
