"""Another day of the demo in a real browser: accessible, at home on a phone, and usable without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from tests.browser import DESK, PHONE, Visit
from turnabout.foundation import clock
from turnabout.foundation.clock.models import Offset
from turnabout.rehearsal.demo import errand
from turnabout.rehearsal.demo.errand import Errand, Report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WANTED = Errand(date(2024, 1, 26), anew=True)


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Iterator[Path]:
    settings.TURNABOUT_HOME = tmp_path
    Offset.stand_at(clock.london(date(2024, 7, 4), time(10)))
    with errand.attending(tmp_path):
        yield tmp_path


def far(home: Path, percent: int, reached: date) -> None:
    errand.tell(home, Report(WANTED, percent=percent, reached=reached))


def arrive(home: Path) -> None:
    """It is done: the clock stands on the day that was wanted."""
    Offset.stand_at(clock.london(WANTED.day, time(10)))
    errand.close(home, well=True)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_choosing_waiting_and_arriving_are_accessible(home: Path, visitor: Visit, width: int) -> None:
    visit = visitor(width=width)
    visit.goto(reverse("demo:start_again"))
    visit.check("start-again")
    visit.get_by_role("button", name="Choose another day").click()
    visit.get_by_role("link", name="Another day", exact=True).click()
    visit.check("another-day")
    visit.get_by_role("button", name="Go to that day").click()
    visit.get_by_role("heading", name="There is a problem").wait_for()
    visit.check("another-day-errors")
    visit.get_by_label("Move the clock on, and keep what I did").check()
    visit.get_by_label("Applications close").check()
    visit.get_by_role("button", name="Go to that day").click()
    visit.get_by_role("link", name="Friday 26 January 2024 is in the past here").wait_for()
    visit.check("another-day-past")
    visit.get_by_label("Begin again, and let the invented people live up to that day").check()
    visit.get_by_role("button", name="Go to that day").click()
    visit.get_by_role("heading", name="The invented people live up to Friday 26 January 2024").wait_for()
    assert errand.wanted(home) == WANTED
    far(home, 40, date(2023, 12, 24))
    visit.get_by_text("40 in 100 done. They have come to Sunday 24 December 2023.").wait_for()
    visit.check("moving")
    visit.get_by_role("link", name="Stop that, I will look myself").click()
    visit.get_by_role("button", name="Look how far it is now").wait_for()
    visit.check("moving-still")
    arrive(home)
    visit.get_by_role("button", name="Look how far it is now").click()
    visit.get_by_role("heading", name="It is Friday 26 January 2024 here").wait_for()
    visit.check("moved")


def test_the_other_day_is_asked_for_where_it_is_chosen(home: Path, visitor: Visit) -> None:
    visit = visitor(width=PHONE)
    visit.goto(reverse("demo:day"))
    assert not visit.get_by_role("textbox", name="Month").is_visible()
    visit.get_by_label("Another day", exact=True).check()
    for box, value in (("Day", "1"), ("Month", "feb"), ("Year", "2024")):
        visit.get_by_role("textbox", name=box).fill(value)
    visit.check("another-day-other")
    visit.get_by_label("Begin again").check()
    visit.get_by_role("button", name="Go to that day").click()
    visit.wait_for_url(f"**{reverse('demo:moving')}")
    assert errand.wanted(home) == Errand(date(2024, 2, 1), anew=True)


def test_with_javascript_the_page_changes_in_place_and_then_says_what_came_of_it(home: Path, visitor: Visit) -> None:
    errand.ask(home, WANTED)
    visit = visitor(width=DESK)
    visit.goto(reverse("demo:moving"))
    visit.get_by_text("0 in 100 done.").wait_for()
    visit.evaluate("window.hereBefore = true")
    visit.get_by_role("link", name="Stop that").focus()
    far(home, 70, date(2024, 1, 2))
    visit.get_by_text("70 in 100 done.").wait_for()
    assert visit.evaluate("window.hereBefore && document.activeElement.textContent.startsWith('Stop that')")
    errand.close(home, well=False)
    visit.get_by_role("heading", name="We did not get to Friday 26 January 2024").wait_for()
    visit.check("not-moved")


def test_without_javascript_the_page_is_loaded_again_and_again(home: Path, visitor: Visit) -> None:
    errand.ask(home, WANTED)
    visit = visitor(width=PHONE, javascript=False)
    visit.goto(reverse("demo:day"))
    visit.get_by_text("0 in 100 done.").wait_for()
    far(home, 70, date(2024, 1, 2))
    visit.get_by_text("70 in 100 done.").wait_for()
    arrive(home)
    visit.get_by_role("heading", name="It is Friday 26 January 2024 here").wait_for()
    visit.check()


def test_without_javascript_another_day_can_be_chosen_as_well(home: Path, visitor: Visit) -> None:
    visit = visitor(width=PHONE, javascript=False)
    visit.goto(reverse("demo:day"))
    visit.get_by_label("Another day", exact=True).check()
    for box, value in (("Day", "1"), ("Month", "8"), ("Year", "2024")):
        visit.get_by_role("textbox", name=box).fill(value)
    visit.get_by_label("Move the clock on").check()
    visit.get_by_role("button", name="Go to that day").click()
    visit.wait_for_url(f"**{reverse('demo:moving')}")
    assert errand.wanted(home) == Errand(date(2024, 8, 1), anew=False)
