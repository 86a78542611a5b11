"""A rehearsed cohort that takes applications, people with whole drafts, and as many sent applications as one wants.

Import it once Django is loaded.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.test import Client

from turnabout.applications.models import Application, Release
from turnabout.applications.sent import SENT
from turnabout.applications.statuses import APPLICATION
from turnabout.applications.storage import ENCRYPTED
from turnabout.cohorts.models import Cohort
from turnabout.foundation import clock
from turnabout.foundation.accounts.actions import register_person
from turnabout.foundation.accounts.actors import VISITOR
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.clock.models import Offset
from turnabout.foundation.encryption import vault
from turnabout.foundation.ids import new_id
from turnabout.foundation.moves.models import StatusChange
from turnabout.rehearsal.drive import rehearse
from turnabout.rehearsal.fixtures import FIXTURES
from turnabout.rehearsal.walk import joining
from turnabout.rehearsal.world import World

FIXTURE = "system_2023_24"
A_FEW_HAVE_SENT = datetime(2023, 11, 22, 12, tzinfo=UTC)
"""Eleven days after the fixture's applications open."""
Kept = tuple[Application, dict[str, Any], list[StatusChange], Release | None]


def open_cohort() -> World:
    """Rehearse until applications are open and a few people have sent theirs."""
    return rehearse(FIXTURES[FIXTURE], until=A_FEW_HAVE_SENT)


def live_at(moment: datetime, *, in_seconds: float = 0) -> float:
    """Set the site's clock so that it is `moment` in so many seconds; returns when that is, as `time.time()` counts."""
    Offset.store(moment - datetime.now(UTC) - timedelta(seconds=in_seconds))
    return (moment - Offset.current()).timestamp()


def with_drafts(world: World, roles: Sequence[str], now: datetime, filled: int = 10_000) -> list[Application]:
    """One whole draft that was not sent for each of `roles`, filled in through the real actions by somebody new.

    Beyond the first `filled` they are copies of those, in turn, each under its own key.
    """
    models = {role: world.of(role, "accepted") for role in set(roles)}
    made = []
    for number, role in enumerate(roles[:filled]):
        like = models[role][number % len(models[role])]
        one = replace(like, name=f"{like.name} {number}", email=f"draft.{number}@example.org", cast="")
        with clock.borrowed(now):
            made.append(joining.fill_in(world, one, now))
    read = [_read(one) for one in made] if len(roles) > filled else []
    for number, role in enumerate(roles[filled:]):
        like = next(one for one in (*read[number % filled :], *read) if one[0].role == role)
        one, _changes, _release = _copy(like, number, "more")
        one.save(force_insert=True)
        made.append(one)
    return made


def cookie_of(person: Person) -> str:
    """The cookie of a session in which `person` is signed in."""
    client = Client()
    client.force_login(person)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


@contextmanager
def somebody_writing(every: float = 1.0) -> Iterator[None]:
    """Have an action leave its line in the audit trail `every` so many seconds, as on a busy day."""
    over = threading.Event()

    def write() -> None:
        number = Person.objects.count()
        while not over.wait(every):
            number += 1
            register_person(name="Busy", email=f"busy.{number}@example.org", by=VISITOR, now=clock.now())
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield
    finally:
        over.set()
        writer.join()


def grow(cohort: Cohort, to: int) -> int:
    """Copy the applications that people sent until there are `to`, each somebody's own, under their own key.

    The copies are written past the actions, history and manager's answer with them. Returns how many there are.
    """
    originals = [
        _read(one)
        for one in _submitted(cohort).exclude(person__email__startswith="copy.").select_related("person", "release")
    ]
    have = _submitted(cohort).count()
    with transaction.atomic():
        copies = [_copy(originals[number % len(originals)], number) for number in range(have, to)]
        Application.objects.bulk_create(one for one, *_rest in copies)
        Application.objects.filter(pk__in=[one.pk for one, *_rest in copies]).update(status="submitted")
        StatusChange.objects.bulk_create(change for _one, changes, _release in copies for change in changes)
        releases = [release for _one, _changes, release in copies if release is not None]
        wanted = {release.pk: release.status for release in releases}
        for release in releases:
            release.status = Release._meta.get_field("status").get_default()
        Release.objects.bulk_create(releases)
        for status in set(wanted.values()):
            Release.objects.filter(pk__in=[pk for pk, one in wanted.items() if one == status]).update(status=status)
    return _submitted(cohort).count()


def _submitted(cohort: Cohort) -> Any:
    return Application.objects.filter(SENT, cohort=cohort, status="submitted").order_by("submitted_at", "id")


def _read(one: Application) -> Kept:
    words = {name: vault.unlock(one, name, by=one.person, purpose="copying") for name in ENCRYPTED}
    changes = list(StatusChange.objects.filter(table=APPLICATION.name, thing_id=str(one.pk)))
    return one, words, changes, getattr(one, "release", None)


def _copy(kept: Kept, number: int, kind: str = "copy") -> tuple[Application, list[StatusChange], Release | None]:
    original, words, changes, release = kept
    person = Person.objects.make(name=f"{original.person.name} {number}", email=f"{kind}.{number}@example.org")
    one = _anew(original, person=person, status="draft")
    for name, value in words.items():
        vault.lock(one, name, value)
    moves = [_anew(change, thing_id=str(one.pk), by_id=person.pk) for change in changes]
    empty = dict.fromkeys(("conditions", "reason", "cover"), b"")
    return one, moves, None if release is None else _anew(release, application=one, **empty)


def _anew(row: Any, **changed: Any) -> Any:
    made = copy.copy(row)
    made._state = copy.copy(row._state)
    made._state.adding, made._state.fields_cache = True, {}
    made.pk = new_id()
    for name, value in changed.items():
        setattr(made, name, value)
    return made
