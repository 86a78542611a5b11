"""The invitation kit: the square for a camera, the poster on one page, words to copy, and who gets them."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
import zxingcpp
from django.urls import reverse
from PIL import Image

from tests.cohorts.pictures import picture
from tests.cohorts.world import at
from tests.foundation.test_documents import tags
from tests.home.test_public import OPEN, page
from turnabout.cohorts import actions, joining, queries
from turnabout.cohorts.models import Cohort
from turnabout.cohorts.strands import STRANDS
from turnabout.foundation import clock
from turnabout.foundation.documents import qr
from turnabout.home.web.kit import facts, on_one_sheet, poster
from turnabout.training import actions as training

LONG = "Verantwortungsübernahmebereitschaftserklärungsformular"
ADDRESSES = ("https://a.example.org/j/6d7hf", "https://mentoring.a-very-long-name-of-a-trust.nhs.uk/j/ktxy4")


def get(client: Any, world: Any, cohort: Cohort, name: str, *more: str) -> Any:
    client.force_login(world.coordinator)
    with clock.borrowed(OPEN):
        return client.get(reverse(f"home:{name}", args=[cohort.pk, *more]))


def as_seen(world: Any, cohort: Cohort) -> Cohort:
    found = queries.find_cohort(world.coordinator, cohort.pk)
    assert found is not None
    return found


def drawn(world: Any, cohort: Cohort) -> pikepdf.Pdf:
    cohort = as_seen(world, cohort)
    told = facts(cohort, queries.passages(cohort), OPEN)
    return pikepdf.open(io.BytesIO(on_one_sheet(cohort, told)))


def modules(png: bytes) -> list[list[bool]]:
    """The black modules of a picture, row by row, border included."""
    with Image.open(io.BytesIO(png)) as image:
        grey, step = image.convert("L"), qr.BIG
        across = range(step // 2, grey.width, step)
        return [[int(str(grey.getpixel((x, y)))) < 128 for x in across] for y in across]


def modules_of_drawing(svg: str) -> list[list[bool]]:
    """The black modules of a drawing: horizontal strokes of one module, as far as `m` moves and `h` draws."""
    root = ElementTree.fromstring(svg)
    size = int(root.attrib["viewBox"].split()[2])
    found = [[False] * size for _row in range(size)]
    stroke = next(one.attrib["d"] for one in root if "stroke" in one.attrib)
    x = y = 0.0
    for letter, given in re.findall(r"([Mmh])([-\d. ]+)", stroke.replace("-", " -")):
        numbers = [float(one) for one in given.split()]
        if letter == "h":
            for at_x in range(int(x), int(x + numbers[0])):
                found[int(y)][at_x] = True
            x += numbers[0]
        else:
            x, y = (numbers[0], numbers[1]) if letter == "M" else (x + numbers[0], y + numbers[1])
    return found


# The square.


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_camera_reads_the_address_from_the_square(address: str) -> None:
    with Image.open(io.BytesIO(qr.png(address))) as image:
        assert [one.text for one in zxingcpp.read_barcodes(image.convert("L"))] == [address]


@pytest.mark.parametrize("address", ADDRESSES)
def test_picture_and_drawing_have_the_same_modules_and_a_white_border(address: str) -> None:
    seen = modules(qr.png(address))
    assert modules_of_drawing(qr.svg(address)) == seen
    edge = [*seen[: qr.QUIET], *seen[-qr.QUIET :]]
    assert not any(map(any, edge))
    assert not any(any(row[: qr.QUIET]) or any(row[-qr.QUIET :]) for row in seen)


def test_a_square_with_a_stain_on_it_is_still_read() -> None:
    with Image.open(io.BytesIO(qr.png(ADDRESSES[0]))) as image:
        stained = image.convert("L")
    middle = stained.width // 2
    stained.paste(255, (middle - 4 * qr.BIG, middle - 4 * qr.BIG, middle + 4 * qr.BIG, middle + 4 * qr.BIG))
    assert [one.text for one in zxingcpp.read_barcodes(stained)] == [ADDRESSES[0]]


def test_the_files_hold_the_cohort_s_own_address(client: Any, world: Any) -> None:
    cohort = world.cohort()
    picture_file, drawing = (get(client, world, cohort, name) for name in ("qr_picture", "qr_drawing"))
    with Image.open(io.BytesIO(picture_file.content)) as image:
        assert [one.text for one in zxingcpp.read_barcodes(image.convert("L"))] == [joining.address(cohort)]
    assert picture_file["Content-Type"] == "image/png"
    assert drawing["Content-Type"] == "image/svg+xml"
    assert drawing["Content-Disposition"].endswith('fenwick-reverse-mentoring-cohort-5-qr.svg"')


# The poster.


def test_the_poster_is_one_tagged_page_with_a_title_and_a_described_square(client: Any, world: Any) -> None:
    cohort = world.just_open()
    response = get(client, world, cohort, "poster")
    assert response["Content-Type"] == "application/pdf"
    file = pikepdf.open(io.BytesIO(response.content))
    assert len(file.pages) == 1
    assert [round(float(side)) for side in file.pages[0].MediaBox[2:]] == [595, 842]
    assert str(file.docinfo["/Title"]) == "Fenwick reverse mentoring: Cohort 5"
    with file.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    found = tags(file)
    names = [name for name, _tag in found]
    assert names.count("H1") == 1
    alts = [str(tag.Alt) for name, tag in found if name == "Figure"]
    assert len(alts) == 1
    assert joining.address(cohort).partition("://")[2] in alts[0]


def test_the_poster_says_what_for_whom_until_when_where_and_whom_to_ask(world: Any) -> None:
    cohort = world.just_open()
    where = {"starts_at": at(2023, 12, 5, 12), "ends_at": at(2023, 12, 5, 13), "place": "Room 4"}
    training.plan_open(cohort=cohort, **where, by=world.coordinator, now=world.now)
    cohort = as_seen(world, cohort)
    said = str(poster(cohort, facts(cohort, {}, OPEN)).to_record())
    for words in (
        "Reverse mentoring turns mentoring on its head.",
        "Staff of every band",
        "Reverse mentor",
        "Reverse mentee",
        "Apply from Friday 1 September 2023 to the end of Friday 26 January 2024.",
        joining.address(cohort).partition("://")[2],
        "Come and ask: Tuesday 5 December 2023, midday to 1pm, Room 4.",
        "inclusion@example.org",
        "0116 496 0000",
        "It is for everybody: read it, ask, pass it on. Nobody notes who looks.",
    ):
        assert words in said, words
    assert not [label for _code, label in STRANDS if str(label).lower() in said.lower()]


def test_a_board_programme_s_poster_has_the_one_role_that_people_apply_for(world: Any) -> None:
    cohort = as_seen(world, world.just_open(pattern="board", starts_on=date(2024, 4, 8)))
    told = facts(cohort, {}, OPEN)
    assert [role for role, _words in told.roles] == ["Reverse mentor"]
    assert told.when.startswith("Confirm or apply by the end of")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ((f"{LONG} " * 200).strip(), f"{LONG} {LONG} {LONG}"[:160]),
        ("W" * 5000, "W" * 160),
        ("**Bold** words. " * 400, "Cohort"),
        ("- a point\n" * 300, "Cohort"),
        ("\u0645\u0631\u062d\u0628\u0627 " * 400, "Cohort"),
        ("🎉" * 500, "🎉" * 20),
        ("", "Cohort"),
    ],
    ids=["long words", "one word", "sentences", "points", "arabic", "pictures", "nothing"],
)
def test_the_poster_fits_one_page_whatever_is_written(world: Any, words: str, title: str) -> None:
    contact = {"name": "Joan Whitfield " * 12, "email": "a" * 60 + "@" + "b" * 60 + ".example.org", "phone": "0" * 40}
    cohort = world.cohort(title=title, words={"what": words, "who_for": words, "how_to_apply": words}, contact=contact)
    where = {"starts_at": at(2023, 12, 5, 12), "ends_at": at(2023, 12, 5, 13), "place": "Room " * 40}
    training.plan_open(cohort=cohort, **where, by=world.coordinator, now=world.now)
    assert len(drawn(world, cohort).pages) == 1


def test_the_organisation_s_own_logo_stands_on_its_poster(world: Any) -> None:
    actions.set_brand(
        organisation=world.host, name="", colour="#7c2855", logo=picture(), by=world.coordinator, now=OPEN
    )
    file = drawn(world, world.just_open())
    assert next(str(tag.Alt) for name, tag in tags(file) if name == "Figure") == "Fenwick Integrated Care"
    assert len(file.pages) == 1


# Words to copy.


def test_the_words_for_a_newsletter_are_there_to_copy_and_as_files(client: Any, world: Any) -> None:
    cohort = world.just_open()
    shown = get(client, world, cohort, "newsletter").content.decode()
    assert shown.count("readonly") == 2
    address = joining.address(cohort)
    for text, most in (("short", 40), ("two-lines", 2)):
        response = get(client, world, cohort, "newsletter_file", text)
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        words = response.content.decode()
        assert len(words.splitlines()) <= most
        assert address in words
        assert "the end of Friday 26 January 2024" in words
        assert "inclusion@example.org" in words
        assert "<" not in words
        assert "**" not in words
    assert get(client, world, cohort, "newsletter_file", "long").status_code == 404


def test_the_coordinators_own_short_words_take_the_place_of_ours(client: Any, world: Any) -> None:
    cohort = world.just_open()
    client.force_login(world.coordinator)
    typed = {"what": "Meet a leader. Be heard.", "who": ""}
    with clock.borrowed(OPEN):
        where = reverse("home:passage", args=[cohort.pk, "short"])
        looked = client.post(where, {**typed, "look": "yes"})
        assert "Meet a leader. Be heard." in looked.content.decode()
        assert client.post(where, typed)["Location"] == reverse("home:kit", args=[cohort.pk])
    words = get(client, world, cohort, "newsletter_file", "short").content.decode()
    assert "Meet a leader. Be heard." in words
    assert "turns mentoring on its head" not in words
    assert "Staff of every band" in words


def test_what_is_too_long_ends_with_a_whole_sentence(world: Any) -> None:
    cohort = as_seen(world, world.cohort(words={"what": "One sentence of words. " * 60, "who_for": "Word " * 400}))
    told = facts(cohort, {}, OPEN)
    assert told.what.endswith("One sentence of words.")
    assert len(told.what) <= 420
    assert told.who.endswith("Word…")
    assert len(told.who) <= 260


# The page that has it all.


def test_the_kit_has_it_all_on_one_page(client: Any, world: Any) -> None:
    cohort = world.just_open()
    client.force_login(world.coordinator)
    shown = page(client, reverse("home:kit", args=[cohort.pk]))
    code = cohort.short_link.code
    for words in (
        f"/j/{code}",
        " ".join(code.upper()),
        "Download it as a picture (PNG)",
        "Download it as a drawing (SVG)",
        "Download the poster (PDF)",
        "A short text, and the same in two lines",
        "Plan an open question session",
        "Nobody at the moment.",
        "Information pack for reverse mentors",
    ):
        assert words in shown, words
    for name in ("home:day", "home:preview", "cohorts:plan"):
        assert reverse("home:kit", args=[cohort.pk]) in client.get(reverse(name, args=[cohort.pk])).content.decode()


def test_the_kit_of_a_draft_can_be_printed_and_says_what_the_address_says_meanwhile(client: Any, world: Any) -> None:
    cohort = world.cohort()
    client.force_login(world.coordinator)
    assert "You can print it now." in page(client, reverse("home:kit", args=[cohort.pk]))
    assert get(client, world, cohort, "poster").status_code == 200


def test_the_kit_is_for_coordinators_alone(client: Any, world: Any) -> None:
    cohort = world.just_open()
    client.force_login(world.outsider)
    for name in ("kit", "poster", "qr_drawing", "qr_picture", "newsletter"):
        assert client.get(reverse(f"home:{name}", args=[cohort.pk])).status_code == 404
