"""A sample is spread over the whole table, and the same for anyone."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.engines.sampling import drawn, rows_held, taken


def test_as_many_rows_are_held_as_cells_allow():
    assert rows_held(10**8, 9) == 500_000
    assert rows_held(10**8, 16) == 500_000
    assert rows_held(10**8, 1000) == 20_000
    assert rows_held(100, 9) == 100
    assert rows_held(10**8, 9, most=7) == 7


@given(rows=st.integers(1, 3000), held=st.integers(1, 3000), seed=st.integers(0, 99))
def test_each_stretch_gives_one_row(rows, held, seed):
    found = drawn(rows, held, random_state=seed)
    assert len(found) == min(rows, held)
    assert (np.diff(found) > 0).all()
    assert 0 <= found[0] <= found[-1] < rows
    edges = np.arange(len(found) + 1) * rows // len(found)
    assert ((edges[:-1] <= found) & (found < edges[1:])).all()
    assert (found == drawn(rows, held, random_state=seed)).all()


def test_another_seed_draws_others():
    assert (drawn(10**6, 1000, random_state=0) != drawn(10**6, 1000, random_state=1)).mean() > 0.9


@pytest.mark.parametrize("step", [1, 7, 100])
def test_rows_come_out_of_batches_as_out_of_the_whole(step):
    table = pl.DataFrame({"x": np.random.default_rng(0).normal(size=100), "w": [f"w{i}" for i in range(100)]})
    rows = drawn(100, 13, random_state=4)
    parts = ((first, table[first : first + step]) for first in range(0, 100, step))
    assert taken(parts, rows).equals(table[rows])


def test_only_columns_that_count_all_rows_count_those_taken():
    table = pl.DataFrame(
        {
            "n": np.arange(100, dtype=np.int32),
            "from1": np.arange(1, 101),
            "from5": np.arange(5, 105),
            "until": [*range(90), *range(95, 105)],
            "gap": [*range(50), None, *range(51, 100)],
        }
    )
    rows = drawn(100, 10, random_state=0)
    found = taken(((first, table[first : first + 30]) for first in range(0, 100, 30)), rows)
    assert found["n"].to_list() == list(range(10))
    assert found["n"].dtype == pl.Int32
    assert found["from1"].to_list() == list(range(1, 11))
    assert all(found[name].to_list() == table[rows][name].to_list() for name in ("from5", "until", "gap"))
