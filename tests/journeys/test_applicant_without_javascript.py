"""A leader on a phone without JavaScript applies from the first page to the last, from two devices, losing nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from tests.applications.walk import DURING
from tests.browser import PHONE, Visit, Visitor
from tests.cohorts.world import World, at
from turnabout.applications import queries
from turnabout.applications.models import Application
from turnabout.cohorts import actions as cohorts
from turnabout.cohorts.models import Cohort
from turnabout.foundation.clock.models import Offset
from turnabout.foundation.jobs import queue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]
SCRIPTS = re.compile(r"<script\b.*?</script>", re.DOTALL)
MEANT = "helen.marlowe@gmail.com"


class Judge:
    """Looks at the pages that somebody without JavaScript has before them: the same page, without its scripts."""

    def __init__(self, eyes: Any) -> None:
        self.eyes = eyes
        self.looked_at: list[str] = []

    def look(self, page: Any, name: str) -> None:
        page.check(name)
        body = SCRIPTS.sub("", page.content())
        self.eyes.context.route(page.url, lambda route: route.fulfill(body=body, content_type="text/html"))
        self.eyes.goto(page.url)
        assert (problems := self.eyes.problems()) == "", f"{name}: {problems}"
        self.eyes.context.unroute(page.url)
        self.looked_at.append(name)


@pytest.fixture
def cohort() -> Cohort:
    """A cohort of five organisations, so that one types the first letters of one's own."""
    world = World.make(at(2023, 9, 1, 9))
    more = [
        cohorts.create_organisation(name=name, kind="nhs", by=world.administrator, now=world.now)
        for name in ("Fenwick Health & Care", "Fenwick Ambulance", "Dale Community Trust")
    ]
    made = world.open_cohort(organisations=[world.host, world.partner, *more])
    cohorts.set_list(organisation=more[0], kind="team", names=["Executive office"], by=world.coordinator, now=world.now)
    Offset.store(DURING - datetime.now(UTC))
    return made


def code() -> str:
    queue.drain()
    found = re.search(r"^([A-Z0-9]{3,}-[A-Z0-9]{3,})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found is not None
    assert mail.outbox[-1].to == [MEANT]
    return found[1]


def enter_code(page: Any) -> None:
    page.get_by_label("Code", exact=True).fill(code())
    page.get_by_role("button", name="Go on").click()


def task(page: Any, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_role("heading", name=name, level=1).wait_for()


def go_on(page: Any) -> None:
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("heading", name="Your application", level=1).wait_for()


def an_account_with_a_slip(page: Any, judge: Judge, cohort: Cohort) -> None:
    page.goto(reverse("home:public", args=[cohort.programme.slug, cohort.slug]))
    page.get_by_role("button", name="Apply as a reverse mentee").click()
    page.get_by_role("link", name="Make an account").click()
    page.get_by_label("Email address").fill("helen.marlowe@gmial.com")
    page.get_by_role("button", name="Email me a code").click()
    page.get_by_text("Did you mean helen.marlowe@gmail.com?").first.wait_for()
    judge.look(page, "no-js-did-you-mean")
    page.get_by_role("button", name="Use helen.marlowe@gmail.com").click()
    page.get_by_label("Code", exact=True).wait_for()
    enter_code(page)
    page.get_by_role("heading", name="Apply to be a reverse mentee").wait_for()
    judge.look(page, "no-js-begin")
    page.get_by_role("button", name="Start my application").click()
    page.get_by_text("minutes are left.").wait_for()
    judge.look(page, "no-js-list")


def about_and_grade(page: Any, judge: Judge) -> None:
    task(page, "About you")
    page.get_by_label("Your full name").fill("Helen Marlowe")
    page.get_by_label("Where do you work?").fill("Elsewhere")
    page.get_by_label("Directorate or team").fill("Executive office")
    page.get_by_label("Job title").fill("Chief nurse")
    page.get_by_label("Staff group").select_option("board")
    page.get_by_label("How many people are in your line?").fill("1,200")
    page.get_by_label("Which Boards").fill("Trust Board")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    assert page.get_by_label("Where do you work?").input_value() == "Elsewhere"
    judge.look(page, "no-js-about-problem")
    page.get_by_label("Where do you work?").fill("fenwick health and care")
    go_on(page)
    task(page, "Your pay grade")
    page.get_by_label("Pay framework and grade").select_option("other")
    page.get_by_label("If it is not in the list").fill("Spot salary, executive")
    page.get_by_label("which level is nearest").select_option("9")
    judge.look(page, "no-js-grade")
    go_on(page)


def meeting_half_filled(page: Any, judge: Judge) -> None:
    task(page, "How and when you can meet")
    page.get_by_label("Video call").check()
    page.get_by_label("Are there limits to where you can travel?").fill("Not by car.")
    page.get_by_role("button", name="Save and come back later").click()
    page.get_by_text("We have kept what you typed.").wait_for()
    judge.look(page, "no-js-list-half-way")


def why_in_two_windows(page: Any, judge: Judge) -> None:
    task(page, "Why you want to do this")
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_label("and why now?").fill("Written at my desk.")
    other.get_by_label("I can’t think of one yet").check()
    other.get_by_role("button", name="Save and continue").click()
    other.get_by_role("heading", name="Your application", level=1).wait_for()
    other.close()
    page.get_by_label("and why now?").fill("word " * 255)
    page.get_by_label("I can’t think of one yet").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_text("Choose which one to keep").first.wait_for()
    assert page.get_by_label("and why now?").input_value().split().count("word") == 255
    assert page.get_by_text("Written at my desk.").is_visible()
    judge.look(page, "no-js-two-windows")
    page.get_by_label("and why now?").fill("I keep hearing only good news.")
    page.get_by_role("button", name="Keep what stands here").click()
    page.get_by_role("heading", name="Your application", level=1).wait_for()


def back_on_another_device(page: Any, judge: Judge, application: Application) -> None:
    page.goto(reverse("applications:task_list", args=[application.pk]))
    page.get_by_label("Email address").fill(MEANT)
    page.get_by_role("button", name="Email me a code").click()
    page.get_by_label("Code", exact=True).wait_for()
    enter_code(page)
    page.get_by_role("heading", name="Your application", level=1).wait_for()
    task(page, "How and when you can meet")
    assert page.get_by_label("Video call").is_checked()
    assert page.get_by_label("Are there limits to where you can travel?").input_value() == "Not by car."
    judge.look(page, "no-js-other-device")
    page.get_by_label("Where is your work base?").fill("Trust headquarters")
    page.get_by_label("Monday morning").check()
    page.get_by_label("Tuesday 5 March 2024").or_(page.locator("input[name=can_attend]")).first.check()
    page.get_by_label("One", exact=True).check()
    go_on(page)


def the_rest(page: Any, judge: Judge) -> None:
    task(page, "What you want to learn about")
    page.get_by_label("Race and ethnicity").check()
    judge.look(page, "no-js-learning")
    go_on(page)
    task(page, "What you can change")
    page.get_by_label("Policy").check()
    page.get_by_label("A committee", exact=True).check()
    page.get_by_label("Which equality, diversity and inclusion objective").fill("Fair recruitment to band 7.")
    for box, value in (("Day", "30"), ("Month", "9"), ("Year", "2024")):
        page.get_by_label(box, exact=True).fill(value)
    judge.look(page, "no-js-influence")
    go_on(page)
    for name in ("People to keep apart from", "Adjustments and support", "Who keeps your diary"):
        task(page, name)
        judge.look(page, f"no-js-{name.split()[0].lower()}")
        go_on(page)
    task(page, "Who confirms your time")
    page.get_by_label("I want to talk to the co-ordinator first").check()
    go_on(page)
    page.get_by_text("Everything is filled in.").wait_for()
    judge.look(page, "no-js-complete")


def look_over_send_and_stand(page: Any, judge: Judge) -> None:
    page.get_by_role("button", name="Check and send").click()
    page.get_by_text("Spot salary, executive").wait_for()
    judge.look(page, "no-js-check")
    page.get_by_role("button", name="Send my application").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.wait_for_load_state()
    for box in page.locator("input[name=declarations]").all():
        box.check()
    page.get_by_role("button", name="Send my application").click()
    page.get_by_role("heading", name="Your application is sent").wait_for()
    judge.look(page, "no-js-sent")
    page.get_by_role("button", name="See where I stand").click()
    page.get_by_text("Everybody hears on the same day: Friday 2 February 2024.").wait_for()
    judge.look(page, "no-js-standing")
    page.get_by_role("link", name="Adjustments and support").click()
    page.get_by_label("Captions or speech to text").check()
    judge.look(page, "no-js-any-time")
    page.get_by_role("button", name="Save the change").click()
    page.get_by_text("Your change is saved.").wait_for()


def test_a_reverse_mentee_applies_without_javascript_from_two_devices(visitor: Visit, cohort: Cohort) -> None:
    judge = Judge(visitor(width=PHONE))
    page: Visitor = visitor(width=PHONE, javascript=False)
    an_account_with_a_slip(page, judge, cohort)
    about_and_grade(page, judge)
    meeting_half_filled(page, judge)
    why_in_two_windows(page, judge)
    application = Application.objects.get(person__email=MEANT)
    other: Visitor = visitor(width=PHONE, javascript=False)
    back_on_another_device(other, judge, application)
    the_rest(other, judge)
    look_over_send_and_stand(other, judge)
    sent = Application.objects.get(pk=application.pk)
    assert (sent.status, sent.level, sent.organisation.name) == ("submitted", 9, "Fenwick Health & Care")
    found = queries.answers(sent, sent.person, DURING)
    assert found["why"] == "I keep hearing only good news."
    assert found["adjustments_needs"] == ["captions"]
    assert len(judge.looked_at) > 15
