from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from coterie.monitoring.tally_columns import tallying_of
from coterie.reference import CategoryBins, NumericBins, bins_of
from coterie.schema import Column, Schema

CELLS = st.lists(st.one_of(st.none(), st.integers(-5, 40).map(float)), min_size=1, max_size=80)
WORDS = st.lists(st.sampled_from([None, "a", "b", "c", "d", "red"]), min_size=1, max_size=80)
CATEGORIES = CategoryBins(("a", "b"), (9, 7), others=6, missing=1)


@given(CELLS)
def test_the_customers_of_before_are_counted_as_they_were(values):
    frame = pl.DataFrame({"x": pl.Series(values, dtype=pl.Float64)})
    bins = bins_of(frame, Schema((Column("x", "numeric", "feature", 0, ""),)))["x"]
    tallying = tallying_of(bins, ())
    tallying.add(frame["x"])
    found = tallying.finish()
    assert found.missing == bins.missing
    assert found.counts == (bins.counts or (len(values) - bins.missing,))


@given(CELLS, st.integers(0, 80))
def test_numbers_in_parts_are_the_whole(values, cut):
    bins = NumericBins((3.0, 20.0), (9, 9, 9), missing=0)
    whole, one, other = (tallying_of(bins, ()) for _ in range(3))
    cells = pl.Series(values, dtype=pl.Float64)
    whole.add(cells)
    one.add(cells.head(cut))
    other.add(cells.slice(cut))
    one.merge(other)
    found, expected = one.finish(), whole.finish()
    assert (found.counts, found.missing) == (expected.counts, expected.missing)
    assert found.sizes.counts.tolist() == expected.sizes.counts.tolist()


@given(WORDS, st.integers(0, 80))
def test_categories_in_parts_are_the_whole(values, cut):
    whole, one, other = (tallying_of(CATEGORIES, ["a", "b", "c"]) for _ in range(3))
    cells = pl.Series(values, dtype=pl.String)
    whole.add(cells)
    one.add(cells.head(cut))
    other.add(cells.slice(cut))
    one.merge(other)
    assert one.finish() == whole.finish()


def test_a_number_on_an_edge_is_below_it_and_nan_is_missing():
    tallying = tallying_of(NumericBins((3.0, 20.0), (9, 9, 9), missing=0), ())
    tallying.add(pl.Series([3.0, 3.0000001, 20.0, 21.0, float("nan"), None]))
    assert (tallying.finish().counts, tallying.finish().missing) == ((1, 2, 1), 2)


def test_a_rare_category_of_before_is_not_new():
    tallying = tallying_of(CATEGORIES, ["a", "b", "c"])
    tallying.add(pl.Series(["a", "c", "x", "w", "z", "y", "x", None]))
    found = tallying.finish()
    assert (found.counts, found.missing, found.unseen, found.examples) == ((1, 0, 6), 1, 5, ("w", "x", "y"))


def test_yes_and_no_are_words():
    tallying = tallying_of(CategoryBins(("true", "false"), (9, 9), 0, 0), ["true", "false"])
    tallying.add(pl.Series([True, False, True, None]))
    assert (tallying.finish().counts, tallying.finish().missing) == ((2, 1, 0), 1)
