"""The people of the marked cohort: what each chooses and types, and how it is found again in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any

from tests.house.marked.questions import LISTS, TYPED
from turnabout.applications.questions.care import YES_NO
from turnabout.applications.questions.shape import DAY, EMAIL, EMAILS, LINES, NUMBER, TEXT, WORDS, Question

WORD = re.compile(r"zq([a-z]{2})([a-z]+?)qz")


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who fills in a form, and what they choose; `placed` is the role given to whoever would take either.

    Two with the same `common` topic become a pair; it is a marker of neither. `told` opens everything that a tick
    opens; `words_for` is the tier of the own words; `tiers` are those of the other topics on offer. Whoever `leaves`
    withdraws before anything is decided; `manager` is what theirs answers, where they do.
    """

    key: str
    role: str
    common: str = "race"
    told: bool = False
    words_for: str = ""
    tiers: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
    placed: str = ""
    leaves: bool = False
    manager: str = ""

    @property
    def name(self) -> str:
        return f"{self.word('firstname').capitalize()} {self.word('surname').capitalize()}"

    @property
    def email(self) -> str:
        return f"{self.word('address')}@example.org"

    @property
    def number(self) -> int:
        """A number of people, and with it a day, that are nobody else's."""
        return list(EVERYBODY).index(self.key)

    def word(self, question: str) -> str:
        return f"zq{self.key}{question.replace('_', '')}qz"

    def answer(self, question: Question) -> Any:
        """What this author answers: marked if it is typed, their own choice, else the first there is."""
        word, codes = self.word(question.name), [code for code, _words in question.choices]
        if question.name == "name":
            return self.name
        if question.name in ("topics", "learn_topics") and self.role != "mentor":
            return [self.common, *filter(None, [self.chosen.get(question.name)])]
        if question.name in PLAIN:
            return PLAIN[question.name]
        if (own := self.chosen.get(question.name)) is not None:
            return own if question.kind == "one" else [own]
        if question.name in OTHERWISE:
            return OTHERWISE[question.name]
        given: dict[str, Any] = {
            **dict.fromkeys((TEXT, WORDS), word),
            **{NUMBER: str(61_700 + self.number), DAY: date(2031, 5, 1 + self.number)},
            **{EMAIL: f"{word}@example.org", EMAILS: f"{word}@example.org", LINES: word},
            **{"one": next(iter(codes), ""), "many": codes[:1], "all": codes, "yes": False},
        }
        return self._answer_otherwise(question) or given.get(question.kind, codes[:1])

    def _answer_otherwise(self, question: Question) -> Any:
        return {
            "grade": "other",
            "nearest": "9" if self.role == "mentee" else "3",
            "show_off_limits": self.told,
        }.get(question.name)


PLAIN: dict[str, Any] = {
    "available": ["mon_am", "thu_pm"],
    "modes": ["in_person", "video"],
    "no_example_yet": False,
    "network": YES_NO[0][0],
    "identity": [],
    "capacity": "1",
}
OTHERWISE: dict[str, Any] = {"adjustments_needs": [], "observe": ["none"], "influence": ["policy"]}
"""Answers that are the same for everybody, and those of whoever chose nothing by which they could be recognised."""
AUTHORS = (
    Author("ma", "mentor", "race", told=True, words_for="before", manager="conditions",
           tiers={"menopause": "before", "veterans": "agreed", "pregnancy": "coordinator", "migration": "nobody"},
           chosen={"adjustments_needs": "bsl", "off_limits_topics": "trans", "staff_group": "scientific",
                   "working_pattern": "term", "ethnicity": "bangladeshi"}),
    Author("mb", "mentor", "carers", words_for="agreed", tiers={"age": "agreed"}, manager="not_now",
           chosen={"adjustments_needs": "captions", "staff_group": "students",
                   "working_pattern": "bank", "ethnicity": "other_mixed"}),
    Author("mc", "mentor", "disability", words_for="coordinator",
           chosen={"adjustments_needs": "advance", "staff_group": "scientists"}),
    Author("md", "mentor", told=True, words_for="before",
           chosen={"adjustments_needs": "formats", "staff_group": "clinical_services"}),
    Author("la", "mentee", "carers", told=True, manager="not_now",
           chosen={"topics": "mental_health", "adjustments_needs": "breaks", "observe": "walk", "influence": "service",
                   "staff_group": "board", "identity": "lgbtq", "ethnicity": "gypsy"}),
    Author("lb", "mentee", "race", manager="conditions",
           chosen={"topics": "class", "adjustments_needs": "room", "observe": "team", "influence": "people",
                   "staff_group": "social_care"}),
    Author("lc", "mentee", "disability", manager="yes",
           chosen={"topics": "faith", "adjustments_needs": "remote", "influence": "recruitment",
                   "staff_group": "council"}),
    Author("ea", "either", "sex", told=True, words_for="before", placed="mentee",
           chosen={"learn_topics": "neurodiversity", "adjustments_needs": "person", "observe": "board",
                   "influence": "committee", "staff_group": "allied"}),
    Author("eb", "either", "sex", words_for="agreed", placed="mentor",
           chosen={"adjustments_needs": "times", "staff_group": "estates"}),
    Author("mw", "mentor", told=True, words_for="before", leaves=True),
    Author("lw", "mentee", leaves=True),
    Author("ew", "either", told=True, words_for="before", leaves=True),
)  # fmt: skip
"""Four of each side for whom a partner can be found, one who is declined, and three who leave; each in two letters."""
LEADER = Author("na", "mentee")
"""A leader of a Board programme, who was named and has a page instead of a form."""
EVERYBODY = {one.key: one for one in (*AUTHORS, LEADER)}


@dataclass(frozen=True, slots=True)
class Mark:
    """One answer of one author that can be recognised; `tier` is that of a topic on offer."""

    author: str
    question: str
    tier: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice that only some took: its words and code; a page that shows `whole` shows a list, perhaps with a tick."""

    words: str
    code: str
    whole: tuple[str, ...]
    marks: tuple[Mark, ...]

    def is_in(self, text: str, *, by_words: bool) -> bool:
        """Whether a text in small letters shows that this was chosen: its words, or in a whole list its tick."""
        if self.words not in text:
            return False
        if not by_words or (self.whole and all(one in text for one in self.whole)):
            return re.search(rf'value="{self.code}"[^>]*\b(checked|selected)', text) is not None
        return re.search(rf"(?<!\w){re.escape(self.words)}(?!\w)", text) is not None


def _choices() -> Iterator[Choice]:
    """Every choice, number and day that somebody can be recognised by."""
    taken: dict[tuple[str, str, tuple[str, ...]], list[Mark]] = {}
    for author in AUTHORS:
        offered = [("topics", code, tier) for code, tier in author.tiers.items()]
        for question, code, tier in [*((name, code, "") for name, code in author.chosen.items()), *offered]:
            known = {code: escape(str(words)).lower() for code, words in LISTS[question]}
            place = known[code], code, tuple(known.values())
            taken.setdefault(place, []).append(Mark(author.key, question, tier))
        if author.role != "mentor":
            for question, words in (
                ("line_size", f"{61_700 + author.number}"),
                ("line_size", f"{61_700 + author.number:,}"),
                ("objective_by", f"{1 + author.number} may 2031"),
            ):
                taken.setdefault((words, "", ()), []).append(Mark(author.key, question))
    yield from (Choice(*place, tuple(marks)) for place, marks in taken.items())


CHOICES = tuple(_choices())


def marks_in(text: str, *, by_words: bool = True) -> Iterator[Mark]:
    """The marked answers that a text shows; of choices only the ticked ones unless `by_words`."""
    text = text.lower()
    for author, name in WORD.findall(text):
        if author in EVERYBODY and name in TYPED:  # else it is a piece of a random token
            yield Mark(author, TYPED[name])
    for choice in CHOICES:
        if choice.is_in(text, by_words=by_words):
            yield from choice.marks
