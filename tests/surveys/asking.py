"""A cohort whose mentoring is ending, its people, and its questionnaire at every point of its life."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.cohorts.world import World
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.queries import date_of
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.ids import new_id
from turnabout.selection.models import Participation
from turnabout.surveys import actions, queries
from turnabout.surveys.models import Questionnaire

PASSPHRASE = "copper lantern quiet river"
CANARY = "zqx"
WORDS = f"{CANARY} please look at who is never heard"


@dataclass
class Asking:
    """People of one cohort, asked at its end. `now` is the instant the next deed happens at."""

    world: World
    cohort: Cohort
    mentors: list[Person]
    mentees: list[Person]
    now: datetime
    questionnaire: Questionnaire | None = None
    sent: dict[Any, dict[str, Any]] = field(default_factory=dict)

    @property
    def coordinator(self) -> Person:
        return self.world.coordinator

    @property
    def people(self) -> list[Person]:
        return [*self.mentors, *self.mentees]

    @property
    def asked(self) -> Questionnaire:
        assert self.questionnaire is not None
        return self.questionnaire

    def plan(self, **given: Any) -> Questionnaire:
        whole = {"cohort": self.cohort, "passphrase": PASSPHRASE, "by": self.coordinator, "now": self.now}
        self.questionnaire = actions.plan_questionnaire(**(whole | given))
        return self.questionnaire

    def open(self, **given: Any) -> Questionnaire:
        self.plan(**given)
        self.questionnaire = actions.open_questionnaire(questionnaire=self.asked, by=self.coordinator, now=self.now)
        return self.questionnaire

    def answer(self, person: Person, *, agree: int | None = 5, words: str | None = WORDS, **more: Any) -> None:
        items = queries.items_for(person, self.asked)
        answers = {item.code: words if item.kind == "text" else agree for item in items} | more
        actions.answer(questionnaire=self.asked, person=person, answers=answers, by=person, now=self.now)
        self.sent[person.pk] = answers

    def answer_all(self, **given: Any) -> None:
        for person in self.people:
            self.answer(person, **given)

    def close(self) -> Questionnaire:
        self.questionnaire = actions.close(questionnaire=self.asked, by=self.coordinator, now=self.now)
        return self.questionnaire

    def open_box(self, **given: Any) -> Any:
        whole = {"questionnaire": self.asked, "passphrase": PASSPHRASE, "by": self.coordinator, "now": self.now}
        published = actions.open_box(**(whole | given))
        self.questionnaire = Questionnaire.objects.select_related("cohort").get(pk=self.asked.pk)
        return published

    def said(self) -> dict[str, str]:
        """The published sentence of each claim."""
        return {one.claim.code: one.text for one in queries.statements(self.cohort)}


def ending(world: World, *, mentors: int, mentees: int, pattern: str = "system", **given: Any) -> Asking:
    """A cohort walked to its end through its own moves, with so many people in each role."""
    now = world.now
    cohort = world.open_cohort(pattern=pattern, **given)
    planned = date_of(cohort, "end_questionnaire")
    assert planned is not None
    joined = Asking(
        world,
        cohort,
        [_joins(cohort, "mentor", number, now) for number in range(mentors)],
        [_joins(cohort, "mentee", number, now) for number in range(mentees)],
        planned.starts_at,
    )
    steps = (
        cohorts.close_applications,
        cohorts.prepare,
        cohorts.start_matching,
        cohorts.launch,
        cohorts.begin_closing,
    )
    for step in steps:
        now = now + timedelta(hours=1)
        step(cohort=cohort, by=world.coordinator, now=now)
    return joined


def _joins(cohort: Cohort, role: str, number: int, now: datetime) -> Person:
    """Somebody who takes part. How they were chosen is another room's test."""
    name = f"{role.capitalize()} Number {number}"
    person = Person.objects.make(name=name, email=f"{role}.{number}.{cohort.number}@example.org")
    Participation.objects.create(
        id=new_id(),
        cohort=cohort,
        person=person,
        role=role,
        organisation=cohort.organisations.order_by("name")[0],
        level=9 if role == "mentee" else 4,
        accepted_at=now,
    )
    return person
