"""The questionnaire in a real browser: on a phone and a desk, with and without JavaScript, for everybody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.browser import DESK, PHONE, Visit
from tests.cohorts.world import World, at
from tests.surveys.asking import PASSPHRASE, Asking, ending
from tests.surveys.seeing import it_is, sign_in
from turnabout.surveys.models import Box, Questionnaire

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def board() -> Asking:
    return ending(World.make(at(2023, 6, 1, 9)), mentors=8, mentees=8, pattern="board")


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
@pytest.mark.parametrize("javascript", [True, False])
def test_a_mentor_reads_how_it_is_kept_and_answers(
    board: Asking, visitor: Visit, live_server: Any, width: int, javascript: bool
) -> None:
    board.open()
    it_is(board.now + timedelta(days=1))
    page = visitor(width=width, javascript=javascript)
    sign_in(page, board.mentors[0], live_server.url)
    page.goto(reverse("surveys:about", args=[board.asked.pk]))
    if javascript:
        page.check("8-questionnaire-about")
    page.get_by_role("button", name="Go to the questions").click()
    page.get_by_role("group", name="It would be beneficial to invite").get_by_label("Prefer not to say").check()
    page.get_by_role("button", name="Seal and send my answers").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    if javascript:
        page.check("8-questionnaire-errors")
    page.get_by_role("group", name="Because of my reverse mentoring").get_by_label("Strongly agree").check()
    page.get_by_role("group", name="It would be beneficial to expand").get_by_label("Agree", exact=True).check()
    page.get_by_label("What should the Board do now?").fill("Listen longer.")
    page.get_by_role("button", name="Seal and send my answers").click()
    page.get_by_role("heading", name="Your answers are in the box").wait_for()
    if javascript:
        page.check("8-questionnaire-received")
    assert Box.objects.count() == 1


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_a_leader_is_told_what_is_open_before_answering(
    board: Asking, visitor: Visit, live_server: Any, width: int
) -> None:
    board.open()
    it_is(board.now + timedelta(days=1))
    page = visitor(width=width)
    sign_in(page, board.mentees[0], live_server.url)
    page.goto(reverse("surveys:answer", args=[board.asked.pk]))
    page.check("8-questionnaire-leader")
    note = page.get_by_text("is printed as exact numbers; in a group this small")
    first = page.get_by_role("group", name="Reverse mentoring has improved my ability")
    assert note.bounding_box()["y"] < first.bounding_box()["y"]


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_the_co_ordinator_plans_sends_closes_and_opens_the_box(
    board: Asking, visitor: Visit, live_server: Any, width: int
) -> None:
    it_is(board.now + timedelta(hours=1))
    page = visitor(width=width)
    sign_in(page, board.coordinator, live_server.url)
    page.goto(reverse("surveys:overview", args=[board.cohort.pk]))
    page.check("8-keeping-empty")
    page.get_by_role("button", name="Plan the questionnaire").click()
    page.check("8-keeping-plan")
    page.get_by_label("Passphrase of the box").fill(PASSPHRASE)
    page.get_by_label("The same passphrase again").fill(PASSPHRASE)
    page.get_by_role("button", name="Fix the plan and make the key").click()
    page.get_by_role("button", name="Send it to everybody").click()
    page.check("8-keeping-send")
    page.get_by_role("button", name="Send to everybody").click()
    page.check("8-keeping-open")
    board.questionnaire = Questionnaire.objects.get()
    board.answer_all()
    page.get_by_role("link", name="Close it before its day").click()
    page.check("8-keeping-close")
    page.get_by_role("button", name="Close it now").click()
    page.get_by_role("button", name="Open the box").click()
    page.check("8-keeping-open-box")
    page.get_by_label("Passphrase of the box").fill("these are not the words")
    page.get_by_role("button", name="Open the box").click()
    page.get_by_role("link", name="This is not the passphrase").or_(
        page.get_by_text("This is not the passphrase of this box")
    ).first.wait_for()
    page.check("8-keeping-wrong-words")
    page.get_by_label("Passphrase of the box").fill(PASSPHRASE)
    page.get_by_role("button", name="Open the box").click()
    page.get_by_role("heading", name="What came out of the box").wait_for()
    page.check("8-keeping-opened")
