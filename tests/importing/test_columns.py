"""Guessing what a column is."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest

from turnabout.importing import columns

PAIRS = (
    ("work email", "work email"),
    ("directorate or teams", "directorate or team"),
    ("direktorate or taem", "directorate or team"),
    ("where is your base", "where is your work base"),
    ("team", "directorate or team"),
    ("maet ro etarotcerid", "directorate or team"),
    ("x" * 900, "directorate or team"),
)


@pytest.mark.parametrize(("said", "label"), PAIRS)
def test_two_texts_that_are_close_are_found_as_close_as_letter_by_letter(said, label):
    whole = SequenceMatcher(None, said, label).ratio()
    assert columns._alike(said, label) == (whole if whole >= columns.CLOSE else pytest.approx(0, abs=columns.CLOSE))
