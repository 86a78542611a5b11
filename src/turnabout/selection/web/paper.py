"""What waits for an assessor, as one document for paper: codes, criteria and answers, and room for the scores."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from turnabout.cohorts.models import Cohort
from turnabout.foundation.documents.tree import Document, Facts, Heading, Section, Table, Words
from turnabout.selection import queries
from turnabout.selection.queries.assessing import Judged, Mine
from turnabout.selection.web.presenters import lines_of

NAME_OF_FILE = "to-assess.pdf"
MOST = 40
"""Applications on one paper: more than anybody reads at a time, and soon set."""


def paper_of(viewer: Any, cohort: Cohort, now: datetime) -> Document:
    """The document for one assessor, of what waits for them and nothing else."""
    waits = [one for one in queries.my_assessments(viewer, cohort, now) if not one.done][:MOST]
    whole = {one.pk: one for one in queries.find_assessments(viewer, [one.assessment.pk for one in waits])}
    return paper(cohort, ((one, queries.judged(viewer, whole[one.assessment.pk], now)) for one in waits))


def paper(cohort: Cohort, found: Iterable[tuple[Mine, list[Judged]]]) -> Document:
    """The applications with their answers as the panel reads them; the cohort's title is the only name in it."""
    sections = [
        Section(f"a{one.code.lower()}", _("Application %(code)s") % {"code": one.code}, tuple(_of(judged)))
        for one, judged in found
    ]
    if not sections:
        nothing = (Words(_("You have assessed everything that was given to you.")),)
        sections = [Section("nothing", _("Nothing waits for you"), nothing)]
    return Document(_("To assess"), cohort.title, tuple(sections))


def _of(judged: list[Judged]) -> list[Any]:
    parts: list[Any] = []
    seen: set[str] = set()
    for one in judged:
        for question, value in one.answers:
            if question.name not in seen:
                seen.add(question.name)
                parts += [Heading(str(question.label)), *(Words(line) for line in lines_of(question, value))]
    rows = tuple((f"{one.criterion.code}: {one.criterion.words}", "0    1    2", "") for one in judged)
    parts.append(Table(_("Your scores"), (_("Criterion"), _("Score"), _("Note")), rows))
    parts.append(Facts(((_("What we look for is shown"), _("Yes    Not yet")),)))
    return parts
