"""Step 4: decisions are taken over days and told together."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from turnabout.cohorts import actions as cohorts
from turnabout.foundation import clock
from turnabout.rehearsal.clockwork import Beat
from turnabout.rehearsal.world import World
from turnabout.selection import actions as selection
from turnabout.selection import queries as shortlist

FATES = {
    "accepted": {"outcome": "accept"},
    "reserve": {"outcome": "reserve"},
    "declined": {"outcome": "decline", "reason": "capacity"},
}


def beats(world: World) -> list[Beat]:
    """From the day after closing to the day on which everybody hears."""
    closed = world.after("applications_close" if world.fixture.pattern == "system" else "confirm_by")
    told = world.day("decisions", time(11))
    first = closed.astimezone(clock.LONDON).date()
    found = [
        Beat(clock.london(first + timedelta(days=n), time(14)), f"Decisions, day {n}", _decide(role))
        for n, role in enumerate(("mentor", "mentee"), start=1)
    ]
    return [*found, Beat(told, "Decisions are told together", _release)]


def _decide(role: str):
    def deed(world: World, now: datetime) -> None:
        for one in world.of(role):
            application = world.applications.get(one.email)
            if application is None or one.fate not in FATES:
                continue
            application = shortlist.find_application(world.coordinator, world.cohort, application.pk, now)
            if application is not None and application.status == "submitted":
                selection.decide(application=application, by=world.coordinator, now=now, **FATES[one.fate])

    return deed


def _release(world: World, now: datetime) -> None:
    selection.release(cohort=world.cohort, by=world.coordinator, now=now)
    cohorts.prepare(cohort=world.cohort, by=world.coordinator, now=now)
