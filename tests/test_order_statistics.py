import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie import order_statistics
from coterie.threads import LARGE

numbers = st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=50).map(np.array)


@given(numbers)
def test_the_median_is_numpys(values: np.ndarray) -> None:
    assert order_statistics.median(values) == np.median(values)
    assert order_statistics.middle(np.sort(values)) == np.median(values)


@given(numbers)
def test_quantiles_are_numpys(values: np.ndarray) -> None:
    found = order_statistics.quantiles(values)
    assert found == pytest.approx(np.quantile(values, [0.1, 0.25, 0.5, 0.75, 0.9]), rel=1e-12, abs=1e-12)
    assert list(found) == sorted(found)
    assert found.median == np.median(values)


@pytest.mark.parametrize("rows", [LARGE, LARGE + 1])
def test_large_columns_give_the_same(rows: int) -> None:
    values = np.random.default_rng(0).lognormal(size=rows)
    kept = values.copy()
    assert order_statistics.median(values) == np.median(values)
    assert np.array_equal(order_statistics.in_order(values), np.sort(values))
    assert np.array_equal(values, kept)


def test_a_value_that_comes_late_is_counted() -> None:
    values = np.repeat([0.0, 1.0], [1000, 1])
    assert order_statistics.has_more_values(values, than=1)
    assert not order_statistics.has_more_values(values, than=2)
