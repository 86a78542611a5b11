"""Reads of releases: the applicant's own, those a co-ordinator keeps, and what a manager's link leads to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from turnabout.applications.cases import is_not_for
from turnabout.applications.managers import Who, who_releases
from turnabout.applications.models import Application, Release, ReleaseLink, ReleaseTask
from turnabout.applications.permissions import (
    CURRENT,
    MANAGERS_LINK,
    may_ask,
    may_keep_release,
    may_keep_releases,
    may_stop_asking,
)
from turnabout.applications.permissions.release import is_wanted
from turnabout.applications.queries.forms import EXPIRED, OPEN, USED
from turnabout.applications.sent import SENT, was_sent
from turnabout.applications.statuses import ASKED_ONCE, RELEASE
from turnabout.applications.tokens import digest_of
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.accounts.decisions import require
from turnabout.foundation.encryption import vault
from turnabout.foundation.moves import apply as moves

READING = "reading what a manager answered about paid time"
NO_ANSWER = "none"
ANSWERS = {"supported": "yes", "supported_with_conditions": "conditions", "not_now": "not_now"}


@dataclass(frozen=True, slots=True)
class ManagersLink:
    """What a manager's link leads to: the release, and whether the link is open, used or expired."""

    release: Release
    state: str


@dataclass(frozen=True, slots=True)
class MyRelease:
    """How far the applicant's own release is, with those of the manager's words that they may read."""

    release: Release
    who: Who
    answered_at: datetime | None
    conditions: str
    reason: str
    may_ask: bool
    may_stop: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What a manager wrote, as a co-ordinator reads it."""

    conditions: str
    reason: str
    cover: str


def release_of(viewer: Any, application: Application, now: datetime) -> Release | None:
    """The release of one application, for its applicant and for a co-ordinator of its cohort; None for anybody else.

    One that does not exist yet is made up, not stored: nobody was asked.
    """
    found = _whole().filter(application=application).first() or Release(application=application)
    own = getattr(viewer, "pk", None) == application.person_id
    return found if own or may_keep_release(viewer, found, now) else None


def release_words(viewer: Any, applications: Sequence[Application], now: datetime) -> dict[UUID, Any]:
    """The state of each application's release in a few words, for a co-ordinator of its cohort; one for each cohort.

    The same number of queries for any number of applications of one cohort. None of the viewer's own.
    """
    cohorts = {one.cohort_id: one.cohort for one in applications}
    kept = {pk for pk, cohort in cohorts.items() if may_keep_releases(viewer, cohort, now)}
    wanted = [one for one in applications if one.cohort_id in kept and one.person_id != viewer.pk]
    found = Release.objects.filter(application__in=[one.pk for one in wanted]).values_list("application", "status")
    known = dict(found)
    return {one.pk: RELEASE.status(known.get(one.pk, RELEASE.start.name)).label for one in wanted if was_sent(one)}


def find_release(viewer: Any, id: UUID | str, now: datetime) -> Release | None:
    """One release for a co-ordinator of its cohort, its open tasks with it; else None."""
    found = _whole().prefetch_related(_open_tasks()).filter(pk=id).first()
    return found if may_keep_release(viewer, found, now) else None


def find_own_release(viewer: Any, application: UUID | str) -> Release | None:
    """The release of the viewer's own application, made up when nobody was asked yet; None for anybody else's."""
    if not getattr(viewer, "is_authenticated", False):
        return None
    found = _whole().filter(application_id=application, application__person=viewer.pk).first()
    if found is None:
        own = Application.objects.filter(pk=application, person=viewer.pk)
        mine = own.select_related("person", "cohort__programme__host").prefetch_related("cohort__dates").first()
        found = Release(application=mine) if mine is not None else None
    return found


def my_release(viewer: Any, release: Release, now: datetime) -> MyRelease | None:
    """How far the viewer's own release is; None for anybody else's."""
    if getattr(viewer, "pk", None) != release.application.person_id:
        return None
    answered = release.status in ANSWERS
    shown = release.status == "not_now" and release.show_reason
    return MyRelease(
        release=release,
        who=who_releases(release.application),
        answered_at=_last_answer(release) if answered else None,
        conditions=_text(release, "conditions", viewer) if release.status == "supported_with_conditions" else "",
        reason=_text(release, "reason", viewer) if shown else "",
        may_ask=bool(may_ask(viewer, release, now)),
        may_stop=bool(may_stop_asking(viewer, release, now)),
    )


def releases(viewer: Any, cohort: Cohort, now: datetime) -> list[Release]:
    """Every release of `cohort` with its open tasks, those with tasks first, for one of its co-ordinators; else none.

    The viewer's own is left out, and that of a reverse mentee to whom they report, and so are those of people who are
    not taking part any more.
    """
    if not may_keep_releases(viewer, cohort, now):
        return []
    found = _whole().filter(application__in=_going_on(cohort)).exclude(application__person=viewer.pk)
    found = found.exclude(is_not_for(viewer, cohort, now, "application__"))
    rows = list(found.prefetch_related(_open_tasks()).order_by("application__person__name", "id"))
    return sorted(rows, key=lambda one: not one.open_tasks)  # type: ignore[attr-defined]


def open_tasks(viewer: Any, cohort: Cohort, now: datetime) -> list[ReleaseTask]:
    """What waits for the co-ordinators of `cohort`, the oldest first; nothing for anybody else, none about oneself."""
    if not may_keep_releases(viewer, cohort, now):
        return []
    found = ReleaseTask.objects.filter(done_at=None, release__application__cohort=cohort)
    found = found.exclude(is_not_for(viewer, cohort, now, "release__application__"))
    found = found.exclude(release__application__person=viewer.pk)
    return list(found.select_related("release__application__person", "owner").order_by("made_at", "id"))


def words_of(release: Release, viewer: Any, now: datetime) -> Words:
    """What the manager wrote, for a co-ordinator of the cohort; each reading leaves audit lines. Raises `Refused`."""
    require(may_keep_release(viewer, release, now))
    return Words(**{name: _text(release, name, viewer) for name in ("conditions", "reason", "cover")})


def by_managers_token(token: str, now: datetime) -> ManagersLink | None:
    """What the manager's link with this secret leads to. Reading uses nothing up.

    None when no link ever had it, and when nobody needs an answer any more: a manager is not told that somebody
    withdrew, stopped asking, or settled it otherwise.
    """
    if not token:
        return None
    whole = "release__application__cohort"
    found = ReleaseLink.objects.filter(digest=digest_of(token))
    link = found.select_related("release__application__person", f"{whole}__programme__host").first()
    if link is None or not is_wanted(link.release) or link.release.status not in ASKED_ONCE:
        return None
    state = USED if link.used else OPEN if now < link.until else EXPIRED
    return ManagersLink(link.release, state)


def by_managers_link() -> Outside:
    """The author that a manager's link writes as."""
    return MANAGERS_LINK


def release_counts_unscoped(cohort: Cohort) -> dict[str, int]:
    """How many managers answered yes, with conditions and not now, and how many people have no manager's answer.

    Of everybody who sent an application and did not withdraw: plain sizes for the evaluation of a rehearsal. "none"
    holds whoever's manager was not asked, did not answer, or confirmed it otherwise.
    """
    rows = Release.objects.filter(application__in=_going_on(cohort)).values_list("status", flat=True)
    found = Counter(ANSWERS.get(status, NO_ANSWER) for status in rows)
    return {name: found[name] for name in (*ANSWERS.values(), NO_ANSWER)}


def waiting_for_managers_unscoped(now: datetime) -> list[Release]:
    """Every request of any cohort that waits for a manager's answer, the latest first: for the demo."""
    found = _whole().filter(status="asked", application__status__in=CURRENT, until__gt=now)
    return [one for one in found.order_by("-asked_at", "id") if is_wanted(one)]


def _going_on(cohort: Cohort) -> QuerySet[Application]:
    return Application.objects.filter(SENT, cohort=cohort).exclude(status__in=("withdrawn", "turned_down"))


def _open_tasks() -> Prefetch:
    open_ones = ReleaseTask.objects.filter(done_at=None).select_related("owner").order_by("made_at", "id")
    return Prefetch("tasks", queryset=open_ones, to_attr="open_tasks")


def _last_answer(release: Release) -> datetime | None:
    answers = ("support", "support_with_conditions", "say_not_now")
    made = [change.at for change in moves.history(RELEASE, release) if change.move in answers]
    return made[-1] if made else None


def _text(release: Release, name: str, viewer: Any) -> str:
    return vault.unlock(release, name, by=viewer, purpose=READING) or ""


def _whole() -> QuerySet[Release]:
    found = Release.objects.select_related("application__person", "application__cohort__programme__host")
    return found.prefetch_related("application__cohort__dates", "application__cohort__organisations")
