"""Nobody learns of a decision before it is told: not by a page's words, its length, its headers or its work."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cohorts.world import World
from tests.selection.walk import DECIDING, assessed, close, decide, second_coordinator, sent
from turnabout.applications.models import Application
from turnabout.cohorts.models import Cohort
from turnabout.foundation import clock
from turnabout.foundation.mail.models import Message
from turnabout.selection import actions, queries
from turnabout.selection.models import Verdict

SECRET = re.compile(rb'(name="(?:csrfmiddlewaretoken|idempotency_key)" value=")[^"]+')
"""What is new on every page for its own sake."""
OUTCOMES: list[dict[str, Any]] = [
    {"outcome": "accept"},
    {"outcome": "reserve", "rank": 1},
    {"outcome": "decline", "reason": "not_yet_shown", "criterion": "M4"},
    {"outcome": "other_route", "route": "other_role"},
]
Page = tuple[str, tuple[Any, ...]]


@pytest.fixture(autouse=True)
def in_january() -> Iterator[None]:
    with clock.borrowed(DECIDING):
        yield


def applicants_pages(application: Application) -> list[Page]:
    own = ("standing", "task_list", "check", "sent", "reopen", "withdraw", "start_again", "experience", "other_form")
    decision = [("selection:my_decision", (application.pk,)), ("home:start", ()), ("home:front", ())]
    return [*((f"applications:{name}", (application.pk,)) for name in own), *decision]


def seen(person: Any, pages: list[Page]) -> dict[str, tuple[Any, ...]]:
    """Each page as `person` gets it: status, headers, every byte, and how often the database was asked."""
    client = Client()
    client.force_login(person)
    client.get(reverse("home:front"))
    found = {}
    for name, args in pages:
        address = reverse(name, args=args)
        with CaptureQueriesContext(connection) as caught:
            response = client.get(address)
        headers = {key: value for key, value in response.headers.items() if key != "Content-Security-Policy"}
        found[address] = (response.status_code, headers, SECRET.sub(rb"\1", response.content), len(caught))
    return found


def differences(look: Callable[[], dict[str, tuple[Any, ...]]], deed: Callable[[], Any]) -> list[str]:
    before = look()
    deed()
    after = look()
    return [address for address in before if before[address] != after[address]]


@pytest.mark.parametrize("given", OUTCOMES, ids=lambda given: given["outcome"])
@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
def test_an_applicants_pages_are_the_same_byte_for_byte_while_a_decision_is_held(
    given: dict[str, Any], closed: bool, world: World, cohort: Cohort
) -> None:
    application = sent(cohort)
    if closed:
        close(cohort, world)

    def held_and_edited() -> None:
        decide(application, world, **given)
        verdict = Verdict.objects.select_related("application__cohort", "application__person").get()
        words = f"Dear Amara,\n\n{given['outcome']}. Ask {cohort.contact_email}."
        actions.edit_letter(verdict=verdict, words=words, by=world.coordinator, now=DECIDING)

    letters = Message.objects.exclude(kind="selection.panel_ready").count()
    pages = applicants_pages(application)
    assert differences(lambda: seen(application.person, pages), held_and_edited) == []
    assert Verdict.objects.get().letter_edited_at is not None
    assert Message.objects.exclude(kind="selection.panel_ready").count() == letters


def test_the_comparison_would_notice_a_decision_that_was_told(world: World, cohort: Cohort) -> None:
    application = sent(cohort)
    close(cohort, world)
    decide(application, world)
    pages = applicants_pages(application)
    told = differences(
        lambda: seen(application.person, pages),
        lambda: actions.release(cohort=cohort, by=world.coordinator, now=DECIDING),
    )
    assert reverse("applications:standing", args=[application.pk]) in told
    assert reverse("selection:my_decision", args=[application.pk]) in told


def test_a_coordinator_who_applied_learns_nothing_of_a_decision_on_themself(world: World, cohort: Cohort) -> None:
    own = sent(cohort, "mentor", "Joan Whitfield")
    lena = second_coordinator(world)
    decide(sent(cohort), world, by=lena)
    close(cohort, world)
    assessed(own, world, by=lena)
    keepers = ("selection:shortlist", "selection:release", "selection:reserve", "selection:people", "home:day")
    about_own = ("decide", "take_back", "offer_place", "edit_letter", "standard_letter")
    pages: list[Page] = [(name, (cohort.pk,)) for name in keepers]
    pages += [(f"selection:{name}", (cohort.pk, own.pk)) for name in about_own]
    pages += [("selection:free_place", (cohort.pk, "mentor")), *applicants_pages(own)]
    for given in OUTCOMES:
        changed = differences(lambda: seen(world.coordinator, pages), lambda: decide(own, world, by=lena, **given))  # noqa: B023
        assert changed == [], given
    assert queries.waiting(world.coordinator, cohort, DECIDING) == (0, 1)
