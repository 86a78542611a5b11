"""What is typed is kept by itself in a real browser: quietly, past a lost connection, and never over another window."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.applications import walk
from tests.applications.walk import DURING
from tests.browser import DESK, PHONE, Visit
from tests.cohorts.world import World, at
from turnabout.applications import actions, queries
from turnabout.applications.models import Application
from turnabout.foundation.clock.models import Offset

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]
WHY = "Why do you want to be a reverse mentor?"
SAVED = "Saved at 10:"


@pytest.fixture
def application() -> Application:
    world = World.make(at(2023, 9, 1, 9))
    made = walk.start(world.just_open())
    Offset.store(DURING - datetime.now(UTC))
    return made


def opened(visitor: Visit, client: Any, live_server: Any, application: Application, width: int = DESK) -> Any:
    client.force_login(application.person)
    page = visitor(width=width)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto(reverse("applications:section", args=[application.pk, "why"]))
    return page


def kept(application: Application) -> dict[str, Any]:
    again = Application.objects.get(pk=application.pk)
    return queries.half_filled(again, again.person, DURING).get("why", {})


def told(page: Any, words: str) -> None:
    page.locator("[data-autosave]").get_by_text(words).wait_for(timeout=30_000)


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_words_are_kept_a_little_after_the_last_key(
    visitor: Visit, client: Any, live_server: Any, application: Application, width: int
) -> None:
    page = opened(visitor, client, live_server, application, width)
    page.get_by_label(WHY).press_sequentially("One two three")
    page.get_by_text("You have 247 words remaining").first.wait_for()
    told(page, SAVED)
    assert kept(application)["why"] == "One two three"
    assert page.evaluate("document.activeElement.name") == "why", "whoever types is not disturbed"
    assert page.locator("[data-autosave]").get_attribute("role") == "status"
    page.check("autosave")
    page.get_by_label(WHY).press_sequentially(" four")
    expect(page.locator("[name=seen]")).to_have_value("2", timeout=30_000)
    assert kept(application)["why"] == "One two three four"
    page.get_by_label("What would you hope").fill("How a rota feels.")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("heading", name="Your application", level=1).wait_for()
    assert kept(application) == {}
    assert "why" in Application.objects.get(pk=application.pk).sections_done


def test_words_past_the_limit_are_counted_as_one_types(
    visitor: Visit, client: Any, live_server: Any, application: Application
) -> None:
    page = opened(visitor, client, live_server, application)
    page.get_by_label(WHY).fill("word " * 253)
    page.get_by_text("You have 3 words too many").first.wait_for()
    page.check("autosave-too-many")


def test_a_lost_connection_is_said_and_made_up_for(
    visitor: Visit, client: Any, live_server: Any, application: Application
) -> None:
    page = opened(visitor, client, live_server, application)
    page.context.set_offline(True)
    page.get_by_label(WHY).press_sequentially("On the train")
    told(page, "Not saved yet: there is no connection. We keep trying.")
    assert kept(application) == {}
    page.check("autosave-offline")
    page.context.set_offline(False)
    told(page, SAVED)
    assert kept(application)["why"] == "On the train"
    page.complaints.clear()  # the browser reports the lost connection itself


def test_another_window_is_never_written_over(
    visitor: Visit, client: Any, live_server: Any, application: Application
) -> None:
    page = opened(visitor, client, live_server, application)
    actions.save_section(
        application=application,
        section="why",
        answers={"why": "From my desk", "hope": "Much."},
        by=application.person,
        now=DURING,
    )
    page.get_by_label(WHY).press_sequentially("From my phone")
    told(page, "this was changed in another window or on another device")
    assert kept(application) == {}
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_text("Choose which one to keep").first.wait_for()
    assert page.get_by_label(WHY).input_value() == "From my phone"
    assert page.get_by_text("From my desk").is_visible()
    page.check("autosave-two-windows")
    page.get_by_role("button", name="Keep what was saved in the other window").click()
    expect(page.get_by_label(WHY)).to_have_value("From my desk")


def test_whoever_was_signed_out_meanwhile_is_told(
    visitor: Visit, client: Any, live_server: Any, application: Application
) -> None:
    page = opened(visitor, client, live_server, application)
    page.context.clear_cookies(name="sessionid")
    page.get_by_label(WHY).press_sequentially("Typed for an hour")
    told(page, "Not saved yet: you are signed out.")
    assert page.get_by_label(WHY).input_value() == "Typed for an hour"


def test_nothing_of_the_lived_experience_leaves_the_page_by_itself(
    visitor: Visit, client: Any, live_server: Any, application: Application
) -> None:
    page = opened(visitor, client, live_server, application)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.goto(reverse("applications:experience", args=[application.pk]))
    page.get_by_label("In your own words").fill("What the ward says when I pray.")
    page.get_by_label("Race and ethnicity").check()
    page.wait_for_timeout(4_000)
    page.goto(reverse("applications:task_list", args=[application.pk]))
    assert sent == []
    again = Application.objects.get(pk=application.pk)
    assert (bytes(again.topics), bytes(again.topics_words), bytes(again.unfinished)) == (b"", b"", b"")


def test_far_too_much_pasted_at_once_is_answered_with_a_page_and_the_draft_stays(
    visitor: Visit, client: Any, live_server: Any, application: Application
) -> None:
    actions.save_section(
        application=application,
        section="why",
        answers={"why": "Saved before", "hope": "Much."},
        by=application.person,
        now=DURING,
    )
    page = opened(visitor, client, live_server, application)
    page.evaluate("document.querySelector('[name=why]').value = 'x'.repeat(13 * 1024 * 1024)")
    page.evaluate("document.querySelector('main form').requestSubmit()")
    page.get_by_role("heading", name="That is too much at once").wait_for(timeout=60_000)
    page.get_by_role("link", name="Open the page again").click()
    expect(page.get_by_label(WHY)).to_have_value("Saved before", timeout=60_000)
    page.complaints.clear()  # the browser reports the 413 of the page itself
