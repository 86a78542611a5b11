"""Who has applied so far: three facts, each by itself, and who is not in them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.applications import walk as applying
from tests.cohorts.world import World
from tests.selection.walk import sent
from turnabout.applications import actions as applications
from turnabout.applications import queries as forms
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.foundation import clock
from turnabout.foundation.accounts.models import Person
from turnabout.selection.queries.crosssection import CrossSection, Share, cross_section

NOW = applying.DURING


@pytest.fixture(autouse=True)
def _in_december() -> Any:
    with clock.borrowed(NOW):
        yield


def page(person: Person, cohort: Cohort) -> Any:
    client = Client()
    client.force_login(person)
    return client.get(reverse("selection:cross_section", args=[cohort.pk]))


def text(world: World, cohort: Cohort) -> str:
    answer = page(world.coordinator, cohort).content.decode()
    return answer[answer.index("<main") :]


def seen(world: World, cohort: Cohort) -> CrossSection:
    return cross_section(world.coordinator, cohort, NOW)


def of(shares: tuple[Share, ...], word: str) -> tuple[int, int, int]:
    return next(one.many for one in shares if word in one.words)


def test_who_has_applied_is_counted_by_each_of_the_three_facts(world: World, cohort: Cohort) -> None:
    sent(cohort, "mentor", "Amara Okafor")
    sent(cohort, "mentor", "Idris Vale")
    sent(cohort, "mentee", "Helen Marlowe")
    sent(cohort, "either", "Nell Farrow")
    found = seen(world, cohort)
    assert (found.many, found.total) == ((2, 1, 1), 4)
    assert of(found.organisations, "Fenwick Council") == (2, 1, 1)
    assert of(found.staff_groups, "Nursing") == (2, 0, 0)
    assert of(found.staff_groups, "Board") == (0, 1, 1)
    assert of(found.levels, "Level 3") == (2, 0, 1)
    assert of(found.levels, "Level 9") == (0, 1, 0)


def test_what_nobody_has_applied_from_stands_there_with_nought(world: World, cohort: Cohort) -> None:
    sent(cohort)
    found = seen(world, cohort)
    assert of(found.organisations, "Fenwick Integrated Care") == (0, 0, 0)
    assert (len(found.organisations), len(found.staff_groups), len(found.levels)) == (2, 12, 9)
    shown = text(world, cohort)
    assert "Without anybody so far: 1 of 2." in shown and "Without anybody so far: 11 of 12." in shown
    assert shown.count("<svg") == 3 and "Estates, facilities and ancillary" in shown


def test_before_anybody_applied_the_page_says_so(world: World, cohort: Cohort) -> None:
    shown = text(world, cohort)
    assert "Nobody has applied yet" in shown and "<svg" not in shown and "Fenwick Council" in shown


def test_drafts_and_whoever_withdrew_are_not_counted(world: World, cohort: Cohort) -> None:
    applying.fill(applying.start(cohort, "mentor", "Idris Vale"), but={"about": {"name": "Idris Vale"}})
    amara = sent(cohort)
    applications.withdraw(application=amara, by=amara.person, now=NOW)
    assert seen(world, cohort).total == 0
    assert not any(one.total for one in seen(world, cohort).organisations)


def test_one_s_own_application_and_one_s_own_leader_are_not_counted(world: World, cohort: Cohort) -> None:
    sent(cohort)
    before = text(world, cohort)
    sent(cohort, "mentee", "Joan Whitfield")
    role = world.coordinator.roles.get(kind="coordinator", organisation__isnull=False)
    cohorts.name_manager(role=role, manager_email="helen.marlowe@example.org", by=world.coordinator, now=world.now)
    sent(cohort, "mentee", "Helen Marlowe")
    assert text(world, cohort) == before


def test_a_named_leader_who_said_yes_has_no_staff_group(world: World) -> None:
    board = world.just_open(number=6, pattern="board", starts_on=applying.SUMMER_START)
    leader, token = applying.named(world, board, NOW)
    applications.confirm(application=leader, token=token, answers=applying.LEADER, by=forms.by_link(), now=NOW)
    found = seen(world, board)
    assert (found.many, of(found.staff_groups, "Not said")) == ((0, 1, 0), (0, 1, 0))


def test_nothing_of_what_people_offer_or_want_is_on_the_page(world: World, cohort: Cohort) -> None:
    sent(cohort)
    shown = re.sub(r"<[^>]+>", " ", text(world, cohort)).lower()
    for words in ("race", "disability", "lgbtq", "ethnic", "faith", "religion", "amara"):
        assert words not in shown


def test_it_is_for_the_cohorts_own_co_ordinators_alone(world: World, cohort: Cohort) -> None:
    amara = sent(cohort)
    for person in (amara.person, world.outsider, world.administrator):
        assert page(person, cohort).status_code == 404
        assert cross_section(person, cohort, NOW).total == 0


def test_it_asks_the_database_as_often_for_one_applicant_as_for_four(world: World, cohort: Cohort) -> None:
    def asked() -> int:
        page(world.coordinator, cohort)
        with CaptureQueriesContext(connection) as caught:
            page(world.coordinator, cohort)
        return len(caught)

    sent(cohort)
    one = asked()
    for name in ("Idris Vale", "Helen Marlowe", "Nell Farrow"):
        sent(cohort, "mentee", name)
    assert asked() == one


def test_the_shortlist_leads_to_it(world: World, cohort: Cohort) -> None:
    client = Client()
    client.force_login(world.coordinator)
    shown = client.get(reverse("selection:shortlist", args=[cohort.pk])).content.decode()
    assert reverse("selection:cross_section", args=[cohort.pk]) in shown
