"""The document tree keeps every figure that may not be printed out of the report."""

from __future__ import annotations

import pytest

from turnabout.engine.disclosure.statements import Banded, Deed, NotForPrint, Open, Withheld
from turnabout.engine.disclosure.statements import Reason as Why
from turnabout.foundation.documents.tree import Document, Facts, Points, Section, Table, Words, from_record
from turnabout.reporting.figures import About, Exact, Step, Untold, guard, told


def of(*parts) -> Document:
    return Document("Report", "Cohort", (Section("one", "One", parts),))


CRIMES = [
    Words("80% agreed"),
    Words("Eighty per cent agreed"),
    Words("Eighty percent agreed"),
    Words("12 of 16 agreed"),
    Words("12 out of the 16 agreed"),
    Points(("fine", "9 of 10 mentors")),
    Facts((("Response rate", "94 %"),)),
    Facts((("Answered", "9 of 10"),)),
    Table("Table", ("a",), (("100%",),)),
    Table("All 8 of the 8", ("a",), ()),
    Step("question", "Half or more agreed: 8 of 12", "ladder", (), 0),
    Step("question", "Half or more", "ladder", ("50%",), 0),
    Untold("question", "9 of 12"),
    About("15 of about 20"),
    Exact("100% of leaders"),
]


@pytest.mark.parametrize("crime", CRIMES, ids=str)
def test_a_planted_figure_is_caught(crime) -> None:
    with pytest.raises(NotForPrint):
        guard(of(crime))


def test_a_planted_figure_in_title_or_heading_is_caught() -> None:
    with pytest.raises(NotForPrint):
        guard(Document("100% success", "", ()))
    with pytest.raises(NotForPrint):
        guard(Document("Report", "", (Section("one", "12 of 12 agreed", ()),)))


def test_what_is_exact_by_right_may_say_n_of_m() -> None:
    deed = Deed(deed="took_part", done=9, of=11)
    answer = Open(question="q", role="mentee", channel="open", agreed=8, answered=8, invited=8)
    assert guard(of(told(deed), told(answer, "question")))


def test_a_banded_statement_brings_its_whole_ladder() -> None:
    said = told(Banded(question="q", group="everybody", index=2, of=3, contributors="x"), "question")
    assert isinstance(said, Step)
    assert len(said.steps) == 3
    assert said.steps[said.place] == said.text
    assert said.ladder == "This is the highest of the three answers a group of this size can be given."


def test_a_withheld_statement_says_why() -> None:
    said = told(Withheld(question="q", group="mentors", reason=Why.FEW, fewest=10), "question")
    assert said == Untold("question", "Fewer than ten people answered, so we do not give figures.")


def test_a_document_survives_storing_word_for_word() -> None:
    whole = Document(
        "Report",
        "Cohort",
        (
            Section("one", "One", (Words("w"), Points(("a", "b")), Facts((("k", "v"),)), Exact("e", "about"))),
            Section("two", "Two", (Table("t", ("h",), (("r", "c"),)), About("About 15 people answered.")), True),
            Section("three", "Three", (Step("q", "t", "l", ("t", "u"), 0), Untold("q", "t"))),
        ),
    )
    import json

    back = from_record(json.loads(json.dumps(whole.to_record())))
    assert back == whole
    assert back.digest == whole.digest
