"""People who are trained and wait for a partner, a round, and two who said yes: all through the real actions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.applications import walk as applying
from tests.cohorts.world import World, at
from tests.selection.walk import TELLING, close, decide
from turnabout.applications import actions as applications
from turnabout.applications.wordings import EXPERIENCE_NOW
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.models import Person
from turnabout.matching import actions
from turnabout.matching.models import Pair, Round
from turnabout.selection import actions as selection
from turnabout.selection.models import Participation
from turnabout.training import actions as training
from turnabout.training.models import Session

TRAINED = at(2024, 3, 11, 20)
MATCHING = at(2024, 3, 18, 10)
TRAININGS = {"mentor": "mentor_briefing_b", "mentee": "mentee_training_b"}
KEY = re.compile(r'name="idempotency_key" value="([^"]+)"')


@dataclass(frozen=True)
class Who:
    """One applicant. `answers` goes over the form's usual answers, section by section."""

    name: str
    role: str = "mentor"
    topics: tuple[str, ...] = ("race",)
    capacity: int = 1
    open: bool = False
    trained: bool = True
    accept: bool = True
    modes: tuple[str, ...] = ("in_person", "video")
    manager: str = ""
    answers: Mapping[str, dict[str, Any]] = field(default_factory=dict)

    def form(self, world: World) -> dict[str, dict[str, Any]]:
        """What this person writes where the usual answers do not do."""
        own: dict[str, dict[str, Any]] = {
            "about": {"name": self.name},
            "meeting": {"modes": list(self.modes), "capacity": str(self.capacity)},
            "manager": {"manager_email": self.manager or f"boss.of.{address(self.name)}"},
            "apart": {"avoid_emails": [], "avoid_teams": []},
        }
        if self.role == "mentee":
            own["learning"] = {"topics": list(self.topics), "open_to_any": self.open}
        return {code: own.get(code, {}) | dict(self.answers.get(code, {})) for code in {*own, *self.answers}}


AMARA, IDRIS = Who("Amara Okafor"), Who("Idris Vale", topics=("race", "disability"))
HELEN, GARETH = Who("Helen Marlowe", "mentee"), Who("Gareth Pryce", "mentee", topics=("race", "disability"))


def address(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@example.org"


def apply_as(cohort: Cohort, who: Who, world: World) -> Any:
    """Somebody fills in the form and sends it."""
    application = applying.start(cohort, who.role, who.name)
    applying.fill(application, but=who.form(world))
    if who.role == "mentor":
        applications.offer_experience(
            application=application,
            topics=who.topics,
            wording=EXPERIENCE_NOW,
            open_to_any=who.open,
            by=application.person,
            now=applying.DURING,
        )
    return applying.send(application)


@dataclass
class Ready:
    """A cohort that has got as far as matching."""

    world: World
    cohort: Cohort

    @classmethod
    def make(cls, world: World, *people: Who, **given: Any) -> Ready:
        """Everybody applies; whoever is accepted is told, trained unless they are not to be, and ready at MATCHING."""
        cohort = world.open_cohort(**given)
        for who in people:
            decide(apply_as(cohort, who, world), world, **({} if who.accept else {"outcome": "reserve"}))
        cohort = close(cohort, world)
        selection.release(cohort=cohort, by=world.coordinator, now=TELLING)
        return cls.told(world, cohort, *people)

    @classmethod
    def told(cls, world: World, cohort: Cohort, *people: Who) -> Ready:
        """From the day on which everybody was told to MATCHING."""
        keep: dict[str, Any] = {"by": world.coordinator, "now": TELLING}
        cohort = cohorts.prepare(cohort=cohort, **keep)
        training.plan_sessions(cohort=cohort, **keep)
        made = cls(world, cohort)
        for role, step in TRAININGS.items():
            made.train(step, [made.part(one.name) for one in people if one.role == role and one.trained and one.accept])
        cohort = cohorts.start_matching(cohort=cohort, by=world.coordinator, now=MATCHING)
        return cls(world, cohort)

    @property
    def coordinator(self) -> Person:
        return self.world.coordinator

    def person(self, name: str) -> Person:
        return Person.objects.get(name=name)

    def part(self, name: str) -> Participation:
        found = Participation.objects.select_related("person", "cohort", "organisation")
        return found.get(cohort=self.cohort, person__name=name)

    def train(self, step: str, people: list[Participation], *, absent: Any = ()) -> None:
        session = Session.objects.get(cohort=self.cohort, step=step)
        training.mark_register(session=session, attended=people, absent=absent, by=self.coordinator, now=TRAINED)

    def run(self, now: Any = MATCHING) -> Round:
        return actions.run_round(cohort=self.cohort, by=self.coordinator, now=now)

    def publish(self, found: Round | None = None, now: Any = MATCHING) -> Round:
        return actions.publish(found=found or self.run(now), by=self.coordinator, now=now)

    def pair(self, mentor: str, mentee: str, found: Round | None = None) -> Pair:
        pairs = Pair.objects.filter(mentor__person__name=mentor, mentee__person__name=mentee)
        whole = pairs.select_related("round__cohort", "mentor__person", "mentee__person").order_by("round__number")
        return whole.filter(**({"round": found} if found else {})).last()  # type: ignore[return-value]

    def couples(self, found: Round) -> set[tuple[str, str]]:
        return set(found.pairs.values_list("mentor__person__name", "mentee__person__name"))

    def left_over(self, found: Round) -> set[str]:
        return set(found.unmatched.values_list("participation__person__name", flat=True))

    def answer(self, name: str, yes: bool, pair: Pair, now: Any = MATCHING) -> Pair:
        return actions.answer(pair=pair, yes=yes, by=self.person(name), now=now)

    def agree(self, pair: Pair, now: Any = MATCHING + timedelta(days=2)) -> Pair:
        """Both say yes, the reverse mentor first."""
        pair = self.answer(pair.mentor.person.name, True, pair, now)
        return self.answer(pair.mentee.person.name, True, pair, now)


def page_of(person: Person | None, name: str, *args: Any) -> Any:
    """The page as that person gets it."""
    client = Client()
    if person is not None:
        client.force_login(person)
    return client.get(reverse(name, args=args))


def press(person: Person, name: str, *args: Any, key: str = "", **given: Any) -> Any:
    """Open the page, fill in what is given, and press; `key` presses the same form again."""
    client = Client()
    client.force_login(person)
    shown = client.get(reverse(name, args=args)).content.decode()
    hidden = {"idempotency_key": key or (KEY.findall(shown) or [""])[0]}
    return client.post(reverse(name, args=args), hidden | given)
