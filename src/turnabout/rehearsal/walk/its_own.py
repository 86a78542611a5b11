"""What a cohort that its co-ordinators set up has of its own: stages, dates, rules, wordings, places of sessions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from turnabout.cohorts import actions as cohorts
from turnabout.cohorts import queries
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.mail.actions import set_wording
from turnabout.foundation.mail.types import KINDS
from turnabout.rehearsal.world import World
from turnabout.training import actions as training


def put_in_place(world: World, now: datetime) -> None:
    """Give the new cohort what its own co-ordinators chose, through the actions that they press themselves.

    What is refused is noted, and the cohort does without it: instead of words that no longer fit the standard ones go
    out in real life too.
    """
    own = world.fixture.own
    if own is None:
        return
    keep: dict[str, Any] = {"by": world.coordinator, "now": now}
    here = {"cohort": world.cohort, **keep}
    places = queries.organisations_in(world.cohort)
    scope: dict[str, Any] = {"strands": world.fixture.strands, "organisations": places}
    with _noted(world, now):
        cohorts.switch_stages(off=own.off, **here)
    with _noted(world, now):
        cohorts.set_policies(given=own.policies, **scope, **here)
    with _noted(world, now):
        cohorts.set_calendar_title(title=own.calendar_title, **here)
    with _noted(world, now):
        cohorts.set_nations(nations=own.nations, **here)
    for step, (starts_at, ends_at) in _to_move(world, own.dates):
        with _noted(world, now):
            cohorts.change_date(step=step, starts_at=starts_at, ends_at=ends_at, **here)
    for kind, words in own.wordings.items():
        if kind in KINDS:
            with _noted(world, now, str(KINDS[kind].label)):
                set_wording(scope=world.cohort.pk, kind=kind, **words, **keep)


@contextmanager
def _noted(world: World, now: datetime, what: str = "") -> Iterator[None]:
    """Note what is refused inside the block, with `what` it is about, and go on."""
    try:
        with transaction.atomic():
            yield
    except Refused as refusal:
        world.troubles.append((now, f"{what}: {refusal.reason}" if what else str(refusal.reason)))


def put_in_their_places(world: World, planned: Iterable[Any], now: datetime) -> None:
    """Say of each planned session where it is, as its co-ordinators have said."""
    known = world.fixture.own.places if world.fixture.own else {}
    for session in planned:
        if where := known.get(session.step):
            training.change_session(
                session=session,
                starts_at=session.starts_at,
                ends_at=session.ends_at,
                capacity=session.capacity,
                **where,
                by=world.coordinator,
                now=now,
            )


def _to_move(world: World, dates: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The dates that are elsewhere; the latest first where the chain moves on: none stands in another's way."""
    stands = {one.step: one for one in queries.dates(world.cohort)}
    there = {step: (one.starts_at, one.ends_at) for step, one in stands.items()}
    wanted = {step: instants for step, instants in dates.items() if step in there and there[step] != tuple(instants)}
    later = sum(starts > there[step][0] for step, (starts, _ends) in wanted.items()) * 2 > len(wanted)
    return sorted(wanted.items(), key=lambda one: one[1][0], reverse=later)
