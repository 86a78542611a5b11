"""One rehearsal from the first day to the last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from turnabout.foundation import ids
from turnabout.rehearsal.clockwork import Beat, Watcher, play
from turnabout.rehearsal.fixtures.shape import Fixture
from turnabout.rehearsal.walk import (
    asking,
    choosing,
    joining,
    mentoring,
    opening,
    pairing,
    preparing,
    readying,
    reporting,
)
from turnabout.rehearsal.world import World


def rehearse(
    fixture: Fixture,
    *,
    seed: int = 1,
    until: datetime | None = None,
    canaries: bool = False,
    runs: int = 1,
    watch: Watcher | None = None,
) -> World:
    """Drive `fixture` through the real actions up to `until` (aware; None: to its end), and return what is known.

    Deterministic for a seed. `canaries` starts every private free text with a marker; `runs` runs each job that
    many times over. The database must be one that no real person is in: the caller sees to that.
    """
    (world,) = rehearse_in_parts(fixture, stops=(until,), seed=seed, canaries=canaries, runs=runs, watch=watch)
    return world


def rehearse_in_parts(
    fixture: Fixture,
    *,
    stops: Sequence[datetime | None],
    seed: int = 1,
    canaries: bool = False,
    runs: int = 1,
    watch: Watcher | None = None,
) -> Iterator[World]:
    """The same, pausing at each of `stops` in their order (None: the end), so that one can look around there.

    Identifiers follow from the seed until the last pause is over, those of whoever looks around included.
    """
    with ids.seeded(seed):
        world = World(fixture=fixture, seed=seed, canaries=canaries)
        begun, waiting = False, opening.beats(world)
        for until in stops:
            due, waiting = _split(waiting, until)
            world.ended = play(due, world, until=until, runs=runs, watch=watch if begun else None)
            if not begun and world.cohort is not None:
                begun = True
                due, waiting = _split([*waiting, *_steps(world)], until)
                world.ended = play(due, world, until=until, runs=runs, watch=watch)
            yield world


def _steps(world: World) -> list[Beat]:
    """Everything that happens once the cohort exists, and its dates with it."""
    return [
        *readying.beats(world),
        *joining.beats(world),
        *choosing.beats(world),
        *preparing.beats(world),
        *pairing.beats(world),
        *mentoring.beats(world),
        *preparing.later_beats(world),
        *asking.beats(world),
        *mentoring.end_beats(world),
        *reporting.beats(world),
    ]


def _split(beats: Iterable[Beat], until: datetime | None) -> tuple[list[Beat], list[Beat]]:
    """The beats that happen by `until`, and those that come after it."""
    due: list[Beat] = []
    later: list[Beat] = []
    for beat in beats:
        (due if until is None or beat.at <= until else later).append(beat)
    return due, later
