"""Words that would tell a panel whose an application is: found, offered, and hidden wherever they stand."""

from hypothesis import given
from hypothesis import strategies as st

from turnabout.selection.redacting import HIDDEN, absent, hide, suspects

TEXT = "As a Black nurse at Fenwick Integrated Care I, Amara, see what others do not.\nAmara’s team says so too."


def test_what_the_record_says_of_somebody_is_offered_with_words_that_often_tell():
    found = suspects([TEXT], ["Amara Okafor", "Fenwick Integrated Care", "Ward 7"])
    assert found == ["Black", "Fenwick Integrated Care", "Amara"]


def test_nothing_is_offered_where_nothing_tells():
    assert suspects(["I want things to be better for everybody."], ["Amara Okafor"]) == []


def test_a_piece_is_hidden_in_any_case_and_across_lines():
    shown = hide("AMARA works at Fenwick\n  Integrated Care. amara!", ["Amara", "fenwick integrated care"])
    assert "mara" not in shown.casefold()
    assert "fenwick" not in shown.casefold()
    assert shown.count(str(HIDDEN)) == 3


def test_a_short_word_is_not_hidden_inside_a_longer_one():
    assert hide("Ann went to the annual meeting", ["Ann"]) == f"{HIDDEN} went to the annual meeting"


def test_a_longer_piece_goes_before_a_shorter_one_inside_it():
    assert hide("Black nurse", ["Black", "Black nurse"]) == str(HIDDEN)


def test_a_piece_that_stands_nowhere_is_named():
    assert absent([TEXT], ["Amara", "Amarra"]) == ["Amarra"]


def test_signs_of_a_pattern_are_letters_like_any_other():
    assert hide("C++ (mine) at 100%.", ["C++", "(mine)", "100%"]) == f"{HIDDEN} {HIDDEN} at {HIDDEN}."


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=8), max_size=4))
def test_whatever_is_hidden_stands_there_no_more(text, pieces):
    shown = hide(text, pieces)
    real = [piece for piece in pieces if piece.strip() and piece.casefold().strip() not in str(HIDDEN)]
    if len(real) == len(pieces):
        rest = shown.replace(str(HIDDEN), "\n|\n")
        assert [piece for piece in real if piece in absent([rest], real)] == real


def test_an_accent_written_in_two_ways_is_one_name():
    assert hide("Jose\u0301 and José", ["José"]) == f"{HIDDEN} and {HIDDEN}"
    assert absent(["Jose\u0301"], ["José"]) == []


def test_a_word_of_the_mark_itself_is_hidden_once():
    assert hide("words hidden", ["words", "hidden"]) == f"{HIDDEN} {HIDDEN}"
