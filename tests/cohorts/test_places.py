"""The lists of an organisation's teams and places, and who keeps them."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.cohorts.world import World, at
from turnabout.cohorts import actions, queries
from turnabout.cohorts.models import Listed
from turnabout.foundation import clock
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.audit.models import AuditEvent

NOW = at(2023, 12, 4, 10)


@pytest.fixture(autouse=True)
def _in_december():
    with clock.borrowed(NOW):
        yield


@pytest.fixture
def world(db):
    return World.make(at(2023, 9, 1, 9))


@pytest.fixture
def cohort(world):
    return world.just_open()


def put(world, names, by=None, kind="team", organisation=None):
    return actions.set_list(
        organisation=organisation or world.partner, kind=kind, names=names, by=by or world.coordinator, now=NOW
    )


def page_of(organisation):
    return reverse("cohorts:places", args=[organisation.pk])


def words(response):
    return " ".join(response.content.decode().split())


def press(browser, address, **given):
    return browser.post(address, {"idempotency_key": str(uuid4()), **given})


def test_a_list_is_written_whole_in_one_spelling_and_leaves_a_line_without_its_names(world, cohort):
    assert put(world, ["  Estates ", "Urgent   care", "", "Estates"]) == ["Estates", "Urgent care"]
    line = AuditEvent.objects.order_by("number").last()
    assert line.details == {"kind": "team", "names": 2}
    assert put(world, ["Urgent care"]) == ["Urgent care"]
    assert queries.names_listed(world.partner, "team") == ["Urgent care"]
    assert queries.names_listed(world.partner, "place") == []


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["amara@example.org"], "not people"),
        (["x" * 201], "too long"),
        ([f"Team {n}" for n in range(501)], "up to 500"),
    ],
)
def test_a_list_holds_no_people_and_has_an_end(world, cohort, names, says):
    with pytest.raises(Refused, match=says):
        put(world, names)
    assert not Listed.objects.exists()


def test_lists_are_kept_by_those_whose_cohort_the_organisation_takes_part_in(world, cohort):
    elsewhere = actions.create_organisation(name="Elsewhere", kind="nhs", by=OPERATOR, now=NOW)
    stranger = Person.objects.make(name="Cora Stranger", email="cora@example.org")
    actions.give_role(person=stranger, kind="coordinator", organisation=elsewhere, by=OPERATOR, now=NOW)
    put(world, ["Estates"], by=world.administrator)
    for by in (stranger, world.outsider):
        with pytest.raises(Refused) as refusal:
            put(world, ["Theirs"], by=by)
        assert refusal.value.decision.hidden
    with pytest.raises(Refused):
        put(world, ["Ours"], organisation=elsewhere)
    with pytest.raises(ValueError, match="There is no list"):
        put(world, ["Estates"], kind="people")


def test_a_coordinator_of_one_cohort_alone_keeps_the_lists_of_those_in_it(world, cohort):
    cora = Person.objects.make(name="Cora Cohort", email="cora@example.org")
    actions.give_role(person=cora, kind="coordinator", cohort=cohort, by=world.coordinator, now=NOW)
    assert put(world, ["Estates"], by=cora) == ["Estates"]


def test_the_page_saves_both_lists_and_says_who_finds_them(world, client, cohort):
    client.force_login(world.coordinator)
    page = words(client.get(page_of(world.partner)))
    assert "Write no names of people." in page
    assert reverse("applications:grades", args=[world.partner.pk]) in page
    assert press(client, page_of(world.partner), team="Estates\nHousing", place="Town Hall").status_code == 302
    again = client.get(page_of(world.partner)).content.decode()
    assert "Estates\nHousing" in again
    assert "Town Hall" in again
    refused = press(client, page_of(world.partner), team="Estates\njoan@example.org", place="Town Hall")
    assert refused.status_code == 409
    assert "joan@example.org" in words(refused), "what was typed still stands there"
    assert queries.names_listed(world.partner, "team") == ["Estates", "Housing"]


def test_the_coordinator_finds_the_lists_from_the_dates_of_the_cohort(world, client, cohort):
    client.force_login(world.coordinator)
    there = reverse("cohorts:taking_part", args=[cohort.pk])
    assert there in words(client.get(reverse("cohorts:plan", args=[cohort.pk])))
    page = words(client.get(there))
    for one in (world.host, world.partner):
        assert one.name in page
        assert page_of(one) in page
    client.force_login(world.outsider)
    assert client.get(there).status_code == 404
    assert client.get(page_of(world.partner)).status_code == 404
