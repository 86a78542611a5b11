"""What is sent about a report."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.permissions import day_of
from turnabout.cohorts.queries import people_with_role_unscoped
from turnabout.foundation.mail.types import When, message


def _readers(report: Any) -> list[Any]:
    return list(people_with_role_unscoped("board_reader", report.cohort, day_of(report.released_at)))


def _words(report: Any, recipient: Any) -> dict[str, Any]:
    return {
        "link": settings.BASE_URL + reverse("reporting:read", args=[report.pk]),
        "programme": report.cohort.calendar_title,
        "contact": report.cohort.contact_email,
    }


message(
    "reporting.ready",
    label=_("The report is ready to read"),
    whom=_("Everybody who reads for the Board"),
    when=When(step=("report",), upon=_("the report is released")),
    subject=_("A report to the Board is ready to read"),
    body=_(
        "Dear {name},\n\n"
        "The report on {programme} has been released.\n\n"
        "[Read the report]({link})\n\n"
        "Questions about it: {contact}"
    ),
    audience=_readers,
    variables=_words,
    office_hours=True,
    after_leaving=True,
)
