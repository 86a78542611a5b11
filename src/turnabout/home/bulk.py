"""To whom one message can go at once: groups that say nothing of what anybody shares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.models import Person
from turnabout.selection import queries as selection
from turnabout.selection.queries.candidates import candidates
from turnabout.training import queries as training

Find = Callable[[Any, Cohort, datetime], list[tuple[Person, UUID | None]]]
"""The people of a group that `viewer` may write to, each with their organisation."""


def _taking_part(role: str | None) -> Find:
    def find(viewer: Any, cohort: Cohort, now: datetime) -> list[tuple[Person, UUID | None]]:
        here = selection.participations(viewer, cohort, role).filter(status="taking_part")
        return [(one.person, one.organisation_id) for one in here]

    return find


def _untrained(viewer: Any, cohort: Cohort, now: datetime) -> list[tuple[Person, UUID | None]]:
    waiting = training.untrained(viewer, cohort, now)
    return [(one.participation.person, one.participation.organisation_id) for one in waiting]


def _waiting(viewer: Any, cohort: Cohort, now: datetime) -> list[tuple[Person, UUID | None]]:
    found = candidates(viewer, cohort, now).filter(status="submitted")
    return [(one.person, one.organisation_id) for one in found]


GROUPS: dict[str, tuple[Any, Find]] = {
    "everybody": (_("Everybody who takes part"), _taking_part(None)),
    "mentors": (_("All reverse mentors"), _taking_part("mentor")),
    "mentees": (_("All reverse mentees"), _taking_part("mentee")),
    "untrained": (_("Whoever has not come to their training or briefing yet"), _untrained),
    "waiting": (_("Whoever waits for our decision"), _waiting),
}


def people(viewer: Any, cohort: Cohort, now: datetime, group: str, organisation: UUID | None = None) -> list[Person]:
    """Who of a group, and of an organisation if one is named, has an address, each once and not the viewer.

    `KeyError` for a group that does not exist.
    """
    _words, find = GROUPS[group]
    found = {
        person.pk: person
        for person, place in find(viewer, cohort, now)
        if person.email and person.pk != viewer.pk and organisation in (None, place)
    }
    return sorted(found.values(), key=lambda person: (person.name.lower(), str(person.pk)))
