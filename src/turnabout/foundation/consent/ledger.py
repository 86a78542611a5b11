"""Writing and reading the ledger of consent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from turnabout.foundation.accounts.actors import Outside
from turnabout.foundation.audit import trail
from turnabout.foundation.consent.models import ConsentEvent

if TYPE_CHECKING:
    from turnabout.foundation.accounts.models import Person

YES = (ConsentEvent.GIVEN, ConsentEvent.CHANGED)


def give(
    *, person: Person, purpose: str, wording: str, by: Person | Outside, now: datetime, scope: UUID | None = None
) -> ConsentEvent:
    """Write that `person` agreed to `purpose` in the words of version `wording`. Inside an action only.

    Whoever had agreed already has changed what they agree to, and the ledger says so.
    """
    kind = ConsentEvent.CHANGED if stands(person, purpose, scope) else ConsentEvent.GIVEN
    return _write(person, purpose, scope, kind, wording, by, now)


def change(
    *, person: Person, purpose: str, wording: str, by: Person | Outside, now: datetime, scope: UUID | None = None
) -> ConsentEvent:
    """Write that `person` agreed anew, in the words of version `wording`, to more or less of what already stood."""
    return _write(person, purpose, scope, ConsentEvent.CHANGED, wording, by, now)


def withdraw(
    *, person: Person, purpose: str, by: Person | Outside, now: datetime, scope: UUID | None = None
) -> ConsentEvent:
    """Write that `person` took `purpose` back, and the words of which version they take back. Inside an action only."""
    last = _events(person, purpose, scope).last()
    return _write(person, purpose, scope, ConsentEvent.WITHDRAWN, last.wording if last else "", by, now)


def stands(person: Person, purpose: str, scope: UUID | None = None) -> bool:
    """Whether the person's last word on `purpose` (in this cohort) is yes. Silence is no."""
    last = _events(person, purpose, scope).last()
    return last is not None and last.kind in YES


def wording_of(person: Person, purpose: str, scope: UUID | None = None) -> str:
    """The version of the words of the person's last yes; empty when their last word is no, or there is none."""
    last = _events(person, purpose, scope).last()
    return last.wording if last is not None and last.kind in YES else ""


def standing(people: Iterable[Person], purpose: str, scope: UUID | None = None) -> set[UUID]:
    """The ids of those of `people` whose last word on `purpose` is yes, in one query."""
    events = ConsentEvent.objects.filter(person__in=list(people), purpose=purpose, scope=scope).order_by("number")
    last = {event.person_id: event.kind for event in events}
    return {person for person, kind in last.items() if kind in YES}


def _events(person: Person, purpose: str, scope: UUID | None):  # type: ignore[no-untyped-def]
    return ConsentEvent.objects.filter(person=person, purpose=purpose, scope=scope).order_by("number")


def _write(
    person: Person,
    purpose: str,
    scope: UUID | None,
    kind: str,
    wording: str,
    by: Person | Outside,
    now: datetime,
) -> ConsentEvent:
    trail.gather("consent", f"{purpose} {kind}")
    number = _events(person, purpose, scope).count() + 1
    return ConsentEvent.objects.create(
        person=person, purpose=purpose, scope=scope, kind=kind, wording=wording, at=now, by_id=by.id, number=number
    )
