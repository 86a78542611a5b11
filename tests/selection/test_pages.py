"""The co-ordinator's and the applicant's pages of decisions, pressed as a browser presses them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.applications import walk
from tests.cohorts.world import World, at
from tests.selection.walk import DECIDING, TELLING, accepted, assessed, close, decide, second_coordinator, sent
from turnabout.applications import actions as applications
from turnabout.applications.queries import by_link
from turnabout.cohorts.models import Cohort
from turnabout.foundation import clock
from turnabout.foundation.audit.models import AuditEvent
from turnabout.foundation.design.next_steps import DECISIONS, SUBMITTED, steps
from turnabout.foundation.mail.models import Message
from turnabout.selection import actions, queries
from turnabout.selection.models import Participation, Verdict

KEY = re.compile(r'name="idempotency_key" value="([^"]+)"')
SEEN = re.compile(r'name="seen" value="([^"]*)"')


@pytest.fixture(autouse=True)
def in_january() -> Iterator[None]:
    with clock.borrowed(DECIDING):
        yield


def page_of(person: Any, name: str, *args: Any) -> Any:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client.get(reverse(name, args=args))


def press(person: Any, name: str, *args: Any, **given: Any) -> Any:
    """Open the page, fill in what is given, and press; the hidden fields go along."""
    client = Client()
    client.force_login(person)
    shown = client.get(reverse(name, args=args)).content.decode()
    hidden = {"idempotency_key": KEY.findall(shown)[0], "seen": (SEEN.findall(shown) or [""])[0]}
    return client.post(reverse(name, args=args), hidden | given)


def text(response: Any) -> str:
    return response.content.decode()


def test_shortlist_shows_own_applications_and_nobody_elses(world: World, cohort: Cohort) -> None:
    sent(cohort)
    sent(cohort, "mentee", "Helen Marlowe")
    elsewhere = world.open_cohort(number=6)
    sent(elsewhere, "mentor", "Sol Marsh")
    shown = text(page_of(world.coordinator, "selection:shortlist", cohort.pk))
    assert "Amara Okafor" in shown and "Helen Marlowe" in shown
    assert "Sol Marsh" not in shown
    assert "2 applications wait for a decision" in shown


def test_shortlist_names_whoever_withdrew_and_leads_no_further(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    applications.withdraw(application=application, by=application.person, now=DECIDING)
    page = reverse("selection:decide", args=[cohort.pk, application.pk])
    shown = text(page_of(world.coordinator, "selection:shortlist", cohort.pk))
    assert "Amara Okafor" in shown and page not in shown
    refused = page_of(world.coordinator, "selection:decide", cohort.pk, application.pk)
    assert refused.status_code == 403 and "nine years" not in text(refused)


def test_shortlist_filters_by_role(world: World, cohort: Cohort) -> None:
    sent(cohort)
    sent(cohort, "mentee", "Helen Marlowe")
    client = Client()
    client.force_login(world.coordinator)
    shown = text(client.get(reverse("selection:shortlist", args=[cohort.pk]), {"role": "mentee"}))
    assert "Helen Marlowe" in shown and "Amara Okafor" not in shown
    nonsense = text(client.get(reverse("selection:shortlist", args=[cohort.pk]), {"role": "<script>"}))
    assert "Amara Okafor" in nonsense and "<script>&quot;" not in nonsense


@pytest.mark.parametrize("page", ["selection:shortlist", "selection:release", "selection:people"])
def test_a_list_asks_as_many_questions_for_three_as_for_one(
    page: str, world: World, cohort: Cohort, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def ready(*names: str) -> None:
        for name in names:
            application = sent(cohort, "mentor", name)
            if page != "selection:shortlist":
                decide(application, world)

    client = Client()
    client.force_login(world.coordinator)
    address = reverse(page, args=[cohort.pk])
    ready("Amara Okafor")
    if page == "selection:people":
        ready("Idris Vale", "Sol Marsh")
        close(cohort, world)
        client.get(address)
        none = _queries(client, address)
        actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
        one = Participation.objects.order_by("pk").first()
        assert one is not None
        Participation.objects.exclude(pk=one.pk).update(cohort=world.cohort(number=7))
        first = _queries(client, address)
        Participation.objects.update(cohort=cohort)
        assert none <= first
    else:
        client.get(address)
        first = _queries(client, address)
        ready("Idris Vale", "Sol Marsh")
    with django_assert_num_queries(first):
        assert client.get(address).status_code == 200


def _queries(client: Client, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_one_application_shows_what_matters_for_the_decision_and_no_more(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    before = AuditEvent.objects.filter(event="sensitive.read").count()
    shown = text(page_of(world.coordinator, "selection:decide", cohort.pk, application.pk))
    assert "Because nobody asked me in nine years." in shown
    assert "Staff nurse" in shown
    assert "Who can see this" in shown
    for private in ("grim.boss@example.org", "Estates", "captions", "Captions", "A quiet room on Fridays"):
        assert private not in shown
    lines = AuditEvent.objects.filter(event="sensitive.read")
    assert lines.count() > before
    assert {line.details["purpose"] for line in lines} == {"deciding on an application"}


def test_what_helps_to_look_after_somebody_is_shown_once_they_have_a_place(world: World, cohort: Cohort) -> None:
    wishes = {"boundaries": {"about_me": "Give me time to think.", "off_limits": "My family."}}
    application = walk.send(walk.fill(walk.start(cohort), but=wishes))
    close(cohort, world)
    decide(application, world)
    where = ("selection:decide", cohort.pk, application.pk)
    assert "Give me time to think." not in text(page_of(world.coordinator, *where))
    actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    shown = text(page_of(world.coordinator, *where))
    assert "Give me time to think." in shown
    assert "My family." not in shown


def test_of_whoever_would_take_either_role_what_they_want_to_learn_is_read_too(world: World, cohort: Cohort) -> None:
    application = sent(cohort, "either", "Sol Marsh")
    shown = text(page_of(world.coordinator, "selection:decide", cohort.pk, application.pk))
    assert "What a hidden condition costs." in shown
    assert "Disability and long-term conditions" in shown


def test_of_a_named_leader_what_their_page_asked_is_read_and_what_plays_no_part_is_not(world: World) -> None:
    board = world.open_cohort(number=6, pattern="board", starts_on=date(2024, 4, 8))
    application, token = walk.named(world, board, DECIDING)
    answers = walk.LEADER | {"adjustments_words": "A quiet room.", "avoid_emails": "grim.boss@example.org"}
    applications.confirm(application=application, token=token, answers=answers, by=by_link(), now=DECIDING)
    shown = text(page_of(world.coordinator, "selection:decide", board.pk, application.pk))
    assert "I want to hear what I am not told." in shown
    assert "A quiet room." not in shown and "grim.boss" not in shown


def test_decision_is_kept_by_one_press_and_a_second_press_changes_nothing(world: World, cohort: Cohort) -> None:
    application = assessed(sent(cohort), world)
    client = Client()
    client.force_login(world.coordinator)
    address = reverse("selection:decide", args=[cohort.pk, application.pk])
    key = KEY.findall(text(client.get(address)))[0]
    given = {"outcome": "accept", "seen": "", "idempotency_key": key}
    first, second = client.post(address, given), client.post(address, given)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"] == reverse("selection:shortlist", args=[cohort.pk])
    assert AuditEvent.objects.filter(event="verdict.decided").count() == 1
    shown = text(client.get(first["Location"]))
    assert "Your decision is kept. Nobody is told" in shown


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "Choose whether to accept, reserve, decline or offer another route"),
        ({"outcome": "decline"}, "Choose the reason that the applicant is told"),
        ({"outcome": "decline", "reason": "not_yet_shown"}, "Choose which criterion is not yet shown"),
        ({"outcome": "decline", "reason": "not_yet_shown", "criterion": "M2"}, "Choose one of the answers"),
        ({"outcome": "decline", "reason": "x" * 300}, "Choose one of the answers"),
    ],
)
def test_half_a_decision_comes_back_with_a_sentence(
    given: dict[str, str], says: str, world: World, cohort: Cohort
) -> None:
    application = sent(cohort)
    response = press(world.coordinator, "selection:decide", cohort.pk, application.pk, **given)
    assert response.status_code == 422
    assert says in text(response)
    assert not Verdict.objects.exists()


def test_a_reason_left_behind_by_another_choice_is_dropped(world: World, cohort: Cohort) -> None:
    application = assessed(sent(cohort), world)
    given = {"outcome": "accept", "reason": "not_yet_shown", "criterion": "M4"}
    assert press(world.coordinator, "selection:decide", cohort.pk, application.pk, **given).status_code == 302
    verdict = Verdict.objects.get()
    assert (verdict.outcome, verdict.reason, verdict.criterion) == ("accept", "", "")


def test_two_coordinators_at_once_get_one_decision_and_one_clear_refusal(world: World, cohort: Cohort) -> None:
    application = assessed(sent(cohort), world)
    lena = second_coordinator(world)
    address = reverse("selection:decide", args=[cohort.pk, application.pk])
    clients = []
    for person in (world.coordinator, lena):
        client = Client()
        client.force_login(person)
        shown = text(client.get(address))
        clients.append((client, {"idempotency_key": KEY.findall(shown)[0], "seen": (SEEN.findall(shown) or [""])[0]}))
    (joan, hidden), (other, hers) = clients
    assert joan.post(address, hidden | {"outcome": "accept"}).status_code == 302
    refused = other.post(address, hers | {"outcome": "reserve"})
    assert refused.status_code == 409
    assert "Joan Whitfield decided “Accept” here a moment ago. Nothing of yours was saved." in text(refused)
    assert Verdict.objects.get().outcome == "accept"


def test_letters_are_read_before_they_are_sent_and_go_out_once(world: World, cohort: Cohort) -> None:
    decide(sent(cohort), world)
    decide(sent(cohort, "mentee", "Helen Marlowe"), world, "decline", reason="capacity")
    early = text(page_of(world.coordinator, "selection:release", cohort.pk))
    assert "Applications are still open" in early and "Release all 2 letters" not in early
    close(cohort, world)
    shown = text(page_of(world.coordinator, "selection:release", cohort.pk))
    assert "We are glad to offer you a place" in shown
    assert "There were more good applications than places this time" in shown
    response = press(world.coordinator, "selection:release", cohort.pk)
    assert response.status_code == 302
    assert Message.objects.filter(kind__in=("selection.accepted", "selection.declined")).count() == 2
    again = page_of(world.coordinator, "selection:release", cohort.pk)
    assert "No letter waits to be released" in text(again)


def test_applicant_reads_the_decision_only_once_it_was_told(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    decide(application, world)
    close(cohort, world)
    assert page_of(application.person, "selection:my_decision", application.pk).status_code == 404
    assert not [one for one in steps(SUBMITTED, application.person, cohort, TELLING) if "decision" in str(one.text)]
    actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    shown = page_of(application.person, "selection:my_decision", application.pk)
    assert "You have a place" in text(shown)
    [step] = [one for one in steps(SUBMITTED, application.person, cohort, TELLING) if "decision" in str(one.text)]
    assert step.url == reverse("selection:my_decision", args=[application.pk])
    for other in (world.outsider, world.coordinator):
        assert page_of(other, "selection:my_decision", application.pk).status_code == 404


def test_every_page_of_the_coordinator_is_absent_for_everybody_else(world: World, cohort: Cohort) -> None:
    amara, _idris = accepted(cohort, world, "Amara Okafor", "Idris Vale")
    application = amara.person.applications.get()
    pages = [
        ("selection:shortlist", cohort.pk),
        ("selection:decide", cohort.pk, application.pk),
        ("selection:release", cohort.pk),
        ("selection:people", cohort.pk),
        ("selection:graduation", cohort.pk),
        ("selection:exempt", amara.pk),
    ]
    for page in pages:
        for person in (world.outsider, amara.person):
            assert page_of(person, *page).status_code == (403 if page[0] == "selection:exempt" else 404) or (
                page[0] == "selection:exempt" and page_of(person, *page).status_code == 404
            ), page
        assert page_of(None, *page).status_code == 302
    assert page_of(world.coordinator, "selection:graduation", cohort.pk).status_code == 403
    assert page_of(world.coordinator, "selection:exempt", amara.pk).status_code == 403


def test_a_free_place_is_offered_from_the_reserve_list_on_its_page(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    decide(application, world, "reserve")
    where = ("selection:offer_place", cohort.pk, application.pk)
    assert page_of(world.coordinator, *where).status_code == 403
    close(cohort, world)
    actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    for other in (world.outsider, application.person):
        assert page_of(other, *where).status_code == 404
    assert "A place is free" in text(page_of(world.coordinator, "selection:decide", cohort.pk, application.pk))
    assert press(world.coordinator, *where).status_code == 302
    assert Participation.objects.get().person == application.person


def test_stopping_is_ones_own_page(world: World, cohort: Cohort) -> None:
    amara, idris = accepted(cohort, world, "Amara Okafor", "Idris Vale")
    assert page_of(idris.person, "selection:stop", amara.pk).status_code == 404
    assert page_of(world.outsider, "selection:stop", amara.pk).status_code == 404
    shown = text(page_of(amara.person, "selection:stop", amara.pk))
    assert "Do you want to stop?" in shown
    response = press(amara.person, "selection:stop", amara.pk)
    assert response.status_code == 302
    amara.refresh_from_db()
    assert amara.status == "withdrawn"
    assert page_of(amara.person, "selection:stop", amara.pk).status_code == 403


def test_coordinators_day_asks_first_for_decisions_then_for_letters(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    assert _asked(world, cohort) == []
    cohort = close(cohort, world)
    assert _asked(world, cohort) == ["1 application waits for a decision"]
    decide(application, world)
    assert _asked(world, cohort) == ["1 letter waits to be released"]
    actions.release(cohort=cohort, by=world.coordinator, now=TELLING)
    assert _asked(world, cohort) == []
    assert list(steps(DECISIONS, world.outsider, cohort, DECIDING)) == []


def test_a_decision_that_is_late_presses(world: World, cohort: Cohort) -> None:
    sent(cohort)
    cohort = close(cohort, world)
    here = reverse("selection:shortlist", args=[cohort.pk])
    [step] = [one for one in steps(DECISIONS, world.coordinator, cohort, at(2024, 2, 20)) if one.url == here]
    assert step.urgent


def _asked(world: World, cohort: Cohort) -> list[str]:
    here = [reverse(f"selection:{name}", args=[cohort.pk]) for name in ("shortlist", "release")]
    return [str(one.text) for one in steps(DECISIONS, world.coordinator, cohort, DECIDING) if one.url in here]


def test_own_application_cannot_be_opened_by_its_coordinator(world: World, cohort: Cohort) -> None:
    own = sent(cohort, "mentor", "Joan Whitfield")
    response = page_of(world.coordinator, "selection:decide", cohort.pk, own.pk)
    assert response.status_code == 403
    assert "Somebody else has to read it" in text(response)
    assert queries.waiting(world.coordinator, cohort, DECIDING) == (0, 0)
