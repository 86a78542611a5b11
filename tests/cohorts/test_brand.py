"""An organisation's name and colour over the pages of what it runs."""

from __future__ import annotations

import re
import uuid

import pytest
from django.urls import reverse

from tests.selection.walk import accepted, sent
from turnabout.cohorts import actions, colours
from turnabout.cohorts.models import Organisation
from turnabout.foundation.accounts.actors import OPERATOR
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.design import brands

PURPLE = "#4a2a6b"


def brand(world, colour=PURPLE, name="", organisation=None, by=None):
    where, who = organisation or world.host, by or world.coordinator
    return actions.set_brand(organisation=where, name=name, colour=colour, by=who, now=world.now)


def header(response):
    """What stands at the head of a page, and its stylesheets."""
    html = response.content.decode()
    return re.search(r"<header.*?</header>", html, re.DOTALL)[0], re.findall(r'rel="stylesheet" href="([^"]+)"', html)


@pytest.mark.parametrize(
    ("written", "ratio"), [("#000000", 21.0), ("#ffffff", 1.0), ("#0f5257", 8.9), ("#005eb8", 6.4), ("#767676", 4.5)]
)
def test_contrast_is_reckoned_as_the_guidelines_say(written, ratio):
    assert round(colours.on_white(written), 1) == ratio


@pytest.mark.parametrize("light", ["#ffcc00", "#ffffff", "#3aa6a6", "#777777"])
def test_a_colour_that_white_words_cannot_be_read_on_is_refused_with_one_that_would_do(world, light):
    with pytest.raises(Refused, match="too light") as refusal:
        brand(world, light)
    better = re.search(r"#[0-9a-f]{6}", str(refusal.value.reason))[0]
    assert brand(world, better).colour == better
    assert colours.on_white(better) >= 4.5


def test_a_colour_just_below_the_line_is_not_said_to_be_on_it(world):
    assert 4.45 < colours.on_white("#777777") < 4.5
    with pytest.raises(Refused, match=r"only 4\.4 to 1"):
        brand(world, "#777777")


@pytest.mark.parametrize("nothing", ["teal", "#12345", "url(x)", "#0f5257;}", "0f5257 "])
def test_only_a_colour_is_taken_for_a_colour(world, nothing):
    if nothing.strip() == "0f5257":
        assert brand(world, nothing).colour == "#0f5257"
        return
    with pytest.raises(Refused, match="like #0f5257"):
        brand(world, nothing)


def test_nhs_blue_and_the_logo_are_for_organisations_entitled_to_them(world):
    with pytest.raises(Refused, match="NHS blue"):
        brand(world, "#005EB8")
    with pytest.raises(Refused, match="Only an NHS organisation"):
        actions.create_organisation(
            name="Mill Council", kind="council", may_use_nhs_logo=True, by=OPERATOR, now=world.now
        )
    assert not Organisation.objects.filter(name="Mill Council").exists()
    mistaken = Organisation(name="Mill Council", kind="council", may_use_nhs_logo=True)
    assert not mistaken.shows_nhs_logo


def test_the_public_page_bears_the_hosts_name_and_colour(client, world):
    cohort = world.just_open()
    page = reverse("home:public", args=[world.programme.slug, cohort.slug])
    plain, sheets = header(client.get(page))
    assert "Fenwick Integrated Care" in plain
    assert len(sheets) == 1
    made = brand(world, name="Fenwick Care")
    over, sheets = header(client.get(page))
    assert "Fenwick Care" in over
    assert "Turnabout home page" in over
    assert sheets[1] == reverse("cohorts:stylesheet", args=[made.pk, 1])
    front, sheets = header(client.get("/"))
    assert "Fenwick" not in front
    assert len(sheets) == 1


def test_the_nhs_logo_stands_over_the_pages_of_an_entitled_host_in_nhs_blue(client, world):
    trust = actions.create_organisation(name="Fen Trust", kind="nhs", may_use_nhs_logo=True, by=OPERATOR, now=world.now)
    actions.give_role(person=world.coordinator, kind="coordinator", organisation=trust, by=OPERATOR, now=world.now)
    programme = actions.create_programme(host=trust, name="Fen mentoring", by=world.coordinator, now=world.now)
    cohort = world.just_open(programme=programme)
    over, sheets = header(client.get(reverse("home:public", args=[programme.slug, cohort.slug])))
    assert "nhsuk-header__logo" in over
    assert "turnabout-wordmark" not in over
    assert "#005eb8" in client.get(sheets[1]).content.decode()


def test_signed_in_pages_bear_the_brand_of_the_host_and_never_that_of_the_employer(client, world):
    cohort = world.just_open()
    brand(world, name="Fenwick Care")
    brand(world, name="The Council", organisation=world.partner, by=world.administrator)
    application = sent(cohort)
    application.organisation = world.partner
    assert brands.over(application).name == "Fenwick Care"
    client.force_login(application.person)
    for page in ("task_list", "standing"):
        response = client.get(reverse(f"applications:{page}", args=[application.pk]), follow=True)
        assert "Fenwick Care" in header(response)[0]


def test_the_way_from_a_thing_to_its_host_is_found_through_what_it_belongs_to(world):
    cohort = world.just_open()
    (amara,) = accepted(cohort, world, "Amara Okafor")
    brand(world, name="Fenwick Care")
    verdict = amara.person.applications.get().verdict
    for thing in (cohort, world.programme, amara, verdict, cohort.dates.first(), cohort.roles.first()):
        assert brands.over(type(thing).objects.get(pk=thing.pk)).name == "Fenwick Care"
    assert brands.over(world.outsider) is None
    assert brands.over(None) is None


def test_the_stylesheet_is_kept_for_a_year_and_its_address_changes_with_it(client, world):
    made = brand(world)
    page = reverse("cohorts:stylesheet", args=[made.pk, 1])
    response = client.get(page)
    assert response["Content-Type"].startswith("text/css")
    assert "max-age=31536000" in response["Cache-Control"]
    assert PURPLE in response.content.decode()
    assert "cookie" not in (response.get("Vary") or "").lower()
    brand(world, "#5b1a1a")
    assert client.get(page).status_code == 404
    assert "#5b1a1a" in client.get(reverse("cohorts:stylesheet", args=[made.pk, 2])).content.decode()


def test_a_coordinator_of_a_cohort_it_only_takes_part_in_cannot_repaint_an_organisation(world):
    world.cohort()
    with pytest.raises(Refused) as refusal:
        brand(world, organisation=world.partner)
    assert refusal.value.decision.hidden


def test_the_brand_is_changed_on_its_page_and_what_was_typed_stays(client, world):
    client.force_login(world.coordinator)
    page = reverse("cohorts:brand", args=[world.host.pk])
    light = client.post(page, {"idempotency_key": uuid.uuid4(), "name": "Fenwick Care", "colour": "#ffcc00"})
    assert light.status_code == 409
    assert 'value="#ffcc00"' in light.content.decode()
    assert "too light" in light.content.decode()
    client.post(page, {"idempotency_key": uuid.uuid4(), "name": "Fenwick Care", "colour": PURPLE})
    assert "Fenwick Care" in header(client.get(page))[0]
