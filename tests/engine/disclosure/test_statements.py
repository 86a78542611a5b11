"""The makers of text: what they say, and what they refuse to be made of."""

from __future__ import annotations

from fractions import Fraction

import pytest

from turnabout.engine.disclosure.policy import Policy
from turnabout.engine.disclosure.statements import (
    Banded,
    Deed,
    NotForPrint,
    Open,
    Reason,
    Respondents,
    Size,
    Withheld,
)
from turnabout.engine.disclosure.wording import TEMPLATES, UnknownSentence, in_words, parameters_of, say


def leaders_open(agreed: int, answered: int, invited: int, people: str = "leaders") -> str:
    return Open(
        question="E-N01", role="mentee", channel="open",
        agreed=agreed, answered=answered, invited=invited, people=people,
    ).sentence.text  # fmt: skip


@pytest.mark.parametrize(
    ("agreed", "answered", "invited", "text"),
    [
        (8, 8, 8, "All 8 of the 8 leaders who answered agreed. 8 were invited."),
        (7, 8, 9, "7 of the 8 leaders who answered agreed. 9 were invited."),
        (1, 8, 8, "1 of the 8 leaders who answered agreed. 8 were invited."),
        (0, 8, 8, "None of the 8 leaders who answered agreed. 8 were invited."),
        (1, 1, 8, "The only one of the leaders who answered agreed. 8 were invited."),
        (0, 1, 8, "The only one of the leaders who answered did not agree. 8 were invited."),
        (0, 0, 8, "None of the leaders answered. 8 were invited."),
    ],
)
def test_leaders_open_answers_are_printed_exactly(agreed: int, answered: int, invited: int, text: str) -> None:
    assert leaders_open(agreed, answered, invited) == text


def test_leaders_are_called_what_the_programme_calls_them() -> None:
    assert leaders_open(8, 8, 8, "Directors").startswith("All 8 of the 8 Directors who answered")


@pytest.mark.parametrize(("role", "channel"), [("mentor", "open"), ("mentee", "sealed"), ("both", "open")])
def test_only_a_leaders_open_answer_about_themselves_is_exact(role: str, channel: str) -> None:
    with pytest.raises(NotForPrint, match="sealed and printed in bands"):
        Open(question="E-M01", role=role, channel=channel, agreed=8, answered=8, invited=8)


@pytest.mark.parametrize("numbers", [(9, 8, 8), (8, 9, 8), (-1, 8, 8)])
def test_impossible_open_counts_are_refused(numbers: tuple[int, int, int]) -> None:
    with pytest.raises(NotForPrint):
        leaders_open(*numbers)


@pytest.mark.parametrize("people", ["", "9 of 10 leaders", "leaders (90 %)", "⅔ of leaders"])
def test_a_word_for_people_smuggles_no_figure(people: str) -> None:
    with pytest.raises(NotForPrint, match="no figures"):
        leaders_open(8, 8, 8, people)
    with pytest.raises(NotForPrint, match="no figures"):
        Deed(deed="took_part", done=9, of=11, people=people)


def test_deeds_and_sizes_are_exact() -> None:
    assert Deed(deed="took_part", done=9, of=11, people="Board members").sentence.text == (
        "9 of the 11 Board members took part."
    )
    assert Deed(deed="meetings_held", done=44, of=48).sentence.text == "44 of the 48 meetings planned were held."
    assert Size(size="pairs", count=41).sentence.text == "41 pairs met."
    assert Size(size="pairs", count=1).sentence.text == "1 pair met."


@pytest.mark.parametrize("name", ["mentors_agreed", "applicants", ""])
def test_there_is_a_closed_list_of_exact_numbers(name: str) -> None:
    with pytest.raises(NotForPrint, match="not among the exact numbers"):
        Size(size=name, count=7)
    with pytest.raises(NotForPrint, match="not among the exact numbers"):
        Deed(deed=name, done=7, of=8)


def test_more_done_than_there_was_to_do_is_refused() -> None:
    with pytest.raises(NotForPrint):
        Deed(deed="took_part", done=12, of=11)
    with pytest.raises(NotForPrint):
        Size(size="pairs", count=-1)


@pytest.mark.parametrize(
    ("answered", "invited", "text"),
    [
        (16, 16, "About 15 people were invited and all of them answered."),
        (15, 16, "About 15 people answered."),
        (12, 16, "About 10 people answered."),
        (16, 21, "About 20 people were invited and about 15 answered."),
    ],
)
def test_how_many_answered_is_rounded_and_points_at_nobody(answered: int, invited: int, text: str) -> None:
    made = Respondents.rounded("everyone", answered=answered, invited=invited, policy=Policy())
    assert made.sentence.text == text


def test_how_many_answered_is_not_said_of_a_small_group() -> None:
    with pytest.raises(NotForPrint):
        Respondents.rounded("mentors", answered=9, invited=20, policy=Policy())


def test_a_withheld_figure_says_why() -> None:
    few = Withheld(question="E-M01", group="mentors", reason=Reason.FEW, fewest=Policy().fewest)
    assert few.sentence.text == "Fewer than ten people answered, so we do not give figures."
    stricter = Withheld(question="E-M01", group="mentors", reason=Reason.FEW, fewest=Policy(threshold=25).fewest)
    assert stricter.sentence.text.startswith("Fewer than twenty-five people answered")
    assert len({Withheld(question="q", group="g", reason=why, fewest=10).sentence.text for why in Reason}) == 4


def test_a_band_is_known_to_readers_as_shares_alone() -> None:
    said = Banded(question="E-B01", group="everyone", index=2, of=3, contributors="x")
    assert (said.low, said.high) == (Fraction(2, 3), Fraction(1))
    assert said.ladder.text == "This is the highest of the three answers a group of this size can be given."
    assert said.holds_of(16, 16) and said.holds_of(11, 16)
    assert not said.holds_of(10, 16)
    lower = Banded(question="E-B01", group="everyone", index=1, of=3, contributors="x")
    assert lower.holds_of(5, 15) and not lower.holds_of(10, 15)


def test_every_number_of_bands_has_a_sentence_and_a_ladder_for_each_place() -> None:
    places = {f"{of}.{index}" for of in range(2, 6) for index in range(of)}
    for kind in ("agreed", "ladder"):
        assert {key.removeprefix(f"{kind}.") for key in TEMPLATES if key.startswith(f"{kind}.")} == places
    texts = [template.english for template in TEMPLATES.values()]
    assert len(set(texts)) == len(texts)


def test_a_sentence_takes_exactly_its_parameters() -> None:
    assert parameters_of("open.all") == ["agreed", "answered", "invited", "people"]
    with pytest.raises(UnknownSentence, match="no sentence"):
        say("agreed.7.1")
    with pytest.raises(UnknownSentence, match="takes the parameters"):
        say("deed.took_part", done=9)
    with pytest.raises(UnknownSentence, match="takes the parameters"):
        say("agreed.2.0", count=9)


@pytest.mark.parametrize(
    ("number", "words"), [(0, "zero"), (10, "ten"), (19, "nineteen"), (20, "twenty"), (99, "ninety-nine")]
)
def test_thresholds_are_spelled_out(number: int, words: str) -> None:
    assert in_words(number) == words
