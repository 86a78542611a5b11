"""The pages of decisions in a real browser: accessible, at home on a phone, and usable without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.browser import A_PHONE_AND_A_DESK, DESK, PHONE, Visit, Visitor
from tests.cohorts.world import World, at
from tests.selection.walk import DECIDING, TELLING, assessed, close, decide, sent
from turnabout.applications import actions as applications
from turnabout.cohorts import actions as cohorts
from turnabout.foundation import clock
from turnabout.foundation.clock.models import Offset
from turnabout.selection import actions
from turnabout.selection.models import Participation, Verdict

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OVER = at(2024, 10, 14)


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
def shortlisted() -> Any:
    """One accepted, one on the reserve list, one declined, one to decide, one dropped as they withdrew; closed."""
    world = World.make(at(2023, 9, 1, 9))
    cohort = world.open_cohort()
    found = {
        name: sent(cohort, role, name)
        for role, name in (
            ("mentor", "Amara Okafor"),
            ("mentor", "Idris Vale"),
            ("mentee", "Helen Marlowe"),
            ("mentor", "Sol Marsh"),
            ("mentor", "Wren Oakes"),
        )
    }
    assessed(found["Helen Marlowe"], world)
    decide(found["Amara Okafor"], world)
    decide(found["Idris Vale"], world, "reserve")
    decide(found["Sol Marsh"], world, "decline", reason="not_yet_shown", criterion="M4")
    decide(found["Wren Oakes"], world)
    close(cohort, world)
    wren = found["Wren Oakes"]
    applications.withdraw(application=wren, by=wren.person, now=DECIDING)
    travel(DECIDING)
    return world, cohort, found


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_shortlist_decision_and_letters_are_accessible(shortlisted: Any, visitor: Visit, width: int) -> None:
    world, cohort, found = shortlisted
    visit = visitor(width=width)
    sign_in(visit, world.coordinator)
    visit.goto(reverse("selection:shortlist", args=[cohort.pk]))
    visit.check("selection-shortlist")
    visit.get_by_role("link", name="Helen Marlowe").click()
    visit.check("selection-decide")
    visit.get_by_role("button", name="Keep this decision").click()
    visit.get_by_role("heading", name="There is a problem").wait_for()
    visit.check("selection-decide-errors")
    visit.get_by_label("Decline").check()
    visit.get_by_label("Something we look for is not yet shown").check()
    visit.get_by_label("You can influence practice or policy").check()
    visit.check("selection-decide-decline")
    visit.get_by_role("button", name="Keep this decision").click()
    visit.get_by_text("Your decision is kept").wait_for()
    assert Verdict.objects.get(application=found["Helen Marlowe"]).criterion == "N3"
    visit.goto(reverse("selection:release", args=[cohort.pk]))
    visit.get_by_text("Amara Okafor: Accept").click()
    visit.check("selection-letters")
    visit.get_by_role("button", name="Release all 4 letters together").click()
    visit.get_by_text("4 letters are on their way").wait_for()
    visit.check("selection-people")
    assert not visit.complaints


def test_a_decline_with_its_criterion_needs_no_javascript(shortlisted: Any, visitor: Visit) -> None:
    world, cohort, found = shortlisted
    visit = visitor(javascript=False)
    sign_in(visit, world.coordinator)
    visit.goto(reverse("selection:decide", args=[cohort.pk, found["Helen Marlowe"].pk]))
    visit.get_by_label("Decline").check()
    visit.get_by_label("Something we look for is not yet shown").check()
    visit.get_by_label("You can influence practice or policy").check()
    visit.get_by_role("button", name="Keep this decision").click()
    visit.get_by_text("Your decision is kept").wait_for()
    assert Verdict.objects.get(application=found["Helen Marlowe"]).criterion == "N3"


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_the_applicants_and_participants_pages_are_accessible(shortlisted: Any, visitor: Visit, width: int) -> None:
    world, cohort, found = shortlisted
    actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    for name, shot in (("Amara Okafor", "accepted"), ("Sol Marsh", "declined"), ("Idris Vale", "reserve")):
        application = found[name]
        visit = visitor(width=width)
        sign_in(visit, application.person)
        visit.goto(reverse("selection:my_decision", args=[application.pk]))
        visit.check(f"selection-my-decision-{shot}")
        assert not visit.complaints
    amara = Participation.objects.get(person=found["Amara Okafor"].person)
    visit = visitor(width=width)
    sign_in(visit, amara.person)
    visit.goto(reverse("selection:stop", args=[amara.pk]))
    visit.check("selection-stop")
    visit = visitor(width=width)
    sign_in(visit, world.coordinator)
    visit.goto(reverse("selection:stop", args=[amara.pk]))
    visit.check("selection-stop-for-somebody")
    for step in ("prepare", "start_matching", "launch", "begin_closing"):
        cohort = getattr(cohorts, step)(cohort=cohort, by=world.coordinator, now=OVER)
    visit.goto(reverse("selection:graduation", args=[cohort.pk]))
    visit.check("selection-graduation")
    assert not visit.complaints


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_letters_reserve_list_and_free_place_are_accessible(shortlisted: Any, visitor: Visit, width: int) -> None:
    world, cohort, found = shortlisted
    decide(found["Helen Marlowe"], world, "other_route", route="other_role")
    visit = visitor(width=width)
    sign_in(visit, world.coordinator)
    visit.goto(reverse("selection:release", args=[cohort.pk]))
    visit.get_by_text("Helen Marlowe: Offer another route").click()
    visit.get_by_role("link", name="Edit this letter to Helen Marlowe").click()
    visit.check("selection-edit-letter")
    visit.get_by_label("The letter, word for word").fill("Dear {name}")
    visit.get_by_role("button", name="Keep this letter").click()
    visit.get_by_role("heading", name="There is a problem").wait_for()
    visit.check("selection-edit-letter-errors")
    visit.get_by_label("The letter, word for word").fill("Dear Helen,\n\nDo ring us. Ask inclusion@example.org.")
    visit.get_by_role("button", name="Keep this letter").click()
    visit.get_by_text("is kept as you wrote it").wait_for()
    visit.check("selection-before-you-tell")
    visit.get_by_text("Helen Marlowe: Offer another route (edited)").click()
    visit.get_by_role("link", name="Edit this letter to Helen Marlowe").click()
    visit.check("selection-edit-letter-edited")
    visit.get_by_role("link", name="Back to the standard letter").click()
    visit.check("selection-standard-letter")
    visit.goto(reverse("selection:take_back", args=[cohort.pk, found["Helen Marlowe"].pk]))
    visit.check("selection-take-back")
    actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    visit.goto(reverse("selection:reserve", args=[cohort.pk]))
    visit.get_by_label("Place of Idris Vale").fill("one")
    visit.get_by_role("button", name="Keep this order").click()
    visit.get_by_role("heading", name="There is a problem").wait_for()
    visit.check("selection-reserve")
    amara = Participation.objects.select_related("person", "cohort").get()
    actions.withdraw(participation=amara, by=amara.person, now=TELLING)
    visit.goto(reverse("home:day", args=[cohort.pk]))
    visit.check("selection-day")
    visit.get_by_role("link", name="A place is free: offer it to Idris Vale").click()
    visit.check("selection-free-place")
    visit.get_by_role("link", name="Leave this place free").click()
    visit.check("selection-leave-free")
    visit.goto(reverse("selection:shortlist", args=[cohort.pk]) + "?state=told&order=name")
    visit.check("selection-shortlist-told")
    helen = found["Helen Marlowe"]
    visit = visitor(width=width)
    sign_in(visit, helen.person)
    visit.goto(reverse("selection:my_decision", args=[helen.pk]))
    visit.check("selection-my-decision-route")
    visit.get_by_role("button", name="Start the other form").click()
    visit.check("applications-other-form")
    assert not visit.complaints


@A_PHONE_AND_A_DESK
def test_several_are_ticked_and_the_phone_shows_cards(
    shortlisted: Any, visitor: Visit, width: int, javascript: bool
) -> None:
    world, cohort, found = shortlisted
    visit = visitor(width=width, javascript=javascript)
    sign_in(visit, world.coordinator)
    visit.goto(reverse("selection:shortlist", args=[cohort.pk]))
    visit.check("selection-ticking")
    shape = visit.evaluate("getComputedStyle(document.querySelector('tbody td')).display")
    assert (shape == "table-cell") == (width == DESK)
    visit.get_by_label("Helen Marlowe", exact=True).check()
    visit.get_by_role("button", name="Accept the ticked ones").click()
    visit.get_by_text("1 decision is kept.").wait_for()
    assert Verdict.objects.get(application=found["Helen Marlowe"]).outcome == "accept"


def test_empty_pages_are_accessible_too(visitor: Visit) -> None:
    world = World.make(at(2023, 9, 1, 9))
    cohort = world.open_cohort()
    travel(at(2023, 12, 1))
    visit = visitor(width=PHONE)
    sign_in(visit, world.coordinator)
    names: list[Callable[..., str] | str] = ["shortlist", "release", "people", "reserve"]
    for name in names:
        visit.goto(reverse(f"selection:{name}", args=[cohort.pk]))
        visit.check(f"selection-{name}-empty")
    assert not visit.complaints
