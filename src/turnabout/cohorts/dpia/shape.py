"""The pieces of a document as data, so that a page and a file can be made from the same words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head, with a caption; the first cell of a row names it."""

    caption: Any
    head: tuple[Any, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """Room for somebody to write in by hand; `lines` is how much."""

    label: Any
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and what stands under it: paragraphs (plain words), lists (tuples of words), tables and blanks."""

    heading: Any
    parts: tuple[Any, ...]
