"""Every sentence about sealed answers is literally true of every count it can stand for, and no narrower."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnabout.engine.disclosure.bands import (
    Band,
    BandTooNarrow,
    CountOutOfRange,
    about,
    band_of,
    bands,
)
from turnabout.engine.disclosure.policy import Policy, PolicyTooWeak
from turnabout.engine.disclosure.statements import ladder, most_we_could_say
from turnabout.engine.disclosure.wording import say

# What each sentence says, written from the English by hand: x of n people agreed.
MEANING: dict[str, Callable[[int, int], bool]] = {
    "Fewer than half of those who answered agreed.": lambda x, n: 2 * x < n,
    "Half or more of those who answered agreed.": lambda x, n: 2 * x >= n,
    "Fewer than one in three of those who answered agreed.": lambda x, n: 3 * x < n,
    "Between one and two in three of those who answered agreed.": lambda x, n: n <= 3 * x <= 2 * n,
    "At least two in three of those who answered agreed.": lambda x, n: 3 * x >= 2 * n,
    "Fewer than one in four of those who answered agreed.": lambda x, n: 4 * x < n,
    "Between one in four and half of those who answered agreed.": lambda x, n: n <= 4 * x <= 2 * n,
    "Between half and three in four of those who answered agreed.": lambda x, n: 2 * n <= 4 * x <= 3 * n,
    "At least three in four of those who answered agreed.": lambda x, n: 4 * x >= 3 * n,
    "Fewer than one in five of those who answered agreed.": lambda x, n: 5 * x < n,
    "Between one and two in five of those who answered agreed.": lambda x, n: n <= 5 * x <= 2 * n,
    "Between two and three in five of those who answered agreed.": lambda x, n: 2 * n <= 5 * x <= 3 * n,
    "Between three and four in five of those who answered agreed.": lambda x, n: 3 * n <= 5 * x <= 4 * n,
    "At least four in five of those who answered agreed.": lambda x, n: 5 * x >= 4 * n,
}
SIZES = range(10, 201)


def sentence(band: Band) -> str:
    return say(f"agreed.{band.of}.{band.index}").text


def test_the_sentence_is_literally_true_of_every_count_in_its_band() -> None:
    for answered, count in ((n, x) for n in SIZES for x in range(n + 1)):
        band = band_of(count, answered, Policy())
        assert band is not None
        assert MEANING[sentence(band)](count, answered), (count, answered)


def test_bands_cover_every_count_once_and_hold_at_least_five() -> None:
    for answered in SIZES:
        made = bands(answered, Policy())
        covered = [count for band in made for count in range(band.low, band.high + 1)]
        assert covered == list(range(answered + 1)), answered
        assert all(band.high - band.low + 1 >= 5 for band in made), answered


@pytest.mark.parametrize(
    ("sizes", "number"), [(range(10, 14), 2), (range(14, 19), 3), (range(19, 24), 4), (range(24, 201), 5)]
)
def test_the_number_of_bands_follows_the_size_of_the_group(sizes: range, number: int) -> None:
    assert {len(bands(answered, Policy())) for answered in sizes} == {number}


@pytest.mark.parametrize("answered", range(10))
def test_fewer_than_ten_people_get_no_band(answered: int) -> None:
    assert bands(answered, Policy()) == ()
    assert band_of(answered, answered, Policy()) is None


@pytest.mark.parametrize(
    ("answered", "strongest"),
    [
        (10, "Half or more of those who answered agreed."),
        (16, "At least two in three of those who answered agreed."),
        (20, "At least three in four of those who answered agreed."),
        (24, "At least four in five of those who answered agreed."),
        (200, "At least four in five of those who answered agreed."),
    ],
)
def test_unanimity_reads_as_the_strongest_sentence_of_that_size(answered: int, strongest: str) -> None:
    band = band_of(answered, answered, Policy())
    assert band is not None and sentence(band) == strongest
    assert ladder(answered, Policy())[-1].text == strongest
    assert band_of(band.low, answered, Policy()) == band  # so that "everybody" is never certain


def test_the_planner_reads_the_most_a_report_can_say() -> None:
    assert most_we_could_say(12, "leaders", Policy()).text == (
        "With 12 leaders the most this report can say is: “Half or more of those who answered agreed.”"
    )
    assert most_we_could_say(8, "leaders", Policy()).text == (
        "With 8 leaders this report can give no figures for sealed answers."
    )


@pytest.mark.parametrize("count", [-1, 13])
def test_an_impossible_count_is_refused_without_being_repeated(count: int) -> None:
    with pytest.raises(CountOutOfRange) as refusal:
        band_of(count, 12, Policy())
    assert str(count) not in str(refusal.value)


@given(st.integers(10, 60), st.integers(4, 12), st.integers(2, 5), st.integers(0, 200))
def test_a_stricter_policy_still_makes_true_and_wide_bands(
    threshold: int, width: int, most: int, answered: int
) -> None:
    policy = Policy(threshold, width, most)
    made = bands(answered, policy)
    assert bool(made) == (answered >= policy.fewest)
    assert len(made) <= most
    for band in made:
        assert band.high - band.low >= width
        assert all(MEANING[sentence(band)](count, answered) for count in range(band.low, band.high + 1))


@pytest.mark.parametrize(
    "weaker", [{"threshold": 9}, {"threshold": 100}, {"width": 3}, {"width": 50}, {"most_bands": 6}, {"most_bands": 1}]
)
def test_a_policy_cannot_be_made_weaker(weaker: dict[str, int]) -> None:
    with pytest.raises(PolicyTooWeak, match="Choose"):
        Policy(**weaker)


def test_a_policy_is_known_by_its_fingerprint() -> None:
    assert Policy().digest == Policy().digest != Policy(threshold=12).digest


def test_a_band_that_comes_out_narrow_stops_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: one more band than the rule allows."""
    policy = Policy()
    object.__setattr__(policy, "most_bands", 9)
    object.__setattr__(policy, "width", 2)
    assert len(bands(30, policy)) == 9
    monkeypatch.setattr("turnabout.engine.disclosure.bands.upper_edge", lambda people, index, of: index + 1)
    with pytest.raises(BandTooNarrow):
        bands(30, Policy())


@pytest.mark.parametrize(("people", "said"), [(10, 10), (12, 10), (13, 15), (16, 15), (17, 15), (18, 20), (41, 40)])
def test_head_counts_are_said_to_the_nearest_five(people: int, said: int) -> None:
    assert about(people) == said
