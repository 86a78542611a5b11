"""What a question and a section are: words and rules as data, without a form and without a record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

BOARD, SYSTEM = "board", "system"
TEXT, WORDS, ONE, NAMED, MANY, ALL, YES, NUMBER, EMAIL, EMAILS, LINES, DAY = (
    "text", "words", "one", "named", "many", "all", "yes", "number", "email", "emails", "lines", "day",
)  # fmt: skip
"""A line, words up to a limit, one of a list, one of a list that may be typed by its name, several of a list, every one
of a list, a tick, a whole number, one address, addresses one to a line, anything one to a line, a day."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `field` and `part` say where its answer lies: a column, or one key of a column that is a dict.

    `choices` is a list of (code, words); `offered` names one that depends on the cohort ("topics"). `suggested` names
    a list ("teams") that is held out to whoever types, and `suggestions` is that list. `limit` is in words. `who` (can
    see it), `why` (it is asked) and `back` (how to take it back) are printed beside it.
    """

    name: str
    kind: str
    label: Any
    hint: Any = ""
    required: bool = True
    limit: int = 0
    choices: tuple[tuple[str, Any], ...] = ()
    offered: str = ""
    suggested: str = ""
    suggestions: tuple[str, ...] = ()
    choice_hints: tuple[tuple[str, Any], ...] = ()
    missing: Any = ""
    who: Any = ""
    why: Any = ""
    back: Any = ""
    field: str = ""
    part: str = ""
    patterns: tuple[str, ...] = (SYSTEM, BOARD)

    @property
    def column(self) -> str:
        """The column of the application that holds the answer."""
        return self.field or self.name


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the form. `minutes` is what it honestly takes; `own_consent` says that it is kept apart.

    `policy` names what the cohort must have chosen for it to be asked at all; an `optional` one may stay unopened.

    `who`, `why` and `back` say for the whole page what a question's own say for itself.
    """

    code: str
    title: Any
    minutes: int
    questions: tuple[Question, ...]
    intro: Any = ""
    who: Any = ""
    why: Any = ""
    back: Any = ""
    own_consent: bool = False
    policy: str = ""
    optional: bool = False

    def question(self, name: str) -> Question:
        """The question called `name`; `KeyError` names those that exist."""
        for question in self.questions:
            if question.name == name:
                return question
        raise KeyError(f"{self.code} asks no {name!r}; it asks {[question.name for question in self.questions]}")


def for_pattern(sections: Iterable[Section], pattern: str) -> tuple[Section, ...]:
    """The sections with the questions that a programme of `pattern` asks; a section left empty is left out."""
    kept = (
        replace(section, questions=tuple(one for one in section.questions if pattern in one.patterns))
        for section in sections
    )
    return tuple(section for section in kept if section.questions)
