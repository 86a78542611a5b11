"""An application as a co-ordinator reads it: questions and answers in words, section by section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from turnabout.applications.questions.shape import Question, Section
from turnabout.foundation.design.dates import day
from turnabout.selection.models import OUTCOMES, Verdict

NO_PART_IN_IT = ("apart", "adjustments")
"""Sections that play no part in a decision, so that nobody reads them while deciding."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One question with its answer in words, and who else can see it."""

    label: str
    words: Any
    who: str


@dataclass(frozen=True, slots=True)
class Part:
    """One section of an application as it is read."""

    title: str
    answers: list[Answer]


def parts_of(sections: Iterable[Section], answers: Mapping[str, Any]) -> list[Part]:
    """The sections that play a part in a decision, with every answer in words."""
    return [
        Part(
            str(section.title),
            [
                Answer(str(question.label), in_words(question, answers.get(question.name)), str(question.who))
                for question in section.questions
                if question.part == "" and question.name != "name"
            ],
        )
        for section in sections
        if section.code not in NO_PART_IN_IT
    ]


def in_words(question: Question, value: Any) -> str | SafeString:
    """One answer as people read it; lists and lines stand below one another."""
    if value in (None, "", [], False):
        return _("No") if value is False else _("Not answered")
    if value is True:
        return _("Yes")
    if isinstance(value, date):
        return day(value)
    choices = question.choices if isinstance(question.choices, tuple) else ()
    words = {str(code): str(text) for code, text in choices}
    lines = value if isinstance(value, list | tuple) else str(words.get(str(value), value)).splitlines()
    return format_html_join("", "<p>{}</p>", ((words.get(str(line), line),) for line in lines if str(line).strip()))


def decision_words(verdict: Verdict | None) -> str:
    """What was decided, in a word or two; empty when nothing was."""
    return str(dict(OUTCOMES)[verdict.outcome]) if verdict is not None else ""
