"""What kind of data each model field holds, said beside the field itself.

    name = personal(models.CharField(max_length=200))

That one word drives encryption, scrubbing, subject-access export, erasure, retention and what may enter a report.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from django.apps import apps
from django.db import models

NONE, PERSONAL, SPECIAL, MONITORING = "none", "personal", "special category", "monitoring"
KINDS = (NONE, PERSONAL, SPECIAL, MONITORING)

F = TypeVar("F", bound=models.Field)


def none(field: F) -> F:
    """Mark a field that says nothing about a living person."""
    return _mark(field, NONE)


def personal(field: F) -> F:
    """Mark a field that is about a person, but reveals no special category."""
    return _mark(field, PERSONAL)


def special(field: F) -> F:
    """Mark a field that may reveal a special category (UK GDPR Article 9); it must be encrypted."""
    return _mark(field, SPECIAL)


def monitoring(field: F) -> F:
    """Mark an equality-monitoring field: encrypted, aggregate only, out of reach of selection and matching."""
    return _mark(field, MONITORING)


def kind_of(field: models.Field) -> str | None:
    """The kind that `field` was marked with, or None when nobody said. Automatic row numbers count as none."""
    if getattr(field, "auto_created", False) and field.primary_key:
        return NONE
    return getattr(field, "data_kind", None)


def our_fields() -> Iterator[models.Field]:
    """Every concrete field of every model of this package."""
    for model in apps.get_models():
        if model.__module__.startswith("turnabout."):
            yield from (field for field in model._meta.concrete_fields if not field.is_relation or field.concrete)


def _mark(field: F, kind: str) -> F:
    field.data_kind = kind  # type: ignore[attr-defined]
    return field
