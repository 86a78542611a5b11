"""Reads for somebody who comes back: what they answered before, what of it is taken over, what must be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from turnabout.applications import earlier, experience, storage
from turnabout.applications.earlier import Earlier, Offered
from turnabout.applications.models import Application
from turnabout.applications.permissions import unfinished
from turnabout.applications.queries.forms import half_filled, section, sections
from turnabout.applications.sent import SENT
from turnabout.applications.wordings import LIVED_EXPERIENCE
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import running_cohorts
from turnabout.foundation.consent import ledger
from turnabout.foundation.encryption import vault

MEETING, SESSIONS = "meeting", "can_attend"
"""The one question that is about this cohort alone, and where it is asked."""
PURPOSE = "going on from an earlier application"


@dataclass(frozen=True, slots=True)
class Again:
    """What somebody who came back must still say: the sections to fill in, and what to choose on the one page.

    `sessions` is the question about training dates if it has to be answered here; `offered` what they offered before
    if its consent stands; `talks` whether lived experience has to be settled at all.
    """

    missing: list[str]
    sessions: Any
    offered: Offered | None
    talks: bool


def earlier_of(viewer: Any, cohort: Cohort) -> Earlier | None:
    """What the viewer answered in an earlier cohort of the programme; None when nothing is known."""
    return earlier.earlier_answers(viewer, cohort) if getattr(viewer, "is_authenticated", False) else None


def again(application: Application, viewer: Any) -> Again | None:
    """What is left to say in the viewer's own continued draft; None for anybody else's."""
    if getattr(viewer, "pk", None) != application.person_id or not application.continued_from:
        return None
    titles = {one.code: str(one.title) for one in sections(application)}
    missing = unfinished(application, viewer)
    asked = {one.name: one for one in section(application, MEETING).questions}.get(SESSIONS)
    choose = asked if asked is not None and titles[MEETING] in missing and _but_sessions(application, viewer) else None
    talks = application.offers and experience.SECTION not in application.sections_done
    settled_here = {titles[MEETING]} if choose is not None else set()
    settled_here |= {titles[experience.SECTION]} if talks else set()
    before = earlier_of(viewer, application.cohort) if talks else None
    return Again([one for one in missing if one not in settled_here], choose, before.offered if before else None, talks)


def to_return_to(viewer: Any, cohort: Cohort) -> list[Cohort]:
    """The cohorts of the same programme that take applications and that began later than `cohort`."""
    found = [one for one in running_cohorts() if one.programme_id == cohort.programme_id and one.status == "open"]
    later = [one for one in found if one.starts_on > cohort.starts_on]
    here = set(Application.objects.filter(person=viewer.pk, cohort__in=later).values_list("cohort_id", flat=True))
    return [one for one in later if one.pk not in here]


def continued_unscoped(cohort: Cohort) -> int:
    """How many applications were continued from an earlier one and sent, for the totals of a rehearsal."""
    return Application.objects.filter(SENT, cohort=cohort).exclude(continued_from="").count()


def _but_sessions(application: Application, viewer: Any) -> bool:
    """Whether everything about meeting came over and only a session has to be chosen."""
    begun = half_filled(application, viewer, application.started_at).get(MEETING)
    asked = [one for one in section(application, MEETING).questions if one.required and one.name != SESSIONS]
    return begun is not None and all(begun.get(one.name) for one in asked)


@earlier.known_by
def answered_here(person: Any, cohort: Cohort) -> Earlier | None:
    """The last application that the person sent to an earlier cohort of the programme, read for themself."""
    theirs = Application.objects.filter(SENT, person=person.pk, named=False, cohort__programme=cohort.programme_id)
    before = theirs.filter(cohort__starts_on__lt=cohort.starts_on).exclude(status="withdrawn")
    last = before.select_related("person", "cohort__programme").order_by("-cohort__starts_on").first()
    if last is None:
        return None
    answers: dict[str, dict[str, Any]] = {}
    for one in sections(last):
        if one.own_consent or one.code not in last.sections_done:
            continue
        known = storage.read(last, [one], by=last.person, purpose=PURPOSE)
        answers[one.code] = {name: value for name, value in known.items() if value not in (None, "", [])}
    return Earlier(last.cohort.title, last.role, last.cohort.starts_on, answers, _offered(last))


def _offered(application: Application) -> Offered | None:
    person = application.person
    if not application.offers or not ledger.stands(person, LIVED_EXPERIENCE, application.cohort_id):
        return None
    choices = storage.choices(application, by=person, purpose=PURPOSE)
    words = vault.unlock(application, "topics_words", by=person, purpose=PURPOSE) or ""
    if not (choices.tiers or words):
        return None
    return Offered(choices.tiers, choices.quiet, words, application.open_to_any)
