from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest

from coterie.errors import Drifted
from coterie.schema import Column
from coterie.scoring.cells import _as_text, read_column, read_ids

AGE = Column("age", "numeric", "feature", 0, "")


def test_a_column_of_yes_and_no_is_no_number():
    with pytest.raises(Drifted, match="'age' was numeric"):
        read_column(pl.Series("age", [True]), AGE)
    assert read_column(pl.Series("age", [None], dtype=pl.Boolean), AGE).to_list() == [None]


def test_decimals_are_rounded_once_whatever_the_column_keeps():
    few, many = (pl.Series("age", [Decimal("0.1")], dtype=pl.Decimal(38, scale)) for scale in (1, 30))
    assert read_column(few, AGE).to_list() == read_column(many, AGE).to_list() == [0.1]


@pytest.mark.parametrize(
    ("cells", "kind", "read"),
    [
        (pl.Series("id", ["7", "-3", None]), "integer", [7, -3, None]),
        (pl.Series("id", [7, 8], dtype=pl.UInt8), "integer", [7, 8]),
        (pl.Series("id", [7.0, 2.0**60]), "text", ["7", str(float(2**60))]),
        (pl.Series("id", ["a", "b"], dtype=pl.Categorical), "text", ["a", "b"]),
        (pl.Series("id", [7.5]), None, [7.5]),
        (pl.Series("id", [object], dtype=pl.Object), None, [str(object)]),
    ],
)
def test_ids_keep_their_type(cells, kind, read):
    found = read_ids(cells, kind)
    assert found.to_list() == read or kind == "text"
    assert found.dtype == {"integer": pl.Int64, "text": pl.String}.get(kind, found.dtype)


@pytest.mark.parametrize("odd", ["x", "012", "7.0", "1" * 19, ""])
def test_an_id_that_is_no_whole_number_is_refused_where_all_were(odd):
    with pytest.raises(Drifted, match="'id' held whole numbers"):
        read_ids(pl.Series("id", ["7", odd]), "integer")


def test_a_number_as_an_id_is_whole_only_where_nothing_stands_behind_the_point():
    read = _as_text(pl.Series([2.0, 1.4, 1.6, -3.0, float("nan"), None])).to_list()
    assert read == ["2", "1.4", "1.6", "-3", None, None]
