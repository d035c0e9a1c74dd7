"""A table of an SQLite file that results go to."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING, Any, ClassVar

import polars as pl

from coterie import errors
from coterie.databases.table_names import TableName, table_name
from coterie.databases.targets import MARK, Held, Target, definition, identifier

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coterie.databases.address import Address


@contextlib.contextmanager
def sqlite_target(address: Address, table: str) -> Iterator[SqliteTarget]:
    """Yield a table inside a transaction, which is done when this ends well and else taken back.

    Raises
    ------
    coterie.errors.OutputError
        When the file cannot be written.
    """
    assert address.path is not None  # noqa: S101 - SQLite is a file
    new = not address.path.exists()
    done = False
    try:
        with contextlib.closing(sqlite3.connect(address.path, isolation_level=None, timeout=15)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield SqliteTarget(connection, _name(table))
            connection.execute("COMMIT")
            done = True
    except sqlite3.Error as error:
        raise errors.databases.table_not_writable(address.place, table, str(error)) from error
    finally:
        if new and not done:
            address.path.unlink(missing_ok=True)


def _name(table: str) -> str:
    """Return a name without the quotes around it; there are no schemas, so that points are letters like others."""
    found = table_name(table)
    return table if found is None or found.schema else found.name


class SqliteTarget(Target):
    """A `coterie.databases.targets.Target`."""

    types: ClassVar[Mapping[type[pl.DataType], str]] = {
        pl.Int64: "INTEGER",
        pl.Float64: "REAL",
        pl.String: "TEXT",
        pl.Boolean: "INTEGER",
        pl.Date: "TEXT",
        pl.Datetime: "TEXT",
    }

    reuses_keys: ClassVar[bool] = True

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self._connection = connection
        self._table = table
        self.whole = self.bare = identifier(table)
        self.spelled = TableName("", table).spelled

    def beside(self, name: str) -> SqliteTarget:
        """Return another table."""
        return SqliteTarget(self._connection, _name(name))

    def run(self, sql: str) -> None:
        """Run a statement."""
        self._connection.execute(sql)

    def ask(self, sql: str) -> list[Any]:
        """Return the rows that a query answers."""
        return self._connection.execute(sql).fetchall()

    def find(self) -> Held | None:
        """Say what stands under the name."""
        sql = "SELECT type, sql FROM sqlite_master WHERE lower(name) = lower(?)"
        found = self._connection.execute(sql, (self._table,)).fetchone()
        if found is None:
            return None
        if found[0] != "table":
            raise errors.databases.bad_table_name(self._table, f"this {found[0]} has it")
        columns = self._connection.execute("SELECT name, type, pk FROM pragma_table_info(?)", (self._table,)).fetchall()
        keys = [name for name, _, key in columns if key]
        plain = tuple((name, kind) for name, kind, _ in columns)
        return Held(f"/* {MARK} */" in (found[1] or ""), plain, keys[0] if len(keys) == 1 else None)

    def is_read_by(self, sql: str) -> bool:
        """Return whether a query reads the table, be it by a view; SQLite tells when it plans the query."""
        read: set[str] = set()

        def note(action: int, name: str | None, *_: object) -> int:
            if action == sqlite3.SQLITE_READ and name:
                read.add(name.casefold())
            return sqlite3.SQLITE_OK

        self._connection.set_authorizer(note)
        with contextlib.suppress(sqlite3.Error):  # reading tells what is wrong with the query
            self._connection.execute(f"EXPLAIN {sql}").close()
        self._connection.set_authorizer(None)
        return self._table.casefold() in read

    def clear(self) -> None:
        """Take every row out."""
        self._connection.execute(f"DELETE FROM {self.whole}")

    def drop(self) -> None:
        """Take the table away."""
        self._connection.execute(f"DROP TABLE {self.whole}")

    def create(self, columns: tuple[tuple[str, str], ...], key: str | None = None) -> None:
        """Make a table of ours; SQLite keeps the statement's comment."""
        self._connection.execute(f"CREATE TABLE {self.whole} (/* {MARK} */ {definition(columns, key)})")

    def look_up_by(self, column: str) -> None:
        """Make an index: without one, each row that is looked for takes a pass over the table."""
        name = identifier(f"{self._table}_by_{column}")
        self._connection.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {self.whole} ({identifier(column)})")

    def insert(self, frame: pl.DataFrame) -> None:
        """Put rows in; dates as text, as SQLite has no other."""
        marks = ", ".join("?" * frame.width)
        words = frame.with_columns(pl.selectors.temporal().cast(pl.String))
        self._connection.executemany(f"INSERT INTO {self.whole} VALUES ({marks})", words.iter_rows())
