"""The parts of the report that carry a figure about people: each is made from a statement of the disclosure engine.

All other parts are words. `guard` reads the whole report before it is stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from turnabout.engine.disclosure.statements import Banded, Deed, NotForPrint, Open, Respondents, Size, Withheld
from turnabout.engine.disclosure.wording import say
from turnabout.foundation.documents.tree import Document, Words, part, texts

_PERCENT: Final = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)
_N_OF_M: Final = re.compile(r"\d+ (?:out )?of (?:the |those )?(?:about )?\d+", re.IGNORECASE)
DRAWN_BY: Final = "reporting/figures.jinja"


@part("exact", DRAWN_BY)
@dataclass(frozen=True, slots=True)
class Exact:
    """A public act, an open answer or a size: the only exact numbers there are. `about` is what was asked, if."""

    text: str
    about: str = ""


@part("about", DRAWN_BY)
@dataclass(frozen=True, slots=True)
class About:
    """About how many of a group answered, to the nearest five; `who` names the group."""

    text: str
    who: str = ""


@part("step", DRAWN_BY)
@dataclass(frozen=True, slots=True)
class Step:
    """A banded sentence with its ladder: `steps` are all that could have been said, `place` is which one was."""

    about: str
    text: str
    ladder: str
    steps: tuple[str, ...]
    place: int


@part("untold", DRAWN_BY)
@dataclass(frozen=True, slots=True)
class Untold:
    """A question about which no figure is given, and why."""

    about: str
    text: str


def told(
    statement: Banded | Withheld | Open | Deed | Size | Respondents, about: str = ""
) -> Exact | About | Step | Untold:
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
    for name, one in [("the title", Words(f"{document.title} {document.subtitle}")), *_parts(document)]:
        for text in texts(one):
            if _PERCENT.search(text):
                raise NotForPrint(f"A percentage stands in {name}: “{text}”. Say it in a band, or leave it out.")
            if not isinstance(one, Exact) and _N_OF_M.search(text):
                raise NotForPrint(
                    f"“N of M” stands in {name}: “{text}”. It is only for leaders' deeds, leaders' open answers and "
                    "the programme's size."
                )
    return document


def _parts(document: Document) -> Iterator[tuple[str, Any]]:
    for section in document.sections:
        yield section.heading, Words(section.heading)
        yield from ((section.heading, one) for one in section.parts)
