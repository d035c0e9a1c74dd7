import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.errors import InputError
from coterie.sources import read
from coterie.sources.file_formats import FORMATS
from coterie.sources.typed.files import read_folder

FRAME = pl.DataFrame({"id": [1, 2], "name": ["a", None], "x": [1.5, 2.5]})


def test_parquet_and_arrow_come_back() -> None:
    parquet, arrow, stream = io.BytesIO(), io.BytesIO(), io.BytesIO()
    FRAME.write_parquet(parquet)
    FRAME.write_ipc(arrow)
    FRAME.write_ipc_stream(stream)
    assert FORMATS["parquet"].read(parquet.getvalue(), "a")[0].equals(FRAME)
    assert FORMATS["arrow"].read(arrow.getvalue(), "a")[0].equals(FRAME)
    assert FORMATS["arrow"].read(stream.getvalue(), "a")[0].equals(FRAME)


def test_json_lines_and_an_array_of_objects_come_back() -> None:
    assert FORMATS["json"].read(FRAME.write_ndjson().encode(), "a")[0].equals(FRAME)
    assert FORMATS["json"].read(FRAME.write_json().encode(), "a")[0].equals(FRAME)


def test_a_late_type_counts() -> None:
    rows = '{"a": 1}\n' * 2000 + '{"a": 1.5, "b": "x"}\n'
    assert FORMATS["json"].read(rows.encode(), "a")[0]["a"][2000] == 1.5


def test_values_of_several_kinds_become_text() -> None:
    frame, *_ = FORMATS["json"].read(b'{"a": 1}\n{"a": [1, 2]}\n{"a": "x"}\n', "a")
    assert frame["a"].to_list() == ["1", "[1, 2]", "x"]


def test_records_become_columns() -> None:
    frame, *_ = FORMATS["json"].read(b'{"a": {"b": {"c": 1}, "d": 2}}', "a")
    assert frame.to_dicts() == [{"a.b.c": 1, "a.d": 2}]


def test_a_bad_line_is_named() -> None:
    with pytest.raises(InputError, match=r"^'a' cannot be read: line 3 is no JSON object\."):
        FORMATS["json"].read(b'{"a": 1}\n\n{"a": \n', "a")
    with pytest.raises(InputError, match=r"^'a' cannot be read: line 1 is no JSON object\."):
        FORMATS["json"].read(b"[1, 2]", "a")


@pytest.mark.parametrize(("kind", "spelled"), [("parquet", "Parquet"), ("arrow", "Arrow"), ("json", "JSON")])
@given(data=st.binary(max_size=60))
def test_no_bytes_end_in_another_error(kind: str, spelled: str, data: bytes) -> None:
    starts = {"parquet": b"PAR1", "arrow": b"ARROW1", "json": b"["}
    with pytest.raises(InputError, match=rf"^'a' cannot be read: (it is no {spelled} file|line \d+ is no JSON)"):
        FORMATS[kind].read(starts[kind] + data + b"\xff", "a")


def test_deep_nesting_is_an_error_in_words() -> None:
    with pytest.raises(InputError, match=r"^'a' has records inside records, more than 32 deep\. Export one flat"):
        FORMATS["json"].read(b"[" * 200_000, "a")


def test_a_folder_of_parquet_is_one_table(tmp_path: Path) -> None:
    for country in ("DE", "FR"):
        (tmp_path / f"country={country}").mkdir()
        FRAME.write_parquet(tmp_path / f"country={country}" / "part.parquet")
    found = read_folder(tmp_path)
    assert found is not None
    frame, digest = found
    assert frame["country"].to_list() == ["DE", "DE", "FR", "FR"]
    assert frame["id"].to_list() == [1, 2, 1, 2]
    assert digest == read_folder(tmp_path)[1]  # type: ignore[index]  # found above
    assert read(tmp_path).frame.equals(frame)


def test_a_folder_without_parquet_is_none(tmp_path: Path) -> None:
    assert read_folder(tmp_path) is None


def test_a_folder_of_something_else_called_parquet_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(InputError, match=r"cannot be read: its Parquet files cannot be read as one table\."):
        read_folder(tmp_path)
