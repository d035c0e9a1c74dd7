from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from coterie.errors import InputError
from coterie.preparation.features import check_weights, columns_of, features_of
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


def test_dates_are_days_and_no_more_is_taken_than_asked_for():
    days = [dt.date(1970, 1, 2), None, dt.date(2024, 1, 1)]
    frame = pl.DataFrame({"x": [1.0, 2.0, 3.0], "d": days})
    columns = Column("x", "numeric", "descriptor", 0, ""), Column("d", "date", "descriptor", 0, "")
    taken = columns_of(frame, columns, most=2)
    assert taken["x"].tolist() == [1.0, 2.0]
    assert taken["d"][0] == 1.0
    assert str(taken["d"][1]) == "nan"


def test_a_weight_of_what_is_no_feature_is_refused():
    schema = Schema((Column("income", "numeric", "feature", 0, ""), Column("card", "text", "descriptor", 0, "")))
    check_weights({"income": 2.0}, schema)
    with pytest.raises(InputError, match="`weight` names 'incme', which is not a feature. Did you mean 'income'"):
        check_weights({"incme": 2.0}, schema)
