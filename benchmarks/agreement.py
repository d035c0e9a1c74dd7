"""How far every way of scoring agrees with Python: five segmentations, many hard rows each, a tenth on a border.

Run: python benchmarks/agreement.py [--rows 100000] [--in duckdb sqlite postgres mariadb onnx]. PostgreSQL and MariaDB
are started for it, as the tests start them. Then the query's time in PostgreSQL beside that of adding up the columns.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

TESTS = Path(__file__).resolve().parents[1] / "tests"
sys.path[:0] = [str(TESTS / "scoring" / "agreeing"), str(TESTS / "databases")]

from five import KINDS, differing, hard_rows, segmentation  # noqa: E402 - found beside the tests
from in_onnx import in_onnx  # noqa: E402 - as above
from in_sql import answers, created, in_duckdb, in_sqlite, inserting  # noqa: E402 - as above

import coterie  # noqa: E402 - as above
from coterie.scoring.onnx import to_onnx  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pymysql import Connection

    from conftest import Server

SQL = ("duckdb", "sqlite", "postgres", "mariadb")


class Postgres:
    def __init__(self, server: Server) -> None:
        self.server = server

    def fill(self, table: pl.DataFrame) -> None:
        self.server.run("DROP TABLE IF EXISTS customers", created(table))
        with self.server.connect() as connection, connection.cursor().copy("COPY customers FROM STDIN") as copy:
            for row in table.iter_rows():
                copy.write_row(row)
        self.server.run("ANALYZE customers")

    def __call__(self, table: pl.DataFrame, query: str) -> list[tuple[Any, ...]]:
        self.fill(table)
        with self.server.connect() as connection:
            return connection.execute(query).fetchall()


class Maria:
    def __init__(self, connection: Connection[Any]) -> None:
        self.connection = connection

    def __call__(self, table: pl.DataFrame, query: str) -> list[tuple[Any, ...]]:
        with self.connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS customers")
            cursor.execute(created(table, "`"))
            rows = table.rows()
            for first in range(0, len(rows), 5000):
                cursor.executemany(inserting(table, "%s"), rows[first : first + 5000])
            self.connection.commit()
            cursor.execute(query)
            return list(cursor.fetchall())


@contextlib.contextmanager
def ways(names: list[str]) -> Iterator[dict[str, Callable[..., Any]]]:
    """Start what is asked for."""
    with contextlib.ExitStack() as stack:
        found: dict[str, Callable[..., Any]] = {"duckdb": in_duckdb, "sqlite": in_sqlite}
        if "postgres" in names:
            from conftest import Server  # noqa: PLC0415 - starts nothing unless asked for

            folder = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
            server = Server(folder)
            stack.callback(server.stop)
            found["postgres"] = Postgres(server)
        if "mariadb" in names:
            from mariadb_server import maria  # noqa: PLC0415 - as above

            found["mariadb"] = Maria(stack.enter_context(maria()))
        yield found


def asked(way: str, run: Callable[..., Any] | None, scorer: coterie.Scorer, table: pl.DataFrame) -> pl.DataFrame:
    """Return the answers of one way of scoring, in the order of the table."""
    if way == "onnx" or run is None:
        return in_onnx(to_onnx(scorer._segmentation), table)
    query = coterie.sql(scorer._segmentation, dialect=way, table="customers")
    return answers(run(table, query), table)


def cost(server: Postgres, rows: int) -> None:
    """Say what the query of 17 columns takes in PostgreSQL beside adding its columns up."""
    from scoring import CUSTOMERS, wide  # noqa: PLC0415 - the benchmark beside this one

    scorer, customers = wide()
    chance = np.random.default_rng(5)
    table = pl.DataFrame(customers)[chance.integers(0, CUSTOMERS, rows)]
    table = table.with_columns(customer=pl.format("C{}", pl.int_range(rows)))
    server.fill(table)
    query = coterie.sql(scorer._segmentation, dialect="postgres", table="customers")
    plain = "SELECT count(*), sum(" + " + ".join(table.columns[1:]) + ") FROM customers"
    with server.server.connect() as connection:
        for _ in range(3):
            took = []
            for each in (plain, query):
                lines = connection.execute(f"EXPLAIN (ANALYZE, TIMING OFF) {each}").fetchall()
                took.append(next(float(line.split()[2]) for (line,) in lines if line.startswith("Execution Time")))
            said = f"{took[1]:.0f} ms, adding them up {took[0]:.0f} ms, {took[1] / took[0]:.1f} x"
            print(f"PostgreSQL, {rows:,} rows of 17 columns: {said}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--in", nargs="*", default=[*SQL, "onnx"], choices=[*SQL, "onnx"], dest="ways")
    parser.add_argument("--kinds", nargs="*", default=KINDS, choices=KINDS)
    given = parser.parse_args()
    with ways(given.ways) as running:
        for kind in given.kinds:
            found, made = segmentation(kind)
            scorer = coterie.Scorer(found)
            table = hard_rows(scorer, made, given.rows)
            wanted = scorer.many(table).frame
            for way in given.ways:
                begun = time.perf_counter()
                other, clear = differing(wanted, asked(way, running.get(way), scorer, table))
                took = time.perf_counter() - begun
                print(
                    f"{kind:13} {way:9} {given.rows:,} rows: {other} differ, {clear} of a clear margin ({took:.1f} s)",
                    flush=True,
                )
        if "postgres" in given.ways:
            cost(running["postgres"], given.rows)


if __name__ == "__main__":
    main()
