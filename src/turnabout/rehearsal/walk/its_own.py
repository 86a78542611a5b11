"""What a cohort that its co-ordinators set up has of its own: stages, dates, rules, wordings, places of sessions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from turnabout.cohorts import actions as cohorts
from turnabout.cohorts import queries
from turnabout.foundation.mail.actions import set_wording
from turnabout.rehearsal.world import World
from turnabout.training import actions as training


def put_in_place(world: World, now: datetime) -> None:
    """Give the new cohort what its own co-ordinators chose, through the actions that they press themselves."""
    own, keep = world.fixture.own, {"by": world.coordinator, "now": now}
    if own is None:
        return
    cohorts.switch_stages(cohort=world.cohort, off=own.off, **keep)
    places = queries.organisations_in(world.cohort)
    cohorts.set_policies(
        cohort=world.cohort, given=own.policies, strands=world.fixture.strands, organisations=places, **keep
    )
    cohorts.set_nations(cohort=world.cohort, nations=own.nations, **keep)
    _move_dates(world, own.dates, now)
    for kind, words in own.wordings.items():
        set_wording(scope=world.cohort.pk, kind=kind, **words, **keep)


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


def _move_dates(world: World, dates: Any, now: datetime) -> None:
    """The latest first where the chain moves on, else the earliest first: none stands in another's way."""
    stands = {one.step: one for one in queries.dates(world.cohort)}
    wanted = {step: instants for step, instants in dates.items() if step in stands}
    later = sum(starts > stands[step].starts_at for step, (starts, _ends) in wanted.items()) * 2 > len(wanted)
    for step in sorted(wanted, key=lambda step: wanted[step][0], reverse=later):
        starts_at, ends_at = wanted[step]
        if (stands[step].starts_at, stands[step].ends_at) != (starts_at, ends_at):
            cohorts.change_date(
                cohort=world.cohort, step=step, starts_at=starts_at, ends_at=ends_at, by=world.coordinator, now=now
            )
