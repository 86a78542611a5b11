"""The Board report in a real browser, on a phone and a desk, and as a file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from tests.browser import DESK, PHONE, Visit
from tests.cohorts.world import World, at
from tests.reporting.meeting import pair_up
from tests.surveys.asking import Asking, ending
from tests.surveys.seeing import it_is, sign_in
from turnabout.cohorts import actions as cohorts
from turnabout.foundation.accounts.models import Person
from turnabout.reporting import actions, queries

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def board() -> Asking:
    asking = ending(World.make(at(2023, 6, 1, 9)), mentors=8, mentees=8, pattern="board", title="Board cohort 2023")
    pair_up(asking, held=2, cancelled_by_leaders=2)
    asking.open()
    asking.answer_all()
    asking.close()
    asking.open_box()
    return asking


@pytest.fixture
def reader(board: Asking) -> Person:
    ruth = Person.objects.make(name="Ruth Ashdown", email="ruth.ashdown@example.org")
    cohorts.give_role(person=ruth, kind="board_reader", cohort=board.cohort, by=board.coordinator, now=board.world.now)
    return ruth


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_drafted_released_and_read(board: Asking, reader: Person, visitor: Visit, live_server: Any, width: int) -> None:
    it_is(board.now)
    page = visitor(width=width)
    sign_in(page, board.coordinator, live_server.url)
    page.goto(reverse("reporting:overview", args=[board.cohort.pk]))
    page.check("9-report-empty")
    page.get_by_role("button", name="Have it drafted").click()
    page.check("9-report-draft")
    page.get_by_role("button", name="Draft the report").click()
    page.get_by_text("This is a draft.").wait_for()
    page.get_by_role("button", name="Release this report").click()
    page.check("9-report-release")
    page.get_by_role("button", name="Release to the Board's readers").click()
    sign_in(page, reader, live_server.url)
    page.goto(reverse("reporting:shelf"))
    page.check("9-report-shelf")
    page.get_by_role("link", name="Board cohort 2023").click()
    page.get_by_role("heading", name="Reverse mentoring: what it changed").wait_for()
    page.check("9-report")
    assert "All 8 of the 8 leaders who answered agreed. 8 were invited." in page.inner_text("main")


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_the_file_of_its_own_is_accessible(board: Asking, visitor: Visit, width: int, tmp_path: Path) -> None:
    report = actions.draft(cohort=board.cohort, by=board.coordinator, now=board.now)
    page = visitor(width=width)
    page.set_content(queries.html(report))
    page.check("9-report-file")


def test_without_javascript_the_report_reads_the_same(
    board: Asking, reader: Person, visitor: Visit, live_server: Any
) -> None:
    it_is(board.now)
    report = actions.draft(cohort=board.cohort, by=board.coordinator, now=board.now)
    report = actions.release(report=report, by=board.coordinator, now=board.now)
    texts = []
    for javascript in (True, False):
        page = visitor(javascript=javascript)
        sign_in(page, reader, live_server.url)
        page.goto(reverse("reporting:read", args=[report.pk]))
        texts.append(page.inner_text("article"))
    assert texts[0] == texts[1]
