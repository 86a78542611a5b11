"""What people said in confidence: one banded sentence a question, with its ladder, or none and why."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from turnabout.foundation.documents.tree import Part, Section, Words
from turnabout.reporting.figures import told
from turnabout.reporting.gather import Facts
from turnabout.surveys.claims import NAMES


def section(facts: Facts) -> Section:
    """The sealed claims in the order of the plan."""
    heading = _("What people said in confidence")
    if not facts.said:
        words = _(
            "The answers are in a sealed box that has not been opened. When it is, this section says what can be "
            "said about them."
        )
        return Section("in_confidence", heading, (Words(words),))
    how = _(
        "Reverse mentors, and everybody on the questions that concern all, answered in a sealed box. Nobody has "
        "seen an answer. What can be said of each question is one sentence from a short list, and the list stands "
        "beside it."
    )
    parts: list[Part] = [Words(how), *(told(one, capfirst(str(NAMES[one.group]))) for one in facts.respondents)]
    parts += [told(one.statement, str(one.item.text)) for one in facts.sealed]
    return Section("in_confidence", heading, tuple(parts))
