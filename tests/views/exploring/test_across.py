from __future__ import annotations

import polars as pl
import pytest

from coterie.views.exploring.across import same_customers, same_segments


@pytest.mark.parametrize(
    ("one", "other", "key", "same"),
    [
        ({"c0": [1, 2]}, {"c0": [1, 2]}, "c0", True),
        ({"c0": [1, 2]}, {"c0": [2, 1]}, "c0", False),
        ({"c0": [1, 2]}, {"c0": [1, 2, 3]}, "c0", False),
        ({"c0": [1, 2]}, {"c0": [2, 1]}, None, True),
        ({"c0": [1, 2]}, {"c1": [1, 2]}, "c0", False),
    ],
)
def test_customers_are_the_same_in_the_same_order(one, other, key, same):
    assert same_customers(pl.DataFrame(one), pl.DataFrame(other), key) is same


def test_a_segment_is_the_same_from_more_than_half_on():
    assert same_segments(pl.Series([0, 0, 0, 1]), pl.Series([1, 1, 0, 0]), (2, 2)) == [None, 0]
    assert same_segments(pl.Series([0, 0, 1, 1]), pl.Series([0, 1, 1, 1]), (2, 2)) == [None, 1]
    assert same_segments(pl.Series([0, 0, 1, 1]), pl.Series([0, 1, 2, 2]), (2, 3)) == [None, None, 1]
