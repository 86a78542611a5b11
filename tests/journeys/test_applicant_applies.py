"""A person in a corridor with a phone becomes an applicant; a leader says yes by link. With and without JavaScript."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from tests.applications import walk
from tests.applications.walk import DURING
from tests.browser import DESK, PHONE, Visit, Visitor
from tests.cohorts.world import World, at
from turnabout.applications.models import Application
from turnabout.cohorts.models import Cohort
from turnabout.foundation.clock.models import Offset
from turnabout.foundation.jobs import queue
from turnabout.monitoring.models import Row

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOTH = pytest.mark.parametrize(("width", "javascript"), [(PHONE, False), (DESK, True)], ids=["phone-no-js", "desk-js"])


@pytest.fixture
def world() -> World:
    return World.make(at(2023, 9, 1, 9))


def travel(to: datetime) -> None:
    """Set the clock of the site, whose pages are made in other threads than the test."""
    Offset.store(to - datetime.now(UTC))


def go_on(page: Visitor) -> None:
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("heading", name="Your application").wait_for()


def make_an_account(page: Visitor, address: str) -> None:
    page.get_by_role("link", name="Make an account").click()
    page.get_by_label("Email address").fill(address)
    page.get_by_role("button", name="Email me a code").click()
    page.get_by_label("Code", exact=True).wait_for()
    queue.drain()
    code = re.search(r"^([A-Z0-9]{3,}-[A-Z0-9]{3,})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code is not None
    page.get_by_label("Code", exact=True).fill(code[1])
    page.get_by_role("button", name="Go on").click()


def task(page: Visitor, name: str) -> None:
    page.get_by_role("link", name=name).click()
    page.get_by_role("heading", name=name, level=1).wait_for()


def to_the_list(page: Visitor, cohort: Cohort) -> None:
    page.goto(reverse("home:public", args=[cohort.programme.slug, cohort.slug]))
    page.get_by_role("link", name="Apply as a reverse mentor").or_(
        page.get_by_role("button", name="Apply as a reverse mentor")
    ).click()
    make_an_account(page, "amara.okafor@example.org")
    page.get_by_role("heading", name="Apply to be a reverse mentor").wait_for()
    page.check("apply-begin")
    page.get_by_role("button", name="Start my application").click()
    page.get_by_text("About 31 minutes are left.").wait_for()
    page.check("apply-list")


def about_and_meeting(page: Visitor) -> None:
    task(page, "About you")
    page.check("apply-about")
    page.get_by_label("Your full name").fill("Amara Okafor")
    page.get_by_label("Fenwick Integrated Care").check()
    page.get_by_label("Directorate or team").fill("Urgent care")
    page.get_by_label("Job title").fill("Staff nurse")
    page.get_by_label("Staff group").select_option("nursing")
    go_on(page)
    task(page, "Your pay grade")
    page.check("apply-grade")
    page.get_by_label("Pay framework and grade").select_option("AfC 5")
    go_on(page)
    task(page, "How and when you can meet")
    page.get_by_label("Video call").check()
    page.get_by_role("button", name="Save and come back later").click()
    page.get_by_text("We have kept what you typed.").wait_for()
    task(page, "How and when you can meet")
    page.check("apply-half-filled")
    assert page.get_by_label("Video call").is_checked()
    page.get_by_label("Where is your work base?").fill("Northgate Health Centre")
    page.get_by_label("Thursday afternoon").check()
    page.get_by_label("Tuesday 5 March 2024, 1pm to 5pm").check()
    page.get_by_label("One", exact=True).check()
    go_on(page)


def why_and_experience(page: Visitor) -> None:
    task(page, "Why you want to do this")
    page.get_by_label("Why do you want to be a reverse mentor?").fill("word " * 255)
    page.get_by_label("What would you hope a senior leader learns from you?").fill("How a rota feels.")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.check("apply-too-long")
    assert page.get_by_label("Why do you want to be a reverse mentor?").input_value().split().count("word") == 255
    page.get_by_label("Why do you want to be a reverse mentor?").fill("Because nobody asked me in nine years.")
    go_on(page)
    task(page, "Mentoring and networks")
    page.check("apply-background")
    go_on(page)
    task(page, "What I offer to talk about")
    page.check("apply-experience")
    page.get_by_label("Race and ethnicity").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Who may know, and when?").wait_for()
    page.get_by_role("group", name="Race and ethnicity").get_by_label("The co-ordinator").check()
    page.get_by_role("button", name="Agree and save").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.check("apply-experience-no-consent")
    assert page.get_by_role("group", name="Race and ethnicity").get_by_label("The co-ordinator").is_checked()
    page.get_by_label("I agree that what I offer").check()
    page.get_by_role("button", name="Agree and save").click()
    page.get_by_role("heading", name="What I share", exact=True).wait_for()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Your application").wait_for()


def the_rest(page: Visitor) -> None:
    task(page, "What helps, and what is off limits")
    page.check("apply-boundaries")
    go_on(page)
    task(page, "People to keep apart from")
    page.get_by_label("People you should not be paired with").fill("grim.boss@example.org")
    page.check("apply-apart")
    go_on(page)
    task(page, "Adjustments and support")
    page.check("apply-adjustments")
    go_on(page)
    task(page, "Support for you")
    page.check("apply-support")
    go_on(page)
    task(page, "Keeping in touch")
    page.check("apply-contact")
    go_on(page)
    task(page, "Your line manager")
    page.get_by_label("I want to talk to the co-ordinator first").check()
    page.check("apply-manager")
    go_on(page)


def look_over_and_send(page: Visitor) -> None:
    page.check("apply-complete")
    page.get_by_role("button", name="Check and send").click()
    page.get_by_role("heading", name="Check your answers and send").wait_for()
    page.check("apply-check")
    page.get_by_role("button", name="Send my application").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.wait_for_load_state()
    for box in page.locator("input[name=declarations]").all():
        box.check()
    page.get_by_role("button", name="Send my application").click()
    page.get_by_role("heading", name="Your application is sent").wait_for()
    page.check("apply-sent")


def equality_and_standing(page: Visitor) -> None:
    page.get_by_role("link", name="Answer seven equality questions").click()
    page.get_by_label("Asian or Asian British").first.check()
    page.get_by_label("Chinese").check()
    page.check("equality")
    page.get_by_role("button", name="Send my answers").click()
    page.get_by_role("heading", name="Thank you").wait_for()
    page.check("equality-done")
    page.get_by_role("button", name="See where I stand").click()
    page.get_by_text("Everybody hears on the same day: Friday 2 February 2024.").wait_for()
    page.check("standing")
    for name in ("Change my application", "Change or take back the lived experience I offer", "Withdraw"):
        page.get_by_role("link", name=name).click()
        page.check("apply-" + name.split()[0].lower() + str(len(name)))
        page.go_back()


@BOTH
def test_a_reverse_mentor_applies(visitor: Visit, world: World, width: int, javascript: bool) -> None:
    cohort = world.open_cohort()
    travel(DURING)
    page: Any = visitor(width=width, javascript=javascript)
    to_the_list(page, cohort)
    about_and_meeting(page)
    why_and_experience(page)
    the_rest(page)
    look_over_and_send(page)
    equality_and_standing(page)
    application = Application.objects.get(person__email="amara.okafor@example.org")
    assert (application.status, application.level, application.talk_first) == ("submitted", 3, True)
    assert application.person.name == "Amara Okafor"
    assert Row.objects.filter(person=application.person).count() == 1
    assert [message.subject for message in mail.outbox if "application" in message.subject] == []
    queue.drain()
    assert mail.outbox[-1].subject == "Leadership and inclusion programme: we have your application"


@BOTH
def test_a_named_leader_says_yes_by_link(visitor: Visit, world: World, width: int, javascript: bool) -> None:
    board = world.open_cohort(number=6, pattern="board", starts_on=date(2024, 4, 8))
    travel(at(2024, 2, 6, 10))
    application, token = walk.named(world, board, at(2024, 2, 6, 9))
    page: Any = visitor(width=width, javascript=javascript)
    page.goto(reverse("applications:leader", args=[token]))
    page.check("leader")
    page.get_by_label("Why do you want this?").fill("I want to hear what I am not told.")
    page.get_by_label("Race and ethnicity").check()
    page.get_by_label("In person").check()
    page.get_by_role("button", name="Yes, I take part").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.check("leader-problem")
    assert page.get_by_label("Why do you want this?").input_value() == "I want to hear what I am not told."
    page.get_by_label("Tuesday afternoon").check()
    for box in page.locator("input[name=declarations]").all():
        box.check()
    page.get_by_role("button", name="Yes, I take part").click()
    page.get_by_role("heading", name="Thank you: you take part").wait_for()
    page.check("leader-thanks")
    assert Application.objects.get(pk=application.pk).status == "confirmed"


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_a_coordinator_names_leaders(visitor: Visit, world: World, width: int, client: Any, live_server: Any) -> None:
    board = world.open_cohort(number=6, pattern="board", starts_on=date(2024, 4, 8))
    travel(at(2024, 2, 6, 10))
    client.force_login(world.coordinator)
    page: Any = visitor(width=width)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto(reverse("applications:leaders", args=[board.pk]))
    page.check("leaders-empty")
    page.get_by_role("button", name="Name a leader").click()
    page.get_by_label("Full name").fill("Helen Marlowe")
    page.get_by_label("Work email", exact=True).fill("helen.marlowe@example.org")
    page.get_by_label("Job title").fill("Chief nurse")
    page.get_by_label("Organisation").select_option(label="Fenwick Integrated Care")
    page.get_by_label("Grade or place on the Board").select_option("Board Executive")
    page.check("leaders-name")
    page.get_by_role("button", name="Name this leader and send the link").click()
    page.get_by_text("Helen Marlowe is named").wait_for()
    page.check("leaders")
    page.get_by_role("link", name="Send a new link to Helen Marlowe").click()
    page.check("leaders-new-link")


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_a_deadline_missed_and_links_that_are_over_are_said_clearly(
    visitor: Visit, world: World, width: int, client: Any, live_server: Any
) -> None:
    cohort = world.open_cohort()
    application = walk.fill(walk.start(cohort))
    travel(DURING)
    client.force_login(application.person)
    page: Any = visitor(width=width)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto(reverse("applications:check", args=[application.pk]))
    for box in page.locator("input[name=declarations]").all():
        box.check()
    travel(at(2024, 1, 27, 0, 0))
    page.get_by_role("button", name="Send my application").click()
    page.get_by_text("your answers are kept here as a draft").first.wait_for()
    page.check("late")
    page.goto(reverse("applications:task_list", args=[application.pk]))
    page.check("late-list")
    page.goto(reverse("applications:leader", args=["x" * 43]))
    page.check("link-unknown")
    page.complaints.clear()  # the browser reports the 404 of the page itself
    assert Application.objects.get(pk=application.pk).status == "draft"
