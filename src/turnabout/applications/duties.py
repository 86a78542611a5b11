"""What co-ordinators have to do about a release: made and finished as a part of the action that causes it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from turnabout.applications.models import NOT_NOW, SILENT, TALK, Release, ReleaseTask
from turnabout.cohorts.permissions import day_of
from turnabout.cohorts.queries import people_with_role_unscoped
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.trail import gather

ABOUT_THE_ANSWER = (TALK, NOT_NOW, SILENT)
"""What is over as soon as the release is settled or asked for again. Cover has to be arranged all the same."""


def make(release: Release, kind: str, *, by: Any, now: datetime) -> None:
    """A task of `kind`, unless one waits already. Its owner is a co-ordinator who is not the applicant."""
    if ReleaseTask.objects.filter(release=release, kind=kind, done_at=None).exists():
        return
    ReleaseTask.objects.create(
        release=release, kind=kind, owner=_somebody(release, now), made_at=now, made_by=getattr(by, "id", None)
    )
    gather("tasks", f"{kind} made")


def finish(release: Release, kinds: Collection[str], *, by: Any, now: datetime) -> int:
    """Mark the open tasks of these kinds as done; returns how many there were."""
    found = ReleaseTask.objects.filter(release=release, kind__in=kinds, done_at=None)
    for kind in found.values_list("kind", flat=True):
        gather("tasks", f"{kind} done")
    return found.update(done_at=now, done_by=getattr(by, "id", None))


def _somebody(release: Release, now: datetime) -> Person | None:
    application = release.application
    kept = people_with_role_unscoped("coordinator", application.cohort, day_of(now))
    return next((one for one in kept if one.pk != application.person_id), None)
