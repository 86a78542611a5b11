"""The clock's appointment to close a cohort, and the digest of what was fixed when it opened."""

from __future__ import annotations

from turnabout.cohorts import policies
from turnabout.cohorts.models import Cohort
from turnabout.foundation.jobs import queue

JOB = "cohorts.close_applications"


def key(cohort: Cohort) -> str:
    """The key under which the closing of `cohort` waits."""
    return f"{JOB}:{cohort.pk}"


def schedule(cohort: Cohort) -> None:
    """Have the clock close an open cohort at its closing instant; replaces what was scheduled before."""
    at = cohort.closes_at
    assert at is not None, "may_open lets no cohort open without a closing date"
    queue.schedule(JOB, key=key(cohort), at=at, cohort=str(cohort.pk))


def unschedule(cohort: Cohort) -> None:
    """Let the clock forget to close `cohort`."""
    queue.unschedule(key(cohort))


def digest(cohort: Cohort) -> str:
    """The digest of what is fixed at opening, as it stands now; equal to `frozen_digest` while nothing changed."""
    return policies.digest(
        pattern=cohort.pattern,
        strands=cohort.strands,
        organisations=[str(one.pk) for one in cohort.organisations.all()],
        policies=cohort.policies,
        chief_executive_exempt=cohort.chief_executive_exempt,
        switched_off=cohort.switched_off,
    )
