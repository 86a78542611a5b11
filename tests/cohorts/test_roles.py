"""Roles: given in one place, from a day, until a day, and what they reach."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from turnabout.cohorts import actions, permissions, queries
from turnabout.cohorts.models import Role
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.mail.models import Message


def appoint(world, cohort, kind="assessor", email="sam.ridley@example.org", by=None):
    who = by or world.coordinator
    return actions.appoint(name="Sam Ridley", email=email, kind=kind, cohort=cohort, by=who, now=world.now)


def test_a_role_in_a_cohort_reaches_that_cohort_alone(world):
    fifth, sixth = world.cohort(number=5), world.cohort(number=6)
    sam = appoint(world, fifth).person
    assert permissions.has_role(sam, "assessor", fifth, date(2023, 9, 1))
    assert not permissions.has_role(sam, "assessor", sixth, date(2023, 9, 1))
    assert not permissions.has_role(sam, "coordinator", fifth, date(2023, 9, 1))


def test_a_role_in_a_programme_and_in_its_host_reaches_every_cohort_of_it(world):
    cohort = world.cohort()
    sam = Person.objects.make(name="Sam Ridley", email="sam.ridley@example.org")
    actions.give_role(person=sam, kind="board_reader", programme=world.programme, by=world.coordinator, now=world.now)
    assert permissions.has_role(sam, "board_reader", cohort, date(2023, 9, 1))
    assert permissions.has_role(world.coordinator, "coordinator", cohort, date(2023, 9, 1))


def test_a_role_counts_from_its_first_day(world):
    cohort = world.cohort()
    sam = appoint(world, cohort).person
    assert not permissions.has_role(sam, "assessor", cohort, date(2023, 8, 31))


def test_a_role_that_ended_reaches_nothing_from_that_day(world):
    cohort = world.cohort()
    role = appoint(world, cohort)
    later = world.now + timedelta(days=10)
    actions.end_role(role=role, by=world.coordinator, now=later)
    assert permissions.has_role(role.person, "assessor", cohort, date(2023, 9, 10))
    assert not permissions.has_role(role.person, "assessor", cohort, date(2023, 9, 11))
    assert appoint(world, cohort).kind == "assessor"


def test_a_role_given_by_mistake_and_taken_back_the_same_day_is_gone(world):
    role = appoint(world, world.cohort())
    actions.end_role(role=role, by=world.coordinator, now=world.now)
    assert not Role.objects.filter(kind="assessor").exists()


def test_the_last_coordinator_of_a_cohort_cannot_leave_it_alone(world):
    cohort = world.cohort()
    only = cohort.roles.get(kind="coordinator")
    with pytest.raises(Refused, match="cannot be without a co-ordinator"):
        actions.end_role(role=only, by=world.coordinator, now=world.now)
    appoint(world, cohort, kind="coordinator")
    actions.end_role(role=only, by=world.coordinator, now=world.now)


def test_the_same_role_is_not_given_twice(world):
    cohort = world.cohort()
    appoint(world, cohort)
    with pytest.raises(Refused, match="already"):
        appoint(world, cohort)


def test_appointing_somebody_who_has_an_account_leaves_their_name_alone(world):
    cohort = world.cohort()
    role = appoint(world, cohort, email=" Pat.Stranger@Example.org")
    assert (role.person.pk, role.person.name) == (world.outsider.pk, "Pat Stranger")


@pytest.mark.parametrize("who", ["outsider", "administrator"])
def test_only_a_coordinator_gives_roles_in_a_cohort(world, who):
    cohort = world.cohort()
    with pytest.raises(Refused) as refusal:
        appoint(world, cohort, by=getattr(world, who))
    assert refusal.value.decision.hidden
    assert not Person.objects.filter(email="sam.ridley@example.org").exists()


def test_only_an_administrator_names_the_coordinator_of_an_organisation(world):
    given = {"name": "New", "email": "new@example.org", "kind": "coordinator", "organisation": world.partner}
    with pytest.raises(Refused):
        actions.appoint(**given, by=world.coordinator, now=world.now)
    assert actions.appoint(**given, by=world.administrator, now=world.now).organisation == world.partner


def test_a_role_stands_in_exactly_one_place(world):
    cohort = world.cohort()
    with pytest.raises(ValueError, match="exactly one"):
        actions.give_role(
            person=world.outsider,
            kind="assessor",
            cohort=cohort,
            organisation=world.host,
            by=world.coordinator,
            now=world.now,
        )


def test_roles_are_listed_for_the_coordinator_and_for_nobody_else(world):
    cohort = world.cohort()
    appoint(world, cohort)
    assert [role.kind for role in queries.roles_in(world.coordinator, cohort, world.now)] == ["assessor", "coordinator"]
    assert queries.roles_in(world.outsider, cohort, world.now) == []
    assert queries.roles_in_organisation(world.coordinator, world.host, world.now) == []


def test_a_draft_is_found_by_those_with_a_role_in_it_and_a_public_cohort_by_anybody(world):
    draft = world.cohort(number=1)
    opened = world.just_open(number=2)
    assert queries.find_cohort(world.coordinator, draft.pk) == draft
    assert queries.find_cohort(world.outsider, draft.pk) is None
    assert queries.find_cohort(world.outsider, opened.pk) == opened
    assert queries.public_cohort(world.programme.slug, draft.slug) is None
    assert queries.public_cohort(world.programme.slug, opened.slug) == opened
    assert [one.pk for one in queries.running_cohorts()] == [opened.pk]


def test_the_outbox_of_a_cohort_is_kept_by_its_coordinator(world):
    cohort = world.cohort()
    message = Message(scope=cohort.pk)
    assert permissions.may_keep_outbox(world.coordinator, message, world.now)
    assert not permissions.may_keep_outbox(world.outsider, message, world.now)
    assert not permissions.may_keep_outbox(world.coordinator, Message(scope=None), world.now)


def test_the_audience_of_a_message_to_coordinators_is_everybody_whose_role_reaches_the_cohort(world):
    cohort = world.cohort()
    second = appoint(world, cohort, kind="coordinator").person
    found = queries.people_with_role_unscoped("coordinator", cohort, date(2023, 9, 1))
    assert {person.pk for person in found} == {world.coordinator.pk, second.pk}
