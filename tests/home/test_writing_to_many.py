"""One text to many people: who gets it is seen first, and nobody who may not be written to gets it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail

from tests.cohorts.world import World, at
from tests.home.test_outbox import deliver, read, text
from tests.selection.walk import accepted, sent
from turnabout.cohorts.models import Cohort
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.mail import actions as outbox
from turnabout.foundation.mail.models import Message
from turnabout.home import actions, bulk
from turnabout.selection import actions as selection
from turnabout.selection.models import Participation

pytestmark = pytest.mark.django_db
NOW = at(2024, 2, 5, 10)
WORDS = {"subject": "a change", "body": "Dear {name},\n\nThe room has changed."}


@pytest.fixture
def cohort(world: World) -> Cohort:
    """Amara and Idris have a place as reverse mentors."""
    cohort = world.open_cohort()
    accepted(cohort, world, "Amara Okafor", "Idris Vale")
    Message.objects.all().delete()
    return Cohort.objects.get(pk=cohort.pk)


def write(world: World, cohort: Cohort, group: str = "everybody", by: Any = None, **more: Any) -> int:
    return actions.write_to_many(cohort=cohort, group=group, by=by or world.coordinator, now=NOW, **(WORDS | more))


def test_the_first_press_shows_who_gets_what_and_the_second_sends_it(world: World, cohort: Cohort) -> None:
    given = {**WORDS, "group": "mentors", "organisation": "", "news": "needed"}
    look = read(world, "home:write_to_many", cohort.pk, data=given, now=NOW)
    page = text(look)
    assert look.status_code == 200
    assert "2 messages go out" in page
    assert "Amara Okafor, Idris Vale" in page
    assert not Message.objects.exists()
    seal = page.split('name="seen" value="')[1].split('"')[0]
    done = read(world, "home:write_to_many", cohort.pk, data={**given, "seen": seal}, now=NOW)
    assert done.status_code == 302
    deliver(NOW)
    assert sorted(one.body.splitlines()[0] for one in mail.outbox) == ["Dear Amara Okafor,", "Dear Idris Vale,"]
    assert {one.subject for one in mail.outbox} == {f"{cohort.calendar_title}: a change"}
    assert all(cohort.contact_email in one.body and len(one.to) == 1 for one in mail.outbox)
    line = AuditEvent.objects.get(event="messages.written")
    assert (line.details["group"], line.details["people"]) == ("mentors", 2)


def test_groups_are_what_they_say(world: World, cohort: Cohort) -> None:
    def names(group: str, organisation: Any = None) -> list[str]:
        return [one.name for one in bulk.people(world.coordinator, cohort, NOW, group, organisation)]

    assert names("everybody") == names("mentors") == names("untrained") == ["Amara Okafor", "Idris Vale"]
    assert names("mentees") == names("waiting") == []
    places = {one.person.name: one.organisation_id for one in Participation.objects.select_related("person")}
    assert names("everybody", world.partner.pk) == [
        name for name, place in sorted(places.items()) if place == world.partner.pk
    ]
    fresh = world.just_open(number=6)
    sent(fresh, name="Bea Hart")
    found = bulk.people(world.coordinator, fresh, NOW, "waiting")
    assert [one.name for one in found] == ["Bea Hart"]
    for group in bulk.GROUPS:
        assert bulk.people(world.outsider, cohort, NOW, group) == []


def test_whoever_stopped_taking_part_gets_nothing(world: World, cohort: Cohort) -> None:
    amara = Participation.objects.get(person__name="Amara Okafor")
    selection.withdraw(participation=amara, by=amara.person, now=NOW)
    assert write(world, cohort) == 1


def test_news_passes_over_whoever_has_stopped_it_and_what_is_needed_does_not(world: World, cohort: Cohort) -> None:
    amara = Participation.objects.get(person__name="Amara Okafor").person
    outbox.stop_optional(person=amara, scope=cohort.pk, by=amara, now=NOW)
    assert write(world, cohort, news=True) == 1
    assert write(world, cohort) == 2


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"body": "Dear {name}, thank you for your lived experience."}, "lived experience"),
        ({"body": "Dear {name}, see {page}."}, "The only place"),
        ({"body": "Dear {name"}, "The only place"),
        ({"body": "   "}, "Write"),
        ({"body": "x" * 5001}, "5,000 characters"),
        ({"group": "mentees"}, "nobody like that"),
        ({"group": ""}, "Choose to whom"),
    ],
)
def test_what_cannot_go_out_is_refused_and_what_was_typed_stays(
    world: World, cohort: Cohort, given: dict[str, str], says: str
) -> None:
    data = {**WORDS, "group": "mentors", "organisation": "", "news": "needed"} | given
    page = read(world, "home:write_to_many", cohort.pk, data=data, now=NOW)
    assert page.status_code in (409, 422)
    assert says in text(page)
    assert data["subject"] in text(page)
    assert not Message.objects.exists()


def test_nobody_else_writes_to_people(world: World, cohort: Cohort) -> None:
    amara = Participation.objects.get(person__name="Amara Okafor").person
    for by in (world.outsider, amara):
        assert read(world, "home:write_to_many", cohort.pk, by=by, now=NOW).status_code == 404
        with pytest.raises(Refused):
            write(world, cohort, by=by)
