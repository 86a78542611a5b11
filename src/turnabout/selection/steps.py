"""What this room asks of people: decisions for the co-ordinator, a decision to read for the applicant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import date_of
from turnabout.foundation.design.next_steps import Step
from turnabout.selection import queries


def to_decide(viewer: Any, cohort: Cohort, now: datetime) -> Iterator[Step]:
    """The co-ordinator's day: applications that wait for a decision, and decisions that wait to be told."""
    undecided, held = queries.waiting(viewer, cohort, now)
    planned = date_of(cohort, "decisions")
    due = planned.ends_at if planned and planned.exact else None
    late = due is not None and due <= now
    if undecided and cohort.status != "open":
        words = ngettext("%(n)d application waits for a decision", "%(n)d applications wait for a decision", undecided)
        yield Step(words % {"n": undecided}, reverse("selection:shortlist", args=[cohort.pk]), due, late)
    if held and not undecided:
        words = ngettext("%(n)d letter waits to be released", "%(n)d letters wait to be released", held)
        detail = _("Read them first. They all go out together.")
        yield Step(words % {"n": held}, reverse("selection:release", args=[cohort.pk]), due, late, detail)


def to_keep_a_panel(viewer: Any, cohort: Cohort, now: datetime) -> Iterator[Step]:
    """The co-ordinator's day: applications to check, to give out and to settle, once they no longer change."""
    if cohort.status == "open":
        return
    state = queries.panel_state(viewer, cohort, now)
    where = reverse("selection:panel", args=[cohort.pk])
    if state.to_settle:
        words = ngettext("The panel differs about %(n)d application", "The panel differs about %(n)d applications",
                         len(state.to_settle))  # fmt: skip
        yield Step(words % {"n": len(state.to_settle)}, where)
    if state.to_check:
        words = ngettext("Check %(n)d application for the panel", "Check %(n)d applications for the panel",
                         len(state.to_check))  # fmt: skip
        yield Step(words % {"n": len(state.to_check)}, where)
    if state.short or state.lying:
        many = state.short + state.lying
        words = ngettext("%(n)d application lacks a reader", "%(n)d applications lack a reader", many)
        yield Step(words % {"n": many}, where, detail=_("Give them out, or add an assessor who knows none of them."))


def to_fill(viewer: Any, cohort: Cohort, now: datetime) -> Iterator[Step]:
    """The co-ordinator's day: a place that became free before pairs were agreed, and who is next for it."""
    for role, verdict in queries.free_places(viewer, cohort, now):
        if verdict is None:
            yield Step(_("A place is free: it is not yours to offer"), reverse("selection:reserve", args=[cohort.pk]))
            continue
        person = verdict.application.person
        words = _("A place is free: offer it to %(name)s") % {"name": person.name}
        if person.pk == viewer.pk:
            words = _("A place is free, and you are next: ask another co-ordinator to offer it")
        detail = _("They are next on the reserve list. One press gives them the place and sends their letter.")
        where = reverse("selection:free_place", args=[cohort.pk, role])
        yield Step(words, where, detail="" if person.pk == viewer.pk else detail)


def to_read(viewer: Any, cohort: Cohort, now: datetime) -> Iterator[Step]:
    """The applicant's page: the decision, once it was told."""
    verdict = queries.my_decision_in(viewer, cohort)
    if verdict is not None:
        yield Step(_("Read our decision"), reverse("selection:my_decision", args=[verdict.application_id]))
