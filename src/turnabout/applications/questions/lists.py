"""The lists of choices that depend on the cohort, and which questions a cohort can ask at all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from turnabout.applications import grades, topics
from turnabout.applications.questions.shape import Question, Section
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.planner import STEPS
from turnabout.foundation.design.dates import span

NONE_OF_THESE = "none"
_SESSIONS = {"mentor": "mentor_briefing", "mentee": "mentee_training"}


def filled(section: Section, cohort: Cohort, role: str) -> Section:
    """The section as `cohort` asks it of somebody in `role`: every list written out, empty ones left out."""
    asked = tuple(
        replace(question, choices=choices_of(question, cohort, role))
        for question in section.questions
        if not _pointless(question, cohort, role)
    )
    return replace(section, questions=asked)


def choices_of(question: Question, cohort: Cohort, role: str) -> tuple[tuple[str, Any], ...]:
    """The choices of one question as (code, words)."""
    if not question.offered:
        return question.choices
    if question.offered == "organisations":
        return tuple((str(one.pk), one.name) for one in cohort.organisations.all())
    if question.offered == "grades":
        return tuple(grades.choices())
    if question.offered == "topics":
        return topics.choices_of(cohort.strands)
    if question.offered == "sessions":
        return _sessions(cohort, role)
    raise KeyError(f"No list is called {question.offered!r}.")


def _sessions(cohort: Cohort, role: str) -> tuple[tuple[str, Any], ...]:
    dates = [one for one in cohort.dates.all() if one.step in STEPS and STEPS[one.step].choice == _SESSIONS[role]]
    if not dates:
        return ()
    when = ((one.step, span(one.starts_at, one.ends_at)) for one in sorted(dates, key=lambda one: one.starts_at))
    return (*when, (NONE_OF_THESE, _("None of these: I need another date")))


def _pointless(question: Question, cohort: Cohort, role: str) -> bool:
    if question.name == "capacity":
        return role == "mentor" and cohort.policies.get("most_mentees", 2) < 2
    return bool(question.offered) and not choices_of(question, cohort, role)
