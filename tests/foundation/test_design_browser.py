"""The components and the way in, looked at with a real browser."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail

from tests.browser import DESK, PHONE, Visit
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.design import navigation
from turnabout.foundation.jobs import queue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _kitchen(settings: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(navigation, "_sources", [])
    settings.ROOT_URLCONF = "tests.foundation.kitchen"
    settings.LOGIN_REDIRECT_URL = "/kitchen/"
    settings.ACCOUNT_LOGOUT_REDIRECT_URL = "/kitchen/"


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_every_component_is_accessible_on_a_phone_and_a_desk(visitor: Visit, width: int) -> None:
    page = visitor(width=width)
    page.goto("/kitchen/")
    page.check("kitchen")


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_every_kind_of_field_tells_its_error_accessibly(visitor: Visit, width: int) -> None:
    page = visitor(width=width)
    page.goto("/kitchen/")
    page.fill("#id_why", "one two three four five six seven eight nine ten eleven twelve thirteen")
    page.fill("#id_first_day_day", "31")
    page.fill("#id_first_day_month", "2")
    page.fill("#id_first_day_year", "2024")
    page.fill("#id_starts", "teatime")
    page.get_by_label("By telephone").check()
    page.get_by_role("button", name="Send to my mentor").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.check("kitchen-errors")
    assert page.input_value("#id_why").endswith("thirteen")
    assert page.title().startswith("Error: ")
    for link in page.locator(".nhsuk-error-summary__list a").all():
        target = link.get_attribute("href")
        assert page.locator(str(target)).count() == 1, f"{target} leads nowhere"


def test_an_error_in_the_summary_leads_to_its_field(visitor: Visit) -> None:
    page = visitor()
    page.goto("/kitchen/")
    page.get_by_role("button", name="Send to my mentor").click()
    page.get_by_role("link", name="Enter your full name").click()
    assert page.evaluate("document.activeElement.id") == "id_name"


def test_words_are_counted_as_they_are_typed(visitor: Visit) -> None:
    page = visitor()
    page.goto("/kitchen/")
    page.fill("#id_why", "one two three four five six seven eight nine ten eleven twelve thirteen")
    page.get_by_text("You have 1 word too many").first.wait_for()


def test_the_form_works_without_javascript(visitor: Visit) -> None:
    page = visitor(javascript=False)
    page.goto("/kitchen/")
    page.get_by_role("button", name="Send to my mentor").click()
    assert page.locator(".nhsuk-error-summary").is_visible()
    page.fill("#id_name", "Amara")
    page.fill("#id_email", "amara@example.org")
    page.fill("#id_why", "To be heard")
    for box, value in (("day", "6"), ("month", "February"), ("year", "2024")):
        page.fill(f"#id_first_day_{box}", value)
    page.fill("#id_starts", "2.30pm")
    page.get_by_label("By telephone").check()
    assert page.locator("#id_number").is_visible()
    page.fill("#id_number", "0116 496 0000")
    page.get_by_label("Working nights").check()
    page.select_option("#id_band", "6")
    page.fill("#id_people", "4")
    page.get_by_label("I will keep what I hear to myself").check()
    page.get_by_role("button", name="Send to my mentor").click()
    assert page.get_by_text("Thank you, Amara").is_visible()


def test_a_choice_reveals_its_field(visitor: Visit) -> None:
    page = visitor()
    page.goto("/kitchen/")
    assert not page.locator("#id_number").is_visible()
    page.get_by_label("By telephone").check()
    assert page.locator("#id_number").is_visible()


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_signing_in_is_accessible_from_the_first_page_to_the_last(visitor: Visit, width: int) -> None:
    Person.objects.make(name="Amara Example", email="amara@example.org")
    page = visitor(width=width)
    page.goto("/account/sign-in/")
    page.check("sign-in")
    page.get_by_role("button", name="Email me a code").click()
    page.check("sign-in-error")
    page.get_by_label("Email address").fill("amara@example.org")
    page.get_by_role("button", name="Email me a code").click()
    page.check("sign-in-code")
    page.get_by_label("Code", exact=True).fill("WRON-GONE")
    page.get_by_role("button", name="Go on").click()
    page.check("sign-in-wrong-code")
    queue.drain()
    code = re.search(r"^([A-Z0-9]{3,}-[A-Z0-9]{3,})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code is not None
    page.get_by_label("Code", exact=True).fill(code[1])
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("Amara Example").first.wait_for()
    page.check("signed-in")
    page.goto("/account/devices/")
    page.check("devices")
    page.goto("/account/second-step/totp/activate/")
    page.check("second-step")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("You have signed out.").wait_for()


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_the_pages_for_absent_and_broken_are_accessible(visitor: Visit, width: int, client: Any) -> None:
    page = visitor(width=width)
    page.goto("/nowhere/")
    assert "This page is not here" in page.title()
    page.check("not-here")
    page.complaints.clear()  # the browser reports the 404 of the page itself
