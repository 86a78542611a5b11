"""The first hour: from an empty database to a cohort that is open, by one co-ordinator with nothing but the README."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.urls import reverse

from tests.browser import A_PHONE_AND_A_DESK, Visit, Visitor
from turnabout.cli import main
from turnabout.cohorts.models import Cohort
from turnabout.foundation import clock
from turnabout.foundation.accounts.models import Person
from turnabout.foundation.jobs import queue
from turnabout.foundation.mail import hours

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
WAYS = ("--name", "Joan Whitfield", "--email", "joan.whitfield@larkfield.example", "--kind", "nhs", "--yes")
QUESTIONS = 7
FIRST_PAGE = 60_000
"""Milliseconds: the first page that a server makes is the slowest."""


@A_PHONE_AND_A_DESK
def test_a_coordinator_opens_a_first_cohort(visitor: Visit, width: int, javascript: bool) -> None:
    assert not Person.objects.exists()
    assert main(["setup", *WAYS, "--organisation", "Larkfield Integrated Care"]) == 0
    assert mail.outbox[-1].to == ["joan.whitfield@larkfield.example"]
    page = visitor(width=width, javascript=javascript)
    sign_in(page, "joan.whitfield@larkfield.example")
    answer_seven_questions(page)
    cohort = Cohort.objects.get()
    send_the_letters(page)
    the_others_say_yes(visitor(width=width, javascript=javascript), cohort)
    see_to_the_rest(page, cohort)
    open_it(page, cohort)


def sign_in(page: Visitor, address: str, to: str = "/start/") -> None:
    """By the code that is sent to the address, as everybody does."""
    page.context.clear_cookies()
    page.goto(to, timeout=FIRST_PAGE)
    page.get_by_label("Email address").fill(address)
    page.get_by_role("button", name="Email me a code").click()
    page.get_by_label("Code", exact=True).wait_for()
    queue.drain()
    code = re.search(r"^([A-Z0-9]{3,}-[A-Z0-9]{3,})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code is not None
    page.get_by_label("Code", exact=True).fill(code[1])
    page.get_by_role("button", name="Go on").click()


def answer_seven_questions(page: Visitor) -> None:
    page.get_by_role("button", name="Create a cohort").click()
    for number in range(1, QUESTIONS + 1):
        page.get_by_text(f"New cohort, question {number} of 7").wait_for()
        if number == 1:
            page.get_by_label("System programme").check()
        if number == 3:
            page.get_by_label("Organisations that are not in the list").fill("Larkfield Borough Council")
        page.check(f"first-hour-question-{number}")
        page.get_by_role("button", name="Continue").click()
    page.get_by_text("Larkfield Borough Council (new, Council)").wait_for()
    page.check("first-hour-check")
    page.get_by_role("button", name="Make the draft").click()
    page.get_by_role("heading", name="Your draft is made").wait_for()
    page.check("first-hour-first-steps")


def send_the_letters(page: Visitor) -> None:
    people = (
        ("Sponsor", "Dana Reed"),
        ("Data-protection officer", "Desmond Carrow"),
        ("Key holders", "Ivo Thackray"),
    )
    for title, name in people:
        page.get_by_role("link", name=title, exact=True).click()
        page.get_by_label("Full name").fill(name)
        page.get_by_label("Email address").fill(address_of(name))
        page.check(f"first-hour-name-{title.split()[0].lower()}")
        page.get_by_role("button", name="Go on to the letter").click()
        page.check(f"first-hour-letter-{title.split()[0].lower()}")
        page.get_by_role("button", name="Send this letter").click()
        page.get_by_text(f"The letter to {name} is on its way.").wait_for()
    page.check("first-hour-letters-sent")


def address_of(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@larkfield.example"


def the_others_say_yes(page: Visitor, cohort: Cohort) -> None:
    with clock.borrowed(hours.next_open(clock.now())):  # letters go in working hours, whenever this test runs
        queue.tick(clock.now())
        queue.drain()
    for name, words in (("Desmond Carrow", "I sign this assessment"), ("Dana Reed", "I make this pledge")):
        letter = next(one for one in mail.outbox if one.to == [address_of(name)])
        link = re.search(r"<https?://[^/]+(/roles/[^>]+)>", str(letter.body))
        assert link is not None
        sign_in(page, address_of(name), to=link[1])
        page.get_by_role("button", name=words).wait_for()
        page.check(f"first-hour-asked-{name.split()[0].lower()}")
        if name == "Desmond Carrow":
            page.get_by_role("button", name="Read the assessment").click()
            page.get_by_role("heading", name="Data-protection impact assessment").wait_for()
            page.check("first-hour-assessment")
            page.goto(link[1])
        page.get_by_role("button", name=words).click()
        page.get_by_text("You did this on").wait_for()


def see_to_the_rest(page: Visitor, cohort: Cohort) -> None:
    page.goto(reverse("home:day", args=[cohort.pk]))
    page.get_by_text("Before it opens: see to 2 things").first.wait_for()
    page.get_by_role("link", name="Readiness checklist").click()
    page.get_by_text("Desmond Carrow, on").wait_for()
    page.check("first-hour-readiness")
    name_contacts(page, cohort)
    page.goto(reverse("cohorts:readiness", args=[cohort.pk]))
    line = "The privacy wording has been checked"
    page.get_by_role("link", name=line).click()
    page.check("first-hour-mark")
    page.get_by_role("button", name="Mark it as done").click()
    page.get_by_text(f"Marked as done: {line}.").wait_for()
    page.get_by_role("button", name="Go on", exact=True).click()


def name_contacts(page: Visitor, cohort: Cohort) -> None:
    for what in ("Speaking up", "Wellbeing", "Human Resources"):
        page.goto(reverse("cohorts:new_contact", args=[cohort.programme.host_id]))
        page.get_by_label(what, exact=True).check()
        page.get_by_label("Name of the person or team").fill(f"{what} team")
        page.get_by_label("Telephone number (optional)").fill("0116 496 0200")
        page.check("first-hour-contact")
        page.get_by_role("button", name="Put them on the help page").click()
        page.get_by_text("They stand on the help page from now on.").wait_for()


def open_it(page: Visitor, cohort: Cohort) -> None:
    page.check("first-hour-open")
    page.get_by_role("button", name="Open it now").click()
    page.get_by_text(f"{cohort.title} is now").wait_for()
    page.context.clear_cookies()
    answer = page.goto(reverse("home:public", args=[cohort.programme.slug, cohort.slug]))
    assert answer.status == 200
    page.get_by_role("heading", name=cohort.title).wait_for()
    page.get_by_text("directors and other senior leaders of the 2 organisations that take part").wait_for()
    page.check("first-hour-public")
