"""Reading DuckDB files."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import polars as pl

from coterie import errors
from coterie.databases.rows import QUERY, Known, Rows, chosen_table, different, one_query
from coterie.databases.selection import select
from coterie.databases.table_names import TableName, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.databases.address import Address

_WHOLE = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"}
_LONG = {"HUGEINT", "UHUGEINT", "UBIGINT"}
_SPELLED = {
    **dict.fromkeys(_WHOLE, "integer"),
    **dict.fromkeys(_LONG, "numeric"),
    "FLOAT": "real",
    "DOUBLE": "double precision",
    "VARCHAR": "text",
    "BOOLEAN": "boolean",
    "DATE": "date",
    **dict.fromkeys(("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"), "timestamp without time zone"),
    "TIMESTAMP WITH TIME ZONE": "timestamp with time zone",
    "INTERVAL": "interval",
    "BLOB": "bytea",
}
"""DuckDB's types as PostgreSQL spells them."""
_TABLES = """
SELECT table_schema, table_name, table_schema = current_schema() FROM information_schema.tables
WHERE table_catalog = current_database() ORDER BY 1, 2
"""


def read_duckdb(address: Address, query: str | None, table: str | None) -> Rows:
    """Read a table, or the answer of a query: as `coterie.databases.postgres.read_postgres` does.

    Parameters
    ----------
    address : Address
        Of the file, which is opened for reading only; queries reach no other file.
    query, table : str or None
        One that reads; or else a table's or view's name, None where there is only one.

    Raises
    ------
    coterie.errors.InputError
        When there is no such file or table, the query fails, or DuckDB is not installed.
    """
    with _connected(address) as connection:
        whole = None if query is not None else chosen_table(address.place, table, _tables(connection))
        sql = (
            _one_statement(connection, one_query(query))
            if query is not None
            else f"SELECT * FROM {whole.sql if whole else ''}"
        )
        asked = connection.sql(sql)
        titles, remarks = different(asked.columns)
        types = [_spelled(str(kind)) for kind in asked.types]
        selected = select(titles, types)
        name = f"{address.name}: {shown(whole, 'main', QUERY)}"
        if not selected.sql:
            raise errors.databases.no_columns_in_database(name)
        names = ", ".join(f"c{i}" for i in range(len(titles)))
        answer = connection.sql(f"SELECT {selected.sql} FROM (\n{sql}\n) AS q({names})")
        frame, more = selected.frame(pl.DataFrame(_Stream(answer.__arrow_c_stream__())))
    return Rows(frame, name, (*remarks, *more))


def _tables(connection: Any) -> list[Known]:  # noqa: ANN401 - loaded when used
    found = connection.execute(_TABLES).fetchall()
    return [Known(TableName(schema, name), bare) for schema, name, bare in found]


class _Stream:
    """An answer as Polars takes it. Given DuckDB's own object, it would make DuckDB complain when Python ends."""

    def __init__(self, capsule: object) -> None:
        self.capsule = capsule

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.capsule


def _spelled(kind: str) -> str:
    return "numeric" if kind.startswith("DECIMAL") else _SPELLED.get(kind, kind)


@contextlib.contextmanager
def _connected(address: Address) -> Iterator[Any]:
    """Yield a connection that can read this file and nothing else."""
    try:
        import duckdb  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise errors.libraries.not_installed("Reading a DuckDB file", "coterie[duckdb]") from error
    assert address.path is not None  # noqa: S101 - DuckDB is a file here
    if not address.path.exists():
        raise errors.reading.no_such_file(address.path)
    try:
        with duckdb.connect(address.path, read_only=True, config={"enable_external_access": False}) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            connection.execute("SET lock_configuration = true")
            yield connection
    except duckdb.Error as error:
        words = " ".join(str(error).split("\n\n")[0].split("\nLINE ")[0].split())
        if isinstance(error, duckdb.IOException):
            raise errors.databases.cannot_connect(address.place, words.split("(PID")[0]) from error
        raise errors.databases.bad_query(address.place, words) from error


def _one_statement(connection: Any, query: str) -> str:  # noqa: ANN401 - loaded when used
    """Return a query that is one statement, which reads: DuckDB would run them all."""
    statements = connection.extract_statements(query)
    if len(statements) != 1:
        raise errors.databases.bad_query("DuckDB", f"it is {len(statements)} statements")
    if statements[0].type.name != "SELECT":
        raise errors.databases.not_a_query(statements[0].type.name)
    return query
