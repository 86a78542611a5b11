"""A reverse mentor goes the whole way: the letter, a briefing, a partner, the agreement, a meeting, the last questions.

Signs in by the code that was emailed, as everybody does outside the demo; later by the demo's button.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from tests.browser import A_PHONE_AND_A_DESK, Visit, Visitor
from tests.cohorts.world import at
from tests.journeys.programme import MOMENTS, Programme, person, sign_in, travel
from turnabout.foundation.jobs import queue
from turnabout.partnerships import actions as partnerships
from turnabout.partnerships import queries as pairs
from turnabout.surveys.models import Box

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
MEETING = at(2023, 10, 18, 10)


@A_PHONE_AND_A_DESK
def test_a_reverse_mentor_goes_the_whole_way(
    programme: Programme, visitor: Visit, width: int, javascript: bool
) -> None:
    page = visitor(width=width, javascript=javascript)
    programme.take_up("sessions are planned")
    sign_in_by_code(page)
    book_a_briefing(page)
    programme.take_up("reverse mentors are asked")
    say_yes(page)
    programme.take_up("mentoring starts")
    sign_and_meet(page)
    programme.take_up("the questionnaire is open")
    answer_the_last_questions(page)


def sign_in_by_code(page: Visitor) -> None:
    page.goto("/")
    page.get_by_role("link", name="Sign in", exact=True).first.click()
    page.get_by_label("Email address").fill("Amara.Okafor@example.org")
    page.check("mentor-sign-in")
    page.get_by_role("button", name="Email me a code").click()
    page.get_by_label("Code", exact=True).wait_for()
    queue.drain()
    assert mail.outbox[-1].to == ["amara.okafor@example.org"]
    code = re.search(r"^([A-Z0-9]{3,}-[A-Z0-9]{3,})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code is not None
    page.check("mentor-code")
    page.get_by_label("Code", exact=True).fill(code[1])
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("heading", name="My mentoring").wait_for()


def go_to(page: Visitor, words: str) -> None:
    """The first thing that one's own page asks for."""
    page.get_by_role("heading", name=words).wait_for()
    page.get_by_role("button", name="Go to it").click()


def book_a_briefing(page: Visitor) -> None:
    page.check("mentor-home")
    go_to(page, "Choose a date: Briefing")
    page.check("mentor-choose")
    page.get_by_label("Tuesday 12 September 2023, 1pm to 5pm").check()
    page.get_by_role("button", name="Book this date").click()
    page.get_by_text("You are booked. An invitation for your calendar is on its way.").wait_for()
    page.check("mentor-booked")
    queue.drain()
    sent = mail.outbox[-1]
    assert sent.to == ["amara.okafor@example.org"]
    assert any("text/calendar" in str(part) for part in sent.attachments + sent.alternatives)


def say_yes(page: Visitor) -> None:
    sign_in(page, "mentor")
    page.check("mentor-asked-home")
    go_to(page, "Say yes or no to a partner")
    page.get_by_text("I want to understand what people here live with").wait_for()
    page.check("mentor-answer")
    page.get_by_label("Yes, I would like this").check()
    page.get_by_role("button", name="Send my answer").click()
    page.get_by_text("Thank you. You will hear from us soon.").wait_for()


def sign_and_meet(page: Visitor) -> None:
    sign_in(page, "mentor")
    go_to(page, "Read and sign the agreement with")
    page.check("mentor-agreement")
    page.get_by_role("button", name="Go on to sign").click()
    page.get_by_label("I have read the agreement").check()
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_text("has signed too, meetings can be booked").wait_for()
    partner = the_leader_signs_and_proposes()
    page.goto("/start/")
    go_to(page, f"{partner.name} proposes a date")
    page.check("mentor-proposed")
    page.get_by_role("button", name="Yes, that suits me").click()
    page.get_by_text("It is in both diaries").wait_for()
    page.check("mentor-pair")
    travel(MEETING + timedelta(hours=2))
    page.goto("/start/")
    go_to(page, f"Did you meet {partner.name}?")
    page.get_by_role("button", name="We met").click()
    page.get_by_text("Marked as held").wait_for()
    page.check("mentor-met")


def the_leader_signs_and_proposes() -> Any:
    """What the partner does meanwhile, in a browser of their own."""
    now = MOMENTS["mentoring starts"] + timedelta(minutes=5)
    partnership = pairs.mine(person("mentor")).get()
    leader = partnership.mentee.person
    signed = partnerships.sign(partnership=partnership, by=leader, now=now)
    partnerships.propose_meeting(partnership=signed, starts_at=MEETING, mode="in_person", by=leader, now=now)
    return leader


def answer_the_last_questions(page: Visitor) -> None:
    sign_in(page, "mentor")
    page.check("mentor-questions-home")
    go_to(page, "Answer the questions about what changed")
    page.check("mentor-about")
    page.get_by_role("button", name="Go to the questions").click()
    page.get_by_role("group", name="It would be beneficial to invite").get_by_label("Prefer not to say").check()
    page.get_by_role("group", name="Because of my reverse mentoring").get_by_label("Strongly agree").check()
    page.get_by_role("group", name="It would be beneficial to expand").get_by_label("Agree", exact=True).check()
    page.get_by_label("What should the Board do now?").fill("Listen longer.")
    page.check("mentor-questions")
    page.get_by_role("button", name="Seal and send my answers").click()
    page.get_by_role("heading", name="Your answers are in the box").wait_for()
    page.check("mentor-received")
    assert Box.objects.filter(person=person("mentor")).count() == 1
    assert page.get_by_text("Listen longer.").count() == 0
