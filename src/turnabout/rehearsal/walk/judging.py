"""Step 4, where a panel judges: applications are checked, given out, read blind, and settled where readers differ."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from turnabout.cohorts import actions as cohorts
from turnabout.foundation import clock
from turnabout.foundation.accounts.actions import register_person
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.rehearsal.clockwork import Beat
from turnabout.rehearsal.world import World, there
from turnabout.selection import actions as selection
from turnabout.selection import queries as panel

COLLEAGUES = ("Tess Marwood", "Ugo Fennimore")
"""Who assesses beside the one of the cast."""
OUTSIDE_IT = ["M1", "M2", "M7", "N6", "N7"]
"""What no panel judges, and the co-ordinator finds met."""
SURE, STRAYS = 0.7, 0.12
"""How likely a criterion is wholly shown, and how likely a reader sees a point more or less than is there."""


def beats(world: World, first: date) -> list[Beat]:
    """Three days of panel work from `first`."""

    def at(day: int, hour: int) -> datetime:
        return clock.london(first + timedelta(days=day), time(hour))

    return [
        Beat(at(0, 9), "Assessors say whom they know", _declare),
        Beat(at(0, 12), "Applications are checked for the panel", _check),
        Beat(at(0, 15), "Applications are given out", _give_out),
        Beat(at(1, 10), "An assessor finds a friend", _hand_back),
        Beat(at(1, 14), "The panel reads", _read),
        Beat(at(2, 10), "What the panel differs about is settled", _settle),
    ]


def _declare(world: World, now: datetime) -> None:
    for name in COLLEAGUES:
        email = _address(name)
        person = register_person(name=name, email=email, by=OPERATOR, now=now)
        world.who[email] = person
        cohorts.give_role(person=person, kind="assessor", cohort=world.cohort, by=world.coordinator, now=now)
    for assessor in _assessors(world):
        selection.declare(cohort=world.cohort, emails=[], teams=[], by=assessor, now=now)


def _check(world: World, now: datetime) -> None:
    state = panel.panel_state(world.coordinator, world.cohort, now)
    for application in state.to_check:
        hidden = panel.suspected(application, world.coordinator)
        selection.check(application=application, hidden=hidden, settled=OUTSIDE_IT, by=world.coordinator, now=now)


def _give_out(world: World, now: datetime) -> None:
    selection.give_out(cohort=world.cohort, by=world.coordinator, now=now)


def _hand_back(world: World, now: datetime) -> None:
    assessor = world.cast["assessor"]
    waits = panel.next_for(assessor, world.cohort, now)
    if waits is not None:
        mine = there(panel.find_assessment(assessor, waits.pk))
        selection.hand_back(assessment=mine, by=assessor, now=now)


def _read(world: World, now: datetime) -> None:
    for assessor in _assessors(world):
        mine = [one.assessment.pk for one in panel.my_assessments(assessor, world.cohort, now)]
        for one in sorted(panel.find_assessments(assessor, mine), key=lambda each: mine.index(each.pk)):
            criteria = [each.criterion.code for each in panel.judged(assessor, one, now)]
            scores = {code: _score(world, one, code, assessor) for code in criteria}
            selection.finish(
                assessment=one,
                scores=scores,
                notes={code: world.words("Not to be found here yet.") for code, score in scores.items() if score == 0},
                recommends="not_yet" if 0 in scores.values() else "yes",
                by=assessor,
                now=now,
            )


def _settle(world: World, now: datetime) -> None:
    for application in panel.panel_state(world.coordinator, world.cohort, now).to_settle:
        said = [one.marks.scores for one in panel.readings(world.coordinator, application, now)]
        scores = {code: max(one[code] for one in said) for code in said[0]}
        selection.settle(
            application=application,
            scores=scores,
            recommends="not_yet" if 0 in scores.values() else "yes",
            words=world.words("One of the two overlooked a sentence."),
            by=world.coordinator,
            now=now,
        )


def _assessors(world: World) -> list[Any]:
    return [world.cast["assessor"], *(world.who[_address(name)] for name in COLLEAGUES)]


def _address(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@example.org"


def _score(world: World, assessment: Any, code: str, assessor: Any) -> int:
    """What is there, as this reader sees it; drawn apart from everything else, so that nothing later moves."""
    writer = world.writer_of(assessment.application_id)
    there = random.Random(f"shown:{world.seed}:{writer}:{code}").random()
    seen = random.Random(f"seen:{world.seed}:{writer}:{code}:{assessor.email}").random()
    score = 2 if there < SURE else 1
    stray = -1 if seen < STRAYS else 1 if seen > 1 - STRAYS else 0
    return min(2, max(0, score + stray))
