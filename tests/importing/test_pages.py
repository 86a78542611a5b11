"""The pages of importing, from the upload to the import, as a co-ordinator meets them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.applications.walk import DURING, start
from tests.importing.walk import AMARA, IDRIS, again, imported, person, tried, work, written
from tests.sheets.made import sheet, workbook
from turnabout.applications.models import Application
from turnabout.foundation import clock
from turnabout.foundation.mail.models import Message
from turnabout.importing.models import Upload


@pytest.fixture(autouse=True)
def _in_december():
    with clock.borrowed(DURING):
        yield


@pytest.fixture
def keeper(client, world):
    client.force_login(world.coordinator)
    return client


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def press(client: Any, address: str, **given: Any) -> Any:
    return client.post(address, {"idempotency_key": str(uuid4()), **given})


def send(client: Any, cohort: Any, content: bytes, name: str = "answers.csv", kind: str = "applications") -> Any:
    address = reverse("importing:take_in", args=[cohort.pk, kind])
    role = {"role": "mentor"} if kind == "applications" else {}
    return press(client, address, file=SimpleUploadedFile(name, content), **role)


def as_shown(found: Upload) -> dict[str, str]:
    return {f"column_{number}": code for number, code in found.columns.items()}


def test_a_file_goes_from_the_upload_to_the_import(keeper, world, cohort):
    answer = send(keeper, cohort, written([AMARA, IDRIS]))
    found = Upload.objects.get()
    assert answer.url == reverse("importing:columns", args=[found.pk])
    page = words(keeper.get(answer.url))
    assert "In the file: “Amara Okafor”; “Idris Vaughan”" in page
    assert "Lived experience is never imported." in page
    rows = press(
        keeper, answer.url, **as_shown(found), received_on_day="4", received_on_month="12", received_on_year="2023"
    ).url
    page = words(keeper.get(rows))
    assert "Import 2 rows" in page
    press(keeper, reverse("importing:begin", args=[found.pk]))
    page = words(keeper.get(rows))
    assert "2 rows are imported." in page
    assert "Ask 2 people to confirm" in page
    press(keeper, reverse("importing:invite", args=[found.pk]))
    assert "2 letters are on their way." in words(keeper.get(rows))
    assert Application.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" * 30, "list.csv", "This file is a program"),
        (b"Name,Email\nA\nB,b,c\n", "list.csv", "Row 2: This row has another number of cells (1)"),
        (b"Name,Email\nA\nB,b,c\n", "list.csv", "Row 3: This row has another number of cells (3)"),
        (b"", "list.csv", "The file is empty"),
        (b"Name,name\na,b\n", "list.csv", "stands over columns A and B"),
    ],
)
def test_a_file_that_is_no_table_is_told_every_fault_and_nothing_is_kept(keeper, cohort, content, name, says):
    answer = send(keeper, cohort, content, name)
    assert answer.status_code == 422
    assert says in words(answer)
    assert not Upload.objects.exists()


def test_a_zip_bomb_is_refused_by_the_page(keeper, cohort):
    bomb = workbook(sheet([["a"]]), more={"xl/media/x.bin": b"\0" * (65 * 1024 * 1024)})
    answer = send(keeper, cohort, bomb, "answers.xlsx")
    assert (answer.status_code, "would unpack to more than 64 megabytes" in words(answer)) == (422, True)


def test_a_file_that_is_too_large_is_never_read_and_the_page_says_why(keeper, cohort, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    answer = send(keeper, cohort, b"Name,Email\n" + b"x" * (13 * 1024 * 1024))
    assert answer.status_code == 422
    assert "larger than 10 megabytes" in words(answer)
    assert not list(tmp_path.iterdir())


def test_a_matching_without_an_address_is_refused_where_it_was_made(keeper, world, cohort):
    send(keeper, cohort, written([AMARA]))
    found = Upload.objects.get()
    answer = press(keeper, reverse("importing:columns", args=[found.pk]), **{**as_shown(found), "column_7": ""})
    assert answer.status_code == 409
    assert "Say which column holds “Work email”" in words(answer)


def test_rows_that_need_mending_are_told_apart_and_handed_out_as_a_file_that_is_safe(keeper, world, cohort):
    bad = person(3, **{"Staff group": "=cmd()|wizards"}) | {"Your full name": "=Evil"}
    found = tried(world, cohort, [AMARA, IDRIS, bad])
    rows = reverse("importing:rows", args=[found.pk])
    page = words(keeper.get(rows))
    assert "All rows are imported together, or none." in page
    assert "Import 2 rows" not in page
    only = words(keeper.get(f"{rows}?show=fault"))
    assert "is none of the answers" in only
    assert "Idris Vaughan" not in only
    answer = keeper.get(reverse("importing:to_mend", args=[found.pk]))
    text = answer.content.decode("utf-8-sig")
    assert answer["Content-Disposition"].startswith("attachment")
    assert text.splitlines()[0] == 'Row,Name,Email,What becomes of it,"Why, and what to do"'
    assert "4,'=Evil,person.3@example.org,Needs mending" in text
    assert keeper.get(reverse("importing:begin", args=[found.pk])).status_code == 403


def test_a_long_file_shows_how_far_it_is_and_the_same_number_of_queries_for_any_page(keeper, world, cohort):
    found = tried(world, cohort, [person(n) for n in range(260)])
    rows = reverse("importing:rows", args=[found.pk])
    assert "0 of 260 rows are checked." in words(keeper.get(rows))
    work()
    page = words(keeper.get(rows))
    assert "Row 51" in page
    assert "Row 52" not in page
    assert "Row 261" in words(keeper.get(f"{rows}?page=6"))
    short = tried(world, cohort, [person(n) for n in range(3)])
    asked = []
    for address in (rows, reverse("importing:rows", args=[short.pk])):
        with CaptureQueriesContext(connection) as queries:
            keeper.get(address)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_whoever_did_not_upload_it_finds_no_such_page(keeper, client, world, cohort):
    found = tried(world, cohort, [AMARA])
    client.force_login(world.outsider)
    for name in ("rows", "columns", "to_mend", "begin", "invite", "drop"):
        assert client.get(reverse(f"importing:{name}", args=[found.pk])).status_code == 404, name
    assert client.get(reverse("importing:list", args=[cohort.pk])).status_code == 404
    assert client.get(reverse("importing:take_in", args=[cohort.pk, "alumni"])).status_code == 404


def test_a_dropped_file_is_gone_and_its_page_says_so(keeper, world, cohort):
    found = tried(world, cohort, [AMARA])
    press(keeper, reverse("importing:drop", args=[found.pk]))
    page = words(keeper.get(reverse("importing:rows", args=[found.pk])))
    assert "everything read from it is deleted" in page
    assert "Okafor" not in page
    assert keeper.get(reverse("importing:columns", args=[found.pk])).status_code == 403
    assert again(found).lines.count() == 0


def test_an_import_that_is_over_says_what_came_of_it(keeper, world, cohort):
    found = imported(world, tried(world, cohort, [AMARA]))
    page = words(keeper.get(reverse("importing:rows", args=[found.pk])))
    assert "Nobody was written to yet." in page
    page = words(keeper.get(reverse("importing:list", args=[cohort.pk])))
    assert "A deleted file" in page
    assert "answers.csv" not in page


def test_an_import_that_left_somebody_alone_says_how_many_and_not_who(keeper, world, cohort):
    start(cohort, name="Amara Okafor")
    found = tried(world, cohort, [AMARA, IDRIS])
    press(keeper, reverse("importing:begin", args=[found.pk]))
    page = words(keeper.get(reverse("importing:rows", args=[found.pk])))
    assert "1 row is imported." in page
    assert "1 row was not taken: this person is dealing with their application themselves" in page
    assert "Okafor" not in page


def test_only_the_letters_that_are_really_sent_are_counted(keeper, world, cohort):
    found = imported(world, tried(world, cohort, [AMARA, IDRIS], role="mentee"))
    world.coordinator.roles.update(manager_email="idris.vaughan@example.org")
    press(keeper, reverse("importing:invite", args=[found.pk]))
    page = words(keeper.get(reverse("importing:rows", args=[found.pk])))
    assert "1 letter is on its way." in page
    assert Message.objects.count() == 1


def test_of_a_long_list_the_page_says_that_more_letters_follow(keeper, world, cohort):
    found = imported(world, tried(world, cohort, [person(n) for n in range(51)]))
    press(keeper, reverse("importing:invite", args=[found.pk]))
    page = words(keeper.get(reverse("importing:rows", args=[found.pk])))
    assert "50 letters are on their way. The others follow in some minutes." in page


def test_pages_about_a_file_do_not_load_the_file(keeper, world, cohort):
    found = tried(world, cohort, [AMARA])
    with CaptureQueriesContext(connection) as asked:
        assert "answers.csv" in words(keeper.get(reverse("importing:list", args=[cohort.pk])))
        assert "answers.csv" in words(keeper.get(reverse("importing:rows", args=[found.pk])))
    assert not [one["sql"] for one in asked if '"importing_upload"."file"' in one["sql"]]


@pytest.mark.parametrize(("many", "says"), [(300, False), (301, True)])
def test_before_a_long_list_comes_in_the_page_says_that_others_will_wait(keeper, world, cohort, many, says):
    found = tried(world, cohort, [AMARA])
    Upload.objects.filter(pk=found.pk).update(counts={"new": many})
    page = words(keeper.get(reverse("importing:begin", args=[found.pk])))
    assert ("others wait when they save something" in page) is says
