"""The data-protection impact assessment of a cohort, filled in from its own facts, with room for advice and signature.

One document, which the page and the file are both made from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from turnabout.cohorts.dpia import keeping, opening, risks, stores
from turnabout.cohorts.dpia.shape import section
from turnabout.foundation.design.dates import day
from turnabout.foundation.documents.tree import Document, Facts, Section

__all__ = ["document", "facts", "name_of_file"]


def document(cohort: Any, signed: Any) -> Document:
    """The whole assessment of `cohort`, in the reader's language; `signed` is its line of the checklist, once done."""
    numbered = (replace(one, heading=f"{number}. {one.heading}") for number, one in enumerate(_sections(cohort), 1))
    return Document(
        title=_("Data-protection impact assessment"),
        subtitle=f"{cohort.programme.name}, {cohort.title}",
        sections=(_front_sheet(cohort, signed), *numbered),
        language=get_language() or "en-gb",
        author=cohort.programme.host.name,
        subject=f"{cohort.programme.name}, {cohort.title}",
    )


def name_of_file(cohort: Any) -> str:
    """What the file is called, of letters that every system knows."""
    return f"{cohort.programme.slug}-{cohort.slug}-dpia.pdf"


def facts(cohort: Any) -> str:
    """SHA-256, in hex, of what the assessment is about: other facts make it another assessment, to be signed anew."""
    about = {
        "pattern": cohort.pattern,
        "strands": sorted(cohort.strands),
        "organisations": sorted(str(pk) for pk in cohort.organisations.values_list("pk", flat=True)),
    }
    return hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()


def _sections(cohort: Any) -> Iterator[Section]:
    yield from opening.sections(cohort)
    yield from stores.sections(cohort)
    yield from keeping.sections()
    yield from risks.sections()


def _front_sheet(cohort: Any, signed: Any) -> Section:
    state = _("Not signed yet")
    if signed:
        state = " ".join(
            [_("Signed by %(name)s on %(day)s.") % {"name": signed.by, "day": day(signed.at)}, signed.note]
        )
    rows = (
        (_("Organisation that runs the programme"), cohort.programme.host.name),
        (_("Signature"), state.strip()),
    )
    about = _(
        "It is filled in from what this cohort is. It names nobody who takes part. Print it, write in the blanks, and "
        "change what does not fit your organisation."
    )
    return section("front_sheet", _("Front sheet"), (about, Facts(rows)))
