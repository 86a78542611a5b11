"""What must be in place before each step: who was asked for what, and what the office has seen to."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from turnabout.cohorts import actions as cohorts
from turnabout.cohorts import queries
from turnabout.foundation import clock
from turnabout.rehearsal.clockwork import Beat
from turnabout.rehearsal.world import World

ASKED_OF = (
    ("sponsor", "Marguerite Swale"),
    ("dpo", "Desmond Carrow"),
    ("key_holder", "Ivo Thackray"),
    ("key_holder", "Leonie Marsden"),
    ("key_holder", "Tobias Quill"),
)
"""Those outside the office who are asked for something, all invented; they are none of the cast."""


def beats(world: World) -> list[Beat]:
    """In the days after the cohort was made: letters go out, and their readers sign in and say yes."""
    first = world.fixture.set_up_on

    def at(days: int, hour: int) -> datetime:
        return clock.london(first + timedelta(days=days), time(hour))

    return [
        Beat(at(1, 11), "Sponsor, data-protection officer and key holders are asked", _ask),
        Beat(at(1, 15), "They say yes", _say_yes),
        Beat(at(1, 16), "The office sees to what the opening waits for", mark("open")),
        Beat(at(1, 17), "The office sees to what matching will wait for", mark("match")),
    ]


def mark(step: str) -> Any:
    """The office marks what a step waits for and nobody else sees to."""

    def deed(world: World, now: datetime) -> None:
        for state in queries.checklist(world.coordinator, world.cohort, now):
            if state.line.step == step and state.by_hand and state.done is None:
                cohorts.mark_ready(cohort=world.cohort, line=state.line.code, by=world.coordinator, now=now)

    return deed


def _ask(world: World, now: datetime) -> None:
    for kind, name in ASKED_OF:
        email = f"{name.lower().replace(' ', '.')}@example.org"
        keep = {"by": world.coordinator, "now": now}
        role = cohorts.appoint(name=name, email=email, kind=kind, cohort=world.cohort, **keep)
        cohorts.ask(role=role, **keep)


def _say_yes(world: World, now: datetime) -> None:
    for kind in queries.ASKED:
        for role in queries.asked_in(world.coordinator, world.cohort, kind, now):
            cohorts.undertake(role=role, by=role.person, now=now)
