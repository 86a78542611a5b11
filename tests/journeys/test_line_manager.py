"""A manager answers by link on a phone, and the applicant and the co-ordinator see what comes of it."""

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
from tests.applications.walk import DURING
from tests.browser import A_PHONE_AND_A_DESK, DESK, PHONE, Visit, Visitor
from tests.cohorts.world import World, at, until
from turnabout.applications import actions
from turnabout.applications.models import Release
from turnabout.foundation.clock.models import Offset
from turnabout.foundation.jobs import queue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])


@pytest.fixture
def world() -> World:
    return World.make(at(2023, 9, 1, 9))


def travel(to: datetime) -> None:
    """Set the clock of the site, whose pages are made in other threads than the test."""
    Offset.store(to - datetime.now(UTC))


def signed_in(page: Visitor, person: Any) -> Any:
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": page._site}])
    return page


def link_in_the_letter() -> str:
    queue.drain()
    letter = next(one for one in reversed(mail.outbox) if one.to == ["rae.linton@example.org"])
    found = re.search(r"/answer/[\w-]{40,}/", str(letter.body))
    assert found is not None
    return found[0]


def ask(page: Any, application: Any) -> None:
    """From the applicant's own page: see it as they will, then press."""
    page.goto(reverse("applications:standing", args=[application.pk]))
    page.check("manager-1-standing")
    page.get_by_role("link", name="More about your release from work").click()
    page.check("manager-2-release")
    page.get_by_role("button", name="Look at what would be sent").click()
    page.get_by_role("heading", name="See it as they will").wait_for()
    page.check("manager-3-ask")
    page.get_by_role("link", name="Open it as a page of its own").click()
    page.get_by_role("heading", name="Can you release Amara Okafor?", level=1).wait_for()
    page.check("manager-4-preview")
    page.get_by_role("link", name="Back to your own page").click()
    page.get_by_role("button", name="Ask my manager").click()
    page.get_by_text("A letter with the link is on its way").wait_for()
    page.check("manager-5-asked")


def answer(page: Any, link: str) -> None:
    """Without an account: a slip, then yes with conditions and cover for the rota."""
    page.context.clear_cookies()
    page.goto(link)
    page.get_by_role("heading", name="Can you release Amara Okafor?", level=1).wait_for()
    page.check("manager-6-page")
    assert page.locator("a[href^='/']").count() == 0
    page.get_by_role("radio", name="Yes, with conditions").check()
    page.get_by_label("Which conditions?").fill("Not on days with a clinic.")
    page.get_by_label("What do you need so that the work is covered?").fill("Somebody for the rota on 5 March.")
    page.get_by_role("button", name="Send my answer").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.check("manager-7-problem")
    assert page.get_by_label("Which conditions?").input_value() == "Not on days with a clinic."
    page.get_by_label("I will not ask what is discussed").check()
    page.get_by_label("I will not treat Amara Okafor worse").check()
    page.get_by_role("button", name="Send my answer").click()
    page.get_by_role("heading", name="Thank you for your answer").wait_for()
    page.check("manager-8-thanks")
    page.goto(link)
    page.get_by_role("heading", name="This link was used").wait_for()
    page.check("manager-9-used")


def see_to_it(page: Any, world: World, application: Any) -> None:
    """The co-ordinator finds the cover on their day, reads the answer, and marks the cover as arranged."""
    signed_in(page, world.coordinator)
    page.goto(reverse("home:day", args=[application.cohort_id]))
    page.check("manager-10-day")
    page.get_by_role("link", name="Arrange cover for Amara Okafor").click()
    page.get_by_text("Somebody for the rota on 5 March.").wait_for()
    page.check("manager-11-kept")
    page.get_by_label("The cover is arranged").check()
    page.get_by_role("button", name="Keep this").click()
    page.get_by_text("That is noted.").wait_for()
    page.get_by_role("link", name="Managers’ answers").first.click()
    page.check("manager-12-list")


@A_PHONE_AND_A_DESK
def test_a_manager_answers_by_link(visitor: Visit, world: World, width: int, javascript: bool) -> None:
    application = walk.sent(world.open_cohort())
    travel(DURING)
    page: Any = signed_in(visitor(width=width, javascript=javascript), application.person)
    ask(page, application)
    answer(page, link_in_the_letter())
    see_to_it(page, world, application)
    signed_in(page, application.person)
    page.goto(reverse("applications:release", args=[application.pk]))
    page.get_by_text("Not on days with a clinic.").wait_for()
    page.check("manager-13-conditions")
    assert Release.objects.get().status == "supported_with_conditions"


@WIDTHS
def test_a_link_that_is_over_leads_to_a_new_one(visitor: Visit, world: World, width: int) -> None:
    application = walk.sent(world.open_cohort())
    _release, token = actions.ask_manager(application=application, by=application.person, now=DURING)
    late = at(2024, 1, 8, 10)
    travel(late)
    until(late)
    page: Any = visitor(width=width)
    page.goto(reverse("applications:manager", args=[token]))
    page.get_by_role("heading", name="This link is over").wait_for()
    page.check("manager-over")
    page.complaints.clear()  # the browser mentions the status 410
    page.get_by_role("button", name="Send a new link").click()
    page.get_by_role("heading", name="A new link is on its way").wait_for()
    page.check("manager-link-sent")
    page.goto(link_in_the_letter())
    page.get_by_role("radio", name="Not now").check()
    page.get_by_label("Why not now?").fill("Two people are away until the spring.")
    page.check("manager-not-now")
    page.get_by_role("button", name="Send my answer").click()
    page.get_by_role("heading", name="Thank you for your answer").wait_for()
    signed_in(page, world.coordinator)
    page.goto(reverse("applications:kept_release", args=[Release.objects.get().pk]))
    page.get_by_text("Two people are away until the spring.").wait_for()
    page.check("manager-kept-not-now")


@WIDTHS
def test_somebody_talks_to_the_co_ordinator_first(visitor: Visit, world: World, width: int) -> None:
    cohort = world.open_cohort()
    application = walk.send(walk.fill(walk.start(cohort), but={"manager": {"talk_first": True}}))
    travel(DURING)
    page: Any = signed_in(visitor(width=width), application.person)
    page.goto(reverse("applications:release", args=[application.pk]))
    page.get_by_text("Nothing is sent before that.").wait_for()
    page.check("manager-talk-first")
    signed_in(page, world.coordinator)
    page.goto(reverse("applications:kept_release", args=[application.release.pk]))
    page.check("manager-talk-kept")
    page.get_by_role("radio", name="The manager has confirmed it another way").check()
    page.get_by_label("How did the manager confirm it?").select_option("call")
    page.get_by_role("button", name="Keep this").click()
    page.get_by_text("The manager agreed by telephone or video call.").wait_for()
    assert Release.objects.get().status == "confirmed_otherwise"
