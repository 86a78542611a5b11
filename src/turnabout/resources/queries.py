"""Reads of the library; it holds nothing about people, so no function takes a viewer."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from turnabout.cohorts.models import Cohort
from turnabout.resources.models import Resource


def for_cohort(cohort: Cohort) -> list[Resource]:
    """What the cohort's people can use: its own shelf and what is for every cohort. One query."""
    found = Resource.objects.filter(Q(cohort=cohort) | Q(cohort__isnull=True))
    return list(found.order_by("kind", "title", "id"))


def find(id: UUID | str) -> Resource | None:
    """The resource `id`, or None."""
    return Resource.objects.select_related("cohort").filter(pk=id).first()
