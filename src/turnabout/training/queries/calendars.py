"""Whose calendar an address leads to, and what somebody chose for their own."""

from __future__ import annotations

from typing import Any

from turnabout.applications.tokens import digest_of
from turnabout.foundation.accounts.models import Person
from turnabout.training.models import OwnCalendar


def own_calendar(viewer: Any) -> OwnCalendar:
    """What the viewer chose for their own calendar; the neutral titles and no address until they do."""
    return OwnCalendar.objects.filter(person=viewer.id).first() or OwnCalendar(person_id=viewer.id)


def owner_of_calendar(secret: str) -> Person | None:
    """Whose calendar is read by this secret, which stands in for the viewer; None for one that is not, or no longer."""
    found = OwnCalendar.objects.filter(digest=digest_of(secret), person__is_active=True).select_related("person")
    one = found.first()
    return one.person if one is not None else None
