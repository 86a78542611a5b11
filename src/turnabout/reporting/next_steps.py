"""What this stage asks people to do next, and the link to the reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.design import navigation
from turnabout.foundation.design.next_steps import DECISIONS, Step, offer
from turnabout.reporting import queries
from turnabout.reporting.permissions import may_draft, may_list_reports


def decide(viewer: Any, cohort: Any, now: datetime) -> Iterator[Step]:
    """The co-ordinator's day: draft the report once the cohort is being evaluated, then release it."""
    found = queries.report_for(viewer, cohort, now)
    page = reverse("reporting:overview", args=[cohort.pk])
    if found is None and cohort.status in ("evaluated", "completed") and may_draft(viewer, cohort, now):
        yield Step(text=_("Have the Board report drafted"), url=page)
    elif found is not None and found.status == "draft":
        yield Step(text=_("Read the draft of the Board report, and release it"), url=page)


def reports_link(person: Any, now: datetime) -> list[navigation.Link]:
    """A link to the reports for whoever reads or writes some."""
    return [navigation.Link(_("Reports"), "reporting:shelf", place=60)] if may_list_reports(person, None, now) else []


offer(DECISIONS, decide)
navigation.add(reports_link)
