"""The sections of the report, one room each, in the order in which they stand.

A section is a function of the gathered facts; it makes words of its own and takes every figure from a statement.
"""

from __future__ import annotations

from collections.abc import Callable

from turnabout.foundation.documents.tree import Document, Section
from turnabout.reporting.figures import guard
from turnabout.reporting.gather import Facts
from turnabout.reporting.sections import (
    front_sheet,
    how_kept,
    in_confidence,
    leaders,
    no_percentages,
    own_change,
    programme,
    summary,
)

SECTIONS: tuple[Callable[[Facts], Section], ...] = (
    front_sheet.section,
    summary.section,
    programme.section,
    leaders.section,
    own_change.section,
    in_confidence.section,
    no_percentages.section,
    how_kept.section,
)


def document(facts: Facts) -> Document:
    """The whole report; raises `NotForPrint` if any word of it may not be printed."""
    return guard(
        Document(
            title=str(front_sheet.TITLE),
            subtitle=facts.cohort.title,
            sections=tuple(section(facts) for section in SECTIONS),
        )
    )
