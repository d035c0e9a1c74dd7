from __future__ import annotations

from datetime import date

import duckdb
import polars as pl

import coterie


def test_types_and_schemas(tmp_path):
    path = tmp_path / "a.duckdb"
    frame = pl.DataFrame({"id": [1], "day": [date(2024, 1, 2)], "yes": [True]})
    with duckdb.connect(path) as connection:
        connection.execute("CREATE SCHEMA shop")
    for _ in range(2):
        coterie.write_table(frame, f"duckdb:///{path}", table="shop.segments")
    with duckdb.connect(path) as connection:
        assert connection.execute("FROM shop.segments").fetchall() == frame.rows()
        assert connection.execute("SELECT comment FROM duckdb_tables()").fetchall() == [("Written by coterie",)]
