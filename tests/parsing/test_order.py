import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.parsing.order import counts_up, is_unique


@given(st.lists(st.none() | st.integers(-5, 30), max_size=12))
def test_it_says_what_counting_says(values: list[int | None]) -> None:
    assert is_unique(pl.Series(values, dtype=pl.Int64)) == (len(set(values)) == len(values))


@given(st.lists(st.integers(-(2**100), 2**100), max_size=12, unique=True).map(sorted))
def test_counting_up_needs_no_counting(values: list[int]) -> None:
    assert is_unique(pl.Series(values, dtype=pl.Int128))


@pytest.mark.parametrize(
    ("column", "up"),
    [
        (pl.Series([1, 2, 9]), True),
        (pl.Series([7]), True),
        (pl.Series([], dtype=pl.Int64), True),
        (pl.Series([0, 255], dtype=pl.UInt8), True),
        (pl.Series([1, 1]), False),
        (pl.Series([2, 1]), False),
        (pl.Series([1, 3, 2]), False),
        (pl.Series([3, 1, 2]), False),
        (pl.Series([1, None, 2]), False),
        (pl.Series([1.0, 2.0]), False),
        (pl.Series(["a", "b"]), False),
    ],
)
def test_whole_numbers_count_up_where_each_is_above_the_one_before(column, up):
    assert counts_up(column) is up
