"""Who has applied so far, one fact at a time, while outreach can still change. No two facts are ever crossed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from turnabout.applications.cases import is_not_for
from turnabout.applications.models import EITHER, MENTEE, MENTOR, Application
from turnabout.applications.questions.shared import LEVELS, STAFF_GROUPS
from turnabout.applications.sent import SENT
from turnabout.cohorts.models import Cohort
from turnabout.selection.permissions import may_shortlist

ROLES = (MENTOR, MENTEE, EITHER)
GONE = ("turned_down", "withdrawn")


@dataclass(frozen=True, slots=True)
class Share:
    """One organisation, staff group or level, and how many applied from it in each of `ROLES`."""

    words: str
    many: tuple[int, int, int]

    @property
    def total(self) -> int:
        """How many applied from it."""
        return sum(self.many)


@dataclass(frozen=True, slots=True)
class CrossSection:
    """How many applied in each of `ROLES`, and their shares by organisation, staff group and level."""

    many: tuple[int, int, int]
    organisations: tuple[Share, ...] = ()
    staff_groups: tuple[Share, ...] = ()
    levels: tuple[Share, ...] = ()

    @property
    def total(self) -> int:
        """How many applied."""
        return sum(self.many)


def cross_section(viewer: Any, cohort: Cohort, now: datetime) -> CrossSection:
    """Who applied to `cohort`, for one of its co-ordinators, who can open each application; else nobody.

    Everything that could be named is there, with nought where nobody applied. Drafts and whoever withdrew are not
    counted, nor what the shortlist leaves out: the viewer's own application, and those of people to whom they report.
    Three facts, each by itself: never two of them together, nor with what somebody offers or answers about equality.
    """
    if not may_shortlist(viewer, cohort, now):
        return CrossSection((0, 0, 0))
    found = Application.objects.filter(SENT, cohort=cohort).exclude(status__in=GONE).exclude(person=viewer)
    found = found.exclude(is_not_for(viewer, cohort, now)).order_by()
    places = [(one.pk, one.name) for one in sorted(cohort.organisations.all(), key=lambda one: one.name.lower())]
    levels = [(int(code), str(words)) for code, words in LEVELS]
    return CrossSection(
        many=_by_role(dict(found.values_list("role").annotate(many=Count("pk")))),
        organisations=_shares(found, "organisation", places, _("Not said, or no longer taking part")),
        staff_groups=_shares(found, "staff_group", [(code, str(words)) for code, words in STAFF_GROUPS], _("Not said")),
        levels=_shares(found, "level", levels, _("Not said")),
    )


def _shares(found: QuerySet[Application], fact: str, known: Iterable[tuple[Any, str]], rest: str) -> tuple[Share, ...]:
    """The share of each thing that is known, in that order, then of everybody else, if there is anybody."""
    many: dict[Any, dict[str, int]] = {}
    for value, role, count in found.values_list(fact, "role").annotate(many=Count("pk")):
        many.setdefault(value, {})[role] = count
    shares = [Share(words, _by_role(many.pop(value, {}))) for value, words in known]
    others = {role: sum(one.get(role, 0) for one in many.values()) for role in ROLES}
    return (*shares, *([Share(rest, _by_role(others))] if any(others.values()) else []))


def _by_role(many: Mapping[str, int]) -> tuple[int, int, int]:
    return many.get(MENTOR, 0), many.get(MENTEE, 0), many.get(EITHER, 0)
