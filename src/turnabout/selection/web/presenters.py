"""An application as a co-ordinator reads it: questions and answers in words, section by section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.applications.questions.shape import Question, Section
from turnabout.foundation.design.dates import day
from turnabout.selection.models import Verdict

TELLING = ("why", "background", "experience", "learning", "influence", "leader")
"""The sections that a decision is made on."""
PRACTICAL = ("about", "grade", "meeting", "manager")
"""The sections that say whether it can work. Every other section plays no part in it, and is not shown."""
NO_PART_IN_IT = ("avoid", "adjustments", "off_limits", "off_limits_topics", "show_off_limits")
"""Nor are these, which are asked beside everything else."""
ONCE_IN = ("boundaries", "support", "diary", "identity")
"""The sections that help to look after somebody who has a place."""


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


def parts_of(sections: Iterable[Section], answers: Mapping[str, Any], wanted: tuple[str, ...]) -> list[Part]:
    """The sections whose codes are `wanted`, in the order of the form, with every answer in words."""
    return [
        Part(
            str(section.title),
            [
                Answer(str(question.label), _told(question, answers), str(question.who))
                for question in section.questions
                if not {question.column, question.name} & {*NO_PART_IN_IT, "name"}
            ],
        )
        for section in sections
        if section.code in wanted
    ]


def _told(question: Question, answers: Mapping[str, Any]) -> str | SafeString:
    """An answer in words; one that its author tells nobody here reads like one that was never given."""
    if question.name not in answers:
        return _("Nothing that is told to you")
    return in_words(question, answers[question.name])


def in_words(question: Question, value: Any) -> str | SafeString:
    """One answer as people read it; lists and lines stand below one another."""
    lines = lines_of(question, value)
    plain = value in (None, "", [], False) or value is True or isinstance(value, date)
    return lines[0] if plain else format_html_join("", "<p>{}</p>", ((line,) for line in lines))


def lines_of(question: Question, value: Any) -> list[str]:
    """The same as plain lines, at least one."""
    if value in (None, "", [], False):
        return [_("No") if value is False else _("Not answered")]
    if value is True:
        return [_("Yes")]
    if isinstance(value, date):
        return [day(value)]
    choices = question.choices if isinstance(question.choices, tuple) else ()
    words = {str(code): str(text) for code, text in choices}
    lines = value if isinstance(value, list | tuple) else str(words.get(str(value), value)).splitlines()
    return [words.get(str(line), str(line)) for line in lines if str(line).strip()]


def totals_in_words(verdicts: Iterable[Verdict]) -> str:
    """How many letters say what: "2 accepted, 1 on the reserve list"."""
    many = Counter(verdict.outcome for verdict in verdicts)
    said = (
        (many["accept"], ngettext("%(n)d accepted", "%(n)d accepted", many["accept"])),
        (many["reserve"], ngettext("%(n)d on the reserve list", "%(n)d on the reserve list", many["reserve"])),
        (many["decline"], ngettext("%(n)d declined", "%(n)d declined", many["decline"])),
        (
            many["other_route"],
            ngettext("%(n)d offered another route", "%(n)d offered another route", many["other_route"]),
        ),
    )
    return ", ".join(words % {"n": n} for n, words in said if n)
