"""The lists of choices that depend on the cohort or the organisation, and which questions a cohort can ask at all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from turnabout.applications import grades, topics
from turnabout.applications.models import EITHER, Application, LocalGrade
from turnabout.applications.questions.shape import Question, Section
from turnabout.applications.questions.shared import NOT_IN_LIST
from turnabout.cohorts.models import PLACE, TEAM, Cohort
from turnabout.cohorts.planner import STEPS
from turnabout.cohorts.queries import listed
from turnabout.cohorts.strands import STRANDS

NONE_OF_THESE = "none"
_SESSIONS = {"mentor": "mentor_briefing", "mentee": "mentee_training"}
_KINDS = {"teams": TEAM, "places": PLACE}


def filled(section: Section, application: Application, *, suggest: bool = True) -> Section:
    """The section as it is asked on this form: every list written out, empty ones left out."""
    asked = []
    for question in section.questions:
        choices = choices_of(question, application)
        if not _pointless(question, choices, application):
            suggestions = suggestions_for(question, application) if suggest else ()
            asked.append(replace(question, choices=choices, suggestions=suggestions))
    return replace(section, questions=tuple(asked))


def choices_of(question: Question, application: Application) -> tuple[tuple[str, Any], ...]:
    """The choices of one question as (code, words)."""
    cohort = application.cohort
    if not question.offered:
        return question.choices
    if question.offered == "organisations":
        return tuple((str(one.pk), one.name) for one in cohort.organisations.all())
    if question.offered == "grades":
        return _grades(application)
    if question.offered == "topics":
        return topics.choices_of(cohort.strands)
    if question.offered == "strands":
        return tuple((code, words) for code, words in STRANDS if code in cohort.strands or not cohort.strands)
    if question.offered == "sessions":
        return _sessions(cohort, application.role)
    raise KeyError(f"No list is called {question.offered!r}.")


def suggestions_for(question: Question, application: Application) -> tuple[str, ...]:
    """What is held out to whoever types an answer: the teams or places of their organisation, or of all that take part.

    The lists are the co-ordinators' own; nothing that an applicant types ever comes into one.
    """
    if not question.suggested:
        return ()
    if application.organisation_id:
        organisations = [application.organisation_id]
    else:
        organisations = [one.pk for one in application.cohort.organisations.all()]
    return tuple(dict.fromkeys(listed(organisations, _KINDS[question.suggested])))


def _grades(application: Application) -> tuple[tuple[str, Any], ...]:
    """The organisation's own grades first, then every national one, then the way out for whoever finds none."""
    own: list[tuple[str, Any]] = []
    if application.organisation_id:
        found = LocalGrade.objects.filter(organisation=application.organisation_id)
        own = [(grades.code_of(one.name), grades.words_of(grades.code_of(one.name))) for one in found]
    kept = application.grade
    if grades.is_local(kept) and kept not in dict(own):
        own.append((kept, grades.words_of(kept)))  # it was chosen when it still stood in the list
    return (*own, *grades.choices(), (NOT_IN_LIST, _("My grade is not in the list")))


def _sessions(cohort: Cohort, role: str) -> tuple[tuple[str, Any], ...]:
    wanted = set(_SESSIONS.values()) if role == EITHER else {_SESSIONS[role]}
    dates = [one for one in cohort.dates.all() if one.step in STEPS and STEPS[one.step].choice in wanted]
    if not dates:
        return ()
    when = (
        (one.step, f"{one.words}: {one.when}" if role == EITHER else one.when)
        for one in sorted(dates, key=lambda one: one.starts_at)
    )
    return (*when, (NONE_OF_THESE, _("None of these: I need another date")))


def _pointless(question: Question, choices: tuple[tuple[str, Any], ...], application: Application) -> bool:
    if question.name == "capacity":
        return application.role == "mentor" and application.cohort.policies.get("most_mentees", 2) < 2
    return bool(question.offered) and not choices
