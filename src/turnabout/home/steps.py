"""What a cohort's outbox asks of its co-ordinator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnabout.cohorts.models import Cohort
from turnabout.foundation.design.next_steps import Step
from turnabout.home import outbox


def to_send(viewer: Any, cohort: Cohort, now: datetime) -> Iterator[Step]:
    """The co-ordinator's day: messages that could not be delivered, and messages that are held."""
    many = outbox.in_trouble(viewer, cohort, now)
    address = reverse("home:messages", args=[cohort.pk])
    if failed := many.get("failed", 0):
        words = ngettext("%(n)d message could not be delivered", "%(n)d messages could not be delivered", failed)
        detail = _("Ask for another address, or ring, and then try again.")
        yield Step(words % {"n": failed}, f"{address}?show=failed", urgent=True, detail=detail)
    if held := many.get("held", 0):
        words = ngettext("%(n)d message is held", "%(n)d messages are held", held)
        yield Step(words % {"n": held}, f"{address}?show=held", detail=_("Each waits until you let it go."))
