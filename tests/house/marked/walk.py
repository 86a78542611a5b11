"""A cohort of marked answers, walked through the real actions and paused at every moment that the table knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from tests.applications.walk import DURING
from tests.cohorts.world import World, at, make_ready
from tests.house.marked import deeds
from tests.house.marked.authors import AUTHORS, CHOICES, EVERYBODY, LEADER, Mark, marks_in
from tests.matching.walk import MATCHING
from tests.partnerships.walk import BOOKING, FIRST
from tests.selection.walk import DECIDING, TELLING
from turnabout.applications import actions
from turnabout.applications.models import Application
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.foundation import clock
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.accounts.models import Person
from turnabout.matching.models import Pair
from turnabout.partnerships.models import Partnership
from turnabout.resources import actions as resources
from turnabout.selection.models import Participation
from turnabout.stories import actions as stories

OFFICE = {
    "assessor": "Sam Ridley",
    "trainer": "Nadia Brook",
    "board_reader": "Ruth Ashdown",
    "ig_lead": "Colin Frost",
}


@dataclass
class Stage:
    """One moment of the walk: at which of the table's moments each author is and in which role.

    `asked` says who was asked about whom (reader, about), `met` who said yes to whom and still meets, `parted` who
    met whom before.
    """

    name: str
    moments: Mapping[str, str]
    roles: Mapping[str, str]
    asked: frozenset[tuple[str, str]] = frozenset()
    met: frozenset[tuple[str, str]] = frozenset()
    parted: frozenset[tuple[str, str]] = frozenset()

    @property
    def near(self) -> frozenset[tuple[str, str]]:
        """Who has, or had, to do with whom."""
        return self.asked | self.met | self.parted


@dataclass
class Marked:
    """The cohort, its people and the secrets of its links, as `tests.house.objects` asks for them.

    `given` are the marked answers of each author that are there to be found, `read` the messages that were looked at.
    """

    world: World
    cohort: Cohort
    board: Cohort
    cast: dict[str, Any] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    given: dict[str, set[Mark]] = field(default_factory=lambda: {key: set() for key in EVERYBODY})
    read: set[Any] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)

    @classmethod
    def make(cls) -> Marked:
        """The cohort is open, asks leaders about their own life, and everybody of the office is there."""
        world = World.make(at(2023, 9, 1, 9))
        keep: dict[str, Any] = {"by": world.coordinator, "now": world.now}
        draft = world.cohort()
        places = [world.host, world.partner]
        asks = draft.policies | {"asks_identity": 1}
        cohorts.set_policies(cohort=draft, organisations=places, strands=draft.strands, given=asks, **keep)
        cohort = cohorts.open_applications(cohort=make_ready(draft, **keep), **keep)
        made = cls(world, cohort, world.open_cohort(number=6, pattern="board", starts_on=date(2024, 4, 8)))
        made.furnish()
        for choice in CHOICES:
            for mark in choice.marks:
                made.given[mark.author].add(mark)
        return made

    def furnish(self) -> None:
        """The office, a lead for each organisation, and something on every list that no applicant writes."""
        keep: dict[str, Any] = {"by": self.world.coordinator, "now": self.world.now}
        self.cast = {"coordinator": self.world.coordinator, "outsider": self.world.outsider}
        self.cast["administrator"] = self.world.administrator
        for kind, name in OFFICE.items():
            self.cast[kind] = _person(name)
            cohorts.give_role(person=self.cast[kind], kind=kind, cohort=self.cohort, **keep)
        for key, name, place in (
            ("partner_lead", "Owen Castle", self.world.host),
            ("partner_lead_other", "Otto Lane", self.world.partner),
        ):
            self.cast[key] = _person(name)
            given = {"kind": "partner_lead", "organisation": place, "by": OPERATOR, "now": self.world.now}
            cohorts.give_role(person=self.cast[key], **given)
        self.cast["coordinator_other"] = _person("Lena Moss")
        cohorts.give_role(
            person=self.cast["coordinator_other"],
            kind="coordinator",
            organisation=self.world.partner,
            by=OPERATOR,
            now=self.world.now,
        )
        actions.map_grade(organisation=self.world.host, name="Local grade C", level=3, **keep)
        resources.add_resource(cohort=self.cohort, title="A film", url="https://example.org/f", kind="video", **keep)
        stories.add_testimonial(
            cohort=self.cohort,
            year_label="2022/23",
            words="It changed who speaks first.",
            said_by="mentor",
            channels=["public"],
            consent_on=date(2023, 6, 1),
            consent_how="email",
            **keep,
        )

    def note(self, key: str, *texts: Any) -> None:
        """Remember the marks of what an author has just typed or is written about them."""
        self.given[key] |= {mark for text in texts for mark in marks_in(str(text)) if mark.author == key}

    @property
    def by(self) -> Person:
        return self.world.coordinator

    def application(self, key: str) -> Application:
        found = Application.objects.select_related("person", "cohort__programme__host", "organisation")
        return found.get(person=self.people[key])

    def part(self, key: str) -> Participation:
        return Participation.objects.select_related("person", "cohort").get(person=self.people[key])

    def key_of(self, person: Any) -> str:
        return next(key for key, known in self.people.items() if known.pk == person.pk)

    def pairs(self) -> list[Pair]:
        found = Pair.objects.select_related("round__cohort", "mentor__person", "mentee__person")
        return list(found.order_by("mentor__person__email"))

    def partnership(self, mentor: str) -> Partnership:
        found = Partnership.objects.select_related("cohort", "mentor__person", "mentee__person")
        return found.get(mentor__person=self.people[mentor])


WALK: dict[str, tuple[Callable[[Marked, datetime], None], datetime]] = {
    "filled in": (deeds.fill_in, DURING),
    "sent": (deeds.send, DECIDING),
    "told": (deeds.tell, TELLING + timedelta(days=2)),
    "asked": (deeds.ask, MATCHING + timedelta(days=1)),
    "together": (deeds.meet, BOOKING + timedelta(days=1)),
    "ended": (deeds.end, FIRST + timedelta(days=1)),
}
"""What happens before each stage, and when it is looked at."""


def stages(found: Marked) -> Iterator[Stage]:
    """The cohort at each moment, under a clock that stands still there. The caller rolls all of it back."""
    for name, (deed, now) in WALK.items():
        with clock.borrowed(now):
            deed(found, now)
            yield stage_of(found, name)


def stage_of(found: Marked, name: str) -> Stage:
    """At which moment everybody is: what this walk has done with them, said by hand and not asked of the site."""
    common = {"filled in": "before_sending", "sent": "sent"}.get(name, "accepted")
    moments, roles = dict.fromkeys(EVERYBODY, common), {key: one.role for key, one in EVERYBODY.items()}
    moments[LEADER.key] = "before_sending" if name == "filled in" else "sent"
    if name != "filled in":
        moments |= {one.key: "withdrawn" for one in AUTHORS if one.leaves}
    if common == "accepted":
        moments[deeds.DECLINED] = "sent"
        roles |= {one.key: one.placed for one in AUTHORS if one.placed}
    near: dict[str, set[tuple[str, str]]] = {"asked": set(), "together": set(), "ended": set()}
    for pair in found.pairs():
        mentor, mentee = found.key_of(pair.mentor.person), found.key_of(pair.mentee.person)
        moment = "asked" if mentor == deeds.LATE else "together" if mentor == deeds.STAYS and name == "ended" else name
        moments |= {mentor: moment, mentee: moment}
        near[moment].add((mentor, mentee))
        if (mentor, name) != (deeds.LATE, "asked"):  # else the leader does not know of it yet
            near[moment].add((mentee, mentor))
    return Stage(name, moments, roles, *(frozenset(near[one]) for one in ("asked", "together", "ended")))


def _person(name: str) -> Person:
    return Person.objects.make(name=name, email=f"{name.lower().replace(' ', '.')}@example.org")
