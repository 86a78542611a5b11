"""A member of the Board reads what the programme changed, and reaches nobody behind it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.browser import A_PHONE_AND_A_DESK, Visit
from tests.journeys.programme import Programme, sign_in
from turnabout.cohorts.models import Cohort

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


@A_PHONE_AND_A_DESK
def test_a_board_reader_reads_the_report(programme: Programme, visitor: Visit, width: int, javascript: bool) -> None:
    programme.take_up("mentoring draws to its end")
    page = visitor(width=width, javascript=javascript)
    sign_in(page, "board_reader")
    page.check("reader-before")
    assert page.get_by_role("link", name="Board cohort, 2023/24").count() == 0
    programme.take_up("the report is released")
    sign_in(page, "board_reader")
    page.get_by_role("link", name="Board cohort, 2023/24").click()
    page.get_by_role("heading", name="Reverse mentoring: what it changed").wait_for()
    page.check("reader-report")
    said = page.inner_text("main")
    assert "All 8 of the 8 leaders who answered agreed." in said
    assert "Fewer than ten people answered, so we do not give figures." in said
    assert "At least two in three of those who answered agreed." in said
    assert "%" not in said
    assert "Amara" not in said
    cohort = Cohort.objects.get()
    for name in ("selection:people", "partnerships:overview", "surveys:overview"):
        page.goto(reverse(name, args=[cohort.pk]))
        page.get_by_role("heading", name="not here").wait_for()
    page.check("reader-not-here")
    page.complaints.clear()  # the browser reports the 404 of the page itself
