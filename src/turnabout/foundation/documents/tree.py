"""The report as a tree of plain parts, which every rendering is made from.

A part that carries a figure is made from a statement of the disclosure engine and says which kind it is; all
other parts are words. `guard` reads the whole tree before it is stored.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

from turnabout.engine.disclosure.statements import Banded, Deed, NotForPrint, Open, Respondents, Size, Withheld
from turnabout.engine.disclosure.wording import say

_PERCENT: Final = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)
_N_OF_M: Final = re.compile(r"\d+ (?:out )?of (?:the |those )?(?:about )?\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph without any figure about people."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list of things to know or to do."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and what stands beside them, as on a front sheet."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading each, for what the rules are, never for answers."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Exact:
    """A public act, an open answer or a size: the only exact numbers there are. `about` is what was asked, if."""

    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """About how many of a group answered, to the nearest five; `who` names the group."""

    text: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A banded sentence with its ladder: `steps` are all that could have been said, `place` is which one was."""

    about: str
    text: str
    ladder: str
    steps: tuple[str, ...]
    place: int


@dataclass(frozen=True, slots=True)
class Untold:
    """A question about which no figure is given, and why."""

    about: str
    text: str


Part = Words | Points | Facts | Table | Exact | About | Step | Untold
KINDS: Final[Mapping[str, type[Any]]] = {
    "words": Words,
    "points": Points,
    "facts": Facts,
    "table": Table,
    "exact": Exact,
    "about": About,
    "step": Step,
    "untold": Untold,
}
_NAMES: Final = {made: name for name, made in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and what stands under it; an annex stands after the body."""

    code: str
    heading: str
    parts: tuple[Part, ...]
    annex: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """The whole report."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]

    def section(self, code: str) -> Section:
        """The section called `code`; `KeyError` when there is none."""
        for section in self.sections:
            if section.code == code:
                return section
        raise KeyError(code)

    def to_record(self) -> dict[str, Any]:
        """The document as plain data."""
        return {
            "title": self.title,
            "subtitle": self.subtitle,
            "sections": [
                {
                    "code": section.code,
                    "heading": section.heading,
                    "annex": section.annex,
                    "parts": [{"kind": _NAMES[type(part)]} | asdict(part) for part in section.parts],
                }
                for section in self.sections
            ],
        }

    @property
    def digest(self) -> str:
        """The document's fingerprint (64 hexadecimal digits): it changes with any word."""
        return hashlib.sha256(json.dumps(self.to_record(), sort_keys=True).encode()).hexdigest()


def from_record(record: Mapping[str, Any]) -> Document:
    """The document back from `to_record`."""
    return Document(
        record["title"],
        record["subtitle"],
        tuple(
            Section(one["code"], one["heading"], tuple(map(_part, one["parts"])), one["annex"])
            for one in record["sections"]
        ),
    )


def told(statement: Banded | Withheld | Open | Deed | Size | Respondents, about: str = "") -> Part:
    """The part that prints a statement; `about` is the question as it was asked, or the group that answered."""
    text = statement.sentence.text
    if isinstance(statement, Banded):
        steps = tuple(say(f"agreed.{statement.of}.{index}").text for index in range(statement.of))
        return Step(about, text, statement.ladder.text, steps, statement.index)
    if isinstance(statement, Withheld):
        return Untold(about, text)
    return About(text, about) if isinstance(statement, Respondents) else Exact(text, about)


def guard(document: Document) -> Document:
    """The document itself if every word of it may be printed; raises `NotForPrint` naming what may not.

    No percent sign stands anywhere, and "N of M" only in what is exact by right (policy D4).
    """
    for name, part in [("the title", Words(f"{document.title} {document.subtitle}")), *_parts(document)]:
        for text in _texts(part):
            if _PERCENT.search(text):
                raise NotForPrint(f"A percentage stands in {name}: “{text}”. Say it in a band, or leave it out.")
            if not isinstance(part, Exact) and _N_OF_M.search(text):
                raise NotForPrint(
                    f"“N of M” stands in {name}: “{text}”. It is only for leaders' deeds, leaders' open answers and "
                    "the programme's size."
                )
    return document


def _parts(document: Document) -> Iterator[tuple[str, Part]]:
    for section in document.sections:
        yield section.heading, Words(section.heading)
        yield from ((section.heading, part) for part in section.parts)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _texts(one)
    elif type(value) in _NAMES:
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _part(stored: Mapping[str, Any]) -> Part:
    values = {name: _tuples(value) for name, value in stored.items() if name != "kind"}
    made: Part = KINDS[stored["kind"]](**values)
    return made


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value
