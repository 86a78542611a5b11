"""A co-ordinator's year: set a cohort up and open it, choose people and tell them, plan, mark, match, plan the end."""

from __future__ import annotations

import pytest

from tests.browser import A_PHONE_AND_A_DESK, Visit, Visitor
from tests.cohorts.world import at, make_ready
from tests.journeys.programme import MOMENTS, Programme, person, sign_in, travel
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.models import Programme as Programmes
from turnabout.foundation.mail.models import Message
from turnabout.matching.models import Pair
from turnabout.selection import actions as selection
from turnabout.selection import queries as shortlists
from turnabout.selection.models import Participation
from turnabout.surveys.models import Questionnaire
from turnabout.training.models import Booking

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


@A_PHONE_AND_A_DESK
def test_a_coordinator_keeps_a_cohort(programme: Programme, visitor: Visit, width: int, javascript: bool) -> None:
    page = visitor(width=width, javascript=javascript)
    programme.take_up("applications have closed")
    sign_in(page, "coordinator")
    page.check("keeper-day")
    choose_and_tell(page)
    plan_the_sessions(page)
    set_up_and_open(page)
    programme.take_up("the first briefing is over")
    mark_a_register(page)
    programme.take_up("everybody is trained")
    match_and_ask(page)
    programme.take_up("mentoring draws to its end")
    plan_the_last_questionnaire(page)


def go_to(page: Visitor, words: str) -> None:
    """One of the decisions that wait on the co-ordinator's day."""
    page.goto("/start/")
    page.get_by_role("link", name=words).click()


def choose_and_tell(page: Visitor) -> None:
    go_to(page, "8 applications wait for a decision")
    page.check("keeper-shortlist")
    for name, outcome in (("Amara Okafor", "Accept"), ("Idris Vale", "Reserve list")):
        page.get_by_role("link", name=name).click()
        if outcome == "Accept":
            page.check("keeper-decide")
        page.get_by_label(outcome).check()
        page.get_by_role("button", name="Keep this decision").click()
        page.get_by_text("Your decision is kept").wait_for()
    the_others_are_accepted()
    go_to(page, "8 letters wait to be released")
    page.get_by_text("Idris Vale: ").click()
    page.check("keeper-letters")
    page.get_by_role("button", name="Release all 8 letters together").click()
    page.get_by_text("8 letters are on their way").wait_for()
    page.check("keeper-people")
    assert Participation.objects.filter(role="mentor").count() == 7
    assert Message.objects.filter(kind="selection.reserve").count() == 1


def the_others_are_accepted() -> None:
    """Six more decisions of the same kind."""
    keeper, now = person("coordinator"), MOMENTS["applications have closed"]
    for line in shortlists.shortlist(keeper, Cohort.objects.get(), now):
        if line.verdict is None and line.application.status == "submitted":
            selection.decide(application=line.application, outcome="accept", by=keeper, now=now)


def plan_the_sessions(page: Visitor) -> None:
    travel(at(2023, 8, 30, 9))
    go_to(page, "Begin training and briefing")
    page.get_by_role("button", name="Begin getting ready").click()
    go_to(page, "Plan the sessions, so that people can book")
    page.check("keeper-plan-sessions")
    page.get_by_role("button", name="Plan these sessions").click()
    page.get_by_text("8 sessions are planned.").wait_for()
    page.check("keeper-sessions")


def set_up_and_open(page: Visitor) -> None:
    page.get_by_role("link", name="Cohorts", exact=True).click()
    page.get_by_role("button", name="Create a cohort").click()
    page.get_by_label("System programme").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("A new programme").check()
    page.get_by_label("Name of the new programme").fill("Larkfield and partners")
    page.get_by_label("Name of the cohort").fill("Cohort 1, 2024")
    page.get_by_label("Number of the cohort").fill("1")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Larkfield Community Health").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Who are the leaders?").fill("executive and non-executive directors")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Race and ethnicity").check()
    page.get_by_role("button", name="Continue").click()
    for box, value in (("Day", "8"), ("Month", "4"), ("Year", "2024")):
        page.get_by_label(box, exact=True).fill(value)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Name of the person or team").fill("Inclusion team")
    page.get_by_label("Email address of the contact").fill("inclusion@example.org")
    page.get_by_role("button", name="Continue").click()
    page.get_by_text("Saturday 11 November 2023").first.wait_for()
    page.check("keeper-new-check")
    page.get_by_role("button", name="Make the draft").click()
    page.get_by_role("heading", name="Your draft is made").wait_for()
    page.check("keeper-first-steps")
    draft = Cohort.objects.get(title="Cohort 1, 2024")
    make_ready(draft, by=person("coordinator"), now=at(2023, 8, 30, 9))
    page.get_by_role("button", name="Look at the public page").click()
    page.get_by_text("This is the public page in preview.").wait_for()
    page.check("keeper-preview")
    page.get_by_role("button", name="Go on to open the cohort").click()
    page.get_by_role("button", name="Open it now").click()
    page.get_by_text("Cohort 1, 2024 is now").wait_for()
    page.goto("/")
    page.get_by_role("link", name="Cohort 1, 2024").click()
    page.get_by_role("button", name="Apply as a reverse mentee").wait_for()
    page.check("keeper-public")
    assert Programmes.objects.count() == 2
    assert Cohort.objects.get(title="Cohort 1, 2024").status == "open"


def mark_a_register(page: Visitor) -> None:
    sign_in(page, "coordinator")
    go_to(page, "Fill in the register: Briefing")
    page.check("keeper-register")
    missing = Booking.objects.filter(session__step="mentor_briefing_a").select_related("participation__person")[0]
    page.get_by_role("group", name=missing.participation.person.name).get_by_label("No word").check()
    page.get_by_role("button", name="Keep this register").click()
    page.get_by_text("The register is kept").wait_for()
    missing.refresh_from_db()
    assert missing.status == "missed"


def match_and_ask(page: Visitor) -> None:
    sign_in(page, "coordinator")
    go_to(page, "Begin matching")
    page.get_by_role("button", name="Begin matching").click()
    go_to(page, "Run matching: 8 reverse mentors and 8 reverse mentees are ready")
    page.get_by_role("button", name="Run a round").click()
    page.check("keeper-run")
    page.get_by_role("button", name="Run it now").click()
    page.get_by_text("8 pairs are proposed.").wait_for()
    page.check("keeper-round")
    page.get_by_role("button", name="Ask these people").click()
    page.get_by_role("button", name="Ask them now").click()
    page.get_by_text("8 reverse mentors are being asked.").wait_for()
    page.check("keeper-asked")
    assert Pair.objects.filter(status="mentor_asked").count() == 8


def plan_the_last_questionnaire(page: Visitor) -> None:
    sign_in(page, "coordinator")
    page.get_by_role("link", name="Pairs", exact=True).click()
    page.check("keeper-pairs")
    go_to(page, "Plan the last questionnaire")
    page.check("keeper-questionnaire")
    page.get_by_label("Passphrase of the box").fill("copper lantern quiet river")
    page.get_by_label("The same passphrase again").fill("copper lantern quiet rivers")
    page.get_by_role("button", name="Fix the plan and make the key").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    for label in ("Passphrase of the box", "The same passphrase again"):
        page.get_by_label(label).fill("copper lantern quiet river")
    page.get_by_role("button", name="Fix the plan and make the key").click()
    page.get_by_text("The questionnaire is planned.").wait_for()
    page.check("keeper-planned")
    assert Questionnaire.objects.get().status == "planned"
