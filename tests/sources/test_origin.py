from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from coterie.sources import origin_of, read
from coterie.sources.origin import Origin, as_kind

KEPT = np.array([0, 2]), np.array([0, 1, 1])
VALUES = pl.Series("segment_id", [4, None], dtype=pl.Int32)


@pytest.mark.parametrize(
    ("frame", "kind"),
    [
        (pl.DataFrame({"a": [1, 2, 3]}), pl.Series),
        (pl.LazyFrame({"a": [1, 2, 3]}), pl.Series),
        (pd.DataFrame({"a": [1, 2, 3]}, index=["x", "y", "z"]), pd.Series),
        (pa.table({"a": [1, 2, 3]}), pa.ChunkedArray),
    ],
)
def test_a_column_has_a_value_for_every_row_that_came_in(frame, kind):
    column = origin_of(read(frame), KEPT).column(VALUES)
    assert isinstance(column, kind)
    values = column.to_pylist() if kind is pa.ChunkedArray else list(column)
    assert [None if value is None or value is pd.NA else value for value in values] == [4, None, None]


def test_whole_numbers_of_pandas_stay_whole_where_some_are_missing():
    assert as_kind(VALUES, "pandas").dtype == "Int32"
    assert as_kind(VALUES.drop_nulls(), "pandas").dtype == "Int32"
    assert as_kind(pl.Series("x", [0.5, None]), "pandas").isna().tolist() == [False, True]


def test_so_they_do_in_a_frame():
    customers = pl.DataFrame({"segment_id": VALUES, "distance": [0.5, None], "code": [1, 2]})
    for index in (None, pd.Index(["x", "y"])):
        made = Origin("pandas", index).frame(customers)
        assert made.dtypes.astype(str).to_dict() == {"segment_id": "Int32", "distance": "float64", "code": "int64"}
        assert made["segment_id"].isna().tolist() == [False, True]


def test_purchases_have_their_customer_s_value_and_customers_no_index():
    index = pd.Index(["p", "q", "r"])
    origin = Origin("pandas", index, *KEPT, bought=lambda: np.array([2, -1, 0]))
    column = origin.column(pl.Series("segment_id", [4, 5], dtype=pl.Int32))
    assert column.index.equals(index)
    assert column.isna().tolist() == [False, True, False]
    assert column.dropna().tolist() == [5, 4]
    assert origin.frame(pl.DataFrame({"segment_id": [4, 5]})).index.tolist() == [0, 1]


def test_nobody_placed_is_a_missing_value_for_everybody():
    none = pl.Series("segment_id", [], dtype=pl.Int32)
    assert Origin("polars", bought=lambda: np.array([-1, -1])).column(none).to_list() == [None, None]
