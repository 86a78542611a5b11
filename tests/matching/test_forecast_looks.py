"""The forecast and the cross-section in a real browser: accessible, and at home on a phone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.applications import walk as applying
from tests.browser import DESK, PHONE, Visit
from tests.cohorts.world import World, at
from tests.matching.walk import AMARA, GARETH, HELEN, IDRIS, Who, apply_as
from turnabout.foundation import clock
from turnabout.foundation.clock.models import Offset

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def open_cohort() -> Any:
    """Two who fit, two who fit nobody, and one who would take either role."""
    world = World.make(at(2023, 9, 1, 9))
    cohort = world.just_open()
    for who in (
        AMARA,
        IDRIS,
        HELEN,
        GARETH,
        Who("Nell Farrow", topics=("migration",)),
        Who("Tom Reed", modes=("phone",)),
    ):
        apply_as(cohort, who, world)
    either = applying.start(cohort, "either", "Sol Marsh")
    applying.send(applying.fill(either, but={"about": {"name": "Sol Marsh"}}))
    Offset.store(timedelta())
    Offset.store(applying.DURING - clock.now())
    return world, cohort


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_the_forecast_and_the_cross_section_are_accessible(open_cohort: Any, visitor: Visit, width: int) -> None:
    world, cohort = open_cohort
    visit = visitor(width=width)
    client = Client()
    client.force_login(world.coordinator)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": visit._site}
    visit.context.add_cookies([cookie])
    visit.goto(reverse("home:day", args=[cohort.pk]))
    visit.get_by_role("link", name="How many pairs today’s applicants allow").click()
    visit.check("matching-forecast")
    visit.get_by_text("What this number counts, and what it leaves out").click()
    visit.check("matching-forecast-counts")
    visit.get_by_role("link", name="Accepted only").click()
    visit.get_by_text("Nobody to count yet").wait_for()
    visit.check("matching-forecast-empty")
    visit.goto(reverse("selection:shortlist", args=[cohort.pk]))
    visit.get_by_role("link", name="Who has applied so far").click()
    visit.check("selection-cross-section")
    visit.get_by_text("By staff group, as a table").click()
    visit.check("selection-cross-section-table")
