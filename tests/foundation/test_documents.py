"""One tree of parts, and what is made of it: a page, a file that stands alone, a tagged PDF."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from typing import Any

import pikepdf
import pytest

from turnabout.foundation.documents import page, pdf, prose
from turnabout.foundation.documents.tree import (
    Blank,
    Document,
    Facts,
    Figure,
    Heading,
    Note,
    Points,
    Run,
    Section,
    Table,
    Words,
    from_record,
)

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 10" width="64" height="10">'
    '<circle cx="5" cy="5" r="4" fill="#0f5257"></circle></svg>'
)
DATES = Table("The dates", ("What", "When"), (("It starts", "On Monday"), ("It ends", (Run("Never", strong=True),))))
WHOLE = Document(
    "Information pack",
    "For everybody",
    (
        Section("why", "Why", (Words("Because."), Heading("A closer look"), Points(("one", "two"), numbered=True))),
        Section("when", "When", (Figure(PICTURE, "Two dates on a line", DATES), Blank("Who signs", 2))),
        Section("who", "Who", (Facts((("Ask", "Joan"),)), Note((Words("Bring a friend."),), "Mind"))),
    ),
    author="Fenwick Integrated Care",
    subject="What it is",
)


def made(document: Document = WHOLE) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf.pdf(document, kind="Information pack")))


def tags(file: pikepdf.Pdf) -> list[tuple[str, Any]]:
    """Every tag of the file in the order of reading, with its own dictionary."""
    found: list[tuple[str, Any]] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for one in node:
                walk(one)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append((str(node.S).strip("/"), node))
            walk(node.get("/K", pikepdf.Array()))

    walk(file.Root.StructTreeRoot.K)
    return found


def test_a_file_says_its_title_language_author_and_subject() -> None:
    file = made()
    assert file.Root.MarkInfo.Marked
    assert str(file.Root.Lang) == "en-gb"
    assert file.Root.ViewerPreferences.DisplayDocTitle
    assert str(file.docinfo["/Title"]) == "Information pack: For everybody"
    assert str(file.docinfo["/Author"]) == "Fenwick Integrated Care"
    assert str(file.docinfo["/Subject"]) == "What it is"
    with file.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_headings_of_a_file_stand_in_order_and_skip_no_level() -> None:
    levels = [int(name[1]) for name, _node in tags(made()) if re.fullmatch(r"H\d", name)]
    assert levels == [1, 2, 3, 2, 2]


def test_lists_and_tables_of_a_file_are_lists_and_tables() -> None:
    names = [name for name, _node in tags(made())]
    assert names.count("L") == 1
    assert names.count("LI") == 2
    assert names.count("Table") == 2
    assert "Caption" in names


def test_every_cell_of_a_file_names_its_headings() -> None:
    file = made()
    found = tags(file)
    headings = {bytes(node.ID) for name, node in found if name == "TH"}
    cells = [node for name, node in found if name == "TD"]
    assert len(cells) == 3
    assert all({bytes(one) for one in cell.A.Headers} <= headings and len(cell.A.Headers) for cell in cells)


def test_a_picture_in_a_file_has_words_and_its_table_after_it() -> None:
    file = made()
    found = tags(file)
    names = [name for name, _node in found]
    assert [str(node.Alt) for name, node in found if name == "Figure"] == ["Two dates on a line"]
    assert names.index("Figure") < names.index("Table")


def test_the_same_words_are_the_same_bytes_in_another_process(tmp_path) -> None:
    script = (
        "import django, os, sys\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'turnabout.config.settings.test'\n"
        "django.setup()\n"
        "from tests.foundation.test_documents import WHOLE\n"
        "from turnabout.foundation.documents import pdf\n"
        "sys.stdout.buffer.write(pdf.pdf(WHOLE, kind='Information pack'))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout == pdf.pdf(WHOLE, kind="Information pack")


def test_a_file_that_was_made_is_kept(monkeypatch) -> None:
    first = pdf.pdf(WHOLE, kind="Information pack")
    monkeypatch.setattr(pdf, "_made", lambda html, digest: pytest.fail("It was made again."))
    assert pdf.pdf(WHOLE, kind="Information pack") is first


def test_other_words_are_another_file() -> None:
    assert pdf.pdf(WHOLE, kind="A pack") != pdf.pdf(WHOLE, kind="Another pack")


def test_a_machine_without_pango_says_which_packages_it_lacks(monkeypatch) -> None:
    monkeypatch.setattr(pdf, "LIBRARIES", (("libthere-is-none.so.0",),))
    pdf.available.cache_clear()
    try:
        with pytest.raises(pdf.NotAvailable, match="libpango"):
            pdf.pdf(WHOLE, kind="Information pack")
    finally:
        pdf.available.cache_clear()


def test_a_file_fetches_nothing_even_if_a_picture_asks_for_it(tmp_path, caplog) -> None:
    outside = tmp_path / "secret.svg"
    outside.write_text(PICTURE)
    stealing = PICTURE.replace("<circle", f'<image href="{outside.as_uri()}" width="9" height="9"></image><circle')
    table = Table("t", ("a",), (("b",),))
    made(Document("T", "S", (Section("a", "A", (Figure(stealing, "A picture", table),)),)))
    assert "disallowed protocol" in caplog.text


def test_little_pictures_among_the_letters_are_named_on_paper() -> None:
    words = Document("T", "S", (Section("a", "A", (Words("Well done 🎉👍🏽 ❤️!"),)),))
    paper = page.on_paper(words, kind="K")
    assert "[party popper]" in paper
    assert "[thumbs up sign]" in paper
    assert "[heavy black heart]" in paper
    assert "🎉" in page.standalone(words, kind="K")


def test_the_page_and_the_paper_say_the_same_words() -> None:
    def words(html: str) -> list[str]:
        return re.sub(r"<[^>]+>", " ", html.split("<body>")[1]).split()

    assert words(page.standalone(WHOLE, kind="K")) == words(page.on_paper(WHOLE, kind="K"))


def test_a_document_comes_back_from_plain_data_word_for_word() -> None:
    back = from_record(json.loads(json.dumps(WHOLE.to_record())))
    assert back == WHOLE
    assert back.digest == WHOLE.digest


def test_a_document_that_was_stored_by_the_first_version_keeps_its_digest() -> None:
    stored = {
        "title": "Report",
        "subtitle": "Cohort",
        "sections": [
            {
                "code": "one",
                "heading": "One",
                "annex": False,
                "parts": [
                    {"kind": "words", "text": "w"},
                    {"kind": "points", "lines": ["a", "b"]},
                    {"kind": "facts", "rows": [["k", "v"]]},
                    {"kind": "table", "caption": "t", "head": ["h"], "rows": [["r"]]},
                ],
            }
        ],
    }
    back = from_record(stored)
    assert back.to_record() == stored
    assert back.digest == "4e7d5f6c2318bb8c3e1b0115bde29f49c9e299146e01c16a746452094a7ab7eb"


# People's own words


def test_headings_in_peoples_words_go_on_from_where_they_stand() -> None:
    found = prose.parts("# One\n\n### Three\n\n###### Six\n\n## Two")
    assert [(one.text, one.depth) for one in found] == [("One", 1), ("Three", 2), ("Six", 2), ("Two", 2)]
    assert re.findall(r"<h(\d)", prose.as_html("# One\n\n### Three", under=2)) == ["3", "4"]


def test_html_in_peoples_words_is_words() -> None:
    html = prose.as_html("<script>alert(1)</script> **Bold** <b onclick=x>b</b>\n\n<iframe src=//a></iframe>")
    assert "<script" not in html
    assert "<b " not in html
    assert "<iframe" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <strong>Bold</strong>" in html


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//evil.example", "/account/", "vbscript:x"],
)
def test_a_link_that_is_no_address_of_another_place_is_words(address: str) -> None:
    html = prose.as_html(f"[press]({address}) <{address}>")
    assert "<a" not in html
    assert "press" in html


def test_links_say_that_they_lead_elsewhere() -> None:
    html = prose.as_html("[site](https://example.org/?a=1&b=2), [write](mailto:a@example.org), [ring](tel:0116)")
    assert '<a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">site</a>' in html
    assert html.count("<a ") == 3


def test_pictures_in_peoples_words_are_their_words() -> None:
    html = prose.as_html("![a cat](https://tracker.example.org/cat.png)")
    assert "<img" not in html
    assert "tracker" not in html
    assert "a cat" in html


def test_words_from_the_right_are_read_from_the_right() -> None:
    assert '<p dir="auto">مرحبا</p>' in prose.as_html("مرحبا")


def test_a_list_in_a_list_is_one_list() -> None:
    assert prose.parts("- a\n- b\n  - c") == (Points(("a", "b", "c")),)


def test_no_words_are_no_parts() -> None:
    assert prose.parts(" \n ") == ()
