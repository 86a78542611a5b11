"""A reverse mentor says who may know what, and looks at it as each of them will: by eye, and by ear alone.

The path by ear asserts on Chromium's accessibility tree: what a screen reader is given, in its order, and nothing seen.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.applications import walk
from tests.browser import DESK, PHONE, Visit, Visitor
from tests.cohorts.world import World, at
from tests.home.test_look import signed_in
from tests.journeys.programme import travel
from turnabout.applications.models import Application

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
BOTH = pytest.mark.parametrize(("width", "javascript"), [(PHONE, True), (PHONE, False), (DESK, True)])
OFFER = ("Race and ethnicity", "Mental health", "Caring for somebody", "Menopause")


@pytest.fixture
def amara() -> Application:
    world = World.make(at(2023, 9, 1, 9))
    application = walk.start(world.open_cohort())
    travel(walk.DURING)
    for code in ("about", "meeting", "why", "boundaries"):
        names = {question.name for question in walk.queries.section(application, code).questions}
        given = {name: value for name, value in walk.MENTOR[code].items() if name in names}
        if code == "about":
            given["organisation"] = str(application.cohort.organisations.order_by("name")[0].pk)
        walk.actions.save_section(
            application=application, section=code, answers=given, by=application.person, now=walk.DURING
        )
    return application


def choose(page: Visitor, topic: str, who: str) -> None:
    page.get_by_role("group", name=topic, exact=True).get_by_label(who, exact=True).check()


@BOTH
def test_a_reverse_mentor_says_who_may_know_what(
    visitor: Visit, amara: Application, width: int, javascript: bool
) -> None:
    page: Any = signed_in(visitor(width=width, javascript=javascript), amara.person)
    page.goto(reverse("applications:experience", args=[amara.pk]))
    for topic in OFFER:
        page.get_by_label(topic, exact=True).check()
    page.get_by_label("In your own words").fill("What the ward says when I pray.")
    page.check("sharing-1-offer")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Who may know, and when?").wait_for()
    page.check("sharing-2-who")
    page.get_by_role("button", name="Go back to what I offer").click()
    assert page.get_by_label("Mental health", exact=True).is_checked()
    assert page.get_by_label("In your own words").input_value() == "What the ward says when I pray."
    page.get_by_role("button", name="Continue").click()
    choose(page, "Race and ethnicity", "My reverse mentee, before that")
    choose(page, "Mental health", "Nobody")
    choose(page, "Mental health", "Use it to find somebody for me, and tell nobody")
    choose(page, "Caring for somebody", "My reverse mentee, once we both agree")
    page.get_by_role("button", name="Agree and save").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.check("sharing-3-not-all-chosen")
    choose(page, "Menopause", "Nobody")
    choose(page, "My own words", "The co-ordinator")
    page.get_by_label("I agree that what I offer is kept").check()
    page.get_by_role("button", name="Agree and save").click()
    page.get_by_role("heading", name="What I share", exact=True).wait_for()
    page.check("sharing-4-what-i-share")
    look_as_they_will(page)
    page.get_by_role("link", name="Who can see this: every answer, by name").click()
    page.get_by_role("heading", name="Who can see this", exact=True).wait_for()
    page.check("sharing-9-who-can-see")
    page.get_by_role("link", name="What I share").click()
    page.get_by_role("link", name="What is off limits, what helps").click()
    page.check("sharing-10-off-limits")
    page.get_by_label("Menopause").check()
    page.get_by_label("Tell my reverse mentee").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Changed, everywhere and at once.").wait_for()


def look_as_they_will(page: Any) -> None:
    seen = {
        "co-ordinator will": ("Race and ethnicity", "Caring for somebody", "What the ward says when I pray."),
        "leader who is proposed": ("Race and ethnicity",),
        "reverse mentee will": ("Race and ethnicity", "Caring for somebody"),
        "Board will": (),
    }
    markers = {"Race and ethnicity", "Caring for somebody", "Mental health", "What the ward says when I pray."}
    for number, (reader, shown) in enumerate(seen.items(), 5):
        page.get_by_role("link", name=f"{reader}").first.click()
        page.get_by_text("This is a preview, and only you can see it.").wait_for()
        page.check(f"sharing-{number}-as-{reader.split()[0].lower()}")
        text = page.locator("main").inner_text()
        assert {one for one in markers if one in text} == set(shown), reader
        page.get_by_role("link", name="What I share").click()
        page.get_by_role("heading", name="What I share", exact=True).wait_for()


def test_a_reverse_mentor_who_hears_the_page_gets_from_sharing_to_the_preview(
    visitor: Visit, amara: Application
) -> None:
    """Keys and the accessibility tree alone: every step is found by its role and name, and its state is read back."""
    page: Any = signed_in(visitor(), amara.person)
    page.goto(reverse("applications:experience", args=[amara.pk]))
    heard = page.locator("main").aria_snapshot()
    assert '- heading "What I offer to talk about" [level=1]' in heard
    assert '- group "What would you offer to talk about?"' in heard
    assert '- checkbox "Race and ethnicity"' in heard
    assert "[checked]" not in heard
    press(page, "checkbox", "Race and ethnicity", "Space")
    press(page, "checkbox", "Mental health", "Space")
    assert '- checkbox "Race and ethnicity" [checked]' in page.locator("main").aria_snapshot()
    press(page, "button", "Continue", "Enter")
    page.get_by_role("heading", name="Who may know, and when?").wait_for()
    heard = page.locator("main").aria_snapshot()
    for topic in ("Race and ethnicity", "Mental health"):
        assert f'- group "{topic}"' in heard
    for who in (
        "Nobody",
        "The co-ordinator",
        "My reverse mentee, once we both agree",
        "My reverse mentee, before that",
    ):
        assert heard.count(f'- radio "{who}"') == 2
    assert "[checked]" not in heard, "nothing is chosen for anybody"
    assert "Use it to find somebody" not in heard, "it is heard once “Nobody” is chosen"
    within(page, "Race and ethnicity", "radio", "My reverse mentee, once we both agree")
    within(page, "Mental health", "radio", "Nobody")
    heard = page.locator("main").aria_snapshot()
    assert '- checkbox "Use it to find somebody for me, and tell nobody"' in heard
    press(page, "checkbox", "Use it to find somebody for me, and tell nobody", "Space")
    press(page, "button", "Agree and save", "Enter")
    page.get_by_role("alert").wait_for()
    assert page.get_by_role("alert").evaluate("one => document.activeElement.contains(one)"), (
        "the problem is read first"
    )
    press(page, "link", "Tick to agree, or go back: without it nothing is kept", "Enter")
    page.keyboard.press("Space")
    press(page, "button", "Agree and save", "Enter")
    page.get_by_role("heading", name="What I share", exact=True).wait_for()
    heard = page.locator("main").aria_snapshot()
    for region in ("The co-ordinator", "A leader who is proposed to you", "Your reverse mentee"):
        assert f'- region "{region}"' in heard
    press(page, "link", "See the page as your reverse mentee will", "Enter")
    page.get_by_role("region", name="About this preview").wait_for()
    heard = page.locator("main").aria_snapshot()
    assert "This is a preview, and only you can see it." in heard
    assert 'heading "Our pair: you and Amara Okafor" [level=1]' in heard
    assert "- listitem: Race and ethnicity" in heard
    assert "Mental health" not in heard
    assert '- link "Read and sign the agreement" [disabled]' in heard
    assert page.locator("main button:not([disabled]), main a[href]").count() == 0


def press(page: Any, role: str, name: str, key: str) -> None:
    page.get_by_role(role, name=name, exact=True).first.focus()
    page.keyboard.press(key)


def within(page: Any, group: str, role: str, name: str) -> None:
    page.get_by_role("group", name=group, exact=True).get_by_role(role, name=name, exact=True).focus()
    page.keyboard.press("Space")
