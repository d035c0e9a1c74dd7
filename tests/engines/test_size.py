"""Sizes are known before a table is read."""

from __future__ import annotations

import gzip

import polars as pl
import pytest

from coterie.engines.size import Size, size_of


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_lines_and_columns_of_text_are_known_about(tmp_path, mark):
    path = tmp_path / "x.csv"
    path.write_text(f"a{mark}b{mark}c\n" + f"1.5{mark}20{mark}x\n" * 50_000)
    found = size_of(path)
    assert (found.kind, found.rows, found.columns) == ("text", pytest.approx(50_001, rel=0.01), 3)


def test_rows_of_parquet_are_known(customers, tmp_path):
    customers.write_parquet(tmp_path / "0.parquet")
    customers.head(5).write_parquet(tmp_path / "1.parquet")
    assert size_of(tmp_path / "0.parquet") == Size("parquet", 20_000, 7)
    assert size_of(tmp_path) == Size("parquet", 20_005, 7)


def test_what_can_only_be_held_has_no_size(tmp_path):
    (tmp_path / "x.csv.gz").write_bytes(gzip.compress(b"a,b\n1,2\n"))
    (tmp_path / "x.parquet").write_bytes(b"PAR1 and then nothing")
    pl.DataFrame({"a": [1]}).write_ipc(tmp_path / "x.arrow")
    (tmp_path / "empty").mkdir()
    for name in ("x.csv.gz", "x.parquet", "x.arrow", "empty", "not-there.csv"):
        assert size_of(tmp_path / name) == Size("other")


def test_a_file_without_a_line_break_has_no_lines(tmp_path):
    (tmp_path / "x.csv").write_text("abc")
    assert size_of(tmp_path / "x.csv") == Size("text", 0, 1)


def test_memory_and_disk_follow_from_cells():
    assert Size("parquet", 10**8, 9).memory == 36 * 10**9
    assert Size("parquet", 10**8, 9).disk == 107 * 10**8
    assert Size("text", 10**8, 9).disk == 179 * 10**8
