"""Reads of what a co-ordinator entered for somebody who has not confirmed it yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from turnabout.applications import entered, storage
from turnabout.applications.cases import is_not_for
from turnabout.applications.models import Application
from turnabout.applications.permissions import (
    APPLICANTS_LINK,
    is_own,
    may_correct_entered,
    may_read_answers,
    may_view_entered,
    unfinished,
)
from turnabout.applications.queries.forms import EXPIRED, OPEN, USED, Progress, sections
from turnabout.applications.tokens import digest_of
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import require
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.encryption import vault

PURPOSE = "correcting what was entered for somebody"


@dataclass(frozen=True, slots=True)
class EntryLink:
    """What a one-time link leads to: what was entered, and whether the link is open, used or expired."""

    application: Application
    state: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """How an application that was entered arrived and was confirmed: codes of `models`, and who wrote them down."""

    how: Any
    received_on: Any
    by: str
    confirmed: Any
    called_on: Any
    called_whom: str


def entered_for_people(viewer: Any, cohort: Cohort, now: datetime) -> list[Application]:
    """What was entered and is not confirmed, the oldest first, for one of the cohort's co-ordinators; else nothing.

    Their own, and what colleagues entered for leaders above them, are left out.
    """
    if not may_view_entered(viewer, cohort, now):
        return []
    found = Application.objects.filter(entered.OPEN, cohort=cohort).exclude(person=viewer)
    found = found.exclude(is_not_for(viewer, cohort, now)).select_related("person", "cohort__programme", "organisation")
    return list(found.order_by("entered_at", "id"))


def find_entered(viewer: Any, id: UUID | str, now: datetime) -> Application | None:
    """One that was entered and is not taken over, for whoever may correct it; else None."""
    found = Application.objects.filter(entered.OPEN, pk=id).select_related("person", "cohort__programme")
    one = found.prefetch_related("cohort__dates", "cohort__organisations").first()
    return one if one is not None and not may_correct_entered(viewer, one, now).hidden else None


def entered_answers(application: Application, viewer: Any, now: datetime) -> dict[str, Any]:
    """What stands in it, for whoever may correct it, under the name as it was given; raises `Refused` for others.

    What is offered of lived experience is not unlocked: it can be written anew, and is not shown again.
    """
    require(may_correct_entered(viewer, application, now))
    asked = [one for one in sections(application) if not one.own_consent]
    found = storage.read(application, asked, by=viewer, purpose=PURPOSE)
    return found | {storage.OF_THE_PERSON: application.entered_name}


def entered_half_filled(application: Application, viewer: Any, now: datetime) -> dict[str, dict[str, Any]]:
    """What was typed into sections that are not complete, for whoever may correct it; nothing for others."""
    if not may_correct_entered(viewer, application, now):
        return {}
    return vault.unlock(application, "unfinished", by=viewer, purpose=PURPOSE) or {}


def entered_progress(application: Application, viewer: Any, now: datetime) -> list[Progress]:
    """How far it is, section by section; what only the person may say about their own life is left out."""
    begun = entered_half_filled(application, viewer, now)
    return [
        Progress(one, "begun" if one.code in begun else "done" if one.code in application.sections_done else "")
        for one in sections(application)
        if not (one.own_consent and one.optional)
    ]


def entry_by_token(token: str, now: datetime) -> EntryLink | None:
    """What the one-time link with this secret leads to; None when no link has it. Reading uses nothing up."""
    if not token:
        return None
    found = Application.objects.filter(named=False, entered_at__isnull=False, link_digest=digest_of(token))
    one = found.select_related("person", "cohort__programme").prefetch_related("cohort__dates").first()
    if one is None:
        return None
    if not entered.is_entered(one):
        return EntryLink(one, USED)
    good = one.link_until is not None and now < one.link_until
    return EntryLink(one, OPEN if good else EXPIRED)


def answers_by_link(link: EntryLink) -> dict[str, Any]:
    """What the holder of an open link reads of what was entered for them; of lived experience nothing.

    An address is easily mistyped, and a letter is easily forwarded: that part is read after signing in.
    """
    if link.state != OPEN:
        return {}
    asked = [one for one in sections(link.application) if not one.own_consent]
    found = storage.read(link.application, asked, by=APPLICANTS_LINK, purpose="checking what was entered for me")
    return found | {storage.OF_THE_PERSON: link.application.entered_name}


def left_of(application: Application) -> list[str]:
    """The titles of the sections of what was entered that are not complete."""
    return unfinished(application)


def arrival(application: Application, viewer: Any, now: datetime) -> Arrival | None:
    """How it arrived, if a co-ordinator entered it: for the applicant, and for whoever may read it once it is sent."""
    if application.entered_at is None or not may_read_answers(viewer, application, now):
        return None
    author = Person.objects.filter(pk__in=[application.entered_by]).values_list("name", flat=True).first() or ""
    own = is_own(viewer, application)
    return Arrival(
        how=application.get_entered_how_display(),
        received_on=application.received_on,
        by=author,
        confirmed=application.get_confirmed_how_display(),
        called_on=application.called_on,
        called_whom="" if own else application.called_whom,
    )
