import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from coterie.parsing.order import is_unique


@given(st.lists(st.none() | st.integers(-5, 30), max_size=12))
def test_it_says_what_counting_says(values: list[int | None]) -> None:
    assert is_unique(pl.Series(values, dtype=pl.Int64)) == (len(set(values)) == len(values))


@given(st.lists(st.integers(-(2**100), 2**100), max_size=12, unique=True).map(sorted))
def test_counting_up_needs_no_counting(values: list[int]) -> None:
    assert is_unique(pl.Series(values, dtype=pl.Int128))
