"""From a round to the first meeting in a real browser, on a phone without JavaScript and at a desk with it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.browser import A_PHONE_AND_A_DESK, DESK, PHONE, Visit, Visitor
from tests.cohorts.world import World, at
from tests.matching.walk import AMARA, GARETH, HELEN, IDRIS, MATCHING, Ready, Who
from tests.partnerships.walk import BOOKING, FIRST, SIGNING, Paired
from tests.selection.test_looks import sign_in, travel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ready() -> Ready:
    """Three trained reverse mentors, of whom one shares no way to meet, and two trained reverse mentees."""
    made = Ready.make(World.make(at(2023, 9, 1, 9)), AMARA, IDRIS, HELEN, GARETH, Who("Tom Reed", modes=("phone",)))
    travel(MATCHING)
    return made


def as_person(visit: Visitor, person: Any) -> None:
    visit.context.clear_cookies()
    sign_in(visit, person)
    visit.goto("/start/")


def press_first(visit: Visitor, words: str) -> None:
    """The first thing that somebody's own page asks of them."""
    visit.get_by_role("heading", name=words).wait_for()
    visit.get_by_role("button", name="Go to it").click()


@A_PHONE_AND_A_DESK
def test_from_a_round_to_a_meeting(ready: Ready, visitor: Visit, width: int, javascript: bool) -> None:
    visit = visitor(width=width, javascript=javascript)
    propose_and_ask(visit, ready)
    for name in ("Amara Okafor", "Helen Marlowe"):
        as_person(visit, ready.person(name))
        press_first(visit, "Say yes or no to a partner")
        visit.check(f"matching-answer-{name.split()[0].lower()}")
        visit.get_by_role("button", name="Send my answer").click()
        visit.get_by_role("heading", name="There is a problem").wait_for()
        visit.get_by_label("Yes, I would like this").check()
        visit.get_by_role("button", name="Send my answer").click()
        visit.get_by_text("Thank you. You will hear from us soon.").wait_for()
    travel(SIGNING)
    for name in ("Amara Okafor", "Helen Marlowe"):
        read_and_sign(visit, ready.person(name), name == "Helen Marlowe")
    meet(visit, ready)


def propose_and_ask(visit: Visitor, ready: Ready) -> None:
    as_person(visit, ready.coordinator)
    visit.get_by_role("link", name="Run matching: 3 reverse mentors").click()
    visit.check("matching-none")
    visit.get_by_role("button", name="Run a round").click()
    visit.check("matching-run")
    visit.get_by_role("button", name="Run it now").click()
    visit.get_by_text("2 pairs are proposed.").wait_for()
    visit.check("matching-solved")
    visit.get_by_role("button", name="Ask these people").click()
    visit.check("matching-publish")
    visit.get_by_role("button", name="Ask them now").click()
    visit.get_by_text("2 reverse mentors are being asked.").wait_for()
    visit.check("matching-published")


def read_and_sign(visit: Visitor, person: Any, last: bool) -> None:
    as_person(visit, person)
    press_first(visit, "Read and sign the agreement with")
    visit.check("pair-agreement")
    visit.get_by_role("button", name="Go on to sign").click()
    visit.check("pair-sign")
    visit.get_by_label("I have read the agreement").check()
    visit.get_by_role("button", name="Sign", exact=True).click()
    visit.get_by_text("You have both signed." if last else "has signed too, meetings can be booked").wait_for()
    visit.check("pair-signed-both" if last else "pair-signed-one")


def meet(visit: Visitor, ready: Ready) -> None:
    travel(BOOKING)
    as_person(visit, ready.person("Helen Marlowe"))
    press_first(visit, "Propose a date for the next meeting")
    visit.check("pair-propose")
    visit.get_by_role("button", name="Send to my reverse mentor").click()
    visit.get_by_role("heading", name="There is a problem").wait_for()
    visit.check("pair-propose-errors")
    for box, value in (("Day", "16"), ("Month", "4"), ("Year", "2024")):
        visit.get_by_label(box, exact=True).fill(value)
    visit.get_by_label("At what time?").fill("10am")
    visit.get_by_label("In person").check()
    visit.get_by_label("Where, or the link to join").fill("Northgate library, room 2")
    visit.get_by_role("button", name="Send to my reverse mentor").click()
    visit.get_by_text("Sent. Amara Okafor says whether it suits").wait_for()
    as_person(visit, ready.person("Amara Okafor"))
    press_first(visit, "Helen Marlowe proposes a date")
    visit.check("pair-asked")
    visit.get_by_role("button", name="Yes, that suits me").click()
    visit.get_by_text("It is in both diaries").wait_for()
    visit.get_by_role("link", name="Cancel this meeting").click()
    visit.check("pair-cancel")
    visit.get_by_role("button", name="Go back").click()
    travel(FIRST + timedelta(hours=2))
    visit.goto("/start/")
    press_first(visit, "Did you meet Helen Marlowe?")
    visit.check("pair-met")
    visit.get_by_role("button", name="We met").click()
    visit.get_by_text("Marked as held").wait_for()
    visit.get_by_role("link", name="End our meetings").click()
    visit.check("pair-end")


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_the_other_pages_of_a_co_ordinator(ready: Ready, visitor: Visit, width: int) -> None:
    paired = Paired.make(ready).sign_both()
    visit = visitor(width=width)
    sign_in(visit, ready.coordinator)
    pages = (
        ("matching:holds", ready.cohort.pk),
        ("matching:close", ready.pair("Idris Vale", "Gareth Pryce").pk),
        ("partnerships:overview", ready.cohort.pk),
        ("partnerships:end_for_them", ready.cohort.pk, paired.partnership.pk),
    )
    for name, *arguments in pages:
        visit.goto(reverse(name, args=arguments))
        visit.check(name.replace(":", "-"))
    visit.goto(reverse("matching:holds", args=[ready.cohort.pk]))
    visit.get_by_label("Who has to wait?").select_option(label="Tom Reed, Reverse mentor")
    visit.get_by_label("Human Resources asked to wait").check()
    visit.get_by_role("button", name="Keep out of rounds").click()
    visit.get_by_role("link", name="Let in").click()
    visit.check("matching-let-in")
