"""Reads of decisions that are held or told, and of the letters that tell them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from turnabout.applications.cases import is_apart, is_not_for, not_for
from turnabout.cohorts.models import Cohort
from turnabout.selection.letters import Letter, written
from turnabout.selection.models import OUTCOMES, Dropped, Verdict
from turnabout.selection.permissions import may_shortlist

READING = "reading the letters before they go out"


@dataclass(frozen=True, slots=True)
class Totals:
    """How many letters say what: exact counts, for a co-ordinator's eyes. Each row: (words, count by outcome)."""

    everybody: Counter[str]
    roles: list[tuple[Any, Counter[str]]]
    organisations: list[tuple[Any, Counter[str]]]


def held(viewer: Any, cohort: Cohort, now: datetime) -> list[Verdict]:
    """The decisions that a release would tell now, by outcome and name, for one of the cohort's co-ordinators.

    The viewer's own is left out: they learn nothing of it, and a colleague tells it. So is that of a reverse mentee to
    whom they report, which goes out with the others, unread.
    """
    places = [code for code, _words in OUTCOMES]
    apart = not_for(viewer, cohort, now)
    found = [one for one in going_out(viewer, cohort, now) if not is_apart(one.application, apart)]
    for verdict in found:
        verdict.application.cohort = cohort
    return sorted(found, key=lambda one: (places.index(one.outcome), one.application.person.name))


def going_out(viewer: Any, cohort: Cohort, now: datetime) -> list[Verdict]:
    """The decisions that a release by `viewer` tells, unread ones among them, for one of the cohort's co-ordinators.

    For counting and for noticing a change; what stands in them is for `held`.
    """
    if not may_shortlist(viewer, cohort, now):
        return []
    return list(held_unscoped(cohort).exclude(application__person=viewer))


def held_unscoped(cohort: Cohort) -> QuerySet[Verdict]:
    """The decisions of `cohort` that wait to be told, in the order in which people applied; takes no viewer."""
    found = Verdict.objects.filter(application__cohort=cohort, application__status="submitted", status="held")
    found = found.select_related("application__person", "application__organisation", "application__cohort")
    return found.order_by("application__submitted_at", "application_id")


def letters(viewer: Any, cohort: Cohort, now: datetime) -> list[Letter]:
    """Every letter that a release would send now, word for word, for one of the cohort's co-ordinators.

    Reading them leaves an audit line that says why.
    """
    return written(held(viewer, cohort, now), by=viewer, purpose=READING)


def letter(verdict: Verdict, viewer: Any, purpose: str = READING) -> Letter:
    """The letter that tells `verdict`, as it was or will be sent; only for a viewer who may see the verdict."""
    return written([verdict], by=viewer, purpose=purpose)[0]


def totals(verdicts: Sequence[Verdict]) -> Totals:
    """How many of `verdicts`, which the viewer may see, say what, by role and by organisation."""
    roles: dict[Any, Counter[str]] = {}
    organisations: dict[Any, Counter[str]] = {}
    for verdict in verdicts:
        application = verdict.application
        roles.setdefault(application.get_role_display(), Counter())[verdict.outcome] += 1
        organisations.setdefault(str(application.organisation or ""), Counter())[verdict.outcome] += 1
    everybody = Counter(verdict.outcome for verdict in verdicts)
    return Totals(everybody, sorted(roles.items()), sorted(organisations.items()))


def dropped(viewer: Any, cohort: Cohort, now: datetime) -> list[Dropped]:
    """Whose decision was dropped since the last release, and that they withdrew or changed their application.

    The viewer's own is left out, and that of a reverse mentee to whom they report.
    """
    if not may_shortlist(viewer, cohort, now):
        return []
    found = Dropped.objects.filter(application__cohort=cohort).exclude(application__person=viewer)
    found = found.exclude(is_not_for(viewer, cohort, now, "application__"))
    return list(found.select_related("application__person").order_by("application__person__name", "id"))


def my_decision(viewer: Any, application: UUID | str) -> Verdict | None:
    """The released decision on the viewer's own application; None before the release, and for anybody else's."""
    found = Verdict.objects.filter(application_id=application, application__person=viewer.id, status="released")
    return found.select_related("application__cohort__programme", "application__person").first()


def my_decision_in(viewer: Any, cohort: Cohort) -> Verdict | None:
    """The released decision on the viewer's own application to `cohort`, or None."""
    found = Verdict.objects.filter(application__cohort=cohort, application__person=viewer.id, status="released")
    return found.first()


def outcomes_unscoped(cohort: Cohort) -> dict[str, int]:
    """How many released decisions there are by outcome ("accept", "reserve", …); takes no viewer."""
    told = Verdict.objects.filter(application__cohort=cohort, status="released").values_list("outcome")
    return dict(told.annotate(many=Count("pk")).order_by("outcome"))


def told_unscoped(cohort: Cohort) -> dict[str, int]:
    """How many letters were edited by hand ("edited"), and how many places went to the reserve list ("promoted")."""
    told = Verdict.objects.filter(application__cohort=cohort, status="released")
    return {
        "edited": told.filter(letter_edited_at__isnull=False).count(),
        "promoted": told.filter(offered_at__isnull=False).count(),
    }
