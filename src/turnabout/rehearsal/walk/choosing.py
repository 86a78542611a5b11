"""Step 4: decisions are taken over days and told together; a place that becomes free goes to the reserve list."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from turnabout.cohorts import actions as cohorts
from turnabout.foundation import clock
from turnabout.rehearsal.clockwork import Beat
from turnabout.rehearsal.walk import judging
from turnabout.rehearsal.world import World, there
from turnabout.selection import actions as selection
from turnabout.selection import queries as shortlist

FATES: dict[str, dict[str, Any]] = {
    "accepted": {"outcome": "accept"},
    "reserve": {"outcome": "reserve"},
    "declined": {"outcome": "decline", "reason": "capacity"},
    "other_route": {"outcome": "other_route", "route": "conversation"},
}
ADDED = "It was good to read what you have already done in your own team. Please keep in touch with us."
"""What is added to one letter by hand in the system programme."""


def beats(world: World) -> list[Beat]:
    """From the day after closing to the day on which everybody hears."""
    closed = world.after("applications_close" if world.fixture.pattern == "system" else "confirm_by")
    told = world.day("decisions", time(11))
    first = closed.astimezone(clock.LONDON).date()
    panel = judging.beats(world, first) if world.system else []
    first += timedelta(days=max(0, len({beat.at.date() for beat in panel}) - 1))
    found = panel + [
        Beat(clock.london(first + timedelta(days=n), time(14)), f"Decisions, day {n}", _decide(role))
        for n, role in enumerate(("mentor", "mentee"), start=1)
    ]
    found.append(Beat(told, "Decisions are told together", _release))
    if world.system:
        leaves = told + timedelta(days=3)
        edited = clock.london(first + timedelta(days=3), time(14))
        found += [
            Beat(edited, "One letter is edited", _edit),
            Beat(leaves, "Somebody who was accepted leaves", _leave),
            Beat(leaves + timedelta(hours=2), "The place goes to the reserve list", _fill),
        ]
    return found


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


def _edit(world: World, now: datetime) -> None:
    letters = shortlist.letters(world.coordinator, world.cohort, now)
    letter = next(one for one in letters if one.verdict.outcome == "decline")
    greeting, *rest = letter.body.split("\n\n")
    words = "\n\n".join([greeting, ADDED, *rest])
    selection.edit_letter(verdict=letter.verdict, words=words, by=world.coordinator, now=now)


def _leave(world: World, now: datetime) -> None:
    one = next(one for one in reversed(world.of("mentor", "accepted")) if not one.cast)
    person = world.who[one.email]
    participation = there(shortlist.mine_in(person, world.cohort))
    selection.withdraw(participation=participation, by=person, now=now)
    world.become(one.email, "left")


def _fill(world: World, now: datetime) -> None:
    for role, verdict in shortlist.free_places(world.coordinator, world.cohort, now):
        seen = there(verdict).pk
        made = selection.offer_next(cohort=world.cohort, role=role, seen=seen, by=world.coordinator, now=now)
        world.become(made.person.email, "accepted")


def _release(world: World, now: datetime) -> None:
    selection.release(cohort=world.cohort, by=world.coordinator, now=now)
    cohorts.prepare(cohort=world.cohort, by=world.coordinator, now=now)
