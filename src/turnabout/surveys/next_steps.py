"""What this stage asks people to do next, on other rooms' pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.design.next_steps import DECISIONS, MINE, Step, offer
from turnabout.surveys import queries


def answer_it(viewer: Any, thing: Any, now: datetime) -> Iterator[Step]:
    """A participant's unanswered questionnaires; with a participation, those of its cohort."""
    cohort_id = getattr(thing, "cohort_id", None)
    for questionnaire in queries.to_answer(viewer, now):
        if cohort_id in (None, questionnaire.cohort_id):
            yield Step(
                text=_("Answer the questions about what changed"),
                url=reverse("surveys:about", args=[questionnaire.pk]),
                due=questionnaire.closes_at,
                detail=_("About three minutes. What you answer is sealed."),
            )


def decide(viewer: Any, cohort: Any, now: datetime) -> Iterator[Step]:
    """What the co-ordinator's day asks about the cohort's questionnaire: plan it, send it, open the box."""
    if not cohort.has("end_questionnaire"):
        return
    found = queries.of_cohort(viewer, cohort, now)
    page = reverse("surveys:overview", args=[cohort.pk])
    if found is None and cohort.status in ("active", "closing"):
        yield Step(
            text=_("Plan the last questionnaire"),
            url=reverse("surveys:plan", args=[cohort.pk]),
            urgent=cohort.status == "closing",
            detail=_("You choose the passphrase of its box, and read what the report can say."),
        )
    elif found is not None and found.status == "planned" and cohort.status == "closing":
        yield Step(text=_("Send the last questionnaire"), url=page, urgent=True)
    elif found is not None and found.status == "closed":
        yield Step(
            text=_("Open the box"),
            url=reverse("surveys:open_box", args=[found.pk]),
            urgent=True,
            detail=_("The questionnaire has closed. You need the passphrase."),
        )


offer(MINE, answer_it)
offer(DECISIONS, decide)
