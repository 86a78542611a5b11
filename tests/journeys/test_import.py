"""A list of people comes in: tried, mended, imported as a whole, and once more without any change."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.applications.walk import DURING
from tests.browser import A_PHONE_AND_A_DESK, Visit, Visitor
from tests.cohorts.world import World, at
from tests.importing.walk import ALUMNI, AMARA, EARLIER, IDRIS, written
from tests.sheets.made import sheet, workbook
from turnabout.applications.models import Application
from turnabout.foundation.clock.models import Offset
from turnabout.importing.models import EarlierPlace

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world() -> World:
    return World.make(at(2023, 9, 1, 9))


@pytest.fixture
def cohort(world: World) -> Any:
    made = world.just_open()
    Offset.store(DURING - datetime.now(UTC))
    return made


def signed_in(page: Visitor, person: Any) -> Visitor:
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": page._site}])
    return page


def choose(page: Visitor, cohort: Any, file: Path, kind: str = "applications") -> None:
    page.goto(reverse("importing:list", args=[cohort.pk]))
    page.check(f"import-list-{kind}")
    page.get_by_role("button", name="Upload applications" if kind == "applications" else "Upload people").click()
    if kind == "applications":
        page.get_by_label("Reverse mentor", exact=True).check()
    page.check(f"import-take-in-{kind}")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Upload and go on").click()


def look(page: Visitor) -> None:
    page.get_by_role("heading", name="What each column is", level=1).wait_for()
    page.get_by_role("button", name="Check every row").click()
    page.get_by_role("heading", name="What becomes of every row", level=1).wait_for()


@A_PHONE_AND_A_DESK
def test_a_list_is_tried_mended_imported_as_a_whole_and_again_without_a_change(
    world: World, cohort: Any, visitor: Visit, tmp_path: Path, width: int, javascript: bool
) -> None:
    page = signed_in(visitor(width=width, javascript=javascript), world.coordinator)
    wrong = tmp_path / "answers.csv"
    nearly = AMARA | {"Your work email": "amaraokafor@example.org", "Your full name": "Amara B Okafor"}
    wrong.write_bytes(written([AMARA, IDRIS | {"Staff group": "Wizards"}, nearly]))

    program = tmp_path / "list.csv"
    program.write_bytes(b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" * 30)
    choose(page, cohort, program)
    page.get_by_role("heading", name="There is a problem").wait_for()
    page.check("import-program")

    choose(page, cohort, wrong)
    page.get_by_role("heading", name="What each column is", level=1).wait_for()
    page.check("import-columns")
    look(page)
    page.check("import-tried")
    assert page.get_by_text("All rows are imported together, or none.").is_visible()
    page.get_by_role("link", name="Needs mending (1)").click()
    assert page.get_by_text("“Wizards” is none of the answers").first.is_visible()
    page.check("import-to-mend")
    assert not Application.objects.exists()

    right = tmp_path / "answers.xlsx"
    rows = [list(AMARA), [AMARA[one] for one in AMARA], [IDRIS[one] for one in AMARA]]
    right.write_bytes(workbook(sheet(rows)))
    choose(page, cohort, right)
    look(page)
    page.get_by_role("button", name="Import 2 rows").click()
    page.check("import-begin")
    page.get_by_role("button", name="Import all of them").click()
    page.get_by_text("2 rows are imported.").wait_for()
    page.check("import-done")
    before = list(Application.objects.order_by("pk").values())
    assert len(before) == 2

    choose(page, cohort, right)
    look(page)
    assert page.get_by_text("Everything in this file is here already").is_visible()
    page.check("import-again")
    assert list(Application.objects.order_by("pk").values()) == before


@A_PHONE_AND_A_DESK
def test_people_of_an_earlier_cohort_come_in_and_nobody_is_written_to(
    world: World, cohort: Any, visitor: Visit, tmp_path: Path, width: int, javascript: bool
) -> None:
    page = signed_in(visitor(width=width, javascript=javascript), world.coordinator)
    file = tmp_path / "alumni.csv"
    file.write_bytes(written([EARLIER], ALUMNI, encoding="cp1252", separator=";"))
    choose(page, cohort, file, "alumni")
    look(page)
    page.get_by_role("button", name="Import 1 row").click()
    page.get_by_role("button", name="Import all of them").click()
    page.get_by_text("1 row is imported.").wait_for()
    page.check("import-alumni-done")
    assert EarlierPlace.objects.get().person.name == "Amara Okafor"
