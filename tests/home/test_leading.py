"""The lead of an organisation sees who of its own people take part, and nothing else of anybody."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cohorts.test_support import lead
from tests.cohorts.world import at
from tests.home.test_first_pages import lands
from tests.home.test_public import page
from tests.selection.walk import TELLING, close, decide, sent
from turnabout.cohorts import actions
from turnabout.cohorts.models import Organisation
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.accounts.decisions import Refused
from turnabout.selection import actions as selection
from turnabout.selection.own_people import own_people

NOW = at(2024, 2, 20)


def address(organisation):
    return reverse("home:our_organisation", args=[organisation.pk])


@pytest.fixture
def told(world):
    """Everybody has been told: two of the council take part, one of the host; one of the council was declined."""
    cohort = world.open_cohort()
    declined = sent(cohort, "mentor", "Dora Declined")
    waiting = sent(cohort, "mentee", "Rita Reserve")
    decide(declined, world, "decline", reason="capacity")
    decide(waiting, world, "reserve")
    mentor, mentee = (sent(cohort, "mentor", "Amara Okafor"), sent(cohort, "mentee", "Helen Marlowe"))
    elsewhere = sent(cohort, "mentor", "Idris Vale")
    assert {one.organisation for one in (mentor, mentee, declined, waiting)} == {world.partner}
    elsewhere.organisation = world.host
    elsewhere.save(update_fields=["organisation"])
    for one in (mentor, mentee, elsewhere):
        decide(one, world)
    selection.release(cohort=close(cohort, world), by=world.coordinator, now=TELLING)
    return actions.prepare(cohort=cohort, by=world.coordinator, now=TELLING)


def test_a_lead_lands_on_the_page_of_their_organisation(client, world, told):
    assert lands(client, lead(world)) == address(world.partner)
    assert "Fenwick Council" in client.get("/").content.decode()


def test_it_names_their_own_people_who_take_part_and_nobody_else(client, world, told):
    client.force_login(lead(world))
    shown = page(client, address(world.partner), NOW)
    assert "2 people of your organisation" in shown
    assert {"Amara Okafor", "Helen Marlowe"} <= {name for name in ("Amara Okafor", "Helen Marlowe") if name in shown}
    for nobody in ("Idris Vale", "Dora Declined", "Rita Reserve"):
        assert nobody not in shown


def test_it_tells_no_role_no_strand_and_no_reason(client, world, told):
    client.force_login(lead(world))
    shown = page(client, address(world.partner), NOW)
    one = own_people(lead_of(world), world.partner, NOW)[0]
    assert one.names == ["Amara Okafor", "Helen Marlowe"]
    people = shown[shown.index("You see who") : shown.index("Ask:")].replace("reverse mentoring", "")
    for word in ("everse mentor", "everse mentee", "Race", "disab", "Band", "declin", "reserve", "partner"):
        assert word not in people


def lead_of(world):
    return world.partner.roles.get(kind="partner_lead").person


def test_whoever_stopped_is_not_there_any_more(client, world, told):
    amara = told.participations.get(person__name="Amara Okafor")
    selection.withdraw(participation=amara, by=amara.person, now=NOW)
    client.force_login(lead(world))
    shown = page(client, address(world.partner), NOW)
    assert "Amara Okafor" not in shown
    assert "1 person of your organisation" in shown


def test_nobody_is_named_while_people_are_still_being_chosen(client, world):
    cohort = world.open_cohort()
    application = sent(cohort)
    decide(application, world)
    close(cohort, world)
    selection.release(cohort=cohort, by=world.coordinator, now=TELLING)
    client.force_login(lead(world))
    shown = page(client, address(world.partner), NOW)
    assert "People are still being chosen" in shown
    assert "Amara Okafor" not in shown


def test_another_organisations_lead_a_coordinator_and_a_participant_find_nothing_there(client, world, told):
    elsewhere = lead(world, world.host)
    amara = told.participations.get(person__name="Amara Okafor").person
    for person in (elsewhere, world.coordinator, world.administrator, amara, world.outsider):
        client.force_login(person)
        assert client.get(address(world.partner)).status_code == 404
        assert own_people(person, world.partner, NOW) == []


def test_a_lead_reads_none_of_the_cohorts_own_pages(client, world, told):
    client.force_login(lead(world))
    for name in ("selection:people", "selection:shortlist", "home:day", "cohorts:roles", "matching:overview"):
        assert client.get(reverse(name, args=[told.pk])).status_code == 404


def test_a_lead_leads_an_organisation_and_is_named_by_an_administrator(world, told):
    owen = {"name": "Owen Castle", "email": "owen@example.org", "kind": "partner_lead", "now": world.now}
    with pytest.raises(Refused, match="leads one organisation"):
        actions.appoint(**owen, cohort=told, by=world.coordinator)
    with pytest.raises(Refused):
        actions.appoint(**owen, organisation=world.partner, by=world.coordinator)
    assert actions.appoint(**owen, organisation=world.partner, by=world.administrator).organisation == world.partner


def test_an_organisation_that_takes_part_in_nothing_says_what_will_be_here(client, world):
    hollow = actions.create_organisation(name="Hollow Trust", kind="nhs", by=OPERATOR, now=world.now)
    client.force_login(lead(world, Organisation.objects.get(pk=hollow.pk)))
    assert "takes part in no programme yet" in page(client, address(hollow), NOW)
