"""Addresses as they stand in cells: one spelling in which they are looked up, compared and stored, and how long."""

from __future__ import annotations

from django.utils.translation import gettext as _

from turnabout.applications.answers import Checked, tidy
from turnabout.applications.questions.shape import EMAIL, Section
from turnabout.foundation.accounts.models import normal_email

LONGEST = 254
"""What a column of addresses can hold. No mail host delivers to a longer one."""


def spelt(cell: str) -> str:
    """The address in a cell as the form would store it; "" of an empty one."""
    return normal_email(tidy(cell))


def loose(cell: str) -> str:
    """An address without dots and tags before the "@": "Amara.Okafor+x@example.org" is "amaraokafor@example.org"."""
    before, at, host = spelt(cell).partition("@")
    return before.partition("+")[0].replace(".", "") + at + host


def shorten(section: Section, checked: Checked) -> None:
    """Make every address that is well formed and longer than can be stored a fault of its question."""
    for question in section.questions:
        if question.kind == EMAIL and len(checked.clean.get(question.name) or "") > LONGEST:
            del checked.clean[question.name]
            checked.faults[question.name] = _("“%(question)s” can have up to %(limit)d characters. Shorten it.") % {
                "question": question.label,
                "limit": LONGEST,
            }
