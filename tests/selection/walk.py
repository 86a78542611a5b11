"""From applications that were sent to people who take part, through the real actions."""

from __future__ import annotations

from typing import Any

from tests.applications import walk as applying
from tests.cohorts.world import World, at
from turnabout.applications.models import Application
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.models import Person
from turnabout.selection import actions
from turnabout.selection.models import Participation

DECIDING = at(2024, 1, 30, 14)
"""An instant after the source programme's cohort closed to applications."""
TELLING = at(2024, 2, 2, 11)


def second_coordinator(world: World) -> Person:
    lena = Person.objects.make(name="Lena Moss", email="lena.moss@example.org")
    cohorts.give_role(person=lena, kind="coordinator", organisation=world.host, by=world.administrator, now=world.now)
    return lena


def sent(cohort: Cohort, role: str = "mentor", name: str = "Amara Okafor", now: Any = applying.DURING) -> Application:
    """Somebody of that name filled everything in and sent it."""
    application = applying.start(cohort, role, name, now)
    return applying.send(applying.fill(application, now, but={"about": {"name": name}}), now)


def close(cohort: Cohort, world: World, now: Any = DECIDING) -> Cohort:
    return cohorts.close_applications(cohort=cohort, by=world.coordinator, now=now)


def decide(application: Application, world: World, outcome: str = "accept", now: Any = DECIDING, **more: Any) -> Any:
    by = more.pop("by", world.coordinator)
    return actions.decide(application=application, outcome=outcome, by=by, now=now, **more)


def accepted(cohort: Cohort, world: World, *names: str, role: str = "mentor") -> list[Participation]:
    """Everybody named applied, was accepted, and was told; the cohort is closed by then."""
    for name in names:
        application = sent(cohort, role, name)
        decide(application, world)
    if cohort.status == "open":
        close(cohort, world)
    actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    found = Participation.objects.filter(cohort=cohort, person__name__in=names)
    return sorted(found.select_related("person", "cohort"), key=lambda one: names.index(one.person.name))
