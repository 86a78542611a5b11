"""Step 1 and 2: the installation, its people, the programme, the cohort and its public page."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from turnabout.applications import actions as applications
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts import queries
from turnabout.foundation import clock
from turnabout.foundation.accounts.actions import register_person
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.rehearsal.clockwork import Beat
from turnabout.rehearsal.walk import its_own, returning
from turnabout.rehearsal.world import World
from turnabout.resources import actions as resources
from turnabout.stories import actions as stories

LOCAL_GRADES = (("Local grade C", 3), ("Local grade F", 6))
OFFICE = ("coordinator", "assessor", "trainer", "partner_lead", "board_reader", "ig_lead", "outsider")
IN_THE_COHORT = ("assessor", "trainer", "board_reader", "ig_lead")
OUTSIDE = "head.of.inclusion@example.org"
"""Whom the co-ordinator reports to: somebody who takes no part, under nobody who does."""
SUPPORT = {
    "speak_up": ("Speak-up contact", "0116 496 0200", "Monday to Friday, 9am to 5pm"),
    "wellbeing": ("Wellbeing team", "0116 496 0201", "Every day, 8am to 8pm"),
    "safeguarding": ("Safeguarding lead", "0116 496 0202", ""),
    "hr": ("People team", "0116 496 0203", "Monday to Friday, 9am to 5pm"),
    "network": ("Staff networks", "0116 496 0204", "Leave a message at any time"),
}
"""Whom people can turn to: the host has them all, its first partner the first two, and the others none."""
HOST_COLOUR = "#4a2a6b"


def beats(world: World) -> list[Beat]:
    """Everything before the cohort exists: it is set up half a year before mentoring starts."""
    first = world.fixture.set_up_on

    def at(days: int, hour: int) -> datetime:
        return clock.london(first + timedelta(days=days), time(hour))

    brought = [Beat(at(2, 10), "Last year's list comes in", returning.bring_in)] if world.system else []
    return [
        Beat(at(0, 9), "The office signs in", _office),
        Beat(at(0, 10), "Organisations, programme and cohort are made", _cohort),
        Beat(at(0, 11), "Support contacts and a colour are written down", _places),
        Beat(at(1, 10), "Resources and earlier voices go on the page", _shelf),
        *brought,
    ]


def _office(world: World, now: datetime) -> None:
    for player in world.fixture.cast:
        if player.key in OFFICE:
            world.cast[player.key] = register_person(name=player.name, email=player.email, by=OPERATOR, now=now)
            world.who[player.email] = world.cast[player.key]


def _cohort(world: World, now: datetime) -> None:
    fixture = world.fixture
    places: list[Any] = [
        cohorts.create_organisation(name=place.name, kind=place.kind, by=OPERATOR, now=now)
        for place in fixture.organisations
    ]
    keeps = {"kind": "coordinator", "organisation": places[0], "manager_email": OUTSIDE}
    cohorts.give_role(person=world.coordinator, **keeps, by=OPERATOR, now=now)
    programme = cohorts.create_programme(host=places[0], name=fixture.programme, by=world.coordinator, now=now)
    world.cohort = cohorts.create_cohort(
        programme=programme,
        pattern=fixture.pattern,
        number=fixture.number,
        title=fixture.title,
        starts_on=fixture.starts_on,
        organisations=places,
        strands=fixture.strands,
        words=fixture.words,
        contact=fixture.contact,
        chief_executive_exempt=any(supply.chief_executive for supply in fixture.supply),
        by=world.coordinator,
        now=now,
    )
    for place in places:
        _lists(world, place, now)
    for kind in IN_THE_COHORT:
        cohorts.give_role(person=world.cast[kind], kind=kind, cohort=world.cohort, by=world.coordinator, now=now)
    its_own.put_in_place(world, now)


def _lists(world: World, place: Any, now: datetime) -> None:
    """What the people of an organisation find while they type, and what it calls grades of its own."""
    teams = sorted({one.team for one in world.people if one.organisation == place.name})
    keep = {"organisation": place, "by": world.coordinator, "now": now}
    cohorts.set_list(kind="team", names=teams, **keep)
    cohorts.set_list(kind="place", names=[f"{place.name}, main office"], **keep)
    for name, level in LOCAL_GRADES:
        applications.map_grade(name=name, level=level, **keep)


def _places(world: World, now: datetime) -> None:
    """Each organisation's contacts, the host's colour, and the lead of its first partner (else of the host)."""
    host, *partners = queries.organisations_in(world.cohort)
    cohorts.set_brand(organisation=host, name="", colour=HOST_COLOUR, by=world.coordinator, now=now)
    for organisation, kinds in ((host, list(SUPPORT)), *((one, list(SUPPORT)[:2]) for one in partners[:1])):
        for kind in kinds:
            name, phone, hours = SUPPORT[kind]
            contact = {"name": name, "phone": phone, "hours": hours}
            cohorts.add_contact(organisation=organisation, kind=kind, contact=contact, by=world.coordinator, now=now)
    led = next(iter(partners), host)
    cohorts.give_role(person=world.cast["partner_lead"], kind="partner_lead", organisation=led, by=OPERATOR, now=now)


def _shelf(world: World, now: datetime) -> None:
    for title, kind, topic in world.fixture.resources:
        resources.add_resource(
            cohort=world.cohort,
            title=title,
            url=f"https://resources.example.org/{title.lower().split(':')[0].replace(' ', '-')}",
            kind=kind,
            topics=[topic],
            by=world.coordinator,
            now=now,
        )
    for thing, values in world.fixture.passages.items():
        cohorts.change_passage(cohort=world.cohort, thing=thing, values=values, by=world.coordinator, now=now)
    for year, said_by, words in world.fixture.testimonials if world.cohort.has("testimonials") else ():
        told = stories.add_testimonial(
            cohort=world.cohort,
            year_label=year,
            words=words,
            said_by=said_by,
            channels=["public"],
            consent_on=date.fromordinal(now.date().toordinal() - 30),
            consent_how="email",
            by=world.coordinator,
            now=now,
        )
        stories.publish(testimonial=told, by=world.coordinator, now=now)
