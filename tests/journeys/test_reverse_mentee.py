"""A leader goes the whole way: training, a partner who said yes first, the agreement, meetings, the last questions."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.browser import A_PHONE_AND_A_DESK, Visit, Visitor
from tests.cohorts.world import at
from tests.journeys.programme import MOMENTS, Programme, person, sign_in, travel
from tests.journeys.test_reverse_mentor import go_to
from turnabout.partnerships import actions as partnerships
from turnabout.partnerships import queries as pairs
from turnabout.surveys.models import Box, OpenAnswer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


@A_PHONE_AND_A_DESK
def test_a_reverse_mentee_goes_the_whole_way(
    programme: Programme, visitor: Visit, width: int, javascript: bool
) -> None:
    page = visitor(width=width, javascript=javascript)
    programme.take_up("sessions are planned")
    book_a_training(page)
    programme.take_up("reverse mentors are asked")
    nothing_is_known_yet(page)
    programme.take_up("leaders are asked")
    say_yes(page)
    programme.take_up("mentoring starts")
    sign_and_propose(page)
    programme.take_up("the questionnaire is open")
    answer_the_last_questions(page)


def book_a_training(page: Visitor) -> None:
    sign_in(page, "executive")
    page.check("mentee-home")
    go_to(page, "Choose a date: Training")
    page.get_by_label("Thursday 7 September 2023, 8:30am to 9:30am").check()
    page.check("mentee-choose")
    page.get_by_role("button", name="Book this date").click()
    page.get_by_text("You are booked. An invitation for your calendar is on its way.").wait_for()
    page.get_by_role("link", name="Cancel the booking").click()
    page.get_by_role("button", name="Cancel the booking").click()
    page.get_by_text("Your booking is cancelled. You can choose another date.").wait_for()
    page.check("mentee-cancelled")


def nothing_is_known_yet(page: Visitor) -> None:
    """The reverse mentor is asked first; until they say yes there is nothing to see here."""
    sign_in(page, "executive")
    page.check("mentee-waits")
    assert page.get_by_text("Say yes or no to a partner").count() == 0


def say_yes(page: Visitor) -> None:
    sign_in(page, "executive")
    go_to(page, "Say yes or no to a partner")
    page.check("mentee-answer")
    page.get_by_role("button", name="Send my answer").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.get_by_label("Yes, I would like this").check()
    page.get_by_role("button", name="Send my answer").click()
    page.get_by_text("Thank you. You will hear from us soon.").wait_for()
    assert pairs.mine(person("executive")).count() == 1


def sign_and_propose(page: Visitor) -> None:
    partnership = pairs.mine(person("executive")).get()
    mentor = partnership.mentor.person
    partnerships.sign(partnership=partnership, by=mentor, now=MOMENTS["mentoring starts"] + timedelta(minutes=5))
    sign_in(page, "executive")
    go_to(page, "Read and sign the agreement with")
    page.check("mentee-agreement")
    page.get_by_role("button", name="Go on to sign").click()
    page.check("mentee-sign")
    page.get_by_label("I have read the agreement").check()
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_text("You have both signed. Meetings can be booked now.").wait_for()
    page.check("mentee-signed")
    page.goto("/start/")
    go_to(page, "Propose a date for the next meeting")
    page.check("mentee-propose")
    for box, value in (("Day", "18"), ("Month", "10"), ("Year", "2023")):
        page.get_by_label(box, exact=True).fill(value)
    page.get_by_label("At what time?").fill("10am")
    page.get_by_label("In person").check()
    page.get_by_label("Where, or the link to join").fill("Northgate library, room 2")
    page.get_by_role("button", name="Send to my reverse mentor").click()
    page.get_by_text(f"Sent. {mentor.name} says whether it suits, and you both hear.").wait_for()
    page.check("mentee-proposed")
    (meeting,) = pairs.meetings(mentor, partnership)
    partnerships.accept_meeting(meeting=meeting, by=mentor, now=MOMENTS["mentoring starts"] + timedelta(hours=1))
    travel(at(2023, 10, 16, 9))
    page.goto("/start/")
    page.get_by_role("link", name="Our pair").click()
    page.get_by_role("link", name="Cancel this meeting").click()
    page.check("mentee-cancel")
    page.get_by_label("Work came up").check()
    page.get_by_role("button", name="Cancel this meeting").click()
    page.get_by_text("Cancelled, and taken out of both diaries.").wait_for()
    page.check("mentee-pair")


def answer_the_last_questions(page: Visitor) -> None:
    sign_in(page, "executive")
    go_to(page, "Answer the questions about what changed")
    page.check("mentee-about")
    page.get_by_role("button", name="Go to the questions").click()
    page.get_by_text("is printed as exact numbers").first.wait_for()
    page.check("mentee-questions")
    for group in page.get_by_role("group").all():
        choice = group.get_by_label("Strongly agree")
        if choice.count() == 1:
            choice.check()
    page.get_by_role("button", name="Seal and send my answers").click()
    page.get_by_role("heading", name="Your answers are in the box").wait_for()
    page.check("mentee-received")
    leader = person("executive")
    assert (Box.objects.filter(person=leader).count(), OpenAnswer.objects.filter(person=leader).count()) == (1, 1)
