from __future__ import annotations

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from coterie.errors import InputError
from coterie.sources import read, scan


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch):
    monkeypatch.setattr(scan, "LARGE", 1)


def scanned(path, data):
    path.write_bytes(data)
    return scan.scan(path)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_text_in_order_is_looked_at_lazily_and_says_what_reading_says(tmp_path, end):
    path = tmp_path / "p.csv"
    lines = ["who;paid", "ann;1,5", ";2", "bob;", "ann;3"]
    found = scanned(path, (end.join(lines) + end).encode())
    assert found.name == "p.csv"
    assert_frame_equal(found.frame.collect(), read(path).frame)


@pytest.mark.parametrize(
    "data",
    [
        b'who,paid\nann,1\n"bob, jr",2\n',
        b"who,paid\nann,1\nbob\ncid,2,3\n",
        b"who,paid\nann,1\nb\xf6b,2\n",
        b"who,paid\nann,1\nb\0b,2\n",
        b"who\nann\nbob\n",
        b"A title\n\nwho,paid\nann,1\n",
        b"",
    ],
    ids=["quotes", "ragged", "Latin-1", "NUL", "one column", "preamble", "empty"],
)
def test_text_that_needs_mending_is_left_to_reading(tmp_path, data):
    assert scanned(tmp_path / "p.csv", data) is None


def test_small_files_frames_and_nothing_are_left_to_reading(tmp_path, monkeypatch):
    monkeypatch.setattr(scan, "LARGE", 1000)
    assert scanned(tmp_path / "p.csv", b"who,paid\nann,1\n") is None
    assert scan.scan(tmp_path / "none.csv") is None
    assert scan.scan(tmp_path) is None
    assert scan.scan(pl.DataFrame({"x": [1]})) is None


def test_a_folder_of_parquet_is_one_table(tmp_path):
    for country in ("DE", "FR"):
        (tmp_path / f"country={country}").mkdir()
        pl.DataFrame({"paid": [1.0]}).write_parquet(tmp_path / f"country={country}" / "a.parquet")
    assert scan.scan(tmp_path).frame.collect().sort("country").rows() == [(1.0, "DE"), (1.0, "FR")]


def test_records_are_left_to_reading_which_makes_columns_of_them(tmp_path):
    pl.DataFrame({"x": [{"y": 1}]}).write_parquet(tmp_path / "p.parquet")
    assert scan.scan(tmp_path / "p.parquet") is None


def test_a_file_that_only_begins_like_parquet_is_an_error(tmp_path):
    with pytest.raises(InputError, match="'p.parquet' cannot be read: "):
        scanned(tmp_path / "p.parquet", b"PAR1 and no more")


def test_a_plan_that_fails_is_an_error():
    with pytest.raises(InputError, match="'frame' cannot be read: "):
        scan.scan(pl.LazyFrame({"x": [1]}).select("y"))
