"""Writes of reports: draft and release."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import translation

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.permissions import day_of
from turnabout.foundation.accounts.decisions import require
from turnabout.foundation.audit.trail import action, note
from turnabout.foundation.ids import new_id
from turnabout.foundation.moves import apply as moves
from turnabout.reporting.gather import gather
from turnabout.reporting.models import Report
from turnabout.reporting.permissions import may_draft
from turnabout.reporting.queries import document_of
from turnabout.reporting.sections import document
from turnabout.reporting.statuses import REPORT

LANGUAGE = "en-gb"
"""A frozen report keeps its words; this version writes them in English, whoever has it drafted."""


@action("report.drafted")
def draft(*, cohort: Cohort, by: Any, now: datetime) -> Report:
    """Gather everything that may be said about the cohort and write it down, anew if there is a draft.

    Refused before mentoring has ended and once the report is released. Raises `NotForPrint`, and writes
    nothing, if a word of it may not be printed.
    """
    require(may_draft(by, cohort, now))
    with translation.override(LANGUAGE):
        written = document(gather(cohort, author=by, drafted_on=day_of(now)))
    found = Report.objects.select_for_update().filter(cohort=cohort).first()
    report = found or Report(id=new_id(), cohort=cohort)
    report.document, report.digest = written.to_record(), written.digest
    report.drafted_at, report.drafted_by = now, by.id
    report.save()
    note(digest=report.digest, again=found is not None)
    return report


@action("report.released", about="report")
def release(*, report: Report, by: Any, now: datetime) -> Report:
    """Freeze the report and tell the Board's readers that it is there. It never changes again.

    Refused for anybody but a co-ordinator and a second time; raises `Altered` if it was tampered with.
    """
    report = Report.objects.select_for_update(of=("self",)).select_related("cohort__programme").get(pk=report.pk)
    document_of(report)
    if report.status == "draft":
        report.released_at, report.released_by = now, by.id
        report.save()
    moves.apply(REPORT, report, "release", by=by, now=now)
    note(digest=report.digest)
    return report
