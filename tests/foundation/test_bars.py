"""Bars: their lengths are in proportion, every one keeps room for its words, and no row covers another."""

from __future__ import annotations

import pytest
from django.template import engines

from turnabout.foundation.design.bars import WIDEST, end_to_end, side_by_side


def test_the_longest_bar_takes_the_width_and_the_others_their_share() -> None:
    made = side_by_side([("Race", [(4, "four"), (2, "two"), (0, "none")]), ("Faith", [(1, "one")])])
    assert made is not None
    assert [[bar.width for bar in row.bars] for row in made.rows] == [[WIDEST, WIDEST / 2, 0.0], [WIDEST / 4]]
    assert [(one.text, one.x) for one in made.rows[0].words] == [("four", WIDEST), ("two", WIDEST / 2), ("none", 0.0)]
    tops = [bar.y for row in made.rows for bar in row.bars]
    assert tops == sorted(set(tops)) and made.rows[1].y > made.rows[0].bars[-1].y and made.height > tops[-1]


def test_parts_of_a_bar_stand_end_to_end_with_the_words_behind_the_last() -> None:
    made = end_to_end([("City", (3, 1, 0), "4"), ("County", (0, 0, 0), "0")])
    assert made is not None
    first, second = made.rows
    assert [(bar.x, bar.width) for bar in first.bars] == [(0.0, 46.5), (46.5, 15.5), (62.0, 0.0)]
    assert (first.words[0].x, second.words[0].x) == (WIDEST, 0.0)


@pytest.mark.parametrize("draw", [side_by_side, end_to_end])
def test_nothing_is_no_picture_and_noughts_are_one(draw) -> None:  # type: ignore[no-untyped-def]
    assert draw([]) is None
    noughts = [("City", [(0, "0")])] if draw is side_by_side else [("City", (0, 0, 0), "0")]
    assert draw(noughts).rows[0].bars[0].width == 0.0


def test_names_with_marks_in_them_stay_words() -> None:
    template = engines["jinja2"].from_string(
        '{% from "design/bars.jinja" import bars %}{{ bars(picture, "All & sundry") }}'
    )
    drawn = template.render({"picture": end_to_end([("<b>City</b>", (1, 0, 0), "1 < 2")])})
    assert "<b>" not in drawn and "&lt;b&gt;City" in drawn and "1 &lt; 2" in drawn and "All &amp; sundry" in drawn
    assert drawn.count("<rect") == 1, "nought is no bar"
