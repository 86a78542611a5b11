"""Step 8: the sealed questionnaire is planned, answered by most, closed, and opened once."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from turnabout.cohorts import actions as cohorts
from turnabout.rehearsal.clockwork import Beat
from turnabout.rehearsal.walk import readying
from turnabout.rehearsal.world import PASSPHRASE, World, there
from turnabout.surveys import actions as surveys
from turnabout.surveys import queries as answers

AGREE, DISAGREE = (4, 5), (2, 3)


def beats(world: World) -> list[Beat]:
    """From the key's practice to the statements; where nobody is asked, mentoring comes to its end all the same."""
    if not world.has("end_questionnaire"):
        return [Beat(world.day("end", time(9)), "Mentoring comes to its end", _begin_closing)]
    opens = world.day("end_questionnaire", time(9))
    closes = world.after("end_questionnaire_closes")
    found = [
        Beat(opens - timedelta(days=14), "The box gets its key", _plan),
        Beat(opens, "The questionnaire opens", _open),
    ]
    for one in world.of("mentor", "accepted") + world.of("mentee", "accepted"):
        answering = one.cast or world.chance(world.fixture.answer_share)
        at = world.between(opens + timedelta(days=1), closes - timedelta(days=1))
        if answering:
            found.append(Beat(at, "Somebody answers", _answer(one)))
    return [*found, Beat(closes + timedelta(hours=34), "The box is opened", _open_box)]


def _plan(world: World, now: datetime) -> None:
    world.questionnaire = surveys.plan_questionnaire(
        cohort=world.cohort, passphrase=PASSPHRASE, by=world.coordinator, now=now
    )


def _begin_closing(world: World, now: datetime) -> None:
    readying.mark("begin_closing")(world, now)
    cohorts.begin_closing(cohort=world.cohort, by=world.coordinator, now=now)


def _open(world: World, now: datetime) -> None:
    _begin_closing(world, now)
    world.questionnaire = surveys.open_questionnaire(questionnaire=world.questionnaire, by=world.coordinator, now=now)


def _answer(one: Any):
    def deed(world: World, now: datetime) -> None:
        person = world.who[one.email]
        for questionnaire in answers.to_answer(person, now):
            given = {item.code: _say(world, one.role, item) for item in answers.items_for(person, questionnaire)}
            surveys.answer(questionnaire=questionnaire, person=person, answers=given, by=person, now=now)

    return deed


def _say(world: World, role: str, item: Any) -> int | str:
    if item.code not in world.fixture.agree:
        return world.words("Please look at who never gets to finish a sentence in the big meetings.")
    agrees = world.chance(world.fixture.agree[item.code])
    world.agreed[role, item.code].append(agrees)
    return world.source.choice(AGREE if agrees else DISAGREE)


def _open_box(world: World, now: datetime) -> None:
    found = there(answers.of_cohort(world.coordinator, world.cohort, now))
    if found.status == "open":
        found = surveys.close(questionnaire=found, by=world.coordinator, now=now)
    surveys.open_box(questionnaire=found, passphrase=PASSPHRASE, by=world.coordinator, now=now)
