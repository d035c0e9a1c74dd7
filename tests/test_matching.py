from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy.optimize import linear_sum_assignment

from coterie.matching import best_pairs

gains = array_shapes(min_dims=2, max_dims=2, max_side=9).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.floats(0, 1) | st.sampled_from([0.0, 0.5, 1.0]))
)


@given(gains)
def test_the_sum_is_scipys(table):
    pairs = best_pairs(table)
    rows, columns = linear_sum_assignment(table, maximize=True)
    assert sum(table[pair] for pair in pairs) == pytest.approx(table[rows, columns].sum())


@given(gains)
def test_no_row_and_no_column_is_given_twice(table):
    pairs = best_pairs(table)
    assert len(pairs) == min(table.shape)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert pairs == sorted(pairs)


def test_an_empty_table_has_no_pairs():
    assert best_pairs(np.zeros((0, 3))) == best_pairs(np.zeros((3, 0))) == []
