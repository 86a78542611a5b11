"""The front sheet: what this is, for whom, and what the Board is asked to do."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.design.dates import day, month
from turnabout.foundation.documents.tree import Facts as Rows
from turnabout.foundation.documents.tree import Points, Section, Words
from turnabout.reporting.gather import Facts

TITLE = _("Reverse mentoring: what it changed")


def section(facts: Facts) -> Section:
    """Labels as on a Board's own front sheet, then the recommendations."""
    until = facts.ends_on or facts.drafted_on
    rows = (
        (_now("Report"), str(TITLE)),
        (_now("Programme"), facts.cohort.programme.name),
        (_now("Cohort"), facts.cohort.title),
        (_now("Organisations"), ", ".join(facts.organisations)),
        (_now("Mentoring"), _now("%(start)s to %(end)s") % {"start": month(facts.starts_on), "end": month(until)}),
        (_now("Date of this report"), day(facts.drafted_on)),
        (_now("Prepared by"), facts.author),
        (_now("For"), _now("Discussion and decision")),
    )
    asked = (
        _now("note what leaders did, and what they say changed in how they lead;"),
        _now("note what people said in confidence, and how it was kept;"),
        _now("decide whether to include other leaders and to invite more staff in another cohort."),
    )
    return Section(
        "front_sheet",
        _now("Front sheet"),
        (Rows(tuple(row for row in rows if row[1])), Words(_now("The Board is asked to:")), Points(asked)),
    )
