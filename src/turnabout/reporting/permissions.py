"""Who may draft, release and read a report, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of, has_role, held_on, is_coordinator
from turnabout.foundation.accounts.decisions import NOT_YOURS, YES, Decision, no
from turnabout.reporting.models import Report

ENDING = ("closing", "evaluated", "completed")


def may_prepare(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """The cohort's co-ordinators see how far its report is."""
    return YES if cohort is not None and is_coordinator(by, cohort, day_of(now)) else NOT_YOURS


def may_draft(by: Any, cohort: Cohort | None, now: datetime) -> Decision:
    """A co-ordinator has the report drafted, again if need be, from the end of mentoring until it is released."""
    if cohort is None or not may_prepare(by, cohort, now):
        return NOT_YOURS
    if cohort.status not in ENDING:
        return no(_("The report is drafted when mentoring has ended and people have been asked what changed."))
    if Report.objects.filter(cohort=cohort, status="released").exists():
        return no(_("The report has been released. It stays as it was read."))
    return YES


def may_release(by: Any, report: Report | None, now: datetime) -> Decision:
    """A co-ordinator releases a draft to the Board's readers."""
    if report is None or not is_coordinator(by, report.cohort, day_of(now)):
        return NOT_YOURS
    return no(_("The report has been released already.")) if report.status == "released" else YES


def may_read(by: Any, report: Report | None, now: datetime) -> Decision:
    """Co-ordinators read drafts and released reports, the Board's readers released ones, nobody else any."""
    if report is None:
        return NOT_YOURS
    on = day_of(now)
    if is_coordinator(by, report.cohort, on):
        return YES
    reads = report.status == "released" and has_role(by, "board_reader", report.cohort, on)
    return YES if reads else NOT_YOURS


def may_list_reports(by: Any, thing: Any, now: datetime) -> Decision:
    """Whoever reads or co-ordinates something has a list of reports, maybe still empty."""
    roles = held_on(by, day_of(now)).filter(kind__in=("board_reader", "coordinator"))
    return YES if roles.exists() else NOT_YOURS
