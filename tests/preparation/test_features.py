from __future__ import annotations

import datetime as dt

import polars as pl

from coterie.preparation.features import columns_of, features_of
from coterie.schema import Column, Schema


def test_features_are_taken_from_usable_customers_only():
    frame = pl.DataFrame({"x": [1.0, None, 3.0], "c": ["a", None, None]})
    schema = Schema((Column("x", "numeric", "feature", 1, ""), Column("c", "categorical", "feature", 2, "")))
    taken = features_of(frame, schema)
    assert taken.usable.tolist() == [True, False, True]
    assert taken.columns["x"].tolist() == [1.0, 3.0]
    assert taken.columns["c"].tolist() == ["a", None]


def test_a_flag_is_a_category():
    frame = pl.DataFrame({"f": [True, None, False]})
    schema = Schema((Column("f", "boolean", "feature", 1, ""),))
    assert features_of(frame, schema).columns["f"].tolist() == ["true", "false"]


def test_dates_are_no_arrays_and_no_more_is_taken_than_asked_for():
    frame = pl.DataFrame({"x": [1.0, 2.0, 3.0], "d": [dt.date(2024, 1, 1)] * 3})
    columns = Column("x", "numeric", "descriptor", 0, ""), Column("d", "date", "descriptor", 0, "")
    taken = columns_of(frame, columns, most=2)
    assert {name: values.tolist() for name, values in taken.items()} == {"x": [1.0, 2.0]}
