"""The information pack of a role: one text, read on a page and in a tagged file."""

from __future__ import annotations

import io
import re
import time
from datetime import date
from typing import Any

import pikepdf
import pytest
from django.urls import reverse

from tests.cohorts.world import at, make_ready
from tests.foundation.test_documents import tags
from tests.home.test_public import OPEN, page
from tests.home.walk import furnish
from turnabout.cohorts import actions, queries
from turnabout.cohorts.models import Cohort
from turnabout.foundation import clock
from turnabout.foundation.documents import page as pages
from turnabout.foundation.documents import pdf
from turnabout.home.web.pack import pack

ROLES = pytest.mark.parametrize("role", ["mentor", "mentee"])


def address(cohort: Any, role: str, name: str = "pack") -> str:
    return reverse(f"home:{name}", args=[cohort.programme.slug, cohort.slug, role])


def file(client: Any, cohort: Any, role: str = "mentor") -> pikepdf.Pdf:
    with clock.borrowed(OPEN):
        response = client.get(address(cohort, role, "pack_file"))
    assert response["Content-Type"] == "application/pdf"
    return pikepdf.open(io.BytesIO(response.content))


@ROLES
def test_the_pack_says_all_that_somebody_needs_to_decide(client, world, role):
    shown = page(client, address(world.just_open(), role))
    for heading in (
        "What it is",
        "Why we do it",
        "Who can take part",
        "What you do",
        "The time it takes",
        "The dates",
        "What we look for",
        "How to apply",
        "What you share, and who sees it",
        "Support for you",
        "Ask us",
        "Your privacy in short",
    ):
        assert heading in shown
    assert "Apply by the end of Friday 26 January 2024, here:" in shown
    assert "inclusion@example.org" in shown
    assert "Fenwick Council" in shown


def test_each_role_reads_its_own_time_dates_and_duties(client, world):
    cohort = world.just_open()
    mentor, mentee = page(client, address(cohort, "mentor")), page(client, address(cohort, "mentee"))
    assert "About 14 hours in six months" in mentor
    assert "Tuesday 5 March 2024, 1pm to 5pm" in mentor
    assert "Tuesday 6 February 2024, 10am to 11am" not in mentor
    assert "About 9 hours in six months" in mentee
    assert "Tuesday 6 February 2024, 10am to 11am" in mentee
    assert "Tuesday 5 March 2024" not in mentee
    assert "You let yourself be observed at work at least once." in mentee


def test_the_time_follows_what_people_apply_under(client, world):
    cohort = world.cohort()
    actions.set_policies(
        cohort=cohort,
        given={"meetings_planned": 4, "meeting_minutes": 45},
        strands=["race"],
        organisations=[world.host],
        by=world.coordinator,
        now=world.now,
    )
    ready = make_ready(cohort, by=world.coordinator, now=world.now)
    actions.open_applications(cohort=ready, by=world.coordinator, now=world.now)
    assert "4 meetings of 45 minutes" in page(client, address(cohort, "mentor"))


@ROLES
def test_what_is_looked_for_stands_in_plain_sentences(client, world, role):
    for shown in (page(client, address(world.just_open(), role)), *public_pages(client, world)):
        assert not re.search(r"\bscor|\bassess|\bcriteri|\bessential|\bM\d\b|\bN\d\b", shown, re.IGNORECASE)


def public_pages(client, world):
    return [page(client, reverse("home:public", args=[world.programme.slug, one.slug])) for one in Cohort.objects.all()]


def test_a_draft_s_pack_is_for_its_coordinators_alone(client, world):
    cohort = world.cohort()
    assert client.get(address(cohort, "mentor")).status_code == 404
    assert client.get(address(cohort, "mentor", "pack_file")).status_code == 404
    client.force_login(world.coordinator)
    assert client.get(address(cohort, "mentor")).status_code == 404
    assert "This is the pack in preview." in page(client, reverse("home:pack_preview", args=[cohort.pk, "mentor"]))
    preview = client.get(reverse("home:pack_preview_file", args=[cohort.pk, "mentor"]))
    assert preview.content.startswith(b"%PDF")
    assert preview["Cache-Control"] == "no-store"
    client.force_login(world.outsider)
    assert client.get(reverse("home:pack_preview", args=[cohort.pk, "mentor"])).status_code == 404
    assert client.get(reverse("home:pack_preview_file", args=[cohort.pk, "mentor"])).status_code == 404


def test_there_is_no_pack_for_another_role(client, world):
    cohort = world.just_open()
    assert client.get(address(cohort, "trainer")).status_code == 404
    assert client.get(address(cohort, "trainer", "pack_file")).status_code == 404


@ROLES
def test_the_file_says_word_for_word_what_the_page_says(client, world, role):
    cohort = furnish(world, world.just_open())
    with clock.borrowed(OPEN):
        shown = words_of(client.get(address(cohort, role)).content.decode())
        paper = pages.on_paper(pack(cohort, role, queries.passages(cohort)), kind="Information pack")
    assert words_of(paper.split("</header>")[1]) in shown


def words_of(html: str) -> str:
    """What a reader reads of a page; what is drawn in a picture is left to its words."""
    return " ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", html, flags=re.S).split())


def test_the_file_is_tagged_and_names_itself(client, world):
    found = file(client, world.just_open())
    assert found.Root.MarkInfo.Marked
    assert str(found.Root.Lang) == "en-gb"
    assert found.Root.ViewerPreferences.DisplayDocTitle
    assert str(found.docinfo["/Title"]) == "Information pack for reverse mentors: Cohort 5"
    assert str(found.docinfo["/Author"]) == "Fenwick Integrated Care"
    levels = [int(name[1]) for name, _node in tags(found) if re.fullmatch(r"H\d", name)]
    assert levels == [1, *[2] * 12]
    pictures = [str(node.Alt) for name, node in tags(found) if name == "Figure"]
    assert pictures == ["The dates on one line, numbered as in the table that follows."]
    cells = [node for name, node in tags(found) if name == "TD"]
    assert len(cells) > 20
    assert all(len(cell.A.Headers) for cell in cells)


def test_the_same_pack_is_the_same_file_and_quickly(client, world):
    cohort = world.just_open()
    where = address(cohort, "mentor", "pack_file")
    with clock.borrowed(OPEN):
        first = client.get(where)
    started = time.perf_counter()
    with clock.borrowed(at(2024, 1, 2)):
        again = client.get(where)
    assert again.content == first.content
    assert time.perf_counter() - started < 1
    assert first["Content-Disposition"] == 'inline; filename="fenwick-reverse-mentoring-cohort-5-mentor.pdf"'


def test_other_words_are_another_file(client, world):
    cohort = world.just_open()
    before = client.get(address(cohort, "mentor", "pack_file")).content
    give = {"cohort": cohort, "thing": "pack-mentor", "values": {"why": "Because we said so."}}
    actions.change_passage(**give, by=world.coordinator, now=world.now)
    assert client.get(address(cohort, "mentor", "pack_file")).content != before


def test_without_the_means_no_file_is_offered_and_the_page_can_be_printed(client, world, monkeypatch):
    cohort = world.just_open()
    monkeypatch.setattr(pdf, "LIBRARIES", (("libthere-is-none.so.0",),))
    pdf.available.cache_clear()
    try:
        shown = page(client, address(cohort, "mentor"))
        assert "PDF" not in shown
        assert "You can print this page from your browser." in shown
        assert "PDF" not in page(client, reverse("home:public", args=[world.programme.slug, cohort.slug]))
        assert client.get(address(cohort, "mentor", "pack_file")).status_code == 404
    finally:
        pdf.available.cache_clear()


def test_a_board_programme_has_both_packs_although_one_door(client, world):
    board = world.just_open(number=6, pattern="board", starts_on=date(2024, 4, 8))
    with clock.borrowed(at(2024, 2, 12)):
        body = client.get(reverse("home:public", args=[world.programme.slug, board.slug])).content.decode()
    for role in ("mentor", "mentee"):
        assert address(board, role) in body
