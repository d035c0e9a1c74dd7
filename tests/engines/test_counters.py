"""Columns that count the rows of a table are told from others by what all rows hold, in any order."""

from __future__ import annotations

import polars as pl
import pytest

from coterie.engines.counters import Counters, Range, counting

SAMPLE = pl.DataFrame({"n": [9, 4, 7]})


@pytest.mark.parametrize(
    ("seen", "counts"),
    [
        (Range(10, 0, 9, 45), True),
        (Range(10, 1, 10, 55), True),
        (Range(10, 2, 11, 65), False),
        (Range(9, 1, 10, 55), False),
        (Range(10, 1, 10, 54), False),
        (Range(10, 1, 9, 55), False),
    ],
)
def test_a_column_counts_where_it_holds_each_number_once(seen, counts):
    found = counting(SAMPLE, {"n": seen}, 10)
    assert found["n"].to_list() == (list(range(seen.least, seen.least + 3)) if counts else [9, 4, 7])


def test_a_number_that_is_there_twice_counts_nothing():
    twice = pl.DataFrame({"n": [9, 9, 7]})
    assert counting(twice, {"n": Range(10, 1, 10, 55)}, 10).equals(twice)


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("step", [1, 4, 10])
def test_the_order_and_the_batches_change_nothing(order, step):
    table = pl.DataFrame({"n": list(range(10))[::order], "x": [None, *range(9)][::order]})
    counters = Counters(10)
    for part in table.iter_slices(step):
        counters.add(part)
    assert counters.counted(table.head(4)).equals(table.head(4).with_columns(n=pl.Series([0, 1, 2, 3])))
