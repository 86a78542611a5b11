"""A reminder that goes a number of working days before a day: planned anew, moved, and not sent twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from turnabout.foundation.jobs import queue
from turnabout.foundation.mail import hours
from turnabout.foundation.mail.models import Message
from turnabout.foundation.mail.types import KINDS


def plan(
    kind: str,
    *,
    job: str,
    key: str,
    last: date | None,
    scope: UUID,
    now: datetime,
    arguments: Mapping[str, Any],
) -> None:
    """Have `job` run with `arguments` on the morning that `scope` wants for this kind, counted from the day `last`.

    Replaces what waited under `key`. None is planned without a day, nor where its morning has passed already.
    """
    queue.unschedule(key)
    if last is None:
        return
    for days in KINDS[kind].days(scope):
        at = hours.morning(last, days)
        if at > now:
            queue.schedule(job, key=key, at=at, **arguments)


def has_gone(kind: str, *, key: str, about: Iterable[UUID] = (), scope: UUID) -> bool:
    """Whether a reminder of this kind was sent, about one of `about` where they are named, and none waits any more."""
    told = Message.objects.filter(kind=kind, scope=scope)
    if named := list(about):
        told = told.filter(about__in=named)
    return not queue.is_scheduled(key) and told.exists()
