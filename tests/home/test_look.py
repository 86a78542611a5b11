"""The pages of set-up, the public page and the first pages, looked at with a real browser at both widths."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.applications import walk
from tests.browser import DESK, PHONE, SHOTS, Visit, Visitor
from tests.cohorts.world import make_ready
from tests.home.walk import furnish, say
from tests.selection.walk import accepted
from turnabout.cohorts import actions as cohorts
from turnabout.training import actions as training

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
NARROW = pytest.mark.parametrize("width", [PHONE, DESK] if SHOTS else [PHONE])
"""Pages of one column look alike on a desk: there they are opened for screenshots only."""


def signed_in(page: Visitor, person: Any) -> Visitor:
    """The same visitor with `person`'s session."""
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": page._site}])
    return page


@WIDTHS
def test_the_public_pages(visitor: Visit, world: Any, it_is: Any, width: int) -> None:
    cohort = furnish(world, world.open_cohort())
    it_is(2023, 12, 4, 10)
    page = visitor(width=width)
    for address, name in (
        (reverse("home:front"), "front"),
        (reverse("home:public", args=[world.programme.slug, cohort.slug]), "public"),
        (reverse("home:pack", args=[world.programme.slug, cohort.slug, "mentor"]), "pack"),
        (reverse("home:help"), "help"),
        (reverse("home:privacy"), "privacy"),
        (reverse("home:accessibility"), "accessibility"),
    ):
        page.goto(address)
        page.check(f"home-{name}")


@NARROW
def test_an_empty_installation(visitor: Visit, db: Any, width: int) -> None:
    page = visitor(width=width)
    page.goto("/")
    page.get_by_text("No programme is open to applications just now").wait_for()
    page.check("home-front-empty")


@pytest.mark.parametrize(("width", "javascript"), [(PHONE, True), (PHONE, False), *([(DESK, True)] if SHOTS else [])])
def test_the_whole_set_up_through_the_pages(
    visitor: Visit, world: Any, it_is: Any, width: int, javascript: bool
) -> None:
    it_is(2023, 9, 1, 9)
    page = signed_in(visitor(width=width, javascript=javascript), world.coordinator)
    look = check if javascript else skip
    page.goto("/start/")
    look(page, "setup-0-list")
    page.get_by_role("button", name="Create a cohort").click()
    page.get_by_label("System programme").check()
    go_on(page, look, "setup-1-pattern")
    page.get_by_label("Fenwick reverse mentoring, Fenwick Integrated Care").check()
    page.get_by_label("Name of the cohort").fill("Cohort 5, 2023/24")
    page.get_by_label("Number of the cohort").fill("5")
    go_on(page, look, "setup-2-name")
    page.get_by_label("Fenwick Council").check()
    go_on(page, look, "setup-3-organisations")
    go_on(page, look, "setup-4-leaders")
    page.get_by_label("Race and ethnicity").check()
    go_on(page, look, "setup-5-strands")
    for box, value in (("Day", "8"), ("Month", "4"), ("Year", "2024")):
        page.get_by_label(box, exact=True).fill(value)
    go_on(page, look, "setup-6-start")
    page.get_by_label("Name of the person or team").fill("Inclusion team")
    page.get_by_label("Email address of the contact").fill("inclusion@example.org")
    go_on(page, look, "setup-7-contact")
    look(page, "setup-8-check")
    page.get_by_role("button", name="Make the draft").click()
    page.get_by_role("heading", name="Your draft is made").wait_for()
    make_ready(world.programme.cohorts.get(), by=world.coordinator, now=world.now)
    page.get_by_role("button", name="Look at the public page").click()
    page.get_by_text("This is the public page in preview").wait_for()
    look(page, "setup-9-preview")
    page.get_by_role("button", name="Go on to open the cohort").click()
    look(page, "setup-10-open")
    page.get_by_role("button", name="Open it now").click()
    page.get_by_text("Nothing needs you.").wait_for()
    look(page, "setup-11-day")


def check(page: Visitor, name: str) -> None:
    page.check(name)


def skip(page: Visitor, name: str) -> None:
    """Where scripts do not run, neither does the checker; the way through the pages is what is tried."""


def go_on(page: Visitor, look: Any, name: str) -> None:
    look(page, name)
    page.get_by_role("button", name="Continue").click()


@NARROW
def test_the_pages_that_keep_a_cohort(visitor: Visit, world: Any, it_is: Any, width: int) -> None:
    cohort = furnish(world, world.open_cohort())
    draft = world.cohort(number=6)
    story = say(world, cohort, publish=False)
    it_is(2024, 1, 23, 10)
    page = signed_in(visitor(width=width), world.coordinator)
    reader = cohort.roles.get(kind="board_reader")
    for name, *arguments in (
        ("home:day", cohort.pk),
        ("cohorts:list",),
        ("cohorts:plan", cohort.pk),
        ("cohorts:change_date", cohort.pk, "applications_close"),
        ("cohorts:change_date", cohort.pk, "mentee_training_a"),
        ("cohorts:words", cohort.pk),
        ("cohorts:calendar_title", cohort.pk),
        ("cohorts:rules", draft.pk),
        ("cohorts:roles", cohort.pk),
        ("cohorts:end_role", reader.pk),
        ("cohorts:stage", cohort.pk, "close"),
        ("cohorts:stage", cohort.pk, "launch"),
        ("stories:list", cohort.pk),
        ("stories:new", cohort.pk),
        ("stories:publish", story.pk),
        ("stories:take_back", story.pk),
        ("resources:list", cohort.pk),
        ("resources:remove", cohort.resources.first().pk),
        ("resources:conversations",),
    ):
        page.goto(reverse(name, args=arguments))
        page.check(f"keep-{name.replace(':', '-')}-{arguments[-1] if name.endswith('date') else ''}")


@WIDTHS
def test_the_preview_and_the_pages_on_which_public_words_are_written(
    visitor: Visit, world: Any, it_is: Any, width: int
) -> None:
    draft = furnish(world, world.cohort())
    it_is(2023, 10, 2, 10)
    page = signed_in(visitor(width=width), world.coordinator)
    page.goto(reverse("home:preview", args=[draft.pk]))
    page.check("words-preview")
    page.get_by_role("link", name="awards, video, packs and what we look for").click()
    page.check("words-list")
    page.get_by_role("link", name="Information pack for reverse mentors").click()
    page.get_by_label("How much time does it take?").fill("About **two** hours a month.")
    page.get_by_role("button", name="See how it looks").click()
    page.get_by_role("heading", name="How it will look").wait_for()
    page.check("words-pack-look")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("This is the pack in preview.").wait_for()
    page.check("words-pack-preview")
    page.goto(reverse("home:passage", args=[draft.pk, "video"]))
    page.check("words-video")
    page.goto(reverse("home:passage", args=[draft.pk, "specification-mentee"]))
    cohorts.change_passage(
        cohort=draft, thing="specification-mentee", values={"N1": "You mean it."}, by=world.coordinator, now=world.now
    )
    page.get_by_label("You can influence practice or policy").fill("You decide about money.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="What is saved now").wait_for()
    page.check("words-two-writers")


def test_public_words_are_read_and_written_without_scripts(visitor: Visit, world: Any, it_is: Any) -> None:
    cohort = furnish(world, world.open_cohort())
    it_is(2023, 12, 4, 10)
    page = signed_in(visitor(width=PHONE, javascript=False), world.coordinator)
    page.goto(reverse("home:passage", args=[cohort.pk, "awards"]))
    page.get_by_label("Awards").fill("Winner twice over.")
    page.get_by_role("button", name="See how it looks").click()
    page.get_by_role("heading", name="How it will look").wait_for()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("This page is public.").wait_for()
    page.goto(reverse("home:public", args=[world.programme.slug, cohort.slug]))
    page.get_by_text("Winner twice over.").wait_for()
    page.get_by_text("What we look for in a reverse mentor").click()
    page.get_by_text("You can come to the briefing and give the time.").wait_for()
    page.get_by_role("link", name="Information pack for reverse mentees", exact=True).first.click()
    page.get_by_role("heading", name="What you share, and who sees it").wait_for()
    page.check()


@NARROW
def test_the_pages_of_an_administrator(visitor: Visit, world: Any, it_is: Any, width: int) -> None:
    it_is(2023, 9, 1, 9)
    page = signed_in(visitor(width=width), world.administrator)
    page.goto("/start/")
    page.check("admin-organisations")
    page.goto(reverse("cohorts:new_organisation"))
    page.check("admin-new-organisation")
    page.goto(reverse("cohorts:new_programme"))
    page.check("admin-new-programme")
    page.goto(reverse("cohorts:organisation", args=[world.host.pk]))
    page.get_by_label("Full name").fill("Lena Moss")
    page.get_by_role("button", name="Give this role").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.check("admin-organisation")


@WIDTHS
def test_my_mentoring(visitor: Visit, world: Any, it_is: Any, width: int) -> None:
    cohort = world.open_cohort()
    (amara,) = accepted(cohort, world, "Amara Okafor")
    cohorts.prepare(cohort=cohort, by=world.coordinator, now=world.now)
    training.plan_sessions(cohort=cohort, by=world.coordinator, now=world.now)
    it_is(2024, 2, 20, 10)
    page = signed_in(visitor(width=width), amara.person)
    page.goto("/start/")
    page.get_by_role("heading", name="My mentoring").wait_for()
    page.check("mine")
    page = signed_in(visitor(width=width), world.outsider)
    page.goto("/my-mentoring/")
    page.check("mine-none")


@NARROW
def test_what_a_leader_shares_and_how_it_will_be_seen(visitor: Visit, world: Any, it_is: Any, width: int) -> None:
    helen = walk.sent(world.open_cohort(), "mentee", "Helen Marlowe")
    it_is(2023, 12, 4, 12)
    page = signed_in(visitor(width=width), helen.person)
    for address, name in (
        (reverse("applications:sharing", args=[helen.pk]), "sharing"),
        (reverse("home:see_as", args=[helen.pk, "before"]), "as-mentor"),
        (reverse("home:see_as", args=[helen.pk, "agreed"]), "as-partner"),
        (reverse("home:who_sees", args=[helen.pk]), "who-sees"),
    ):
        page.goto(address)
        page.check(f"leader-{name}")
