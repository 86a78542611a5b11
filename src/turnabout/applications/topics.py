"""One vocabulary for both sides: what a reverse mentor offers to talk about, a reverse mentee asks to learn about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.strands import STRANDS

OTHERS = (
    ("neurodiversity", _("Neurodiversity")),
    ("mental_health", _("Mental health")),
    ("faith", _("Religion or belief")),
    ("trans", _("Being trans or non-binary")),
    ("sex", _("Being a woman at work")),
    ("menopause", _("Menopause")),
    ("age", _("Age, early or late in a career")),
    ("carers", _("Caring for somebody")),
    ("pregnancy", _("Pregnancy, adoption and parental leave")),
    ("class", _("Social and economic background")),
    ("migration", _("Coming to work here from another country")),
    ("veterans", _("Having served in the armed forces")),
)
TOPICS: tuple[tuple[str, Any], ...] = (*STRANDS, *OTHERS)
CODES = frozenset(code for code, _words in TOPICS)


def choices_of(strands: Iterable[str]) -> tuple[tuple[str, Any], ...]:
    """The vocabulary as (code, words), the strands that a cohort runs first."""
    first = set(strands)
    return tuple(sorted(TOPICS, key=lambda topic: topic[0] not in first))


def words_of(codes: Iterable[str]) -> list[str]:
    """The words of each code in the vocabulary's own order; a code that is no longer in it stands as it is."""
    given = list(codes)
    known = [str(words) for code, words in TOPICS if code in given]
    return known + [code for code in given if code not in CODES]
