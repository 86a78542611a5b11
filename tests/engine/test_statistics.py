import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from turnabout.engine.statistics import wilson


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_agrees_with_scipy(pair: tuple[int, int]) -> None:
    agreed, n = pair
    expected = binomtest(agreed, n).proportion_ci(0.95, method="wilson")
    found = wilson(agreed, n)
    assert found.low == pytest.approx(expected.low, abs=1e-9)
    assert found.high == pytest.approx(expected.high, abs=1e-9)


@pytest.mark.parametrize(("agreed", "n"), [(1, 0), (-1, 4), (5, 4)])
def test_an_impossible_share_is_refused(agreed: int, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(agreed, n)
