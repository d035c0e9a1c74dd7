"""Reading SQLite with Python's own library: its columns hold values of any type, as ADBC's driver does not expect."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING
from urllib.parse import quote

from coterie import errors
from coterie.databases.columns import batches_of, to_frame
from coterie.databases.rows import QUERY, Known, Rows, chosen_table, one_query
from coterie.databases.table_names import TableName
from coterie.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.databases.address import Address

_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
_PRIMARY = 0xFF  # of an extended code: what kind of error it is of
_NOT_READABLE = {
    *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR),
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED),
}
_TABLES = r"SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\_%' ESCAPE '\'"
_NOT_UTF8 = "Could not decode to UTF-8"


def read_sqlite(address: Address, query: str | None, table: str | None) -> Rows:
    """Read a table, or the answer of a query: as `coterie.databases.postgres.read_postgres` does.

    Parameters
    ----------
    address : Address
        Of the file, which is opened for reading only.
    query, table : str or None
        One that reads; or else a table's or view's name, None where there is only one.

    Raises
    ------
    coterie.errors.InputError
        When there is no such file or table, or the query fails.
    """
    with _connected(address) as connection:
        known = [Known(TableName("", name)) for (name,) in connection.execute(_TABLES)]
        whole = None if query is not None else chosen_table(address.place, table, known)
        sql = one_query(query) if query is not None else f"SELECT * FROM {whole.sql if whole else ''}"
        name = f"{address.name}: {whole.name if whole else QUERY}"
        try:
            return _rows(connection, sql, name)
        except sqlite3.OperationalError as error:
            if _NOT_UTF8 not in str(error):
                raise
        connection.text_factory = lambda text: text.decode("cp1252", "replace")
        rows = _rows(connection, sql, name)
    return Rows(rows.frame, name, (Remark("database_windows_text"), *rows.remarks))


def _rows(connection: sqlite3.Connection, sql: str, name: str) -> Rows:
    cursor = connection.execute(sql)
    frame, notes = to_frame([column[0] for column in cursor.description], batches_of(cursor))
    return Rows(frame, name, tuple(notes))


@contextlib.contextmanager
def _connected(address: Address) -> Iterator[sqlite3.Connection]:
    """Yield a connection that can read and nothing else."""
    assert address.path is not None  # noqa: S101 - SQLite is a file
    if not address.path.exists():
        raise errors.reading.no_such_file(address.path)
    try:
        uri = f"file:{quote(str(address.path.absolute()))}?mode=ro"
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.execute("PRAGMA query_only = 1")
            connection.execute("PRAGMA trusted_schema = 0")
            connection.set_authorizer(
                lambda action, *_: sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY
            )
            yield connection
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise _failure(error, address) from error


def _failure(error: Exception, address: Address) -> errors.InputError:
    """Return the error for what SQLite says."""
    words, code = str(error), getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if code == sqlite3.SQLITE_AUTH:
        return errors.databases.bad_query(address.place, "it does something else than read")
    if code in _NOT_READABLE:
        return errors.databases.cannot_connect(address.place, words)
    return errors.databases.bad_query(address.place, words)
