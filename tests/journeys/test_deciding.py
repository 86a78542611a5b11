"""A co-ordinator decides over days, edits a letter, tells everybody together, and fills a place that becomes free."""

from __future__ import annotations

import pytest

from tests.browser import A_PHONE_AND_A_DESK, Visit, Visitor
from tests.cohorts.world import at
from tests.journeys.programme import Programme, person, sign_in, travel
from turnabout.foundation.mail.models import Message
from turnabout.selection import actions as selection
from turnabout.selection.models import Participation, Verdict

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
ADDED = "We look forward to meeting you on the first day."


@A_PHONE_AND_A_DESK
def test_a_coordinator_decides_over_days(programme: Programme, visitor: Visit, width: int, javascript: bool) -> None:
    page = visitor(width=width, javascript=javascript)
    programme.take_up("applications have closed")
    sign_in(page, "coordinator")
    first_day(page)
    travel(at(2023, 8, 27, 10))
    second_day(page)
    travel(at(2023, 8, 28, 9))
    edit_a_letter(page)
    tell_everybody(page)
    travel(at(2023, 8, 30, 9))
    somebody_leaves()
    promote(page)
    assert not page.complaints


def first_day(page: Visitor) -> None:
    """Two are put on the reserve list, one before the other, and one is offered something else."""
    go_to(page, "8 applications wait for a decision")
    page.get_by_role("button", name="Accept the ticked ones").wait_for()  # it stands under the whole list
    names = [link.inner_text() for link in page.locator("tr", has_text="To decide").get_by_role("link").all()]
    reserves = [name for name in names if name != "Amara Okafor"][:2]
    for name, rank in zip(reserves, ("2", "1"), strict=True):
        page.get_by_role("link", name=name).click()
        page.get_by_label("Reserve list").check()
        page.get_by_label("Place in the order").fill(rank)
        keep(page)
    page.get_by_role("link", name=next(name for name in names if name not in (*reserves, "Amara Okafor"))).click()
    page.get_by_label("Offer another route").check()
    page.get_by_label("Joining a staff network or an ally session").check()
    page.check("deciding-other-route")
    keep(page)


def second_day(page: Visitor) -> None:
    """The rest are accepted together; one of them turns out to be a slip and is taken back and decided again."""
    go_to(page, "5 applications wait for a decision")
    page.get_by_role("button", name="Accept the ticked ones").wait_for()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.check("deciding-ticked")
    page.get_by_role("button", name="Accept the ticked ones").click()
    page.get_by_text("5 decisions are kept.").wait_for()
    page.get_by_role("link", name="Amara Okafor").click()
    page.get_by_role("link", name="Take this decision back").click()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("The decision is taken back").wait_for()
    page.get_by_role("link", name="Amara Okafor").click()
    page.get_by_label("Accept").check()
    keep(page)
    assert not Message.objects.filter(kind__startswith="selection.").exists()


def edit_a_letter(page: Visitor) -> None:
    go_to(page, "8 letters wait to be released")
    page.check("deciding-before-you-tell")
    page.get_by_text("Amara Okafor: Accept").click()
    page.get_by_role("link", name="Edit this letter to Amara Okafor").click()
    box = page.get_by_label("The letter, word for word")
    standard = box.input_value()
    box.fill("")
    page.get_by_role("button", name="Keep this letter").click()
    page.get_by_text("A letter cannot be empty").first.wait_for()
    box = page.get_by_label("The letter, word for word")
    box.fill(standard.replace("\n\n", f"\n\n{ADDED}\n\n", 1))
    page.get_by_role("button", name="Keep this letter").click()
    page.get_by_text("Amara Okafor: Accept (edited)").wait_for()


def tell_everybody(page: Visitor) -> None:
    page.get_by_role("button", name="Release all 8 letters together").click()
    page.get_by_text("8 letters are on their way").wait_for()
    letters = Message.objects.filter(kind__startswith="selection.")
    assert sorted(letters.values_list("kind", flat=True)) == [
        *["selection.accepted"] * 5,
        "selection.other_route",
        *["selection.reserve"] * 2,
    ]
    assert [one.to_person.name for one in letters if ADDED in one.body] == ["Amara Okafor"]


def somebody_leaves() -> None:
    amara = Participation.objects.select_related("person", "cohort").get(person=person("mentor"))
    selection.withdraw(participation=amara, by=amara.person, now=at(2023, 8, 29))


def promote(page: Visitor) -> None:
    second = Verdict.objects.get(rank=1)
    name = second.application.person.name
    go_to(page, f"A place is free: offer it to {name}")
    page.check("deciding-free-place")
    page.get_by_role("button", name=f"Offer the place to {name}").click()
    page.get_by_text(f"{name} has the place").wait_for()
    assert Participation.objects.get(person=second.application.person).status == "taking_part"
    assert Participation.objects.filter(role="mentor", status="taking_part").count() == 5
    page.goto("/start/")
    assert page.get_by_text("A place is free").count() == 0


def go_to(page: Visitor, words: str) -> None:
    """One of the decisions that wait on the co-ordinator's day."""
    page.goto("/start/")
    page.get_by_role("link", name=words).click()


def keep(page: Visitor) -> None:
    page.get_by_role("button", name="Keep this decision").click()
    page.get_by_text("Your decision is kept").wait_for()
