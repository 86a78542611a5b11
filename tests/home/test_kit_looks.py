"""The kit, the short address, leaving an address and the open session, in a real browser: on a phone and on a desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.browser import DESK, PHONE, Visit
from tests.cohorts.world import at
from tests.home.test_look import signed_in
from turnabout.cohorts import actions as cohorts
from turnabout.training import actions as training

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
WHERE: dict[str, Any] = {
    "place": "Room 4, Fenwick House, Mill Lane",
    "link": "https://meet.example.org/questions",
    "access": "The way in without steps is on Mill Lane.\n\n- There is a hearing loop.\n- You can ask in writing too.",
}


def planned(world: Any, cohort: Any, day: int = 5, **given: Any) -> Any:
    when = {"starts_at": at(2023, 12, day, 12), "ends_at": at(2023, 12, day, 13)}
    return training.plan_open(cohort=cohort, **when, **(WHERE | given), by=world.coordinator, now=world.now)


@WIDTHS
def test_the_kit_and_its_words(visitor: Visit, world: Any, it_is: Any, width: int) -> None:
    cohort = world.just_open()
    it_is(2023, 12, 4, 10)
    page = signed_in(visitor(width=width), world.coordinator)
    page.goto(reverse("home:kit", args=[cohort.pk]))
    assert page.evaluate("document.images[document.images.length - 1].naturalWidth") > 0
    page.check("kit")
    page.get_by_role("link", name="Plan an open question session").click()
    page.get_by_role("button", name="Plan this session").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.check("kit-plan-open-error")
    for box, value in (("Day", "5"), ("Month", "12"), ("Year", "2023")):
        page.get_by_label(box, exact=True).fill(value)
    page.get_by_label("Starts at").fill("midday")
    page.get_by_label("Ends at").fill("1pm")
    page.get_by_label("Place (optional)").fill(WHERE["place"])
    page.get_by_role("button", name="Plan this session").click()
    page.check("kit-session")
    page.get_by_role("link", name="Change the time or the place").click()
    page.check("kit-change-open")
    page.goto(reverse("training:sessions", args=[cohort.pk]))
    page.check("kit-sessions")
    page.get_by_role("link", name="Tuesday 5 December 2023").click()
    page.get_by_role("link", name="Call this session off").click()
    page.check("kit-call-off")
    page.goto(reverse("home:newsletter", args=[cohort.pk]))
    page.check("kit-newsletter")
    page.goto(reverse("home:passage", args=[cohort.pk, "short"]))
    page.get_by_role("button", name="See how it looks").click()
    page.check("kit-short")
    assert not page.complaints


@WIDTHS
def test_the_short_address_and_the_open_session(visitor: Visit, world: Any, it_is: Any, width: int) -> None:
    draft, cohort = world.cohort(number=6), world.just_open()
    planned(world, cohort)
    planned(world, cohort, day=7, place="", link_public=True, access="")
    off = planned(world, cohort, day=4)
    training.cancel_session(session=off, by=world.coordinator, now=world.now)
    it_is(2023, 12, 4, 10)
    page = visitor(width=width)
    page.goto(f"/j/{draft.short_link.code}")
    page.check("short-not-open-yet")
    page.goto(f"/j/{cohort.short_link.code.upper()}")
    page.get_by_role("link", name="Tuesday 5 December 2023").click()
    page.check("questions")
    page = signed_in(page, world.coordinator)
    page.goto(reverse("home:kit", args=[draft.pk]))
    page.check("kit-draft")
    assert not page.complaints


@WIDTHS
def test_leaving_an_address_and_taking_it_back(visitor: Visit, world: Any, it_is: Any, width: int) -> None:
    cohort = cohorts.close_applications(cohort=world.just_open(), by=world.coordinator, now=world.now)
    it_is(2024, 5, 1, 10)
    page = visitor(width=width)
    page.goto(reverse("home:public", args=[cohort.programme.slug, cohort.slug]))
    page.check("public-closed")
    page.get_by_role("link", name="Tell me when the next one opens").click()
    page.check("tell-me")
    page.get_by_label("Your email address").fill("amara@gmial.com")
    page.get_by_role("button", name="Tell me").click()
    page.get_by_text("Did you mean amara@gmail.com?").first.wait_for()
    page.check("tell-me-slip")
    page.get_by_role("button", name="Tell me").click()
    page.get_by_role("heading", name="We will write to you once").wait_for()
    page.check("tell-me-noted")
    page.get_by_role("link", name="have the address deleted now").click()
    page.check("forget-me")
    page.get_by_label("Your email address").fill("amara@gmial.com")
    page.get_by_role("button", name="Delete this address").click()
    page.get_by_text("Did you mean").first.wait_for()
    page.get_by_role("button", name="Delete this address").click()
    page.get_by_role("heading", name="The address is not here").wait_for()
    page.check("forgotten")
    assert not page.complaints


def test_an_unknown_code_and_the_kit_without_scripts(visitor: Visit, world: Any, it_is: Any) -> None:
    cohort = world.just_open()
    it_is(2023, 12, 4, 10)
    page = signed_in(visitor(width=PHONE, javascript=False), world.coordinator)
    page.goto(reverse("home:newsletter", args=[cohort.pk]))
    assert "Apply from" in page.get_by_label("Short text").input_value()
    page.check()
    page = visitor(width=PHONE)
    page.goto("/j/xxxxx")
    page.check("short-unknown")
    page.complaints.clear()  # the browser minds the 404, which is the answer
