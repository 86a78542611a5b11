"""A document as a tree of plain parts, which every rendering is made from: a page, a tagged PDF.

    Document("Title", "Subtitle", (Section("why", "Why", (Words("Because."), Points(("one", "two")))),))

A room with a kind of part of its own (a figure that comes from a statement, say) registers it with `part`, and
names the template whose macro `part(one, section)` draws it. A document can be stored as plain data and read back;
its digest changes with any word.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final, TypeVar

OWN: Final = "documents/parts.jinja"
KINDS: Final[dict[str, type[Any]]] = {}
"""Every kind of part by the name under which it is stored."""
_NAMES: Final[dict[type[Any], str]] = {}
_DRAWN_BY: Final[dict[type[Any], str]] = {}

T = TypeVar("T", bound=type[Any])


def part(name: str, drawn_by: str = OWN) -> Callable[[T], T]:
    """Register a frozen dataclass as a kind of part: stored as `name`, drawn by the template `drawn_by`."""

    def register(kind: T) -> T:
        KINDS[name], _NAMES[kind], _DRAWN_BY[kind] = kind, name, drawn_by
        return kind

    return register


def later(default: Any) -> Any:
    """A field that stored documents do not know: it is written only where it differs from `default`.

    So the digest of a document that was stored before the field was there stays what it was.
    """
    return field(default=default, metadata={"later": True})


@part("run")
@dataclass(frozen=True, slots=True)
class Run:
    """Words of one kind inside a paragraph: strong, emphasised, or a link. A line break is a run of one newline."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""


Text = str | tuple[Run, ...]
Part = Any
"""Whatever was registered with `part`."""


@part("words")
@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: Text


@part("heading")
@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; `depth` is 1 right under the section's own heading, 2 under one of those."""

    text: Text
    depth: int = 1


@part("points")
@dataclass(frozen=True, slots=True)
class Points:
    """A list of things to know or to do; numbered when their order matters."""

    lines: tuple[Text, ...]
    numbered: bool = later(False)


@part("facts")
@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and what stands beside them, as on a front sheet."""

    rows: tuple[tuple[str, Text], ...]


@part("table")
@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading for each column; the first cell of a row is its heading."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]


@part("figure")
@dataclass(frozen=True, slots=True)
class Figure:
    """A picture drawn by us, and the same facts as a table, which stands under it.

    `svg` is a whole `<svg>` element of our own making, with `viewBox`, `width` and `height`; `alt` says in one
    sentence what the picture shows.
    """

    svg: str
    alt: str
    table: Table


@part("beside")
@dataclass(frozen=True, slots=True)
class Beside:
    """A picture that shows no facts, such as a logo or a code for a camera, with words beside it.

    `address` holds the picture itself ("data:…"); `alt` says all that the picture says.
    """

    address: str
    alt: str
    parts: tuple[Part, ...] = ()


@part("note")
@dataclass(frozen=True, slots=True)
class Note:
    """Something set apart from the text, under a heading of its own if it has one."""

    parts: tuple[Part, ...]
    heading: str = ""


@part("blank")
@dataclass(frozen=True, slots=True)
class Blank:
    """Room for somebody to write in by hand, under what belongs there; `lines` is how much."""

    label: str
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and what stands under it; an annex stands after the body.

    The section whose code is "front_sheet" stands under the title without a heading of its own.
    """

    code: str
    heading: str
    parts: tuple[Part, ...]
    annex: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """The whole: `language` as on a page ("en-gb"); `author` and `subject` are what a PDF reader shows."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    language: str = later("en-gb")
    author: str = later("")
    subject: str = later("")

    def section(self, code: str) -> Section:
        """The section called `code`; `KeyError` when there is none."""
        for section in self.sections:
            if section.code == code:
                return section
        raise KeyError(code)

    def to_record(self) -> dict[str, Any]:
        """The document as plain data."""
        return _record(self)

    @property
    def digest(self) -> str:
        """The document's fingerprint (64 hexadecimal digits): it changes with any word."""
        return hashlib.sha256(json.dumps(self.to_record(), sort_keys=True).encode()).hexdigest()


def from_record(record: Mapping[str, Any]) -> Document:
    """The document back from `to_record`."""
    given = dict(record) | {
        "sections": tuple(Section(**(dict(one) | {"parts": _read(one["parts"])})) for one in record["sections"])
    }
    return Document(**given)


def name_of(one: Part) -> str:
    """The name of a part's kind; `KeyError` for something that is no part."""
    return _NAMES[type(one)]


def drawn_by(one: Part) -> str:
    """The template that draws a part."""
    return _DRAWN_BY[type(one)]


def texts(value: Any) -> Iterator[str]:
    """Every word that a part, or anything inside it, shows."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        if value and all(isinstance(one, Run) for one in value):
            yield "".join(run.text for run in value)
        for one in value:
            yield from texts(one)
    elif type(value) in _NAMES:
        for each in fields(value):
            yield from texts(getattr(value, each.name))


def _record(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_record(one) for one in value]
    if not (type(value) in _NAMES or isinstance(value, Section | Document)):
        return value
    stored: dict[str, Any] = {"kind": _NAMES[type(value)]} if type(value) in _NAMES else {}
    for each in fields(value):
        found = getattr(value, each.name)
        if not (each.metadata.get("later") and found == each.default):
            stored[each.name] = _record(found)
    return stored


def _read(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(_read(one) for one in value)
    if not isinstance(value, Mapping):
        return value
    return KINDS[value["kind"]](**{name: _read(found) for name, found in value.items() if name != "kind"})
