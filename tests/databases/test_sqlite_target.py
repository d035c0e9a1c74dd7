from __future__ import annotations

import contextlib
import sqlite3
from datetime import date

import polars as pl

import coterie


def test_dates_are_text_and_indexes_stay(tmp_path):
    path = tmp_path / "a.sqlite"
    frame = pl.DataFrame({"id": [1], "day": [date(2024, 1, 2)], "yes": [True]})
    coterie.write_table(frame, f"sqlite:///{path}", table="segments")
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE INDEX by_id ON segments(id)")
        coterie.write_table(frame, f"sqlite:///{path}", table="SEGMENTS")
        assert connection.execute("SELECT * FROM segments").fetchall() == [(1, "2024-01-02", 1)]
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("segments",), ("by_id",)]
