"""The pages of planning in a real browser: accessible, at home on a phone, and usable without JavaScript."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.applications.walk import DURING, sent, start
from tests.browser import DESK, PHONE, Visit, Visitor
from tests.cohorts.world import World, make_ready
from turnabout.cohorts import actions, planner
from turnabout.cohorts.models import Cohort
from turnabout.foundation import clock
from turnabout.foundation.clock.models import Offset
from turnabout.foundation.mail.models import Message

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(visit: Visitor, person: Any) -> None:
    client = Client()
    client.force_login(person)
    cookie = client.cookies["sessionid"]
    visit.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": visit._site}])


def travel(moment: Any) -> None:
    """Make the server's clock show `moment`: the demo's stored offset, which a test may set."""
    Offset.store(timedelta())
    Offset.store(moment - clock.now())


@pytest.fixture
def opened() -> Any:
    """An open cohort: a window and a date to be confirmed, a wrong order, one who began, and two who sent."""
    world = World.make(DURING - timedelta(days=90))
    cohort = world.cohort()
    given = {"cohort": cohort, "by": world.coordinator, "now": world.now}
    window = {"starts_at": clock.london(date(2024, 10, 1), time(0)), "ends_at": clock.end_of(date(2024, 11, 30))}
    actions.change_date(step="end", kind=planner.WINDOW, **window, **given)
    actions.change_date(step="report", kind=planner.TO_BE_CONFIRMED, said="after the Board met", **window, **given)
    make_ready(**given)
    actions.open_applications(**given)
    start(cohort, "mentor", "Idris Vale")
    sent(cohort, "mentee", "Helen Marlowe")
    sent(cohort, "mentor", "Sol Marsh")
    Message.objects.all().delete()
    travel(DURING)
    return world, cohort


def fill_day(visit: Visitor, name: str, day: date) -> None:
    for box, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        visit.locator(f"[name={name}_{box}]").fill(str(value))


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_plan_change_and_who_is_told_are_accessible(opened: Any, visitor: Visit, width: int) -> None:
    world, cohort = opened
    visit = visitor(width=width)
    sign_in(visit, world.coordinator)
    visit.goto(reverse("cohorts:plan", args=[cohort.pk]))
    visit.check("dates-plan")
    visit.goto(reverse("cohorts:change_date", args=[cohort.pk, "decisions"]))
    visit.check("dates-change")
    fill_day(visit, "day", date(2024, 2, 9))
    visit.get_by_role("button", name="Continue").click()
    visit.get_by_role("heading", name="Who is told").wait_for()
    visit.get_by_text("What 2 people read").click()
    visit.check("dates-told")
    visit.get_by_role("button", name="Change the date").click()
    visit.get_by_text("These dates do not go together").wait_for()
    visit.check("dates-plan-clash")


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_extending_is_accessible_and_the_public_page_says_it(opened: Any, visitor: Visit, width: int) -> None:
    world, cohort = opened
    visit = visitor(width=width)
    sign_in(visit, world.coordinator)
    visit.goto(reverse("cohorts:extend", args=[cohort.pk]))
    fill_day(visit, "closes_on", date(2024, 2, 2))
    visit.get_by_label("Why (optional)").fill("Many of you asked for more time.")
    visit.get_by_label("Tell those who have sent").check()
    visit.check("dates-extend")
    visit.get_by_role("button", name="Continue").click()
    visit.get_by_text("3 messages go out.").wait_for()
    visit.check("dates-extend-told")
    visit.get_by_role("button", name="Extend applications").click()
    visit.goto(reverse("home:public", args=[cohort.programme.slug, cohort.slug]))
    visit.get_by_text("Extended to the end of Friday 2 February 2024.").wait_for()
    visit.check("dates-public")


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_a_draft_is_copied_and_planned_accessibly(opened: Any, visitor: Visit, width: int) -> None:
    world, _cohort = opened
    visit = visitor(width=width)
    sign_in(visit, world.coordinator)
    visit.goto(reverse("cohorts:list"))
    visit.check("dates-list")
    visit.get_by_role("button", name="Copy Cohort 5").click()
    visit.check("dates-copy")
    visit.get_by_role("button", name="Make the draft").click()
    visit.wait_for_url("**/preview/**")
    draft = Cohort.objects.get(number=6)
    for name in ("switches", "nations"):
        visit.goto(reverse(f"cohorts:{name}", args=[draft.pk]))
        visit.check(f"dates-{name}")
    visit.goto(reverse("cohorts:loosen_date", args=[draft.pk, "start"]))
    visit.get_by_label("A window").check()
    visit.get_by_role("button", name="Continue").click()
    visit.get_by_role("heading", name="There is a problem").wait_for()
    visit.check("dates-window-errors")


def test_a_date_is_changed_and_time_is_given_without_javascript(opened: Any, visitor: Visit) -> None:
    world, cohort = opened
    visit = visitor(javascript=False)
    sign_in(visit, world.coordinator)
    visit.goto(reverse("cohorts:extend", args=[cohort.pk]))
    fill_day(visit, "closes_on", date(2024, 2, 2))
    visit.get_by_role("button", name="Continue").click()
    visit.get_by_role("button", name="Change what you entered").click()
    fill_day(visit, "closes_on", date(2024, 2, 9))
    visit.get_by_role("button", name="Continue").click()
    visit.get_by_role("button", name="Extend applications").click()
    visit.get_by_text("Friday 9 February 2024").first.wait_for()
    assert Message.objects.count() == 1
