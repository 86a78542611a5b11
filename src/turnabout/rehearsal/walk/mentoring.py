"""Step 7: both sign, the leader books, and six months of meetings are held, moved or cancelled."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from turnabout.cohorts import actions as cohorts
from turnabout.foundation import clock
from turnabout.partnerships import actions as partnerships
from turnabout.partnerships import queries as pairs
from turnabout.rehearsal.clockwork import Beat
from turnabout.rehearsal.walk import readying
from turnabout.rehearsal.world import World

MEETINGS, WEEKS_APART = 6, 4
AHEAD = timedelta(days=9)


def beats(world: World) -> list[Beat]:
    """From the start to the end of mentoring, for every pair at its own hours."""
    start = world.day("start", time(9))
    found = [Beat(start, "Mentoring starts", _launch), Beat(start + timedelta(hours=3), "Pairs sign", _sign)]
    monday = start.astimezone(clock.LONDON).date()
    for leader in world.of("mentee", "accepted"):
        for number in range(MEETINGS):
            day = monday + timedelta(weeks=WEEKS_APART * number + 1, days=world.source.randrange(5))
            at = clock.london(day, time(world.source.choice((9, 10, 11, 13, 14, 15))))
            found += _meeting(world, leader.email, at)
    return found


def end_beats(world: World) -> list[Beat]:
    """Partnerships are complete when mentoring ends."""
    return [Beat(world.day("end", time(16)), "Partnerships are complete", _complete)]


def _launch(world: World, now: datetime) -> None:
    readying.mark("launch")(world, now)
    readying.mark("begin_closing")(world, now)
    cohorts.launch(cohort=world.cohort, by=world.coordinator, now=now)


def _sign(world: World, now: datetime) -> None:
    for leader in world.of("mentee", "accepted"):
        person = world.who[leader.email]
        for partnership in pairs.mine(person).filter(cohort=world.cohort):
            signed = partnerships.sign(partnership=partnership, by=partnership.mentor.person, now=now)
            partnerships.sign(partnership=signed, by=person, now=now)


def _meeting(world: World, email: str, at: datetime) -> list[Beat]:
    """One hour of one pair: proposed nine days before, accepted the next day, then held or cancelled."""
    held, by_leader = world.chance(world.fixture.meetings_share), world.chance(0.7)

    def propose(world: World, now: datetime) -> None:
        person = world.who[email]
        for partnership in _active(world, person):
            mode = world.source.choice(("in_person", "video"))
            partnerships.propose_meeting(partnership=partnership, starts_at=at, mode=mode, by=person, now=now)

    def accept(world: World, now: datetime) -> None:
        for meeting in _planned(world, email, at, "proposed"):
            partnerships.accept_meeting(meeting=meeting, by=meeting.partnership.mentor.person, now=now)

    def happen(world: World, now: datetime) -> None:
        for meeting in _planned(world, email, at, "accepted"):
            mentor, leader = meeting.partnership.mentor.person, meeting.partnership.mentee.person
            if held:
                partnerships.mark_held(meeting=meeting, by=leader, now=now)
            else:
                who = leader if by_leader else mentor
                partnerships.cancel_meeting(meeting=meeting, reason="work", by=who, now=now)

    when = at + timedelta(hours=2) if held else at - timedelta(days=2)
    return [
        Beat(at - AHEAD + timedelta(days=3), "A meeting is proposed", propose),
        Beat(at - AHEAD + timedelta(days=4), "A meeting is accepted", accept),
        Beat(when, "A meeting is held or cancelled", happen),
    ]


def _active(world: World, person: Any) -> list[Any]:
    return list(pairs.mine(person).filter(cohort=world.cohort, status="active"))


def _planned(world: World, email: str, at: datetime, status: str) -> list[Any]:
    return [
        meeting
        for partnership in _active(world, world.who[email])
        for meeting in pairs.meetings(world.who[email], partnership)
        if meeting.starts_at == at and meeting.status == status
    ]


def _complete(world: World, now: datetime) -> None:
    for partnership in pairs.running_unscoped(world.cohort):
        partnerships.complete(partnership=partnership, by=world.coordinator, now=now)
