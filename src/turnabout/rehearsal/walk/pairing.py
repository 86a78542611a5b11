"""Step 6: a round, its publication, the answers, and a second round for those whose pair did not go ahead."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from turnabout.cohorts import actions as cohorts
from turnabout.matching import actions as matching
from turnabout.matching import queries as rounds
from turnabout.rehearsal.clockwork import Beat
from turnabout.rehearsal.walk import readying
from turnabout.rehearsal.world import World, there

SAYS_NO = {"system": ("mentor", "mentee"), "board": ()}
"""Whose no is scripted in the first round: one silent no of each role in the system programme."""


def beats(world: World) -> list[Beat]:
    """From the first round to the last answer."""
    first = world.day("matching", time(10))
    due = world.after("answers_due")
    again = max(first + timedelta(days=9), due - timedelta(days=6))
    return [
        Beat(first, "The first round is run", _run),
        Beat(first + timedelta(hours=4), "The first round is published", _publish),
        Beat(first + timedelta(days=2), "Reverse mentors answer", _answer("mentor", scripted=True)),
        Beat(first + timedelta(days=4), "Reverse mentees answer", _answer("mentee", scripted=True)),
        Beat(again, "A second round for those who wait", _run_again),
        Beat(again + timedelta(days=1), "Reverse mentors answer again", _answer("mentor", scripted=False)),
        Beat(again + timedelta(days=2), "Reverse mentees answer again", _answer("mentee", scripted=False)),
    ]


def _run(world: World, now: datetime) -> None:
    readying.mark("match")(world, now)
    cohorts.start_matching(cohort=world.cohort, by=world.coordinator, now=now)
    matching.run_round(cohort=world.cohort, by=world.coordinator, now=now)


def _publish(world: World, now: datetime) -> None:
    found = there(rounds.latest_round(world.coordinator, world.cohort, now))
    matching.publish(found=found, by=world.coordinator, now=now)


def _run_again(world: World, now: datetime) -> None:
    if SAYS_NO[world.fixture.pattern]:
        found = matching.run_round(cohort=world.cohort, by=world.coordinator, now=now)
        if found.status == "solved" and found.pair_count:
            matching.publish(found=found, by=world.coordinator, now=now)


def _answer(role: str, *, scripted: bool):
    def deed(world: World, now: datetime) -> None:
        refusing = role in SAYS_NO[world.fixture.pattern] and scripted
        for one in world.of(role, "accepted"):
            person = world.who[one.email]
            for pair in rounds.to_answer(person, now):
                no = refusing and not one.cast
                matching.answer(pair=pair, yes=not no, by=person, now=now)
                refusing = refusing and not no

    return deed
