"""Steps 9 and 10: the Board's report is drafted and released; people graduate by rule; the cohort is complete."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from turnabout.cohorts import actions as cohorts
from turnabout.rehearsal.clockwork import Beat
from turnabout.rehearsal.world import World
from turnabout.reporting import actions as reports
from turnabout.selection import actions as selection


def beats(world: World) -> list[Beat]:
    """The report and the end."""
    day = world.day("report", time(10))
    return [
        Beat(day - timedelta(days=7), "The report is drafted", _draft),
        Beat(day, "The report is released to the Board", _release),
        Beat(day + timedelta(days=1), "People graduate and the cohort is complete", _complete),
    ]


def _draft(world: World, now: datetime) -> None:
    cohorts.evaluate(cohort=world.cohort, by=world.coordinator, now=now)
    world.report = reports.draft(cohort=world.cohort, by=world.coordinator, now=now)


def _release(world: World, now: datetime) -> None:
    world.report = reports.release(report=world.report, by=world.coordinator, now=now)


def _complete(world: World, now: datetime) -> None:
    selection.complete_participations(cohort=world.cohort, by=world.coordinator, now=now)
    cohorts.complete(cohort=world.cohort, by=world.coordinator, now=now)
