from datetime import datetime

from turnabout.applications import actions
from turnabout.applications.closing_soon import JOB as CLOSING_SOON
from turnabout.applications.models import Application, Release
from turnabout.applications.permissions import may_expire_entry, may_expire_release, may_remind, may_say_closing_soon
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.jobs.registry import job


@job("applications.remind_manager")
def remind_manager(*, release: str, number: int, now: datetime) -> None:
    found = Release.objects.filter(pk=release, status="asked", reminders__lt=number).first()
    if found is not None and may_remind(CLOCK, found, now):
        actions.remind_manager(release=found, number=number, by=CLOCK, now=now)


@job("applications.release_over")
def release_over(*, release: str, now: datetime) -> None:
    found = Release.objects.filter(pk=release, status="asked").first()
    if found is not None and may_expire_release(CLOCK, found, now):
        actions.expire_release(release=found, by=CLOCK, now=now)


@job("applications.entry_over")
def entry_over(*, application: str, now: datetime) -> None:
    found = Application.objects.filter(pk=application, status="draft").first()
    if found is not None and may_expire_entry(CLOCK, found, now):
        actions.expire_entered(application=found, by=CLOCK, now=now)


@job(CLOSING_SOON)
def say_closing_soon(*, cohort: str, kind: str, now: datetime) -> None:
    found = Cohort.objects.filter(pk=cohort).first()
    if found is not None and may_say_closing_soon(CLOCK, found, now):
        actions.say_closing_soon(cohort=found, kind=kind, by=CLOCK, now=now)
