"""The pages between a decision and the day it is told, and the one for a free place, as a browser presses them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cohorts.world import World
from tests.selection.test_pages import KEY, SEEN, page_of, press, text
from tests.selection.walk import DECIDING, TELLING, accepted, assessed, close, decide, second_coordinator, sent
from turnabout.applications import actions as applications
from turnabout.cohorts.models import Cohort
from turnabout.foundation import clock
from turnabout.foundation.mail.models import Message
from turnabout.selection import actions
from turnabout.selection.models import Participation, Verdict

MINE = "Dear Amara,\n\nWe liked what you wrote. Ask inclusion@example.org."


@pytest.fixture(autouse=True)
def in_january() -> Iterator[None]:
    with clock.borrowed(DECIDING):
        yield


def test_before_you_tell_everybody_shows_counts_letters_and_who_dropped_out(world: World, cohort: Cohort) -> None:
    decide(sent(cohort), world)
    decide(sent(cohort, "mentee", "Helen Marlowe"), world, "other_route", route="conversation")
    idris, sol = sent(cohort, "mentor", "Idris Vale"), sent(cohort, "mentor", "Sol Marsh")
    decide(idris, world)
    decide(sol, world)
    applications.withdraw(application=idris, by=idris.person, now=DECIDING)
    applications.reopen(application=sol, by=sol.person, now=sol.submitted_at)
    shown = text(page_of(world.coordinator, "selection:release", cohort.pk))
    assert "<h1>Before you tell everybody</h1>" in shown
    assert "1 accepted, 1 offered another route" in shown
    assert "Letters by role" in shown and "Letters by organisation" in shown
    assert "Idris Vale withdrew." in shown
    assert "Sol Marsh opened their application again to change it." in shown
    assert "We are glad to offer you a place" in shown and "We run other programmes too" in shown


def test_a_letter_is_edited_marked_and_put_back_on_its_pages(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    decide(application, world)
    where = ("selection:edit_letter", cohort.pk, application.pk)
    assert "We are glad to offer you a place" in text(page_of(world.coordinator, *where))
    assert press(world.coordinator, *where, words=MINE).status_code == 302
    listed = text(page_of(world.coordinator, "selection:release", cohort.pk))
    assert "Amara Okafor: Accept (edited)" in listed and "We liked what you wrote." in listed
    shown = text(page_of(world.coordinator, *where))
    assert "by Joan Whitfield on" in shown and "Back to the standard letter" in shown
    assert press(world.coordinator, "selection:standard_letter", cohort.pk, application.pk).status_code == 302
    listed = text(page_of(world.coordinator, "selection:release", cohort.pk))
    assert "(edited)" not in listed and "We are glad to offer you a place" in listed


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "A letter cannot be empty"),
        ("Dear {name}, ask inclusion@example.org", "still to be filled in"),
        ("Dear Amara, you have a place <b>now</b>.", "no longer says whom to ask"),
        ("مرحبا 👋 " * 700, "can have up to 5000"),
    ],
)
def test_a_letter_that_cannot_go_out_comes_back_with_its_words(
    words: str, says: str, world: World, cohort: Cohort
) -> None:
    application = sent(cohort)
    decide(application, world)
    response = press(world.coordinator, "selection:edit_letter", cohort.pk, application.pk, words=words)
    assert response.status_code == 422 and says in text(response)
    assert words[:10].split("{")[0].split("<")[0] in text(response)
    assert Verdict.objects.get().letter_edited_at is None


def test_html_in_a_letter_stays_words(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    decide(application, world)
    words = f"{MINE}\n\n<script>alert(1)</script> =1+1"
    assert press(world.coordinator, "selection:edit_letter", cohort.pk, application.pk, words=words).status_code == 302
    assert "<script>alert" not in text(page_of(world.coordinator, "selection:release", cohort.pk))


def test_two_windows_on_one_letter_the_later_is_told_and_loses_no_word(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    decide(application, world)
    lena = second_coordinator(world)
    address = reverse("selection:edit_letter", args=[cohort.pk, application.pk])
    other = Client()
    other.force_login(lena)
    shown = text(other.get(address))
    hers = {"idempotency_key": KEY.findall(shown)[0], "seen": SEEN.findall(shown)[0], "words": MINE + " Lena"}
    press(world.coordinator, "selection:edit_letter", cohort.pk, application.pk, words=MINE)
    refused = other.post(address, hers)
    assert refused.status_code == 409
    assert "Joan Whitfield changed this letter" in text(refused) and "inclusion@example.org. Lena" in text(refused)


def test_a_list_that_changed_while_it_was_read_is_read_again_before_it_goes_out(world: World, cohort: Cohort) -> None:
    amara, idris = sent(cohort), sent(cohort, "mentor", "Idris Vale")
    decide(amara, world)
    decide(idris, world)
    close(cohort, world)
    address = reverse("selection:release", args=[cohort.pk])
    client = Client()
    client.force_login(world.coordinator)
    shown = text(client.get(address))
    hidden = {"idempotency_key": KEY.findall(shown)[0], "seen": SEEN.findall(shown)[0]}
    applications.withdraw(application=amara, by=amara.person, now=DECIDING)
    refused = client.post(address, hidden)
    assert refused.status_code == 409
    assert "Something changed since you read this list" in text(refused) and "Amara Okafor withdrew." in text(refused)
    assert not Message.objects.filter(kind="selection.accepted").exists()
    fresh = text(refused)
    again = {"idempotency_key": KEY.findall(fresh)[0], "seen": SEEN.findall(fresh)[0]}
    assert client.post(address, again).status_code == 302
    assert Message.objects.filter(kind="selection.accepted").count() == 1


def test_the_second_of_two_who_release_is_told_who_did(world: World, cohort: Cohort) -> None:
    decide(sent(cohort), world)
    close(cohort, world)
    lena = second_coordinator(world)
    address = reverse("selection:release", args=[cohort.pk])
    other = Client()
    other.force_login(lena)
    shown = text(other.get(address))
    hers = {"idempotency_key": KEY.findall(shown)[0], "seen": SEEN.findall(shown)[0]}
    assert press(world.coordinator, "selection:release", cohort.pk).status_code == 302
    refused = other.post(address, hers)
    assert refused.status_code == 409 and "Joan Whitfield released the last letters" in text(refused)


def test_a_decision_is_taken_back_on_its_page(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    decide(application, world)
    assert "Take this decision back" in text(page_of(world.coordinator, "selection:decide", cohort.pk, application.pk))
    assert press(world.coordinator, "selection:take_back", cohort.pk, application.pk).status_code == 302
    assert not Verdict.objects.exists()
    assert page_of(world.coordinator, "selection:take_back", cohort.pk, application.pk).status_code == 404


def test_the_order_of_the_reserve_list_is_kept_on_its_page(world: World, cohort: Cohort) -> None:
    for name in ("Idris Vale", "Sol Marsh"):
        decide(sent(cohort, "mentor", name), world, "reserve")
    idris, sol = Verdict.objects.order_by("application__person__name")
    boxes = {f"rank_{idris.pk}": "2", f"rank_{sol.pk}": "1"}
    assert press(world.coordinator, "selection:reserve", cohort.pk, **boxes).status_code == 302
    shown = text(page_of(world.coordinator, "selection:reserve", cohort.pk))
    assert shown.index(">Sol Marsh<") < shown.index(">Idris Vale<")
    for wrong in ("first", "0", "1000", "1.5"):
        refused = press(world.coordinator, "selection:reserve", cohort.pk, **(boxes | {f"rank_{sol.pk}": wrong}))
        assert refused.status_code == 422 and "as a whole number from 1" in text(refused)
    assert page_of(world.outsider, "selection:reserve", cohort.pk).status_code == 404


def test_a_free_place_is_filled_by_one_press_from_the_day(world: World, cohort: Cohort) -> None:
    decide(sent(cohort, "mentor", "Idris Vale"), world, "reserve")
    [amara] = accepted(cohort, world, "Amara Okafor")
    where = ("selection:free_place", cohort.pk, "mentor")
    assert "No place is free" in text(page_of(world.coordinator, *where))
    actions.withdraw(participation=amara, by=amara.person, now=TELLING)
    assert "A place is free: offer it to Idris Vale" in text(page_of(world.coordinator, "home:day", cohort.pk))
    assert "Offer the place to Idris Vale" in text(page_of(world.coordinator, *where))
    assert press(world.coordinator, *where).status_code == 302
    assert Participation.objects.get(status="taking_part").person.name == "Idris Vale"
    refused = press_again(world, *where)
    assert refused.status_code == 409 and "No place is free any more" in text(refused)
    for person in (world.outsider, amara.person):
        assert page_of(person, *where).status_code == 404
    assert page_of(world.coordinator, "selection:free_place", cohort.pk, "nonsense").status_code == 404


def press_again(world: World, name: str, *args: Any) -> Any:
    client = Client()
    client.force_login(world.coordinator)
    verdict = Verdict.objects.get(application__person__name="Idris Vale")
    return client.post(reverse(name, args=args), {"seen": str(verdict.pk)})


def test_a_place_is_left_free_on_its_page(world: World, cohort: Cohort) -> None:
    decide(sent(cohort, "mentor", "Idris Vale"), world, "reserve")
    [amara] = accepted(cohort, world, "Amara Okafor")
    actions.withdraw(participation=amara, by=amara.person, now=TELLING)
    assert press(world.coordinator, "selection:leave_free", cohort.pk, "mentor").status_code == 302
    assert "A place is free" not in text(page_of(world.coordinator, "home:day", cohort.pk))


def test_an_offered_route_is_read_and_the_other_form_started(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    decide(application, world, "other_route", route="other_role")
    assert page_of(application.person, "applications:other_form", application.pk).status_code == 403
    close(cohort, world)
    actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    shown = text(page_of(application.person, "selection:my_decision", application.pk))
    where = reverse("applications:other_form", args=[application.pk])
    assert "Another way to take part" in shown and where in shown
    assert page_of(world.coordinator, "applications:other_form", application.pk).status_code == 404
    response = press(application.person, "applications:other_form", application.pk)
    assert response["Location"] == reverse("applications:task_list", args=[application.pk])
    form = text(page_of(application.person, "applications:task_list", application.pk))
    assert "Applications closed" not in form
    standing = text(page_of(application.person, "applications:standing", application.pk))
    assert "You can send it until matching begins." in standing


@pytest.mark.parametrize(
    ("route", "says"), [("next_cohort", "See what is open now"), ("conversation", "mailto:"), ("network", "mailto:")]
)
def test_every_other_route_has_its_next_step(route: str, says: str, world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    decide(application, world, "other_route", route=route)
    close(cohort, world)
    actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    assert says in text(page_of(application.person, "selection:my_decision", application.pk))
    assert "other-form" not in text(page_of(application.person, "selection:my_decision", application.pk))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"outcome": "other_route"}, "Choose which other route to offer"),
        ({"outcome": "reserve", "rank": "soon"}, "as a whole number from 1"),
    ],
)
def test_half_a_route_or_rank_comes_back_with_a_sentence(
    given: dict[str, str], says: str, world: World, cohort: Cohort
) -> None:
    application = sent(cohort)
    response = press(world.coordinator, "selection:decide", cohort.pk, application.pk, **given)
    assert response.status_code == 422 and says in text(response)
    assert not Verdict.objects.exists()


def test_a_rank_left_behind_by_another_choice_is_dropped(world: World, cohort: Cohort) -> None:
    application = assessed(sent(cohort), world)
    given = {"outcome": "accept", "rank": "soon", "route": "network"}
    assert press(world.coordinator, "selection:decide", cohort.pk, application.pk, **given).status_code == 302
    assert (Verdict.objects.get().rank, Verdict.objects.get().route) == (None, "")
