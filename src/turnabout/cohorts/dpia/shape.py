"""How a section of the assessment is written down: plain words, lists of words, tables and room to write in."""

from __future__ import annotations

from typing import Any

from turnabout.foundation.documents.tree import Part, Points, Section, Words


def section(code: str, heading: str, parts: tuple[Any, ...]) -> Section:
    """A section of a document: a part that is plain words becomes a paragraph, one that is a tuple of words a list."""
    return Section(code, heading, tuple(map(_part, parts)))


def _part(one: Any) -> Part:
    if isinstance(one, str):
        return Words(one)
    return Points(one) if isinstance(one, tuple) else one
