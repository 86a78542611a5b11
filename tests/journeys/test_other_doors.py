"""Arriving by telephone and by paper, where a co-ordinator writes it down; and coming back, with nothing to type."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.applications import walk
from tests.applications.walk import DURING, SUMMER, SUMMER_START
from tests.browser import A_PHONE_AND_A_DESK, Visit, Visitor
from tests.cohorts.world import World, at
from turnabout.applications import actions
from turnabout.applications.models import Application
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.clock.models import Offset
from turnabout.foundation.consent.models import ConsentEvent
from turnabout.foundation.jobs import queue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world() -> World:
    return World.make(at(2023, 9, 1, 9))


@pytest.fixture
def cohort(world: World) -> Any:
    made = world.just_open()
    Offset.store(DURING - datetime.now(UTC))
    return made


def signed_in(page: Visitor, person: Any) -> Visitor:
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": page._site}])
    return page


def save(page: Visitor) -> None:
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("heading", name="Amara Okafor", level=1).wait_for()


def open_section(page: Visitor, name: str) -> None:
    page.get_by_role("link", name=name).click()
    page.get_by_role("heading", name=name, level=1).wait_for()


def begin(page: Visitor, cohort: Any, how: str, email: str) -> None:
    page.goto(reverse("selection:shortlist", args=[cohort.pk]))
    page.get_by_role("link", name="Enter an application for somebody").click()
    page.get_by_text("Nothing waits to be confirmed").wait_for()
    page.get_by_role("button", name="Enter an application for somebody").click()
    page.check(f"doors-{how}-1-enter")
    page.get_by_label("On paper" if how == "paper" else "By telephone").check()
    page.get_by_label("Reverse mentor", exact=True).check()
    page.get_by_label("Their full name").fill("Amara Okafor")
    page.get_by_label("Their email address").fill(email)
    page.get_by_role("button", name="Start writing it down").click()
    page.get_by_role("heading", name="Amara Okafor", level=1).wait_for()
    page.check(f"doors-{how}-2-entry")


def write_down(page: Visitor, how: str) -> None:
    """The whole form as it is told, with one slip and one page left half-filled."""
    open_section(page, "About you")
    assert page.get_by_label("Your full name").input_value() == "Amara Okafor"
    page.get_by_label("Job title").fill("Staff nurse")
    page.get_by_role("button", name="Save and come back later").click()
    page.get_by_text("We have kept what you typed").wait_for()
    open_section(page, "About you")
    page.check(f"doors-{how}-3-about")
    assert page.get_by_label("Job title").input_value() == "Staff nurse"
    page.get_by_label("Fenwick Integrated Care").check()
    page.get_by_label("Directorate or team").fill("Urgent care")
    page.get_by_label("Staff group").select_option("nursing")
    save(page)
    open_section(page, "Your pay grade")
    page.get_by_label("Pay framework and grade").select_option("AfC 5")
    save(page)
    open_section(page, "How and when you can meet")
    page.get_by_label("Where is your work base?").fill("Northgate Health Centre")
    page.get_by_label("Video call").check()
    page.get_by_label("Thursday afternoon").check()
    page.get_by_label("Tuesday 5 March 2024, 1pm to 5pm").check()
    page.get_by_label("One", exact=True).check()
    save(page)
    open_section(page, "Why you want to do this")
    page.get_by_label("Why do you want to be a reverse mentor?").fill("Because nobody asked me in nine years.")
    page.get_by_label("What would you hope a senior leader learns from you?").fill("How a rota feels.")
    save(page)
    rest = ("Mentoring and networks", "What helps, and what is off limits", "People to keep apart from")
    for name in (*rest, "Adjustments and support", "Support for you", "Keeping in touch"):
        open_section(page, name)
        save(page)
    open_section(page, "Your line manager")
    page.get_by_label("Line manager’s work email").fill("rae.linton@example.org")
    save(page)


def experience(page: Visitor, how: str) -> None:
    open_section(page, "What I offer to talk about")
    page.get_by_label("Race and ethnicity").check()
    page.get_by_label("The co-ordinator", exact=True).check()
    page.get_by_role("button", name="Keep what they offer").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.check(f"doors-{how}-4-no-consent")
    assert not ConsentEvent.objects.exists()
    words = "The paper holds these words" if how == "paper" else "I read these words aloud"
    page.get_by_label(words).check()
    page.get_by_role("button", name="Keep what they offer").click()
    page.get_by_text("What they offer is written down").wait_for()


@A_PHONE_AND_A_DESK
def test_somebody_rings_and_agrees_in_a_call(
    world: World, cohort: Any, visitor: Visit, width: int, javascript: bool
) -> None:
    page = signed_in(visitor(width=width, javascript=javascript), world.coordinator)
    begin(page, cohort, "phone", "")
    write_down(page, "phone")
    experience(page, "phone")
    page.check("doors-phone-5-whole")
    page.get_by_text("There is no email address.").wait_for()
    page.get_by_role("button", name="Record a call").click()
    page.get_by_role("heading", name="Record a call").wait_for()
    page.check("doors-phone-6-call")
    page.get_by_role("button", name="Record the call").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.check("doors-phone-7-not-read-back")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Record the call").click()
    page.get_by_text("The call is recorded, and the application of Amara Okafor is sent.").wait_for()
    page.check("doors-phone-8-list")
    application = Application.objects.get()
    assert (application.status, application.confirmed_how) == ("submitted", "call")
    assert application.called_whom == "Joan Whitfield rang Amara Okafor"
    page.goto(reverse("selection:decide", args=[cohort.pk, application.pk]))
    page.get_by_text("by telephone").first.wait_for()
    page.check("doors-phone-9-decide")


@A_PHONE_AND_A_DESK
def test_somebody_sends_paper_and_confirms_by_their_link(
    world: World, cohort: Any, visitor: Visit, width: int, javascript: bool
) -> None:
    Person.objects.make(name="A. Okafor", email="amara.okafor@example.org")
    page = signed_in(visitor(width=width, javascript=javascript), world.coordinator)
    begin(page, cohort, "paper", "amara.okafor@example.org")
    write_down(page, "paper")
    experience(page, "paper")
    assert "A. Okafor" not in page.content()
    page.get_by_role("button", name="Send them a link to confirm").click()
    page.check("doors-paper-5-ask")
    page.get_by_role("button", name="Send the link").click()
    page.get_by_text("waits in the outbox").wait_for()
    page.check("doors-paper-6-list")
    queue.drain()
    found = re.search(r"/check/[\w-]{40,}/", str(mail.outbox[-1].body))
    assert found is not None
    theirs = visitor(width=width, javascript=javascript)
    theirs.goto(found[0])
    theirs.get_by_role("heading", name="Is this right, Amara Okafor?").wait_for()
    theirs.check("doors-paper-7-check")
    assert "Because nobody asked me in nine years." in theirs.content() and "Race" not in theirs.content()
    theirs.get_by_role("button", name="Send my application").click()
    theirs.get_by_role("heading", name="There is a problem").wait_for()
    theirs.check("doors-paper-8-undeclared")
    for box in theirs.get_by_role("checkbox").all():
        box.check()
    theirs.get_by_role("button", name="Send my application").click()
    theirs.get_by_role("heading", name="Thank you: your application is sent").wait_for()
    theirs.check("doors-paper-9-thanks")
    assert Application.objects.get().status == "submitted"
    theirs.goto(found[0])
    theirs.get_by_role("heading", name="You no longer need this link").wait_for()
    theirs.check("doors-paper-10-over")
    page.goto(reverse("applications:entered", args=[cohort.pk]))
    page.get_by_text("Nothing waits to be confirmed").wait_for()


@A_PHONE_AND_A_DESK
def test_whoever_it_is_not_from_has_it_deleted(
    world: World, cohort: Any, visitor: Visit, width: int, javascript: bool
) -> None:
    page = signed_in(visitor(width=width, javascript=javascript), world.coordinator)
    begin(page, cohort, "paper", "amara.okafor@example.org")
    page.get_by_role("button", name="Send them a link to confirm").click()
    page.get_by_role("button", name="Send the link").click()
    page.get_by_text("waits in the outbox").wait_for()
    queue.drain()
    found = re.search(r"/check/[\w-]{40,}/", str(mail.outbox[-1].body))
    assert found is not None
    theirs = visitor(width=width, javascript=javascript)
    theirs.goto(found[0])
    theirs.get_by_text("Not finished yet").wait_for()
    theirs.check("doors-delete-1-unfinished")
    theirs.get_by_role("link", name="Delete it").click()
    theirs.check("doors-delete-2-sure")
    theirs.get_by_role("button", name="Delete it").click()
    theirs.get_by_role("heading", name="It is deleted").wait_for()
    theirs.check("doors-delete-3-gone")
    assert not Application.objects.exists() and not Person.objects.filter(name="Amara Okafor").exists()
    page.goto(reverse("applications:entered", args=[cohort.pk]))
    page.get_by_text("Nothing waits to be confirmed").wait_for()


TYPED = "input:not([type]), input[type=text], input[type=email], textarea"


def typed_into(page: Visitor) -> int:
    """How many boxes for text stand on the page: what whoever comes back could be made to fill in."""
    return sum(box.is_visible() for box in page.locator(TYPED).all())


@A_PHONE_AND_A_DESK
def test_whoever_took_part_before_types_nothing_again(
    world: World, cohort: Any, visitor: Visit, width: int, javascript: bool
) -> None:
    before = walk.sent(cohort)
    later = world.just_open(number=6, starts_on=SUMMER_START)
    Offset.store(SUMMER - datetime.now(UTC))
    page = signed_in(visitor(width=width, javascript=javascript), before.person)
    boxes = 0
    page.goto(reverse("applications:standing", args=[before.pk]))
    page.check("doors-again-1-standing")
    page.get_by_role("link", name="Take part again: Cohort 6").click()
    page.get_by_role("heading", name="Go on from your last application").wait_for()
    page.check("doors-again-2-continue")
    boxes += typed_into(page)
    page.get_by_role("button", name="Copy my answers").click()
    page.get_by_role("heading", name="Is this still right?").wait_for()
    page.check("doors-again-3-page")
    boxes += typed_into(page)
    page.get_by_label("I offer the same again").check()
    page.get_by_role("button", name="Send my application").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.check("doors-again-4-slip")
    for box in page.get_by_role("group", name="Is this still right?").get_by_role("checkbox").all():
        box.check()
    page.get_by_role("group", name="Which training session").get_by_role("checkbox").first.check()
    page.get_by_label("I agree that what I offer is kept").check()
    for box in page.get_by_role("group", name="Before you send it").get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Send my application").click()
    page.get_by_role("heading", name="Your application is sent").wait_for()
    assert boxes == 0, "no page on the way asks for a text"
    application = Application.objects.get(cohort=later)
    assert application.status == "submitted" and application.continued_from == "Cohort 5"


@A_PHONE_AND_A_DESK
def test_the_page_before_the_form_leads_whoever_comes_back_to_their_answers(
    world: World, cohort: Any, visitor: Visit, width: int, javascript: bool
) -> None:
    before = walk.sent(cohort)
    later = world.just_open(number=6, starts_on=SUMMER_START)
    Offset.store(SUMMER - datetime.now(UTC))
    page = signed_in(visitor(width=width, javascript=javascript), before.person)
    page.goto(reverse("home:public", args=[later.programme.slug, later.slug]))
    page.get_by_text("Have you applied to an earlier cohort?").wait_for()
    page.goto(reverse("applications:begin", args=[later.programme.slug, later.slug, "mentee"]))
    page.check("doors-again-5-begin")
    page.get_by_role("button", name="Go on from your last application").click()
    page.check("doors-again-6-other-role")
    page.get_by_role("button", name="Copy my answers").click()
    page.get_by_text("These sections could not be copied whole.").wait_for()
    page.check("doors-again-7-missing")
    page.get_by_role("listitem").get_by_role("link", name="What you can change").click()
    page.get_by_role("heading", name="What you can change").wait_for()


@A_PHONE_AND_A_DESK
def test_whoever_finds_a_mistake_signs_in_and_it_is_their_own_form(
    world: World, cohort: Any, visitor: Visit, width: int, javascript: bool
) -> None:
    answers = {code: dict(given) for code, given in walk.MENTOR.items()}
    answers["about"]["organisation"] = str(world.host.pk)
    entry = actions.enter(
        cohort=cohort, role="mentor", email="amara.okafor@example.org", name="Amara Okafor", answers=answers,
        how="phone", received_on=DURING.date(), by=world.coordinator, now=DURING,
    )  # fmt: skip
    token = actions.send_entry_link(application=entry, by=world.coordinator, now=DURING)
    theirs = visitor(width=width, javascript=javascript)
    theirs.goto(reverse("applications:check_entered", args=[token]))
    theirs.get_by_role("button", name="Put something right first").click()
    theirs.get_by_label("Email address").fill("amara.okafor@example.org")
    theirs.get_by_role("button", name="Email me a code").click()
    theirs.get_by_label("Code", exact=True).wait_for()
    queue.drain()
    code = re.search(r"^([A-Z0-9]{3,}-[A-Z0-9]{3,})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code is not None
    theirs.get_by_label("Code", exact=True).fill(code[1])
    theirs.get_by_role("button", name="Go on").click()
    theirs.get_by_text("we heard from you, and wrote this down").wait_for()
    theirs.check("doors-right-1-list")
    theirs.get_by_role("link", name="About you").click()
    assert theirs.get_by_label("Your full name").input_value() == "Amara Okafor"
    theirs.get_by_label("Job title").fill("Ward sister")
    theirs.get_by_role("button", name="Save and continue").click()
    theirs.get_by_role("heading", name="Your application").wait_for()
    page = signed_in(visitor(width=width, javascript=javascript), world.coordinator)
    page.goto(reverse("applications:entered", args=[cohort.pk]))
    page.get_by_text("Nothing waits to be confirmed").wait_for()
    entry.refresh_from_db()
    assert (entry.job_title, entry.status) == ("Ward sister", "draft")
