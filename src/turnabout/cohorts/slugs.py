"""Addresses of programmes and cohorts."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

LONGEST_SLUG = 70


def free_slug(words: str, taken: QuerySet[Any]) -> str:
    """An address made of `words` that none of `taken` has."""
    slug = slugify(words)[:LONGEST_SLUG].strip("-") or "programme"
    used = set(taken.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in range(2, len(used) + 3))
    return slug if slug not in used else next(one for one in numbered if one not in used)
