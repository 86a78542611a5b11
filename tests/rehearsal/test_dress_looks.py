"""A rehearsal of one's own cohort in a real browser: begun, waited for, and read, everybody's messages and one's."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.browser import DESK, PHONE, Visit
from tests.cohorts.world import World, at
from tests.home.test_look import signed_in
from tests.rehearsal.test_dress import TWO_LETTERS
from turnabout.foundation.accounts.actors import CLOCK
from turnabout.foundation.jobs import progress
from turnabout.rehearsal.dress import actions
from turnabout.rehearsal.dress.models import Rehearsal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
REFUSED = {"at": at(2024, 1, 10).isoformat(), "reason": "Nobody has a place yet, so nobody can be trained."}


@WIDTHS
def test_a_rehearsal_is_begun_and_read(visitor: Visit, width: int) -> None:
    world = World.make(at(2023, 9, 1, 9))
    cohort = world.cohort()
    page: Any = signed_in(visitor(width=width), world.coordinator)
    page.goto(reverse("home:day", args=[cohort.pk]))
    page.get_by_role("link", name="Rehearse this cohort").click()
    page.check("rehearsal-none")
    page.get_by_role("button", name="Rehearse this cohort").click()
    page.check("rehearsal-begin")
    page.get_by_role("button", name="Rehearse this cohort").click()
    page.get_by_text("It is being prepared.").wait_for()
    begun = Rehearsal.objects.get()
    progress.tell(str(begun.pk), 120, 360)
    page.get_by_role("button", name="Look how far it is now").click()
    page.get_by_text("120 of 360 steps are played.").wait_for()
    page.check("rehearsal-runs")
    actions.keep(rehearsal=begun, found={**TWO_LETTERS, "troubles": [REFUSED]}, by=CLOCK, now=begun.asked_at)
    page.get_by_role("button", name="Look how far it is now").click()
    page.get_by_role("heading", name="Messages to everybody").wait_for()
    page.get_by_text("Nobody has a place yet").wait_for()
    page.check("rehearsal-timeline")
    page.get_by_label("Whose messages").select_option(label="Alder Fernacre, reverse mentor")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("heading", name="Messages to Alder Fernacre").wait_for()
    page.check("rehearsal-one-person")
    page.get_by_role("link", name="We have your application").click()
    page.get_by_text("It was not sent to anybody.").wait_for()
    page.check("rehearsal-message")
