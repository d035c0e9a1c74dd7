from decimal import Decimal

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from coterie.errors import InputError
from coterie.sources import read, to_kind, to_polars

COLUMNS = {"id": [1, 2, 3], "name": ["a", "b", None], "x": [1.5, None, 3.5]}
KINDS = {
    "polars": pl.DataFrame(COLUMNS),
    "polars-lazy": pl.LazyFrame(COLUMNS),
    "pandas": pd.DataFrame(COLUMNS),
    "pyarrow": pa.table(COLUMNS),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_in_alike_and_goes_back_as_it_came(kind: str) -> None:
    table = read(KINDS[kind])
    assert table.kind == kind
    assert table.name == "frame"
    assert table.frame.to_dict(as_series=False) == COLUMNS
    back = to_kind(table.frame, kind)
    assert type(back) is type(KINDS[kind])
    assert to_polars(back).to_dict(as_series=False) == COLUMNS


def test_the_same_values_have_the_same_digest() -> None:
    once, again = read(KINDS["polars"]), read(pl.concat([KINDS["polars"].head(1), KINDS["polars"].tail(2)]))
    assert once.sha256 == again.sha256
    assert once.sha256 != read(KINDS["polars"].head(2)).sha256
    assert len(once.sha256) == 64


def test_a_file_goes_back_as_polars() -> None:
    assert isinstance(to_kind(KINDS["polars"], "file"), pl.DataFrame)


def test_mixed_columns_become_text() -> None:
    table = read(pd.DataFrame({"a": [1, "x", None], 7: [1, 2, 3]}))
    assert table.frame.columns == ["a", "7"]
    assert table.frame["a"].to_list() == ["1", "x", None]


def test_the_frame_given_is_left_as_it_is() -> None:
    frame = pl.DataFrame({" a ": [1]})
    assert read(frame).frame.columns == ["a"]
    assert frame.columns == [" a "]


@pytest.mark.parametrize("source", [3, None, [1, 2], {"a": [1]}])
def test_anything_else_is_refused(source: object) -> None:
    with pytest.raises(InputError, match=r"^A \w+ is not a customer table\. Give a path, or a frame"):
        read(source)


def test_columns_of_one_name_are_refused() -> None:
    with pytest.raises(InputError, match=r"^The frame has several columns named a\. Give every column its own name\.$"):
        read(pd.DataFrame([[1, 2, 3]], columns=["a", "a", "b"]))


@pytest.mark.parametrize(
    "source",
    [
        pd.DataFrame([[1, 2]], columns=[1, "1"]),
        pa.table([pa.array([1]), pa.array([2])], names=["1", "1"]),
        pd.DataFrame([[1, 2]], columns=["1", "1"]),
    ],
)
def test_columns_of_one_name_once_they_are_text_are_refused(source: object) -> None:
    with pytest.raises(InputError, match=r"^The frame has several columns named 1\. Give"):
        read(source)


def test_blank_labels_get_a_name() -> None:
    table = read(pd.DataFrame([[1, 2, 3]], columns=["", " ", "a"]))
    assert table.frame.to_dict(as_series=False) == {"column 1": [1], "column 2": [2], "a": [3]}
    assert [remark.code for remark in table.remarks] == ["column_named", "column_named"]


@pytest.mark.parametrize(
    ("values", "read_as"),
    [
        (pd.interval_range(0, 2), ["(0, 1]", "(1, 2]"]),
        (pd.period_range("2024-01", periods=2, freq="M"), ["2024-01", "2024-02"]),
        ([2**70, 3], [2**70, 3]),
        ([2**200, 3], [str(2**200), "3"]),
        (pd.array([1, None], dtype="Int64"), [1, None]),
        ([pd.Timedelta(1), "x"], ["0 days 00:00:00.000000001", "x"]),
    ],
)
def test_odd_columns_of_pandas_come_in(values: object, read_as: list[object]) -> None:
    frame = read(pd.DataFrame({"odd": values, "plain": [1, 2], "code": pd.array([7, None], dtype="Int64")})).frame
    assert frame["odd"].to_list() == read_as
    assert frame["plain"].to_list() == [1, 2]
    assert frame["code"].to_list() == [7, None]
    assert frame["code"].dtype == pl.Int64


def test_complex_numbers_come_in_as_what_they_are() -> None:
    assert read(pd.DataFrame({"odd": [1 + 2j, 3], "plain": [1, 2]})).frame["odd"].to_list() == [1 + 2j, 3 + 0j]


def test_wide_decimals_become_numbers(capfd: pytest.CaptureFixture[str]) -> None:
    wide = pa.array([Decimal("1.5"), None, Decimal("3.25")], pa.decimal256(60, 2))
    assert read(pa.table({"wide": wide, "plain": [1, 2, 3]})).frame.to_dict(as_series=False) == {
        "wide": [1.5, None, 3.25],
        "plain": [1, 2, 3],
    }
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("plan", "why"),
    [
        (pl.scan_csv("no-such-customers.csv"), "No such file or directory"),
        (pl.LazyFrame({"a": [1]}).select("b"), 'unable to find column "b"'),
        (pl.LazyFrame({"a": ["x"]}).select(pl.col("a").cast(pl.Int64)), "conversion from `str` to `i64` failed"),
    ],
)
def test_a_plan_that_fails_is_told_in_one_line(plan: pl.LazyFrame, why: str) -> None:
    with pytest.raises(
        InputError, match=r"^'frame' cannot be read: the lazy frame's plan fails \(.*\)\. Save it again"
    ) as told:
        read(plan)
    assert why in str(told.value)
    assert "\n" not in str(told.value)
