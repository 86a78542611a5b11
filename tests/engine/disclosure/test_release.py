"""A release refuses what may not be printed even when the maker of a statement has gone wrong."""

from __future__ import annotations

import dataclasses
import json
from types import MappingProxyType

import pytest

from turnabout.engine.disclosure import wording
from turnabout.engine.disclosure.attack import Audit
from turnabout.engine.disclosure.policy import Policy
from turnabout.engine.disclosure.release import Release, exact_release, release_from_record, together
from turnabout.engine.disclosure.statements import (
    Banded,
    Deed,
    NotForPrint,
    Open,
    Reason,
    Respondents,
    Size,
    Statement,
    Withheld,
)

PASSED = Audit(targets=3, min_width=5, passed=True, with_two=True)
BAND = Banded(question="E-B01", group="everyone", index=2, of=3, contributors="x")
FEW = Withheld(question="E-M01", group="mentors", reason=Reason.FEW, fewest=10)
ANSWERED = Respondents(group="everyone", answered=15, invited=None, everybody=False)
OPEN = Open(question="E-N01", role="mentee", channel="open", agreed=8, answered=8, invited=8)
DEED = Deed(deed="took_part", done=8, of=8)
PAIRS = Size(size="pairs", count=8)


def release(*statements: Statement, audit: Audit | None = PASSED) -> Release:
    return Release(statements, Policy().digest, "plan", "1.0", audit)


def reword(monkeypatch: pytest.MonkeyPatch, key: str, english: str) -> None:
    """Plant a fault in the wording table."""
    changed = {**wording.TEMPLATES, key: wording.Template(english)}
    monkeypatch.setattr(wording, "TEMPLATES", MappingProxyType(changed))


def test_a_release_holds_its_statements_in_order() -> None:
    made = release(PAIRS, DEED, OPEN, ANSWERED, BAND, FEW)
    assert [said.sentence.text for said in made] == [sentence.text for sentence in made.sentences]
    assert made.about("E-B01") == (BAND,)
    assert made.about("E-N01") == (OPEN,)
    assert made.about("E-M01") == (FEW,)


@pytest.mark.parametrize("audit", [None, dataclasses.replace(PASSED, passed=False)])
def test_no_band_is_printed_unless_the_attacker_failed(audit: Audit | None) -> None:
    with pytest.raises(NotForPrint, match="attacker has failed"):
        release(BAND, audit=audit)
    assert release(FEW, PAIRS, audit=None).statements == (FEW, PAIRS)


@pytest.mark.parametrize(
    "english",
    [
        "82 % of those who answered agreed.",
        "82% of those who answered agreed.",
        "82 per cent of those who answered agreed.",
        "Eighty percent of those who answered agreed.",
        "On average people agreed.",
        "The mean answer was high.",
        "13 of the 16 who answered agreed.",
        "13 out of 16 agreed.",
        "At least 2 in 3 of those who answered agreed.",
        "At least ⅔ of those who answered agreed.",
        "Everybody who answered agreed.",
        "All of those who answered agreed.",
        "Nobody agreed.",
        "They agreed unanimously.",
    ],
)
def test_a_figure_planted_in_a_sealed_sentence_is_caught(monkeypatch: pytest.MonkeyPatch, english: str) -> None:
    release(BAND)
    reword(monkeypatch, "agreed.3.2", english)
    with pytest.raises(NotForPrint):
        release(BAND)


@pytest.mark.parametrize(
    ("key", "english"),
    [
        ("ladder.3.2", "This is above 66 %."),
        ("ladder.3.2", "This stands for 11 to 16 people."),
        ("withheld.few", "Only 8 people answered, fewer than {fewest}."),
        ("respondents.answered", "About {answered} people answered, 8 of 9 of them mentors."),
        ("respondents.answered", "{answered} people answered."),
        ("size.pairs", "{count} pairs met, 82 % of those planned."),
        ("open.all", "All {agreed} of the {answered} {people} ({invited} invited) agreed: 100.0 in a hundred."),
    ],
)
def test_a_figure_planted_anywhere_else_is_caught(monkeypatch: pytest.MonkeyPatch, key: str, english: str) -> None:
    reword(monkeypatch, key, english)
    with pytest.raises(NotForPrint):
        release(BAND, FEW, ANSWERED, OPEN, PAIRS)


def test_a_head_count_that_was_not_rounded_is_caught() -> None:
    with pytest.raises(NotForPrint, match="nearest five"):
        release(dataclasses.replace(ANSWERED, answered=16))


def test_a_statement_of_somebody_elses_making_is_refused() -> None:
    @dataclasses.dataclass(frozen=True)
    class Louder(Banded):
        pass

    loud = Louder(question="E-B01", group="everyone", index=2, of=3, contributors="x")
    with pytest.raises(NotForPrint, match="Only the statements"):
        release(loud)


def test_a_question_is_open_or_sealed_but_not_both() -> None:
    both = Open(question="E-B01", role="mentee", channel="open", agreed=8, answered=8, invited=8)
    with pytest.raises(NotForPrint, match="open and as a sealed"):
        release(BAND, both)


def test_a_release_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        release(BAND).statements = ()  # type: ignore[misc]


def test_a_release_comes_back_from_storage_word_for_word() -> None:
    made = release(PAIRS, DEED, OPEN, ANSWERED, BAND, FEW)
    stored = json.loads(json.dumps(made.to_record()))
    again = release_from_record(stored)
    assert again == made
    assert again.digest == made.digest


@pytest.mark.parametrize("number", range(6))
def test_a_stored_sentence_that_was_changed_is_caught(number: int) -> None:
    stored = json.loads(json.dumps(release(PAIRS, DEED, OPEN, ANSWERED, BAND, FEW).to_record()))
    stored["statements"][number]["text"] = "At least nine in ten of those who answered agreed."
    with pytest.raises(NotForPrint, match="no longer reads"):
        release_from_record(stored)


def test_a_stored_verdict_that_was_changed_is_caught() -> None:
    stored = json.loads(json.dumps(release(BAND).to_record()))
    stored["audit"]["passed"] = False
    with pytest.raises(NotForPrint, match="attacker has failed"):
        release_from_record(stored)
    stored["statements"][0]["kind"] = "gossip"
    with pytest.raises(NotForPrint, match="does not exist"):
        release_from_record(stored)


def test_a_release_of_exact_statements_takes_nothing_else() -> None:
    made = exact_release([PAIRS, DEED, OPEN], code="1.0")
    assert made.audit is None and len(made.statements) == 3
    with pytest.raises(NotForPrint, match="publish"):
        exact_release([PAIRS, FEW], code="1.0")  # type: ignore[list-item]


def test_parts_of_one_document_come_together() -> None:
    whole = together(exact_release([PAIRS, DEED], code="1.0"), release(BAND, FEW))
    assert whole.statements == (PAIRS, DEED, BAND, FEW)
    assert whole.audit == PASSED
    with pytest.raises(NotForPrint, match="same code"):
        together(exact_release([PAIRS], code="2.0"), release(BAND))
