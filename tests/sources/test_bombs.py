"""Small files that stand for all memory there is: each is refused in one line, in little memory."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import workbooks
from footers import restated

MOST_MIB = 400
"""What all of them may use at most, Polars itself included."""


FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
UNPLACED = f"<row>{'<c><v>1</v></c>' * 9000}</row>" + "<row><c><v>2</v></c></row>" * 9000
SHARED = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 5001))
NESTED = "".join(f'<!ENTITY {b} "{f"&{a};" * 50}">' for a, b in zip("abcdefg", "bcdefgh", strict=True))
ENTITIES = f'<!DOCTYPE x [<!ENTITY a "{"x" * 1000}">{NESTED}]>'


def _parquet(table: pa.Table, **options: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd", write_statistics=False, **options)
    return out.getvalue()


def _lying(rows: int) -> bytes:
    """Return a Parquet file that says that it has so many rows in its footer; it has 123,457."""
    data = _parquet(pa.table({"age": pa.array([7] * 123_457, pa.int8())}))
    return restated(data, 123_457, rows, times=1)


def _arrow(*, stream: bool = False, rows: int = 40_000_000) -> bytes:
    out = io.BytesIO()
    frame = pl.DataFrame({"age": pl.repeat(0, rows, dtype=pl.Int8, eager=True)})
    frame.write_ipc_stream(out, compression="zstd") if stream else frame.write_ipc(out, compression="zstd")
    return out.getvalue()


def _arrow_lists(*, stream: bool = False) -> bytes:
    out = io.BytesIO()
    frame = pl.DataFrame({"id": [1], "tags": [pl.zeros(MANY, dtype=pl.Int8, eager=True)]})
    frame.write_ipc_stream(out, compression="zstd") if stream else frame.write_ipc(out, compression="zstd")
    return out.getvalue()


def _zip(names: list[str], data: bytes = b"a,b\n1,2\n") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, data)
    return out.getvalue()


def _understated(data: bytes) -> bytes:
    """Return a zip whose directory says that its largest file is small."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        largest = max(entry.file_size for entry in archive.infolist())
    return data.replace(struct.pack("<I", largest), struct.pack("<I", 50))


def _one_text(rows: int) -> pa.Table:
    note = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array(["z" * 500_000]))
    return pa.table({"id": range(rows), "note": note})


def _lists(table: pa.Table) -> bytes:
    """Return a Parquet file whose footer says that its lists hold seven values."""
    return restated(_parquet(table), MANY, 7)


def _long_list() -> pa.Array:
    return pa.ListArray.from_arrays(pa.array([0, MANY], pa.int32()), pa.array(np.zeros(MANY, np.int8)))


MANY = 40_000_000
UNPACKS = r"unpacks to more than 32 MiB, which is refused. Unpack it yourself and name the file."
LISTS = "values in lists, far more than a file of its size holds. Leave out the columns of lists: they are not used."
STATES = "far more than a file of its size holds. Take out what lies beyond the table, or export it again as CSV."
TEXTS = "repeats its texts until they take more than 1 GiB, which is refused. Leave out the columns of long texts"
DEEP = "has records inside records, more than 32 deep. Export one flat record per customer."
WIDE = "columns or more; at most 10,000 are read. Are rows and columns swapped?"
BOMBS: dict[str, tuple[Any, str]] = {
    "bomb.csv.gz": (lambda: gzip.compress(b"x\n" * (2**24 + 1)), UNPACKS),
    "bomb.csv.bz2": (lambda: bz2.compress(b"x\n" * (2**24 + 1)), UNPACKS),
    "bomb.csv.xz": (lambda: lzma.compress(b"x\n" * (2**24 + 1), preset=0), UNPACKS),
    "bomb.csv.zst": (lambda: pa.compress(b"x\n" * (2**24 + 1), codec="zstd", asbytes=True), UNPACKS),
    "bomb.zip": (lambda: _zip(["a.csv"], b"x\n" * (2**24 + 1)), UNPACKS),
    "understated.zip": (lambda: _understated(_zip(["a.csv"], b"x\n" * (2**24 + 1))), "its compression is damaged."),
    "bomb.xlsx": (lambda: workbooks.workbook(" " * (2**25 + 1)), UNPACKS),
    "understated.xlsx": (lambda: _understated(workbooks.workbook(" " * (2**25 + 1))), "its compression is damaged."),
    "far.xlsx": (lambda: workbooks.workbook(FAR), f"says that it has 1,048,576 rows of 16,384 columns, {STATES}"),
    "unplaced.xlsx": (lambda: workbooks.workbook(UNPLACED), f"says that it has 9,001 rows of 9,000 columns, {STATES}"),
    "shared.xlsx": (lambda: workbooks.workbook(SHARED, shared=f"<si><t>{'x' * 10**6}</t></si>"), TEXTS),
    "entities.xlsx": (
        lambda: workbooks.workbook(workbooks.row(1, "&h;"), doctype=ENTITIES),
        "it is no workbook that can be",
    ),
    "many.zip": (lambda: _zip([f"{n}.csv" for n in range(5000)]), "holds 5000 files (0.csv, 1.csv, 2.csv, 3.csv"),
    "long names.zip": (lambda: _zip([f"{n}{'y' * 60_000}.csv" for n in range(3)]), "is a zip that holds 3 files (yyyy"),
    "rows.parquet": (lambda: _parquet(pa.table({"age": pa.array([7] * 40_000_000, pa.int8())})), STATES),
    "lying.parquet": (lambda: _lying(10**12), "it is no Parquet file that can be understood."),
    "modest.parquet": (lambda: _lying(10), "it is no Parquet file that can be understood."),
    "lists.parquet": (lambda: _parquet(pa.table({"id": [1], "tags": _long_list()})), LISTS),
    "lying lists.parquet": (lambda: _lists(pa.table({"id": [1], "tags": _long_list()})), LISTS),
    "lists in records.parquet": (
        lambda: _parquet(pa.table({"id": [1], "at": pa.StructArray.from_arrays([_long_list()], ["tags"])})),
        LISTS,
    ),
    "lists.arrow": (_arrow_lists, LISTS),
    "lists.arrows": (lambda: _arrow_lists(stream=True), LISTS),
    "text.parquet": (lambda: _parquet(_one_text(5000)), TEXTS),
    "text as such.parquet": (lambda: _parquet(_one_text(5000), store_schema=False), TEXTS),
    "rows.arrow": (_arrow, f"says that it has 40,000,000 rows of 1 columns, {STATES}"),
    "stream.arrows": (lambda: _arrow(stream=True), f"says that it has 40,000,000 rows of 1 columns, {STATES}"),
    "array.json": (lambda: b"[" * 100_000 + b"]" * 100_000, DEEP),
    "record.json": (lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000, DEEP),
    "deep.jsonl": (lambda: b'{"a":' * 900 + b"1" + b"}" * 900 + b'\n{"a":1}\n', DEEP),
    "names.jsonl": (lambda: b"".join(b'{"k%d":1}\n' % n for n in range(100_000)), WIDE),
    "customers.json": (lambda: b"{%s}" % b",".join(b'"k%d":{"a":1}' % n for n in range(100_000)), WIDE),
    "sparse.jsonl": (lambda: b"".join(b'{"k%d":1}\n' % n for n in range(9_900)), STATES),
    "digits.json": (lambda: b'[{"a":' + b"9" * 10**6 + b"}]", "it is no JSON file that can be understood."),
    "columns.csv": (lambda: (",".join(f"c{n}" for n in range(100_000)) + "\n") * 3, f"has 100,000 {WIDE}"),
}
FINE = {
    "path.zip": (lambda: _zip([f"../../../etc/\x1b[31m{'x' * 60_000}.csv"]), "1 rows"),
    "tags.parquet": (lambda: _parquet(pa.table({"id": [1, 2], "tags": [["a"] * 1000, []]})), "2 rows"),
    "stated.xlsx": (lambda: workbooks.workbook(workbooks.row(1, "id", "age") + workbooks.row(2, "a", "20")), "1 rows"),
    "name.csv": (lambda: f"id,{'n' * 2**20}\n1,2\n", "1 rows"),
    "quotes.csv": (lambda: f'id,note\n1,"{"x" * 200_000}",\n2,"b"\n3,c\n', "3 rows"),
    "brackets.jsonl": (lambda: b'{"a": "%s"}\n{"a": "b"}\n' % (b"[" * 50_000), "2 rows"),
}


@pytest.fixture(scope="module")
def became(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What became of every file, read in one process of little memory."""
    folder = tmp_path_factory.mktemp("bombs")
    for name, (make, _) in (BOMBS | FINE).items():
        made = make()
        (folder / name).write_bytes(made if isinstance(made, bytes) else made.encode())
    with (folder / "line.csv").open("wb") as file:  # a gigabyte that takes no room on the disk
        file.write(b"id,age\n1,20\n")
        file.truncate(2**30)
    names = [*BOMBS, *FINE, "line.csv"]
    command = [sys.executable, Path(__file__).with_name("bombs.py"), *(folder / name for name in names)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    return {Path(path).name: found for path, found in json.loads(done.stdout).items()}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_words(became: dict[str, Any], name: str) -> None:
    assert BOMBS[name][1] in became[name][0]
    assert "\n" not in became[name][0]
    assert len(became[name][0]) < 600


@pytest.mark.parametrize("name", FINE)
def test_what_only_looks_like_one_is_read(became: dict[str, Any], name: str) -> None:
    assert became[name][0] == FINE[name][1]


def test_a_gigabyte_in_one_line(became: dict[str, Any]) -> None:
    assert "has a line of more than 16 MiB: it is no table, or its line breaks are lost." in became["line.csv"][0]


def test_all_in_little_memory(became: dict[str, Any]) -> None:
    assert max(used for _, used in became.values()) < MOST_MIB
