"""The pages of sessions in a real browser: accessible, at home on a phone, and usable without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.browser import DESK, PHONE, Visit
from tests.cohorts.world import World, at
from tests.selection.test_looks import sign_in, travel
from tests.training.walk import AFTER, BETWEEN, BOOKING, Prepared
from turnabout.training.codes import code_of
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
    visit.get_by_role("group", name="Amara Okafor").get_by_label("Came", exact=True).check()
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


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_waiting_being_there_and_ones_own_calendar_are_accessible(ready: Prepared, visitor: Visit, width: int) -> None:
    ready.resize("mentor_briefing_a", 1)
    ready.book(ready.idris, "mentor_briefing_a")
    booking = ready.book(ready.amara, "mentor_briefing_b")
    full, session = ready.session("mentor_briefing_a"), ready.session("mentor_briefing_b")
    visit = visitor(width=width)
    sign_in(visit, ready.amara.person)
    visit.goto(reverse("training:choose", args=[ready.amara.pk, "mentor_briefing"]))
    visit.check("training-choose-full")
    visit.get_by_role("link", name="Join the waiting list").click()
    visit.check("training-join-line")
    visit.get_by_role("button", name="Join the waiting list").click()
    visit.get_by_text("You are 1st in line").wait_for()
    visit.check("training-mine-waiting")
    visit.get_by_role("link", name="Leave the waiting list").click()
    visit.check("training-leave-line")
    visit.goto(reverse("training:my_needs", args=[ready.amara.pk, booking.pk]))
    visit.check("training-my-needs")
    visit.goto(reverse("training:calendar"))
    visit.check("training-calendar")
    visit.get_by_role("button", name="Make an address").click()
    visit.check("training-make-address")
    visit.get_by_role("button", name="Make the address").click()
    visit.get_by_text("Copy it now").wait_for()
    visit.check("training-address")
    visit.goto(reverse("training:end_address"))
    visit.check("training-end-address")
    keeper = visitor(width=width)
    sign_in(keeper, ready.coordinator)
    keeper.goto(reverse("training:add", args=[ready.cohort.pk]))
    keeper.check("training-add")
    for one, name in ((full, "training-session-line"), (session, "training-session-needs")):
        keeper.goto(reverse("training:session", args=[ready.cohort.pk, one.pk]))
        keeper.check(name)
    keeper.get_by_role("link", name="Captions or speech to text").click()
    keeper.check("training-settle")
    keeper.get_by_role("link", name="Change who sees to it").click()
    keeper.check("training-hand-over")
    travel(session.starts_at)
    for person, address, shown in (
        (visit, reverse("training:mine", args=[ready.amara.pk]), "training-mine-begun"),
        (keeper, reverse("training:code", args=[ready.cohort.pk, session.pk]), "training-code"),
        (visit, reverse("training:here", args=[ready.amara.pk, session.pk]), "training-here"),
    ):
        person.goto(address)
        person.check(shown)
    visit.get_by_label("What is the code in the room?").fill("12")
    visit.get_by_role("button", name="I am here").click()
    visit.get_by_text("you have 9 more tries").wait_for()
    visit.check("training-here-wrong")
    visit.get_by_label("What is the code in the room?").fill(code_of(session))
    visit.get_by_role("button", name="I am here").click()
    visit.get_by_text("You are marked as there").wait_for()
    keeper.goto(reverse("training:register", args=[ready.cohort.pk, session.pk]))
    keeper.check("training-register-by-code")
    assert not visit.complaints and not keeper.complaints


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
    trainer.get_by_role("group", name="Amara Okafor").get_by_label("Came", exact=True).check()
    trainer.get_by_role("button", name="Keep this register").click()
    trainer.get_by_text("The register is kept").wait_for()
    assert Booking.objects.get().status == "attended"
