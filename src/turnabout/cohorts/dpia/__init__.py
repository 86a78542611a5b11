"""The data-protection impact assessment of a cohort, filled in from its own facts, with room for advice and signature.

Data alone: sections of paragraphs, lists, tables and blanks. Whoever shows it decides what it looks like.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from turnabout.cohorts.dpia import keeping, opening, risks, stores
from turnabout.cohorts.dpia.shape import Blank, Section, Table

__all__ = ["Blank", "Section", "Table", "facts", "sections"]


def sections(cohort: Any) -> list[Section]:
    """The whole assessment of `cohort`, in the reader's language."""
    return [
        *opening.sections(cohort),
        *stores.sections(cohort),
        *keeping.sections(),
        *risks.sections(),
    ]


def facts(cohort: Any) -> str:
    """SHA-256, in hex, of what the assessment is about: other facts make it another assessment, to be signed anew."""
    about = {
        "pattern": cohort.pattern,
        "strands": sorted(cohort.strands),
        "organisations": sorted(str(pk) for pk in cohort.organisations.values_list("pk", flat=True)),
    }
    return hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()
