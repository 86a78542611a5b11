"""The help page: whom its reader can turn to, and that nobody ever learns who read it."""

from __future__ import annotations

import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.applications import walk as applying
from tests.cohorts.world import at
from tests.home.test_public import page
from tests.selection.walk import accepted
from turnabout.applications import actions as applications
from turnabout.cohorts import actions
from turnabout.foundation import clock
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.audit.models import AuditEvent

NOW = at(2024, 2, 20)


@pytest.fixture
def furnished(world):
    """A cohort; the host has a speak-up contact and a wellbeing team, the partner a speak-up contact of its own."""
    cohort = world.open_cohort()
    for organisation, kind, name in (
        (world.host, "speak_up", "Speak up at Fenwick Care"),
        (world.host, "wellbeing", "Wellbeing at Fenwick Care"),
        (world.partner, "speak_up", "Speak up at the Council"),
    ):
        contact = {"name": name, "phone": "0116 496 0200", "hours": "Weekdays"}
        keep = {"by": world.coordinator, "now": world.now}
        actions.add_contact(organisation=organisation, kind=kind, contact=contact, **keep)
    return cohort


def of_the_partner(world, cohort, name="Amara Okafor"):
    (part,) = accepted(cohort, world, name)
    part.organisation = world.partner
    part.save(update_fields=["organisation"])
    return part


def test_everybody_is_told_of_999_and_of_the_samaritans_first(client, furnished, world):
    shown = page(client, "/help/", NOW)
    assert shown.index("999") < shown.index("116 123") < shown.index("Speak up at Fenwick Care")


def test_a_visitor_sees_the_contacts_of_the_hosts_of_running_cohorts(client, furnished, world):
    shown = page(client, "/help/", NOW)
    assert "Speak up at Fenwick Care" in shown
    assert "Speak up at the Council" not in shown
    actions.call_off(cohort=furnished, by=world.coordinator, now=NOW)
    assert "Speak up at Fenwick Care" not in page(client, "/help/", NOW)


def test_a_participant_sees_their_own_organisation_first_and_the_host_for_what_it_lacks(client, furnished, world):
    client.force_login(of_the_partner(world, furnished).person)
    shown = page(client, "/help/", NOW)
    assert shown.index("Speak up at the Council") < shown.index("Wellbeing at Fenwick Care")
    assert "They run the programme, and help you as well." in shown
    assert "Speak up at Fenwick Care" not in shown


def test_whoever_has_only_applied_or_has_withdrawn_finds_help_too(client, furnished, world):
    application = applying.sent(furnished, "mentor", "Idris Vale")
    assert application.organisation == world.partner
    client.force_login(application.person)
    assert "Speak up at the Council" in page(client, "/help/", applying.DURING)
    applications.withdraw(application=application, by=application.person, now=applying.DURING)
    assert "Speak up at the Council" in page(client, "/help/", NOW)


def test_a_draft_without_an_organisation_finds_the_host(client, furnished, world):
    application = applying.start(furnished, "mentor", "Idris Vale")
    assert application.organisation is None
    client.force_login(application.person)
    assert "Speak up at Fenwick Care" in page(client, "/help/", applying.DURING)


def test_the_help_page_is_one_press_away_on_every_page(client, furnished, world):
    client.force_login(world.coordinator)
    for address in ("/", f"/cohorts/{furnished.pk}/", "/nothing/here/"):
        assert 'href="/help/"' in client.get(address).content.decode()


def test_nothing_remembers_who_opened_the_help_page(client, furnished, world, caplog):
    client.force_login(of_the_partner(world, furnished).person)
    client.get("/help/")
    before = AuditEvent.objects.count()
    with (
        caplog.at_level(logging.DEBUG),
        CaptureQueriesContext(
            connection,
        ) as asked,
        clock.borrowed(NOW),
    ):
        assert client.get("/help/").status_code == 200
    wrote = [one["sql"] for one in asked if not one["sql"].lstrip("( ").upper().startswith("SELECT")]
    assert wrote == []
    assert AuditEvent.objects.count() == before
    said = [one.getMessage() for one in caplog.records if one.name != "django.db.backends"]
    assert not [words for words in said if "help" in words]


def test_the_page_asks_as_often_for_many_contacts_and_hosts_as_for_one(client, furnished, world):
    def queries():
        with CaptureQueriesContext(connection) as asked, clock.borrowed(NOW):
            client.get("/help/")
        return len(asked)

    few = queries()
    other = actions.create_organisation(name="Hollow Trust", kind="nhs", by=OPERATOR, now=world.now)
    actions.give_role(person=world.coordinator, kind="coordinator", organisation=other, by=OPERATOR, now=world.now)
    programme = actions.create_programme(host=other, name="Hollow mentoring", by=world.coordinator, now=world.now)
    world.open_cohort(programme=programme)
    for kind in ("hr", "network"):
        contact = {"name": "Hollow people", "email": "people@example.org"}
        actions.add_contact(organisation=other, kind=kind, contact=contact, by=world.coordinator, now=world.now)
    assert queries() == few
    assert "Hollow people" in page(client, "/help/", NOW)
