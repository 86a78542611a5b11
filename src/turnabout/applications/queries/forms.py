"""Reads of this room. Every one takes the viewer, or says in its name that it does not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from turnabout.applications import sharing, storage
from turnabout.applications.cases import may_handle
from turnabout.applications.models import Application, LocalGrade
from turnabout.applications.permissions import LEADERS_LINK, may_read_answers, may_view_leaders, taking
from turnabout.applications.permissions.choices import may_unmap_grade
from turnabout.applications.questions import Section, declared_by, form_of, section_of
from turnabout.applications.questions.care import CONTACT, SUPPORT
from turnabout.applications.questions.lists import filled
from turnabout.applications.questions.shared import ADJUST
from turnabout.applications.sent import SENT
from turnabout.applications.tokens import digest_of
from turnabout.applications.wordings import EXPERIENCE_NOW
from turnabout.cohorts.models import Cohort, ListedLeader, Organisation
from turnabout.cohorts.permissions import day_of, is_coordinator
from turnabout.cohorts.queries import date_of, listed_leaders
from turnabout.foundation import clock
from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.accounts.decisions import require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.encryption import vault

OPEN, USED, EXPIRED = "open", "used", "expired"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is with one section: "done", "begun" or "" (not looked at)."""

    section: Section
    state: str


@dataclass(frozen=True, slots=True)
class LeaderLink:
    """What a one-time link leads to: the leader's application, and whether the link is open, used or expired."""

    application: Application
    state: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an applicant stands: whether it can still be changed, and when everybody hears, in words if not fixed."""

    application: Application
    may_change: bool
    closes_at: datetime | None
    decided_at: datetime | None
    hears: str = ""


def find(viewer: Any, id: UUID | str) -> Application | None:
    """The viewer's own application `id`; None when there is none, or it is somebody else's."""
    if not getattr(viewer, "is_authenticated", False):
        return None
    return _whole().filter(pk=id, person=viewer.pk).first()


def find_sent(viewer: Any, id: UUID | str, now: datetime) -> Application | None:
    """An application that was sent, for a co-ordinator, or for the contact who takes the case."""
    found = _whole().filter(SENT, pk=id).first()
    return found if found is not None and not may_handle(viewer, found, now).hidden else None


def find_leader(viewer: Any, id: UUID | str, now: datetime) -> Application | None:
    """A named leader's application, for a co-ordinator of its cohort; else None."""
    found = _whole().filter(pk=id, named=True).first()
    return found if found is not None and is_coordinator(viewer, found.cohort, day_of(now)) else None


def mine(viewer: Any, cohort: Cohort) -> Application | None:
    """The viewer's own application to `cohort`, if any."""
    if not getattr(viewer, "is_authenticated", False):
        return None
    return _whole().filter(cohort=cohort, person=viewer.pk).first()


def all_mine(viewer: Any) -> list[Application]:
    """The viewer's own applications to any cohort, the newest first."""
    if not getattr(viewer, "is_authenticated", False):
        return []
    return list(_whole().filter(person=viewer.pk).order_by("-started_at", "id"))


def for_coordinator(viewer: Any, cohort: Cohort, now: datetime | None = None) -> QuerySet[Application]:
    """The applications that were sent to `cohort`, in order of arrival, for one of its co-ordinators; else none.

    `now` decides whether the viewer is one; without it the clock is asked.
    """
    if not is_coordinator(viewer, cohort, day_of(now or clock.now())):
        return Application.objects.none()
    return _whole().filter(SENT, cohort=cohort, named=False).order_by("submitted_at", "id")


def leaders(viewer: Any, cohort: Cohort, now: datetime) -> list[Application]:
    """The leaders named in `cohort` and how they answered, for one of its co-ordinators; else none."""
    if not may_view_leaders(viewer, cohort, now):
        return []
    return list(_whole().filter(cohort=cohort, named=True).order_by("started_at", "id"))


def leaders_to_name(viewer: Any, cohort: Cohort, now: datetime) -> list[ListedLeader]:
    """The leaders whom a co-ordinator wrote down while setting up and who were not named yet, in their order."""
    listed = listed_leaders(viewer, cohort, now)
    here = set(Application.objects.filter(cohort=cohort).values_list("person__email", flat=True)) if listed else set()
    return [one for one in listed if one.email not in here]


def open_by_token(token: str, now: datetime) -> LeaderLink | None:
    """What the one-time link with this secret leads to; None when no link ever had it. Reading uses nothing up."""
    if not token:
        return None
    found = _whole().filter(named=True, link_digest=digest_of(token)).first()
    if found is None:
        return None
    if found.status != "draft":
        return LeaderLink(found, USED)
    good = found.link_until is not None and now < found.link_until
    return LeaderLink(found, OPEN if good else EXPIRED)


def sections(application: Application) -> tuple[Section, ...]:
    """The sections of this form with every list of choices written out. Says nothing about the applicant."""
    cohort = application.cohort
    whole = form_of(application.role, cohort.pattern, named=application.named, policies=cohort.policies)
    return tuple(filled(section, application) for section in whole)


def section(application: Application, code: str, *, suggest: bool = True) -> Section:
    """One section of this form with its lists written out; `KeyError` when there is none called `code`.

    Without `suggest` nothing is looked up that is only held out to whoever types.
    """
    cohort = application.cohort
    one = section_of(application.role, cohort.pattern, code, named=application.named, policies=cohort.policies)
    return filled(one, application, suggest=suggest)


def any_time_sections(application: Application) -> tuple[Section, ...]:
    """The sections that can be changed at any time, also after sending: what helps, who looks after one, letters."""
    if application.named:
        return (ADJUST,)
    asked = {one.code for one in sections(application)}
    return tuple(one for one in (ADJUST, SUPPORT, CONTACT) if one.code in asked)


def any_time_answers(application: Application, viewer: Any) -> dict[str, Any]:
    """The applicant's own answers to the sections that can be changed at any time; nobody else's are read here."""
    if getattr(viewer, "pk", None) != application.person_id:
        return {}
    return storage.read(application, any_time_sections(application), by=viewer, purpose="changing an answer")


def version_of(application: Application, code: str) -> int:
    """How often a section was written: what a page carries to notice that another window wrote it since."""
    return int(application.versions.get(code, 0))


def answers(
    application: Application, viewer: Any, now: datetime, purpose: str = "reading an application"
) -> dict[str, Any]:
    """The answers by the names of their questions, for the applicant or, once sent, a co-ordinator of the cohort.

    The applicant reads every one, a co-ordinator what `as_coordinator` gives. Raises `Refused` for anybody else. A
    co-ordinator's reading leaves audit lines that say its purpose.
    """
    require(may_read_answers(viewer, application, now))
    if viewer.pk != application.person_id:
        return as_coordinator(application, viewer, now, purpose)
    return storage.read(application, sections(application), by=viewer, purpose=purpose)


def as_coordinator(
    application: Application, viewer: Any, now: datetime, purpose: str = "reading an application"
) -> dict[str, Any]:
    """The answers that a co-ordinator may read, for one of them, or for the applicant who wants to see what they see.

    What they may not read is not unlocked. Nothing tells a topic that was kept from them from one that is not there.
    """
    require(may_read_answers(viewer, application, now))
    choices = storage.choices(application, by=viewer, purpose=purpose)
    open_to = sharing.questions_for(sharing.COORDINATOR, application.role, choices)
    told = choices.seen_by(sharing.COORDINATOR) if application.offers else []
    left_out = {"topics"} if application.offers else set()
    asked = [
        replace(one, questions=tuple(each for each in one.questions if each.name in open_to - left_out))
        for one in sections(application)
    ]
    seen = storage.read(application, asked, by=viewer, purpose=purpose)
    return seen | ({"topics": told} if told else {})


def choices(application: Application, viewer: Any) -> sharing.Choices | None:
    """What the viewer chose about who may know what of their own application; None for anybody else's."""
    if getattr(viewer, "pk", None) != application.person_id:
        return None
    return storage.choices(application, by=viewer, purpose="looking at what I share")


def answers_unscoped(application: Application, *, by: Person | Outside, purpose: str) -> dict[str, Any]:
    """Every answer by the name of its question, for code that has decided by itself who may have it."""
    return storage.read(application, sections(application), by=by, purpose=purpose)


def half_filled(application: Application, viewer: Any, now: datetime) -> dict[str, dict[str, Any]]:
    """What was typed into sections that are not complete, by section and question; the applicant's alone."""
    if getattr(viewer, "pk", None) != application.person_id:
        return {}
    return vault.unlock(application, "unfinished", by=viewer, purpose="going on with a form") or {}


def progress(application: Application, viewer: Any, now: datetime) -> list[Progress]:
    """How far the applicant is, section by section."""
    begun = half_filled(application, viewer, now)
    return [
        Progress(one, "begun" if one.code in begun else "done" if one.code in application.sections_done else "")
        for one in sections(application)
    ]


def standing(application: Application, viewer: Any, now: datetime) -> Standing | None:
    """Where the viewer stands with their own application; None for anybody else's."""
    if getattr(viewer, "pk", None) != application.person_id:
        return None
    cohort = application.cohort
    hears = date_of(cohort, "decisions")
    return Standing(
        application=application,
        may_change=not application.named and taking(cohort, now),
        closes_at=cohort.closes_at,
        decided_at=hears.starts_at if hears and hears.exact else None,
        hears=hears.when if hears else "",
    )


def declarations(application: Application) -> tuple[tuple[str, Any], ...]:
    """What its sender declares, as (code, words). Says nothing about the applicant."""
    return declared_by(application.role)


def counts_unscoped(cohort: Cohort) -> dict[str, dict[str, int]]:
    """How many applications there are by role and status: plain programme sizes, for the evaluation of a rehearsal."""
    found: dict[str, dict[str, int]] = {}
    rows = Application.objects.filter(cohort=cohort).values_list("role", "status").annotate(many=Count("id"))
    for role, status, many in rows.order_by("role", "status"):
        found.setdefault(role, {})[status] = many
    return found


def local_grades(organisation: Organisation) -> list[LocalGrade]:
    """What an organisation calls its own grades, from the lowest level up. They say nothing about anybody."""
    return list(LocalGrade.objects.filter(organisation=organisation))


def find_grade(viewer: Any, id: UUID | str, now: datetime) -> LocalGrade | None:
    """One grade of an organisation's own, for whoever keeps its list; else None."""
    found = LocalGrade.objects.filter(pk=id).select_related("organisation").first()
    return found if may_unmap_grade(viewer, found, now) else None


def wording_now() -> str:
    """The version of the consent to lived experience that people are shown now."""
    return EXPERIENCE_NOW


def by_link() -> Outside:
    """The author that a named leader's link writes as."""
    return LEADERS_LINK


def _whole() -> QuerySet[Application]:
    found = Application.objects.select_related("person", "cohort__programme", "organisation")
    return found.prefetch_related("cohort__dates", "cohort__organisations")
