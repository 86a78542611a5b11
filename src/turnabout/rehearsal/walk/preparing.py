"""Step 5: everybody books one of their sessions, comes, and is marked on the register."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from turnabout.rehearsal.clockwork import Beat
from turnabout.rehearsal.walk import its_own
from turnabout.rehearsal.world import World
from turnabout.selection import queries as selection
from turnabout.training import actions as training
from turnabout.training import queries as sessions

HOUR = timedelta(hours=1)
TRAINING = ("mentee_training_a", "mentee_training_b", "mentor_briefing_a", "mentor_briefing_b")
SUPPORT = ("peer_support_1", "peer_support_2", "peer_support_3")
COMES_TO_SUPPORT, COMES_TO_SHARING = 0.6, 0.85


def beats(world: World) -> list[Beat]:
    """Bookings after the decisions are told, and a register an hour after each session."""
    told = world.at("decisions")
    booking = [
        Beat(world.between(told + timedelta(days=1), world.at("mentee_training_a")), "Somebody books", _books(one))
        for one in world.of("mentor", "accepted") + world.of("mentee", "accepted")
    ]
    return [
        Beat(told + 14 * HOUR, "Sessions are planned", _plan),
        *booking,
        Beat(told + timedelta(days=4), "Whoever came from the reserve list books", _latecomers_book),
        *(Beat(world.after(step) + HOUR, f"Register: {step}", _register(step)) for step in TRAINING),
    ]


def later_beats(world: World) -> list[Beat]:
    """Peer support while mentoring runs, and the joint sharing session at its end."""
    found = []
    shares = {**dict.fromkeys(SUPPORT, COMES_TO_SUPPORT), "sharing_session": COMES_TO_SHARING}
    for step, share in ((step, share) for step, share in shares.items() if world.has(step)):
        found.append(Beat(world.at(step) - timedelta(days=10), f"Bookings: {step}", _book_step(step, share)))
        found.append(Beat(world.after(step) + HOUR, f"Register: {step}", _register(step)))
    return found


def _plan(world: World, now: datetime) -> None:
    planned = training.plan_sessions(cohort=world.cohort, by=world.coordinator, now=now)
    its_own.put_in_their_places(world, planned, now)


def _books(one: Any):
    def deed(world: World, now: datetime) -> None:
        person = world.who[one.email]
        for participation in selection.mine(person):
            if participation.status != "taking_part":
                continue
            choices = [choice for choice in sessions.sessions_for(person, participation, now) if choice.gate]
            for choice in choices:
                open_ones = [offer.session for offer in choice.offers if offer.may_book]
                if open_ones:
                    chosen = world.source.choice(open_ones)
                    training.book(session=chosen, participation=participation, by=person, now=now)

    return deed


def _latecomers_book(world: World, now: datetime) -> None:
    told = world.day("decisions", time(11))
    for one in world.of("mentor", "accepted") + world.of("mentee", "accepted"):
        if any(participation.accepted_at > told for participation in selection.mine(world.who[one.email])):
            _books(one)(world, now)


def _book_step(step: str, share: float):
    def deed(world: World, now: datetime) -> None:
        session = _session(world, step, now)
        for row in sessions.register(world.cast["trainer"], session, now):
            if row.booking is None and world.chance(share):
                person = row.participation.person
                training.book(session=session, participation=row.participation, by=person, now=now)

    return deed


def _register(step: str):
    def deed(world: World, now: datetime) -> None:
        session = _session(world, step, now)
        booked = [row.participation for row in sessions.register(world.cast["trainer"], session, now) if row.booking]
        if booked:
            training.mark_register(session=session, attended=booked, by=world.cast["trainer"], now=now)

    return deed


def _session(world: World, step: str, now: datetime) -> Any:
    return next(one for one in sessions.sessions(world.coordinator, world.cohort, now) if one.step == step)
