"""A table in databases, and the answers of a query as a table."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from typing import Any

import duckdb
import polars as pl

NAMES = (
    *("client", "segment_id", "segment", "distance", "second_segment_id", "second_segment", "margin"),
    *("unlike_anyone", "imputed", "artefact"),
)
TYPES = {pl.String: "varchar(60)", pl.Boolean: "boolean", pl.Date: "date"}


def created(table: pl.DataFrame, quote: str = '"') -> str:
    kinds = (f"{quote}{name}{quote} {TYPES.get(type(kind), 'double precision')}" for name, kind in table.schema.items())
    return f"CREATE TABLE customers ({', '.join(kinds)})"


def inserting(table: pl.DataFrame, mark: str) -> str:
    return f"INSERT INTO customers VALUES ({', '.join([mark] * table.width)})"  # noqa: S608 - marks alone


def in_duckdb(table: pl.DataFrame, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as lake:
        lake.register("given", table.to_arrow())
        lake.execute(created(table))
        lake.execute("INSERT INTO customers SELECT * FROM given")
        return lake.execute(query).fetchall()


def in_sqlite(table: pl.DataFrame, query: str) -> list[tuple[Any, ...]]:
    with contextlib.closing(sqlite3.connect(":memory:")) as lite:
        lite.execute(created(table))
        rows = (tuple(str(cell) if isinstance(cell, dt.date) else cell for cell in row) for row in table.iter_rows())
        lite.executemany(inserting(table, "?"), rows)
        return lite.execute(query).fetchall()


def answers(rows: list[tuple[Any, ...]], table: pl.DataFrame) -> pl.DataFrame:
    """Return what a query answered, in the order of the table."""
    found = pl.DataFrame(rows, schema=NAMES, orient="row", infer_schema_length=None)
    found = found.with_columns(pl.col("unlike_anyone").cast(pl.Boolean), pl.col("imputed").cast(pl.Int64))
    return table.select(pl.first().alias("client")).join(found, on="client", how="left", maintain_order="left")
