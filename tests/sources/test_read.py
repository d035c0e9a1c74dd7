import gzip
import hashlib
from pathlib import Path

import polars as pl
import pytest

from coterie.errors import InputError
from coterie.sources import read

CSV = "id,Age ,name\n1,20,Zoë\n2,30,Jürgen\n"


@pytest.fixture
def put(tmp_path: Path):  # type: ignore[no-untyped-def]  # a function that writes a file
    def write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_text_comes_as_text(put, encoding: str) -> None:  # type: ignore[no-untyped-def]  # a fixture
    data = CSV.encode(encoding)
    path = put("customers.csv", data)
    table = read(path)
    assert table.frame.to_dict(as_series=False) == {"id": ["1", "2"], "Age": ["20", "30"], "name": ["Zoë", "Jürgen"]}
    assert (table.name, table.kind, table.sha256) == ("customers.csv", "file", hashlib.sha256(data).hexdigest())
    assert read(str(path)).frame.equals(table.frame)
    assert path.read_bytes() == data


def test_the_encoding_found_is_said_unless_it_is_utf8(put) -> None:  # type: ignore[no-untyped-def]  # a fixture
    assert [remark.facts["encoding"] for remark in read(put("a.csv", CSV.encode("cp1252"))).remarks] == ["Windows-1252"]
    assert read(put("a.csv", CSV.encode())).remarks == ()


def test_nul_bytes_are_removed_and_said(put) -> None:  # type: ignore[no-untyped-def]  # a fixture
    table = read(put("a.csv", b"id,age\n1,2\x000\n2,30\n"))
    assert table.frame["age"].to_list() == ["20", "30"]
    assert table.remarks[0].code == "null_bytes"


def test_typed_files_keep_their_types(put, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]  # a fixture
    frame = pl.DataFrame({"id": [1, 2], "age": [20.5, None]})
    frame.write_parquet(tmp_path / "a.parquet")
    assert read(tmp_path / "a.parquet").frame.equals(frame)
    assert read(put("a.jsonl", frame.write_ndjson().encode())).frame.equals(frame)


def test_packed_text_is_read(put) -> None:  # type: ignore[no-untyped-def]  # a fixture
    assert read(put("a.csv.gz", gzip.compress(CSV.encode()))).frame.height == 2


def test_a_table_passes_through() -> None:
    table = read(pl.DataFrame({"a": [1]}))
    assert read(table) is table


def test_no_such_file_names_the_nearest(put) -> None:  # type: ignore[no-untyped-def]  # a fixture
    path = put("customers.csv", b"x")
    with pytest.raises(InputError, match=r"^No such file: '.*custmers\.csv'\. Did you mean 'customers\.csv'\?$"):
        read(path.with_name("custmers.csv"))


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"is a folder, not a customer table\. Name the file in it\.$"):
        read(tmp_path)


@pytest.mark.parametrize("data", [b"", b"\n\n  \n", b"\xef\xbb\xbf", b"\xff\xfe", b",,\n,,\n"])
def test_an_empty_file_is_refused(put, data: bytes) -> None:  # type: ignore[no-untyped-def]  # a fixture
    with pytest.raises(InputError, match=r"^'a\.csv' is empty\. Export the customer table again"):
        read(put("a.csv", data))


def test_a_header_without_rows_is_refused(put) -> None:  # type: ignore[no-untyped-def]  # a fixture
    with pytest.raises(InputError, match=r"^'a\.csv' has a header but no rows\."):
        read(put("a.csv", b"id,age\n"))
    with pytest.raises(InputError, match=r"^'frame' has a header but no rows\."):
        read(pl.DataFrame({"a": []}))


def test_binary_data_called_csv_is_refused(put) -> None:  # type: ignore[no-untyped-def]  # a fixture
    garbage = hashlib.shake_256(b"seed").digest(5000)
    with pytest.raises(InputError, match=r"^'a\.csv' cannot be read: it holds no text but binary data\. Save it again"):
        read(put("a.csv", garbage))


def test_a_wrong_encoding_is_refused(put) -> None:  # type: ignore[no-untyped-def]  # a fixture
    for encoding in ("utf-8", "no-such"):
        with pytest.raises(InputError, match=rf"^'a\.csv' cannot be read: it is not in the encoding '{encoding}'\."):
            read(put("a.csv", CSV.encode("cp1252")), encoding=encoding)


def test_a_header_row_that_is_not_there_is_refused(put) -> None:  # type: ignore[no-untyped-def]  # a fixture
    with pytest.raises(InputError, match=r"^`header_row` is 9, but 'a\.csv' has no filled line or row of that number"):
        read(put("a.csv", CSV.encode()), header_row=9)


def test_a_file_that_cannot_be_opened_is_refused(put, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]  # a fixture
    def denied(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = put("a.csv", CSV.encode())
    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(InputError, match=r"^'a\.csv' cannot be read: permission denied\. Save it again"):
        read(path)


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b.csv", "~nobody-here/a.csv", ""])
def test_names_that_no_file_can_have_are_refused(name: str) -> None:
    with pytest.raises(InputError):
        read(name)


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet", "polars"])
def test_names_that_are_patterns_are_put_in_parentheses_and_said(put, kind: str) -> None:  # type: ignore[no-untyped-def]  # a fixture
    frame = pl.DataFrame({"id": ["1", "2"], "*": ["3", "4"], "^id$": ["5", "6"], "b": ["7", "8"]})
    writers = {"csv": frame.write_csv, "jsonl": frame.write_ndjson, "parquet": frame.write_parquet}
    source = frame
    if kind in writers:
        source = put(f"a.{kind}", b"")
        writers[kind](source)
    table = read(source)
    assert table.frame.to_dict(as_series=False) == {
        "id": ["1", "2"], "(*)": ["3", "4"], "(^id$)": ["5", "6"], "b": ["7", "8"]
    }  # fmt: skip
    assert [(remark.column, remark.code, remark.facts) for remark in table.remarks] == [
        ("(*)", "name_is_pattern", {"name": "*"}),
        ("(^id$)", "name_is_pattern", {"name": "^id$"}),
    ]


def test_records_under_a_pattern_become_columns(put) -> None:  # type: ignore[no-untyped-def]  # a fixture
    assert read(put("a.jsonl", b'{"*": {"a": 1}, "b": 2}')).frame.to_dicts() == [{"*.a": 1, "b": 2}]
