"""Writes a table, moves membership on and records the run, again and again, in processes that are killed at any moment.

Polars is loaded and not used before the processes part, as its threads would not go with them.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
import time
from contextlib import closing
from importlib import import_module
from typing import TYPE_CHECKING

import polars as pl
import psycopg
from recorded import record

from coterie.cli.destination import Destination
from coterie.cli.recording import Recording, mend
from coterie.databases.writing import target_address
from coterie.history import Target, open_history
from coterie.history.building import Asked

if TYPE_CHECKING:
    from collections.abc import Callable


for name in (
    *("adbc_driver_postgresql.dbapi", "psycopg", "sqlalchemy.dialects.postgresql.psycopg"),
    *("coterie.databases.membership", "coterie.databases.pending", "coterie.databases.postgres_target"),
    *("coterie.databases.sqlite_target", "coterie.history.recording", "coterie.history.upgrading"),
):
    import_module(name)  # before the processes part


class Segments:
    """What is asked of a segmentation."""

    def __init__(self, n: int) -> None:
        self.n = n

    @property
    def identities(self):
        return self

    @property
    def segments(self):
        return record().segments


class Plain(Destination):
    """A table without the columns that say when it was written."""

    def written(self, assignments, segmentation, also=None):
        from coterie.databases.writing import table_written  # noqa: PLC0415 - as the command does

        return table_written(assignments, self.address, self.table, key="id", also=lambda t: also(t, "id"))


def counted(limit: int | None) -> list[int]:
    """Count the calls from now on in the list returned, and be killed at one of them: no step is too short to meet."""
    calls = [0]

    def count(frame: object, event: str, what: object) -> None:
        del frame, what
        if event in {"call", "c_call"}:
            calls[0] += 1
            if calls[0] == limit:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)
    return calls


def night(history_at: str, shop: str, n: int, begin: Callable[[], object]) -> None:
    """Do what a night does: everybody changes segment each time."""
    history = open_history(history_at)
    destination = Plain(target_address(shop), "segments")
    mend(history, destination)
    rows = {"id": [f"c{i}" for i in range(200)], "segment_id": [(i + n) % 2 for i in range(200)]}
    frame = pl.DataFrame(rows).with_columns(segment=pl.lit("Savers"), night=n)
    made = Recording(history, Asked("score", {}), destination)
    begin()
    with made.around(frame, Segments(n), lambda: record(n, target=Target(shop, "segments"))):
        pass


def one(history_at: str, shop: str, n: int, there: int, limit: int | None) -> None:
    """Live through a night, and say when its writing begins and how many calls it took; none for a limit of 0."""
    calls: list[int] = [0]

    def begin() -> None:
        nonlocal calls
        os.write(there, b".")
        calls = calls if limit == 0 else counted(limit)

    night(history_at, shop, n, begin)
    sys.setprofile(None)
    os.write(there, b"%d" % calls[0])
    os._exit(0)


def check(shop: str) -> None:
    """Stop where, after a kill, the table is not whole or membership says something else."""
    address = shop.removeprefix("sqlite:///")
    opened = sqlite3.connect(address) if address != shop else psycopg.connect(shop)
    with closing(opened) as shown:
        (found,) = shown.execute(
            "SELECT count(*), count(DISTINCT t.night), count(m.id) FROM segments t LEFT JOIN segments_membership m "
            'ON m.id = t.id AND m.segment_id = t.segment_id AND m."left" IS NULL'
        ).fetchall()
    if tuple(found) != (200, 1, 200):
        sys.exit(f"rows, nights and memberships: {found}")


def main(history_at: str, shop: str, kills: int) -> None:
    """Kill as many nights as is asked, in turn at a call and at a moment of writing; two before and one after end.

    Calls are as far apart as they can be, moments are random.
    """
    chance = random.Random(7)  # noqa: S311 - moments
    longest, most = 0.0, 0
    for n in range(kills + 3):
        ends, by_call = n in {0, 1, kills + 2}, n % 2 == 0
        limit = None if ends else 1 + most * (n - 2) // kills if by_call else 0
        here, there = os.pipe()
        child = os.fork()
        if child == 0:
            one(history_at, shop, n, there, limit)
        os.close(there)
        os.read(here, 1)  # it begins to write
        begun = time.monotonic()
        if not ends and not by_call:
            time.sleep(longest * chance.random())
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        check(shop)
        if ends:  # the first one also makes tables, so the second one counts
            longest, most = time.monotonic() - begun, int(os.read(here, 20))
        os.close(here)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
