"""What somebody shares, reader by reader, in words: made of the same rules that the readers' queries ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from turnabout.applications import queries
from turnabout.applications.models import Application
from turnabout.applications.sharing import (
    AGREED,
    BEFORE,
    BY_TIER,
    COORDINATOR,
    NOBODY,
    PARTNER,
    PROPOSED,
    RULES,
    Choices,
    readers_of,
)
from turnabout.applications.topics import words_of
from turnabout.foundation.design.next_steps import SEE_AS, Step, steps

SENSITIVE = ("name", "first_name", "job", "why", "hope", "topics", "words", "talk", "about_me", "off_limits", "observe")
"""The things that are worth a line of their own beside a reader; the rest is on “Who can see this”."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader: who, from when, what they read, and the pages that show it as they will see it."""

    code: str
    title: Any
    when: Any
    reads: list[str]
    pages: list[Step]


MENTOR_SIDE = (
    (COORDINATOR, COORDINATOR, lazy("The co-ordinator"), lazy("Once you have sent your application.")),
    (BEFORE, PROPOSED, lazy("A leader who is proposed to you"),
     lazy("Before you have both agreed: when they are asked about you, after you have said yes to them.")),
    (AGREED, PARTNER, lazy("Your reverse mentee"), lazy("Once you have both said yes, and while you meet.")),
)  # fmt: skip
MENTEE_SIDE = (
    (COORDINATOR, COORDINATOR, lazy("The co-ordinator"), lazy("Once you have sent your application.")),
    (BEFORE, PROPOSED, lazy("A reverse mentor who is asked about you"), lazy("Before they say yes or no.")),
    (AGREED, PARTNER, lazy("Your reverse mentor"), lazy("Once you have both said yes, and while you meet.")),
)
NEVER = (
    ("manager", lazy("Your line manager"), lazy("Never any of this.")),
    ("board", lazy("The Board"), lazy("Never a page about you.")),
)


def readers(application: Application, viewer: Any, now: datetime) -> list[Reader]:
    """Every reader of the viewer's own application, from the nearest to the farthest."""
    choices = queries.choices(application, viewer) or Choices()
    given = _given(application, viewer, now)
    side = MENTOR_SIDE if application.offers else MENTEE_SIDE
    found = []
    for code, reader, title, when in side:
        reads = _reads(reader, application.role, choices, given)
        found.append(Reader(code, title, when, reads, _pages(code, application, viewer, now)))
    never = [(code, title, when, _pages(code, application, viewer, now)) for code, title, when in NEVER]
    return found + [Reader(code, title, when, [], pages) for code, title, when, pages in never]


def mine_alone(application: Application, viewer: Any, now: datetime) -> list[tuple[str, bool]]:
    """The topics that nobody is told of, and whether matching may use each in silence."""
    choices = queries.choices(application, viewer) or Choices()
    kept = [code for code in choices.topics if choices.tiers[code] == NOBODY]
    return [(words_of([code])[0], code in choices.quiet) for code in kept]


def _reads(reader: str, role: str, choices: Choices, given: set[str]) -> list[str]:
    said: list[str] = []
    for thing in RULES[role]:
        if thing.code not in SENSITIVE or thing.code not in given or reader not in readers_of(thing, choices):
            continue
        if thing.code == "first_name" and reader != PROPOSED:
            continue
        if thing.code == "topics" and thing.chosen == BY_TIER:
            topics = ", ".join(words_of(choices.seen_by(reader)))
            said.append(_("%(what)s: %(topics)s") % {"what": thing.label, "topics": topics})
        else:
            said.append(str(thing.label))
    return said


def _given(application: Application, viewer: Any, now: datetime) -> set[str]:
    answers = queries.answers(application, viewer, now)
    found = {
        thing.code
        for thing in RULES[application.role]
        if any(answers.get(name) not in (None, "", [], (), False) for name in thing.questions)
    }
    return found | ({"first_name"} if "name" in found or application.person.name else set())


def _pages(code: str, application: Application, viewer: Any, now: datetime) -> list[Step]:
    return steps(SEE_AS + code, viewer, application, now)
