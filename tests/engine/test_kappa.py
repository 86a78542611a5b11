"""Agreement of two readers beyond chance, against hand-worked cases and the bounds it must keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnabout.engine.statistics import weighted_kappa

PAIRS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=30)


def test_readers_who_always_agree_reach_one():
    assert weighted_kappa([(0, 0), (1, 1), (2, 2)], 2) == 1


def test_a_worked_case():
    """Four pairs, shares 3/8, 2/8 and 3/8: apart by chance 2 (6/64 + 6/64 + 2 * 9/64) = 15/16, seen 2/4."""
    assert weighted_kappa([(0, 0), (2, 2), (0, 1), (2, 1)], 2) == pytest.approx(1 - (2 / 4) / (15 / 16))


def test_there_is_none_where_every_score_is_the_same_or_no_pair_is_there():
    assert weighted_kappa([(2, 2), (2, 2)], 2) is None
    assert weighted_kappa([], 2) is None


def test_a_score_out_of_range_is_refused():
    with pytest.raises(ValueError, match="between 0 and 2"):
        weighted_kappa([(0, 3)], 2)


@given(PAIRS)
def test_it_never_exceeds_one_and_does_not_care_who_read_first(pairs):
    found = weighted_kappa(pairs, 2)
    assert found is None or found <= 1
    assert found == weighted_kappa([(b, a) for a, b in reversed(pairs)], 2) or found == pytest.approx(
        weighted_kappa([(b, a) for a, b in reversed(pairs)], 2)
    )
