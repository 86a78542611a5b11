"""The borrowed clock: beats at their instants, and between them every job that falls due at its own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from turnabout.foundation import clock
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.jobs import queue

log = logging.getLogger(__name__)
Deed = Callable[[Any, datetime], None]
Watcher = Callable[[int, int, datetime, str], None]


class NotThere(LookupError):
    """Something that a beat needs is not there: in a rehearsal of ours a slip, in one's own a matter of its dates."""


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
            _perform(beat, world)
            queue.drain(runs=runs)
        if watch:
            watch(done, len(chosen), beat.at, beat.what)
    return catch_up(until, runs=runs) if until is not None else reached


def _perform(beat: Beat, world: Any) -> None:
    """Do one beat. Where a cohort of one's own is rehearsed, what is refused is noted, and the rest goes on."""
    try:
        beat.deed(world, beat.at)
    except Refused as refusal:
        if not world.goes_on:
            raise
        world.troubles.append((beat.at, str(refusal.reason)))
    except Exception as fault:
        absent = isinstance(fault, (NotThere, StopIteration))
        if not world.goes_on or not (absent or world.troubles):
            raise
        log.warning("%s could not be done on %s.", beat.what, beat.at, exc_info=fault)
        if not world.troubles:  # else it follows from what was refused before, and is no news
            world.troubles.append((beat.at, _("What this day needs is not there. Look at the order of your dates.")))


def catch_up(moment: datetime, *, runs: int = 1, watch: Callable[[datetime], None] | None = None) -> datetime:
    """Run every job that falls due by `moment` at its own instant; returns `moment`. `watch` is told of each one."""
    while (due := queue.next_due()) is not None and due <= moment:
        if watch:
            watch(due)
        with clock.borrowed(due):
            queue.tick(due)
            queue.drain(runs=runs)
    return moment
