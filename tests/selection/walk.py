"""From applications that were sent to people who take part, through the real actions."""

from __future__ import annotations

from typing import Any

from tests.applications import walk as applying
from tests.cohorts.world import World, at
from turnabout.applications.models import Application
from turnabout.applications.permissions.choices import placed
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.selection import actions
from turnabout.selection.models import Assessment, Panellist, Participation
from turnabout.selection.panel import criteria_of, has_panel, readers_of, word_of
from turnabout.selection.permissions import may_sit

ASSESSORS = ("Sam Ridley", "Tess Marwood", "Ugo Fennimore")
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
    """The decision; where it waits for the panel, the panel first finds everything shown."""
    by = more.pop("by", world.coordinator)
    given: dict[str, Any] = {"application": application, "outcome": outcome, "by": by, "now": now, **more}
    try:
        return actions.decide(**given)
    except Refused as refusal:
        if "panel has not assessed" not in str(refusal.reason):
            raise
    assessed(application, world, now, by=by)
    return actions.decide(**given)


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


def assessors(cohort: Cohort, world: World, many: int = 1, now: Any = DECIDING) -> list[Person]:
    """`many` assessors of the cohort who said that they know nobody in it, made once."""
    found = []
    for name in ASSESSORS[:many]:
        email = f"{name.lower().replace(' ', '.')}@example.org"
        person = Person.objects.filter(email=email).first() or Person.objects.make(name=name, email=email)
        if not Panellist.objects.filter(cohort=cohort, person=person).exists():
            if not may_sit(person, cohort, now):
                give = {"kind": "assessor", "cohort": cohort, "by": world.coordinator}
                cohorts.give_role(person=person, **give, now=min(now, world.now))
            actions.declare(cohort=cohort, emails=[], teams=[], by=person, now=now)
        found.append(person)
    return found


def checked(application: Application, world: World, now: Any = DECIDING, **more: Any) -> Application:
    """A co-ordinator let the panel read it, with nothing hidden unless said."""
    by = more.pop("by", world.coordinator)
    given = {"hidden": [], "settled": []} | more
    actions.check(application=application, by=by, now=now, **given)
    return application


def says(
    assessment: Assessment, now: Any = DECIDING, score: int = 2, recommends: str = "yes", **other: int
) -> Assessment:
    """The assessor gives every criterion `score`, but for those of `other`, and finishes."""
    application = assessment.application
    scores = {one.code: score for one in criteria_of(application.cohort, application.role)} | other
    return actions.finish(
        assessment=assessment,
        scores=scores,
        notes={code: "Nothing of it is there." for code, given in scores.items() if given == 0},
        recommends=recommends,
        by=assessment.assessor,
        now=now,
    )


def assessed(application: Application, world: World, now: Any = DECIDING, by: Person | None = None) -> Application:
    """As many assessors as the cohort wants have read it and find everything shown, if it has a panel."""
    cohort = application.cohort
    if not has_panel(cohort) or not placed(application) or word_of(application).state == "said":
        return application
    assessors(cohort, world, readers_of(cohort), now)
    checked(application, world, now, by=by or world.coordinator)
    actions.give_out(cohort=cohort, by=world.coordinator, now=now)
    for one in Assessment.objects.filter(application=application, status="assigned").select_related("assessor"):
        says(one, now)
    return application
