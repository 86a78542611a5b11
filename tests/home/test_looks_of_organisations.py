"""Support contacts, brands, the lead's page and the independent contact's, looked at with a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.browser import DESK, PHONE, Visit
from tests.cohorts.pictures import SVG, picture
from tests.cohorts.test_support import lead
from tests.home.test_cases import HER, name_contact, reports_to
from tests.home.test_look import signed_in
from tests.matching.walk import AMARA, GARETH, HELEN, apply_as
from tests.selection.walk import TELLING, close, decide
from turnabout.cohorts import actions as cohorts
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.selection import actions as selection
from turnabout.selection.models import Participation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
CONTACTS = {
    "speak_up": {"name": "Speak-up contact", "phone": "0116 496 0200", "hours": "Monday to Friday, 9am to 5pm"},
    "wellbeing": {"name": "Wellbeing team", "email": "wellbeing@example.org"},
    "network": {"name": "Race equality network", "web": "https://network.example.org/race"},
}


def furnish(world: Any) -> None:
    for kind, contact in CONTACTS.items():
        cohorts.add_contact(organisation=world.host, kind=kind, contact=contact, by=world.coordinator, now=world.now)
    keep: dict[str, Any] = {"by": world.administrator, "now": world.now}
    cohorts.add_contact(organisation=world.partner, kind="speak_up", contact=CONTACTS["speak_up"], **keep)
    cohorts.set_brand(organisation=world.host, name="Fenwick Care", colour="#4a2a6b", **keep)


@WIDTHS
def test_the_contacts_and_the_look_of_an_organisation(visitor: Visit, world: Any, it_is: Any, width: int) -> None:
    cohort = world.open_cohort()
    furnish(world)
    it_is(2023, 12, 4, 10)
    page = signed_in(visitor(width=width), world.coordinator)
    role = world.coordinator.roles.get(organisation__isnull=False)
    for name, key in (
        ("cohorts:taking_part", cohort.pk),
        ("cohorts:contacts", world.host.pk),
        ("cohorts:contact", world.host.support_contacts.first().pk),
        ("cohorts:remove_contact", world.host.support_contacts.first().pk),
        ("cohorts:manager", role.pk),
    ):
        page.goto(reverse(name, args=[key]))
        page.check(f"orgs-{name.replace(':', '-')}")
    page.goto(reverse("cohorts:new_contact", args=[world.host.pk]))
    page.get_by_label("Human Resources").check()
    page.get_by_label("Name of the person or team").fill("People team")
    page.get_by_role("button", name="Put them on the help page").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.check("orgs-new-contact-refused")
    page.goto(reverse("cohorts:brand", args=[world.host.pk]))
    page.get_by_label("Colour").fill("#ffcc00")
    page.get_by_role("button", name="Save and look at it").click()
    page.get_by_text("This colour is too light").first.wait_for()
    page.check("orgs-brand-refused")


@WIDTHS
def test_pages_in_the_colour_of_their_host(visitor: Visit, world: Any, it_is: Any, width: int) -> None:
    cohort = world.open_cohort()
    furnish(world)
    trust = cohorts.create_organisation(name="Fen Trust", kind="nhs", may_use_nhs_logo=True, by=OPERATOR, now=world.now)
    cohorts.give_role(person=world.coordinator, kind="coordinator", organisation=trust, by=OPERATOR, now=world.now)
    programme = cohorts.create_programme(host=trust, name="Fen mentoring", by=world.coordinator, now=world.now)
    other = world.open_cohort(programme=programme)
    it_is(2023, 12, 4, 10)
    page = visitor(width=width)
    for name, slug, shown in (("purple", world.programme.slug, cohort), ("nhs", programme.slug, other)):
        page.goto(reverse("home:public", args=[slug, shown.slug]))
        page.check(f"orgs-public-{name}")
    page.goto(reverse("home:public", args=[world.programme.slug, cohort.slug]))
    assert page.locator(".nhsuk-header").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(74, 42, 107)"
    button = page.get_by_role("button", name="Apply as a reverse mentor")
    assert button.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(74, 42, 107)"
    page.goto(reverse("home:help"))
    page.check("orgs-help-visitor")


@WIDTHS
def test_a_logo_is_chosen_and_stands_over_the_pages_of_its_host(
    visitor: Visit, world: Any, it_is: Any, width: int
) -> None:
    cohort = world.open_cohort()
    furnish(world)
    it_is(2023, 12, 4, 10)
    page = signed_in(visitor(width=width), world.coordinator)
    for name, data in (("logo.svg", SVG), ("logo.png", picture(1200, 200))):
        page.goto(reverse("cohorts:brand", args=[world.host.pk]))
        page.check("orgs-logo-none")
        page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": data})
        page.get_by_role("button", name="Save and look at it").click()
        if name == "logo.svg":
            page.get_by_text("This is an SVG file").first.wait_for()
            page.check("orgs-logo-refused")
    page.get_by_text("The logo that is kept now").wait_for()
    page.check("orgs-logo-brand")
    logo = page.locator(".nhsuk-header__organisation-logo")
    assert logo.evaluate("one => one.naturalHeight") == 200
    assert logo.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(255, 255, 255)"
    assert logo.bounding_box()["height"] == 48
    page.goto(reverse("home:public", args=[world.programme.slug, cohort.slug]))
    page.check("orgs-logo-public")
    cohorts.set_brand(
        organisation=world.host,
        name="Fenwick Care",
        colour="",
        may_use_nhs_logo=True,
        by=world.coordinator,
        now=world.now,
    )
    page.goto(reverse("cohorts:brand", args=[world.host.pk]))
    page.check("orgs-logo-nhs")
    assert page.locator(".nhsuk-header__organisation-logo").count() == 0


@WIDTHS
def test_the_pages_of_a_lead_of_the_contact_and_of_whoever_needs_help(
    visitor: Visit, world: Any, it_is: Any, width: int
) -> None:
    cohort = world.open_cohort()
    furnish(world)
    for who in (AMARA, HELEN, GARETH):
        application = apply_as(cohort, who, world)
        application.organisation = world.partner
        application.save(update_fields=["organisation"])
        decide(application, world)
    selection.release(cohort=close(cohort, world), by=world.coordinator, now=TELLING)
    cohorts.prepare(cohort=cohort, by=world.coordinator, now=TELLING)
    reports_to(world, HER)
    it_is(2024, 2, 20, 10)
    page = signed_in(visitor(width=width), world.coordinator)
    page.goto(reverse("home:day", args=[cohort.pk]))
    page.get_by_role("heading", name="Name an independent contact").wait_for()
    page.check("orgs-day-told")
    page = signed_in(visitor(width=width), name_contact(world, cohort))
    page.goto("/start/")
    page.get_by_role("heading", name="Helen Marlowe").wait_for()
    page.check("orgs-cases")
    hers = Participation.objects.get(person__email=HER)
    page.goto(reverse("matching:hold", args=[hers.pk]))
    page.check("orgs-hold")
    page = signed_in(visitor(width=width), lead(world))
    page.goto("/start/")
    page.get_by_text("3 people of your organisation").wait_for()
    page.check("orgs-lead")
    page = signed_in(visitor(width=width), hers.person)
    page.goto(reverse("home:help"))
    page.get_by_text("They run the programme, and help you as well.").wait_for()
    page.check("orgs-help-participant")
