"""What this room offers to somebody who has just sent an application."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turnabout.foundation.design.next_steps import Step
from turnabout.monitoring.permissions import may_record
from turnabout.monitoring.queries import has_answered


def after_sending(viewer: Any, cohort: Any, now: datetime) -> Iterable[Step]:
    """The equality questions, as long as they are not answered."""
    if may_record(viewer, cohort, now) and not has_answered(viewer, cohort):
        yield Step(
            text=_("Answer seven equality questions, if you wish"),
            url=reverse("monitoring:form", args=[cohort.pk]),
            detail=_("About 2 minutes. Counted in totals only; nobody who decides about you can see them."),
        )
