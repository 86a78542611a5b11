from datetime import datetime

from turnabout.cohorts import actions
from turnabout.cohorts.joining import FORGET, hold
from turnabout.cohorts.models import Cohort, Interest
from turnabout.cohorts.permissions import day_of, may_tell_waiting
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.jobs import queue
from turnabout.foundation.jobs.registry import job


@job("cohorts.close_applications")
def close_applications(*, cohort: str, now: datetime) -> None:
    found = Cohort.objects.filter(pk=cohort, status="open").first()
    if found is not None and found.closes_at is not None and found.closes_at <= now:
        actions.close_applications(cohort=found, by=CLOCK, now=now)


@job("cohorts.tell_waiting")
def tell_waiting(*, cohort: str, now: datetime) -> None:
    found = Cohort.objects.filter(pk=cohort, status="open").select_related("programme__host").first()
    if found is None or not may_tell_waiting(CLOCK, found, now):
        return
    hold(found.programme)  # else an address that is being left at this moment is overlooked
    if not Interest.objects.filter(programme=found.programme_id).exists():
        return
    if actions.tell_waiting(cohort=found, by=CLOCK, now=now):
        queue.enqueue("cohorts.tell_waiting", cohort=cohort)


@job(FORGET)
def forget_address(*, interest: str, now: datetime) -> None:
    found = Interest.objects.filter(pk=interest, until_on__lte=day_of(now)).first()
    if found is not None:
        actions.forget_address(interest=found, by=CLOCK, now=now)
