"""Reads of testimonials."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from turnabout.cohorts.models import Cohort, Programme
from turnabout.stories.models import PUBLIC, Testimonial
from turnabout.stories.permissions import may_keep_stories


def published(place: Cohort | Programme, on: date, channel: str = PUBLIC) -> list[tuple[str, list[Testimonial]]]:
    """What may be read by anybody on the day `on`, by year, newest year first; from every cohort of the programme.

    Only words whose author agreed to `channel` and whose consent has not run out. One query.
    """
    programme = place.programme_id if isinstance(place, Cohort) else place.pk
    found = Testimonial.objects.filter(cohort__programme=programme, status="published", expires_on__gte=on)
    allowed = [one for one in found.order_by("-year_label", "entered_at", "id") if channel in one.channels]
    return [(year, list(group)) for year, group in groupby(allowed, key=lambda one: one.year_label)]


def kept(viewer: Any, cohort: Cohort, now: datetime) -> list[Testimonial]:
    """Every testimonial of the cohort that was not taken back, for its co-ordinators; nothing for anybody else."""
    if not may_keep_stories(viewer, cohort, now):
        return []
    return list(cohort.testimonials.exclude(status="taken_back").order_by("-year_label", "entered_at", "id"))


def find(viewer: Any, id: UUID | str, now: datetime) -> Testimonial | None:
    """The testimonial `id` if `viewer` said it or keeps its cohort; else None."""
    one = Testimonial.objects.select_related("cohort__programme").filter(pk=id).first()
    if one is None:
        return None
    own = one.person_id is not None and one.person_id == getattr(viewer, "id", None)
    return one if own or may_keep_stories(viewer, one.cohort, now) else None


def mine(viewer: Any) -> list[Testimonial]:
    """What `viewer` said and has not taken back."""
    if not getattr(viewer, "is_authenticated", False):
        return []
    return list(Testimonial.objects.filter(person=viewer).exclude(status="taken_back").select_related("cohort"))
