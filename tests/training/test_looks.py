"""The pages of sessions in a real browser: accessible, at home on a phone, and usable without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.browser import DESK, PHONE, Visit
from tests.cohorts.world import World, at
from tests.selection.test_looks import sign_in, travel
from tests.training.walk import AFTER, BETWEEN, BOOKING, Prepared
from turnabout.training.models import Booking

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ready() -> Prepared:
    """Two reverse mentors and a reverse mentee were accepted, and the sessions are planned."""
    prepared = Prepared.make(World.make(at(2023, 9, 1, 9)))
    travel(BOOKING)
    return prepared


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_choosing_and_cancelling_are_accessible(ready: Prepared, visitor: Visit, width: int) -> None:
    visit = visitor(width=width)
    sign_in(visit, ready.amara.person)
    visit.goto(reverse("training:mine", args=[ready.amara.pk]))
    visit.check("training-mine")
    visit.get_by_role("button", name="Choose a date: Briefing").click()
    visit.check("training-choose")
    visit.get_by_role("button", name="Book this date").click()
    visit.get_by_role("heading", name="There is a problem").wait_for()
    visit.check("training-choose-error")
    visit.get_by_label("Tuesday 5 March 2024, 1pm to 5pm").check()
    visit.get_by_role("button", name="Book this date").click()
    visit.get_by_text("You are booked. An invitation").wait_for()
    visit.check("training-mine-booked")
    visit.get_by_role("link", name="Cancel the booking").click()
    visit.check("training-cancel")
    visit.get_by_role("button", name="Cancel the booking").click()
    visit.get_by_text("Your booking is cancelled").wait_for()
    assert not visit.complaints


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_the_keepers_pages_are_accessible(ready: Prepared, visitor: Visit, width: int) -> None:
    for one in (ready.amara, ready.idris):
        ready.book(one, "mentor_briefing_a")
    ready.book(ready.helen, "mentee_training_a")
    ready.mark("mentee_training_a", BETWEEN, came=[ready.helen])
    session = ready.session("mentor_briefing_a")
    visit = visitor(width=width)
    sign_in(visit, ready.coordinator)
    pages: list[tuple[str, tuple[Any, ...]]] = [
        ("sessions", (ready.cohort.pk,)),
        ("plan", (ready.cohort.pk,)),
        ("untrained", (ready.cohort.pk,)),
        ("session", (ready.cohort.pk, session.pk)),
        ("change", (ready.cohort.pk, session.pk)),
        ("call_off", (ready.cohort.pk, session.pk)),
    ]
    for name, arguments in pages:
        visit.goto(reverse(f"training:{name}", args=arguments))
        visit.check(f"training-{name}")
    visit.goto(reverse("training:change", args=(ready.cohort.pk, session.pk)))
    visit.fill("#id_day_day", "31")
    visit.fill("#id_day_month", "2")
    visit.fill("#id_ends", "teatime")
    visit.get_by_role("button", name="Change this session").click()
    visit.get_by_role("heading", name="There is a problem").wait_for()
    visit.check("training-change-errors")
    travel(AFTER)
    visit.goto(reverse("training:register", args=[ready.cohort.pk, session.pk]))
    visit.check("training-register")
    visit.get_by_role("group", name="Idris Vale").get_by_label("No word").check()
    visit.get_by_role("button", name="Keep this register").click()
    visit.get_by_text("The register is kept").wait_for()
    visit.check("training-session-held")
    visit.goto(reverse("training:register", args=[ready.cohort.pk, session.pk]))
    visit.check("training-register-correct")
    assert {one.participation.person.name: one.status for one in session.bookings.all()} == {
        "Amara Okafor": "attended",
        "Idris Vale": "missed",
    }
    assert not visit.complaints


def test_booking_and_marking_need_no_javascript(ready: Prepared, visitor: Visit) -> None:
    visit = visitor(width=PHONE, javascript=False)
    sign_in(visit, ready.amara.person)
    visit.goto(reverse("training:choose", args=[ready.amara.pk, "mentor_briefing"]))
    visit.get_by_label("Monday 11 March 2024, 9am to 1pm").check()
    visit.get_by_role("button", name="Book this date").click()
    visit.get_by_text("You are booked. An invitation").wait_for()
    travel(AFTER)
    session = ready.session("mentor_briefing_b")
    trainer = visitor(width=PHONE, javascript=False)
    sign_in(trainer, ready.trainer)
    trainer.goto(reverse("training:register", args=[ready.cohort.pk, session.pk]))
    trainer.get_by_role("button", name="Keep this register").click()
    trainer.get_by_text("The register is kept").wait_for()
    assert Booking.objects.get().status == "attended"
