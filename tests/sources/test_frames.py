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
