from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

import polars as pl
import pytest

from coterie.databases.columns import to_frame


@pytest.mark.parametrize(
    ("values", "dtype", "expected"),
    [
        ([1, None, 3], pl.Int64, [1, None, 3]),
        ([1, 2.5], pl.Float64, [1.0, 2.5]),
        ([True, None], pl.Boolean, [True, None]),
        ([None, None], pl.String, [None, None]),
        ([1, "none"], pl.String, ["1", "none"]),
        ([2**70, 1], pl.String, [str(2**70), "1"]),
        ([Decimal("1.50"), Decimal(2)], pl.Float64, [1.5, 2.0]),
        ([Decimal("1E+2"), 3], pl.Int64, [100, 3]),
        ([Decimal("12345678901234567890")], pl.String, ["12345678901234567890"]),
        ([date(2024, 1, 2), None], pl.Date, [date(2024, 1, 2), None]),
        ([datetime(2024, 1, 2, 3)], pl.Datetime("us"), [datetime(2024, 1, 2, 3)]),
        ([datetime(2024, 1, 2, tzinfo=UTC)], pl.Datetime("us", "UTC"), [datetime(2024, 1, 2, tzinfo=UTC)]),
        ([timedelta(hours=36), None], pl.Float64, [1.5, None]),
        ([time(3, 4), UUID(int=1)], pl.String, ["03:04:00", str(UUID(int=1))]),
        ([[1], {"a": 2}], pl.String, ["[1]", "{'a': 2}"]),
    ],
)
@pytest.mark.parametrize("split", [False, True])
def test_values_of_any_types(values, dtype, expected, split):
    rows = [(value,) for value in values]
    frame, notes = to_frame(["x"], [[row] for row in rows] if split else [rows])
    assert (frame["x"].to_list(), frame["x"].dtype) == (expected, dtype)
    assert not notes


def test_binary_values_are_left_out_and_said():
    frame, notes = to_frame(["id", "photo", "mixed"], [[(1, b"\x00", b"\x01")], [(2, None, "x")]])
    assert frame.to_dict(as_series=False) == {"id": [1, 2], "mixed": [None, "x"]}
    assert [(note.column, note.code, note.rows) for note in notes] == [
        ("photo", "database_binary", 0),
        ("mixed", "database_binary_values", 1),
    ]


def test_no_rows_are_columns_without_values():
    assert to_frame(["id", "id"], [])[0].columns == ["id", "id (2)"]
