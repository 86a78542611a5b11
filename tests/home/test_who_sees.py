"""Every page of cohorts, stories, resources and home, asked for by everybody, against the table written by hand."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cohorts.pictures import picture
from tests.cohorts.world import at
from tests.home.walk import furnish, say
from tests.house.matrix import cohorts, home, resources, stories
from tests.selection.walk import accepted
from turnabout.cohorts import actions
from turnabout.foundation import clock
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.accounts.models import Person

READINESS = (
    "first_steps",
    "readiness",
    "mark",
    "dpia",
    "dpia_file",
    "name_for",
    "letter",
    "record",
    "take_back",
    "asked",
)
"""Pages about what a cohort waits for: asked in their own tests, and with all others in the house matrix."""
KIT = {f"cohorts:{name}" for name in ("short", "short_in_capitals", "tell_me", "noted", "forget_me", "forgotten")}
KIT |= {f"home:{name}" for name in ("kit", "poster", "qr_drawing", "qr_picture", "newsletter", "newsletter_file")}
"""Those of the invitation kit: the same."""
OUTBOX = {"cohorts:no_more", "cohorts:no_more_done", "home:held", "home:write_to_many"}
OUTBOX |= {name for name in home.ROWS if name.startswith("home:message")}
"""Those of the outbox: the same."""
ALL = {**cohorts.ROWS, **home.ROWS, **resources.ROWS, **stories.ROWS}
ROWS = {name: row for name, row in ALL.items() if name not in {f"cohorts:{page}" for page in READINESS} | KIT | OUTBOX}


@pytest.fixture
def everybody(world):
    """Each of the seven, and the arguments of each page; the cohort is open and has two participants."""
    cohort = furnish(world, world.open_cohort())
    beside = world.open_cohort(number=4)
    amara, idris = accepted(beside, world, "Amara Okafor", "Idris Vale")
    owen = Person.objects.make(name="Owen Castle", email="owen.castle@example.org")
    actions.give_role(person=owen, kind="coordinator", organisation=world.partner, by=OPERATOR, now=world.now)
    reader = cohort.roles.get(kind="board_reader")
    story = say(world, cohort, publish=False)
    keep: dict[str, Any] = {"organisation": world.host, "by": world.coordinator, "now": world.now}
    contact = actions.add_contact(kind="hr", contact={"name": "People team", "phone": "0116 496 0203"}, **keep)
    host = actions.set_brand(name="", colour="#4a2a6b", logo=picture(), **keep)
    people = {
        "anonymous": None,
        "applicant_own": amara.person,
        "applicant_other": idris.person,
        "coordinator_own": world.coordinator,
        "coordinator_other": owen,
        "board_reader": reader.person,
        "outsider": world.outsider,
    }
    objects: dict[str, list[Any]] = {
        "cohorts:new": ["pattern"],
        "cohorts:change_date": [cohort.pk, "start"],
        "cohorts:loosen_date": [cohort.pk, "start"],
        "cohorts:stage": [cohort.pk, "close"],
        "cohorts:end_role": [reader.pk],
        "cohorts:manager": [reader.pk],
        "cohorts:contact": [contact.pk],
        "cohorts:remove_contact": [contact.pk],
        "cohorts:stylesheet": [host.pk, host.brand_version],
        "cohorts:logo": [host.pk, host.logo_version],
        "home:our_organisation": [host.pk],
        "cohorts:organisation": [world.partner.pk],
        "home:public": [world.programme.slug, cohort.slug],
        "home:pack": [world.programme.slug, cohort.slug, "mentor"],
        "home:pack_file": [world.programme.slug, cohort.slug, "mentee"],
        "home:pack_preview": [cohort.pk, "mentor"],
        "home:pack_preview_file": [cohort.pk, "mentee"],
        "home:passages": [cohort.pk],
        "home:passage": [cohort.pk, "video"],
        "home:mine": [amara.pk],
        "home:see_as": [amara.person.applications.get().pk, "coordinator"],
        "home:who_sees": [amara.person.applications.get().pk],
        "stories:publish": [story.pk],
        "stories:take_back": [story.pk],
        "resources:remove": [cohort.resources.first().pk],
    }
    objects |= {name: [] for name in ROWS if name.endswith((":list", ":check", ":start", ":front", ":help"))}
    objects |= {name: [cohort.pk] for name in ("stories:list", "resources:list", "home:day", "home:preview")}
    objects |= {f"cohorts:{name}": [cohort.pk] for name in ("plan", "words", "rules", "roles", "taking_part")}
    objects |= {f"cohorts:{name}": [cohort.pk] for name in ("extend", "copy", "switches", "nations", "calendar_title")}
    objects |= {f"cohorts:{name}": [host.pk] for name in ("contacts", "new_contact", "brand", "places")}
    objects |= {name: [cohort.pk] for name in ("home:cases", "home:agreement")}
    objects |= {"stories:new": [cohort.pk]}
    return people, {name: reverse(name, args=objects.get(name, [])) for name in ROWS}


def answer(client: Client, address: str) -> int | str:
    response = client.get(address)
    return "login" if "/account/" in response.get("Location", "") else response.status_code


def test_everybody_gets_what_ought_to_be(everybody):
    people, addresses = everybody
    found = []
    for who, person in people.items():
        client = Client()
        if person is not None:
            client.force_login(person)
        with clock.borrowed(at(2024, 1, 20)):
            for name, address in addresses.items():
                if (got := answer(client, address)) != ROWS[name][who]:
                    found.append(f"{name} for {who}: expected {ROWS[name][who]}, got {got}")
    assert not found, "\n".join(found)


def test_every_page_of_these_rooms_has_its_row():
    from turnabout.cohorts.web import urls as of_cohorts
    from turnabout.home.web import urls as of_home
    from turnabout.resources.web import urls as of_resources
    from turnabout.stories.web import urls as of_stories

    rooms = (of_cohorts, of_home, of_resources, of_stories)
    assert set(ALL) == {f"{room.app_name}:{one.name}" for room in rooms for one in room.urlpatterns}


def test_what_is_absent_and_what_is_somebody_else_s_are_the_same_page(everybody, client):
    people, addresses = everybody
    client.force_login(people["outsider"])
    absent = words(client.get("/nothing/here/"))
    for name in ("cohorts:plan", "home:day", "stories:list", "home:mine"):
        assert words(client.get(addresses[name])) == absent


def words(response: Any) -> str:
    """The page without the token that differs each time."""
    assert response.status_code == 404
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
