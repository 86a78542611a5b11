"""People who were accepted and the sessions that are planned for them, through the real actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.cohorts.world import World, at
from tests.selection.walk import TELLING, close, decide, sent
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.models import Person
from turnabout.selection import actions as selection
from turnabout.selection.models import Participation
from turnabout.training import actions
from turnabout.training.models import Booking, Session

PLANNING = at(2024, 2, 2, 14)
BOOKING = at(2024, 2, 4, 20)
BETWEEN = at(2024, 2, 6, 12)
"""After the first training of reverse mentees and before the second."""
AFTER = at(2024, 3, 20)
"""After every training and briefing."""


@dataclass
class Prepared:
    """A cohort that gets ready: Amara and Idris as reverse mentors, Helen as reverse mentee, Nadia as trainer."""

    world: World
    cohort: Cohort
    amara: Participation
    idris: Participation
    helen: Participation
    trainer: Person

    @classmethod
    def make(cls, world: World) -> Prepared:
        cohort = world.open_cohort()
        for role, name in (("mentor", "Amara Okafor"), ("mentor", "Idris Vale"), ("mentee", "Helen Marlowe")):
            decide(sent(cohort, role, name), world)
        cohort = close(cohort, world)
        selection.release(cohort=cohort, by=world.coordinator, now=TELLING)
        cohort = cohorts.prepare(cohort=cohort, by=world.coordinator, now=TELLING)
        nadia = Person.objects.make(name="Nadia Brook", email="nadia.brook@example.org")
        cohorts.give_role(person=nadia, kind="trainer", cohort=cohort, by=world.coordinator, now=world.now)
        actions.plan_sessions(cohort=cohort, by=world.coordinator, now=PLANNING)
        found = Participation.objects.filter(cohort=cohort).select_related("person", "cohort")
        people = {one.person.name.split()[0].lower(): one for one in found}
        return cls(world, cohort, people["amara"], people["idris"], people["helen"], nadia)

    @property
    def coordinator(self) -> Person:
        return self.world.coordinator

    def session(self, step: str) -> Session:
        return Session.objects.select_related("cohort").get(cohort=self.cohort, step=step)

    def book(self, who: Participation, step: str, now: datetime = BOOKING, by: Any = None) -> Booking:
        return actions.book(session=self.session(step), participation=who, by=by or who.person, now=now)

    def mark(self, step: str, now: datetime, *, came: Any = (), absent: Any = (), by: Any = None) -> Session:
        session = self.session(step)
        return actions.mark_register(session=session, attended=came, absent=absent, by=by or self.trainer, now=now)

    def resize(self, step: str, capacity: int | None) -> Session:
        session = self.session(step)
        return actions.change_session(
            session=session,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            capacity=capacity,
            by=self.coordinator,
            now=PLANNING,
        )
