"""The borrowed clock: beats at their instants, and between them every job that falls due at its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from turnabout.foundation import clock
from turnabout.foundation.jobs import queue

Deed = Callable[[Any, datetime], None]
Watcher = Callable[[int, int, datetime, str], None]


@dataclass(frozen=True, slots=True)
class Beat:
    """Something that somebody does at an instant (aware, UTC)."""

    at: datetime
    what: str
    deed: Deed


def play(
    beats: Iterable[Beat], world: Any, *, until: datetime | None = None, runs: int = 1, watch: Watcher | None = None
) -> datetime:
    """Play `beats` in the order of their instants up to `until`; returns the last instant that was reached.

    Each job that falls due between two beats runs at its own instant, `runs` times over (a job must survive being
    run twice). `watch(done, all, at, what)` is told of each beat.
    """
    ordered = sorted(enumerate(beats), key=lambda pair: (pair[1].at, pair[0]))
    chosen = [beat for _, beat in ordered if until is None or beat.at <= until]
    reached = chosen[0].at if chosen else clock.now()
    for done, beat in enumerate(chosen, start=1):
        reached = catch_up(beat.at, runs=runs)
        with clock.borrowed(beat.at):
            world.look_again()
            beat.deed(world, beat.at)
            queue.drain(runs=runs)
        if watch:
            watch(done, len(chosen), beat.at, beat.what)
    return catch_up(until, runs=runs) if until is not None else reached


def catch_up(moment: datetime, *, runs: int = 1, watch: Callable[[datetime], None] | None = None) -> datetime:
    """Run every job that falls due by `moment` at its own instant; returns `moment`. `watch` is told of each one."""
    while (due := queue.next_due()) is not None and due <= moment:
        if watch:
            watch(due)
        with clock.borrowed(due):
            queue.tick(due)
            queue.drain(runs=runs)
    return moment
