"""One rehearsal from the first day to the last."""

from __future__ import annotations

from datetime import datetime

from turnabout.foundation import ids
from turnabout.rehearsal.clockwork import Watcher, play
from turnabout.rehearsal.fixtures.shape import Fixture
from turnabout.rehearsal.walk import asking, choosing, joining, mentoring, opening, pairing, preparing, reporting
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
    with ids.seeded(seed):
        world = World(fixture=fixture, seed=seed, canaries=canaries)
        world.ended = play(opening.beats(world), world, until=until, runs=runs)
        if world.cohort is None:
            return world
        beats = [
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
        world.ended = play(beats, world, until=until, runs=runs, watch=watch)
    return world
