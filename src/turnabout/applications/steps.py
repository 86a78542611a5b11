"""What this room asks of a co-ordinator today: to name the leaders whom they wrote down while setting up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.applications import queries
from turnabout.applications.permissions import may_name_leaders
from turnabout.cohorts.models import Cohort
from turnabout.foundation.design import next_steps
from turnabout.foundation.design.next_steps import Step


def decisions(viewer: Any, cohort: Cohort, now: datetime) -> Iterable[Step]:
    """Naming the leaders on the list who have no link yet, as long as leaders can be named."""
    if cohort.pattern != "board" or not may_name_leaders(viewer, cohort, now):
        return
    if many := len(queries.leaders_to_name(viewer, cohort, now)):
        text = ngettext("Name %(num)d leader you wrote down", "Name %(num)d leaders you wrote down", many)
        detail = _("Each gets a link and says yes or no.")
        yield Step(text % {"num": many}, reverse("applications:name_leader", args=[cohort.pk]), detail=detail)


next_steps.offer(next_steps.DECISIONS, decisions)
