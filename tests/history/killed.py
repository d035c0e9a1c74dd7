"""Writes a table, moves membership on and records the run, again and again, in processes that are killed at any moment.

Polars is loaded and not used before the processes part, as its threads would not go with them.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from importlib import import_module
from typing import TYPE_CHECKING

import polars as pl
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


def main(history_at: str, shop: str, times: int) -> None:
    """Kill a night at a random moment of its writing, as often as is asked; the first and the last may end."""
    chance = random.Random(7)  # noqa: S311 - moments
    longest = 0.0
    for n in range(times + 1):
        here, there = os.pipe()
        child = os.fork()
        if child == 0:
            night(history_at, shop, n, lambda there=there: os.write(there, b"."))
            os._exit(0)
        os.close(there)
        os.read(here, 1)  # it begins to write
        begun = time.monotonic()
        if n not in {0, times}:
            time.sleep(longest * chance.random())
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        longest = longest or time.monotonic() - begun
        os.close(here)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
