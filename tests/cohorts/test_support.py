"""Whom an organisation's people can turn to: who may write it down, and what can be right."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from turnabout.cohorts import actions, queries
from turnabout.cohorts.models import SupportContact
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.models import AuditEvent

HR = {"name": "People team", "phone": "0116 496 0203"}


def add(world, organisation=None, kind="hr", by=None, **given):
    where, who = organisation or world.partner, by or world.coordinator
    return actions.add_contact(organisation=where, kind=kind, contact=HR | given, by=who, now=world.now)


def lead(world, organisation=None):
    owen = Person.objects.make(name="Owen Castle", email="owen.castle@example.org")
    where = organisation or world.partner
    actions.give_role(person=owen, kind="partner_lead", organisation=where, by=OPERATOR, now=world.now)
    return owen


def test_contacts_are_listed_by_what_they_are_for(world):
    world.cohort()
    for kind in ("network", "hr", "speak_up", "wellbeing"):
        add(world, kind=kind)
    found = queries.support_contacts(world.partner)
    assert [one.kind for one in found] == ["speak_up", "wellbeing", "hr", "network"]
    assert queries.support_missing(world.partner) == []


def test_an_organisation_can_have_several_networks_but_lists_each_once(world):
    world.cohort()
    add(world, kind="network", name="Race equality network")
    add(world, kind="network", name="Disability network")
    with pytest.raises(Refused, match="in this list already"):
        add(world, kind="network", name="Disability network")


@pytest.mark.parametrize("who", ["coordinator", "administrator", "lead"])
def test_its_lead_the_administrator_and_a_coordinator_whose_cohort_it_takes_part_in_keep_its_contacts(world, who):
    world.cohort()
    by = lead(world) if who == "lead" else getattr(world, who)
    assert add(world, by=by).organisation == world.partner


def test_a_coordinator_whose_cohorts_it_takes_no_part_in_does_not(world):
    world.cohort(organisations=[world.host])
    with pytest.raises(Refused) as refusal:
        add(world)
    assert refusal.value.decision.hidden
    assert not SupportContact.objects.exists()


def test_the_lead_of_another_organisation_does_not(world):
    world.cohort()
    with pytest.raises(Refused):
        add(world, organisation=world.host, by=lead(world))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name": " "}, "who it is"),
        ({"phone": ""}, "at least one way"),
        ({"phone": "ring us"}, "in numbers"),
        ({"email": "people team"}, "no email address"),
        ({"web": "javascript:alert(1)"}, "beginning with https"),
    ],
)
def test_a_contact_that_nobody_could_reach_is_refused(world, given, words):
    world.cohort()
    with pytest.raises(Refused, match=words):
        add(world, **given)
    assert not SupportContact.objects.exists()


def test_each_change_leaves_one_line_without_names_or_numbers(world):
    world.cohort()
    contact = add(world)
    keep = {"by": world.coordinator, "now": world.now}
    actions.change_contact(contact=contact, kind="hr", given=HR | {"phone": "0116 496 0299"}, **keep)
    actions.remove_contact(contact=contact, **keep)
    lines = AuditEvent.objects.filter(event__startswith="support_contact.").order_by("pk")
    assert sorted(one.event for one in lines) == [f"support_contact.{deed}" for deed in ("added", "changed", "removed")]
    assert "0116" not in str([one.details for one in lines])
    assert "People" not in str([one.details for one in lines])


def test_the_host_stands_in_for_what_an_employer_has_nobody_for(world):
    world.cohort()
    add(world, kind="speak_up", name="Council speak-up")
    add(world, organisation=world.host, kind="speak_up", name="Board speak-up")
    add(world, organisation=world.host, kind="wellbeing", name="Board wellbeing")
    own, host = queries.support_for(world.partner, world.host)
    assert ([one.name for one in own.contacts], own.standing_in) == (["Council speak-up"], False)
    assert ([one.name for one in host.contacts], host.standing_in) == (["Board wellbeing"], True)
    (alone,) = queries.support_for(world.host, world.host)
    assert ([one.name for one in alone.contacts], alone.standing_in) == (["Board speak-up", "Board wellbeing"], False)


def test_contacts_are_added_changed_and_removed_on_their_pages(client, world):
    cohort = world.cohort()
    client.force_login(world.coordinator)
    assert "Fenwick Council" in client.get(reverse("cohorts:taking_part", args=[cohort.pk])).content.decode()

    def press(address, **given):
        return client.post(address, {"idempotency_key": uuid.uuid4(), **given})

    listed = reverse("cohorts:contacts", args=[world.partner.pk])
    assert "No contact yet" in client.get(listed).content.decode()
    made = press(reverse("cohorts:new_contact", args=[world.partner.pk]), kind="hr", **HR)
    assert made["Location"] == listed
    contact = SupportContact.objects.get()
    nowhere = press(reverse("cohorts:contact", args=[contact.pk]), kind="hr", name="People team")
    assert nowhere.status_code == 409
    assert "at least one way to reach them" in nowhere.content.decode()
    press(reverse("cohorts:contact", args=[contact.pk]), kind="hr", **HR | {"name": "HR desk", "web": "hr.example.org"})
    shown = client.get(listed).content.decode()
    assert "HR desk" in shown
    assert "https://hr.example.org" in shown
    press(reverse("cohorts:remove_contact", args=[contact.pk]))
    assert not SupportContact.objects.exists()
