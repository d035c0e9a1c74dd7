"""Rows that repeat another: which of them is kept."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from coterie.cleaning.repeats import repeats_among


@given(st.randoms(use_true_random=False))
def test_which_of_several_rows_is_kept_does_not_depend_on_their_order(random) -> None:
    rows = [("a", "Gold "), ("a", "Gold"), ("a", "gold"), ("a", "GOLD"), ("b", "n/a"), ("b", None), ("b", "")]
    shuffled = pl.DataFrame(random.sample(rows, len(rows)), schema=["id", "card"], orient="row")
    dropped, *_ = repeats_among(shuffled, pl.int_range(len(rows), eager=True))
    assert set(shuffled.rows()) - set(shuffled[dropped].rows()) == {("a", "gold"), ("b", "")}
