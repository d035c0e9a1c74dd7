import io
import random

import polars as pl
import pytest

from coterie.errors import InputError
from coterie.sources import read
from coterie.sources.limits import bounds
from coterie.sources.limits.bounds import check_columns, check_json, check_lines, check_shape, check_text


@pytest.fixture
def short_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "LONGEST_LINE", 100)
    monkeypatch.setattr(bounds, "_PEEK", 10)


@pytest.mark.usefixtures("short_lines")
@pytest.mark.parametrize("ending", [b"\n", b"\r", b"\r\n"])
def test_every_line_that_fits_is_read_and_none_twice_as_long(ending: bytes) -> None:
    rng = random.Random(1)  # noqa: S311 - repeatable, and no secret
    fitting = ending.join(b"x" * rng.randrange(98) for _ in range(300))
    check_lines(io.BytesIO(fitting), "a.csv")
    for at in range(0, 400, 7):
        with pytest.raises(InputError, match=r"^'a\.csv' has a line of more than 0 MiB: it is no table, or its line"):
            check_lines(io.BytesIO(fitting[:at] + b"y" * 200 + fitting[at:]), "a.csv")


def test_columns() -> None:
    check_columns(10_000)
    with pytest.raises(InputError, match=r"^The table has 10,001 columns or more; at most 10,000 are read\. Are rows"):
        check_columns(10_001)


def test_cells_by_the_size_of_the_file() -> None:
    check_shape(2**25, 1, name="a.parquet", size=10)
    check_shape(50_000_000, 20, name="a.parquet", size=200_000_000)
    with pytest.raises(InputError, match=r"^'a\.parquet' says that it has 33,554,433 rows of 1 columns, far more than"):
        check_shape(2**25 + 1, 1, name="a.parquet", size=10)


@pytest.mark.parametrize("dtype", [pl.String, pl.Categorical, pl.Enum(["x" * 1000])])
def test_texts_that_are_stated_once_and_repeated(dtype: pl.DataType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "FREE_TEXT", 100_000)
    frame = pl.DataFrame({"note": ["x" * 1000] * 200, "age": [1] * 200}, schema_overrides={"note": dtype})
    check_text(frame.head(100), "a.parquet", 10)
    with pytest.raises(InputError, match=r"^'a\.parquet' repeats its texts until they take more than .* GiB, which is"):
        check_text(frame, "a.parquet", 10)


def test_depth_counts_brackets_but_not_those_in_texts() -> None:
    check_json(b"[" * 32 + b"]" * 32, "a.json")
    check_json(b'{"a": "' + b"[" * 100 + b'", "b": "\\"' + b"{" * 100 + b'"}\n' * 50, "a.jsonl")
    check_json(b'{"a": {"b": 1}}\n' * 100, "a.jsonl")
    with pytest.raises(InputError, match=r"^'a\.json' has records inside records, more than 32 deep\. Export one flat"):
        check_json(b'{"a":' * 33 + b"1" + b"}" * 33, "a.json")


def test_names_are_counted_over_all_records() -> None:
    check_json(b'{"a": 1, "b": "x: y"}\n' * 20_000, "a.jsonl")
    with pytest.raises(InputError, match=r"^The table has 10,.* columns or more"):
        check_json(b"".join(b'{"k%d": 1}\n' % number for number in range(10_500)), "a.jsonl")


def test_a_wide_table_is_read(tmp_path) -> None:  # type: ignore[no-untyped-def]  # a fixture
    path = tmp_path / "wide.csv"
    path.write_text("\n".join(",".join(f"{row}{column}" for column in range(2000)) for row in "abc"))
    assert read(path).frame.shape == (2, 2000)
