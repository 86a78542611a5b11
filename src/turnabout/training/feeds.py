"""One calendar for each person. Rooms add what stands in it, in `AppConfig.ready`.

feeds.add(lambda viewer, participation, now: [Entry(…), …])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from turnabout.foundation.calendar import Entry
from turnabout.selection.models import Participation

Source = Callable[[Any, Participation, datetime], Iterable[Entry]]
_sources: list[Source] = []


def add(source: Source) -> Source:
    """Have `source(viewer, participation, now)` asked for entries whenever somebody's calendar is read."""
    if source not in _sources:
        _sources.append(source)
    return source


def entries_of(viewer: Any, participation: Participation, now: datetime) -> list[Entry]:
    """All that the rooms put into the viewer's calendar for one participation.

    After a withdrawal only what is cancelled is left, so that calendars take it out and hear of nothing else.
    """
    found = [entry for source in _sources for entry in source(viewer, participation, now)]
    return [entry for entry in found if entry.cancelled or participation.status != "withdrawn"]


def everything(person: Any, now: datetime) -> list[Entry]:
    """The whole calendar of one person, over every cohort that they take or took part in."""
    mine = Participation.objects.filter(person=person).select_related("cohort", "person").order_by("accepted_at", "id")
    return [entry for participation in mine for entry in entries_of(person, participation, now)]
