"""Writes: putting things into the library and taking them out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused, require
from turnabout.foundation.audit.trail import action, note
from turnabout.resources.models import KINDS, TOPICS, Resource
from turnabout.resources.permissions import may_add, may_remove


@action("resource.added")
def add_resource(
    *,
    cohort: Cohort | None,
    title: str,
    url: str,
    kind: str,
    topics: Iterable[str] = (),
    minutes: int | None = None,
    captions: bool = False,
    by: Any,
    now: datetime,
) -> Resource:
    """Put a link on the shelf of `cohort`, or of every cohort when it is None.

    `kind` and `topics` are codes of `KINDS` and `TOPICS`. Refused for an address that is not http or https.
    """
    require(may_add(by, cohort, now))
    if not url.strip().lower().startswith(("https://", "http://")):
        raise Refused(_("Enter the whole address, beginning with https://"))
    if kind not in dict(KINDS):
        raise ValueError(f"Unknown kind: {kind}.")
    wanted = set(topics)
    note(kind=kind)
    return Resource.objects.create(
        cohort=cohort,
        title=title.strip(),
        url=url.strip(),
        kind=kind,
        topics=[code for code, _words in TOPICS if code in wanted],
        minutes=minutes,
        captions=captions,
        added_at=now,
        added_by=by.id,
    )


@action("resource.removed", about="resource")
def remove_resource(*, resource: Resource, by: Any, now: datetime) -> Resource:
    """Take a link off its shelf."""
    require(may_remove(by, resource, now))
    note(kind=resource.kind)
    Resource.objects.filter(pk=resource.pk).delete()
    return resource
