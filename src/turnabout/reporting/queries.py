"""Reads of reports. A Board reader reaches released ones and nothing behind them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import cohorts_kept_by, cohorts_read_by, find_cohort
from turnabout.foundation.documents.page import standalone
from turnabout.foundation.documents.tree import Document, from_record
from turnabout.reporting import figures  # noqa: F401  (registers the parts that carry a figure)
from turnabout.reporting.models import Report
from turnabout.reporting.permissions import may_read


class Altered(ValueError):
    """A stored report no longer reads as it was drafted."""


def find(viewer: Any, id: UUID | str, now: datetime) -> Report | None:
    """The report `id` if `viewer` may read it now; else None."""
    found = _whole().filter(pk=id).first()
    return found if may_read(viewer, found, now) else None


def report_for(viewer: Any, cohort: Cohort, now: datetime) -> Report | None:
    """The cohort's report if `viewer` may read it now; else None."""
    found = _whole().filter(cohort=cohort).first()
    return found if may_read(viewer, found, now) else None


def reports_for(viewer: Any, now: datetime) -> list[Report]:
    """Every report that `viewer` may read now, newest first. The same number of queries for any number."""
    kept = [cohort.pk for cohort in cohorts_kept_by(viewer, now)]
    read = [cohort.pk for cohort in cohorts_read_by(viewer, "board_reader", now)]
    return list(_whole().filter(Q(cohort__in=kept) | Q(cohort__in=read, status="released")))


def cohort_for(viewer: Any, id: UUID | str) -> Cohort | None:
    """The cohort `id` if `viewer` may know of it; whether they see its report is another matter."""
    return find_cohort(viewer, id)


def document_of(report: Report) -> Document:
    """The document as it was stored; raises `Altered` if a word of it was changed since."""
    document = from_record(report.document)
    if document.digest != report.digest:
        raise Altered("The stored report no longer reads as it was drafted. Restore it from a backup.")
    return document


def html(report: Report) -> str:
    """The report as one file that needs nothing else: for reading away from this site."""
    kind = _("Report to the Board") if report.status == "released" else _("Report to the Board: draft")
    return standalone(document_of(report), kind=kind)


def _whole() -> Any:
    return Report.objects.select_related("cohort__programme__host")
