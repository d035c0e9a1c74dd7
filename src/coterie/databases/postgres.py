"""Reading PostgreSQL through ADBC: one transaction that can only read, and one snapshot for all it looks at."""

from __future__ import annotations

import contextlib
import ctypes
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from coterie import errors
from coterie.databases.failures import of_postgres
from coterie.databases.rows import QUERY, Known, Rows, chosen_table, different, one_query
from coterie.databases.selection import select
from coterie.databases.table_names import TableName, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coterie.databases.address import Address

_CONNECT_TIMEOUT = 15
_TABLES = """
SELECT n.nspname AS schema, c.relname AS name, pg_table_is_visible(c.oid) AS bare
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') AND NOT c.relispartition
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_t%'
  AND has_schema_privilege(n.oid, 'USAGE') AND has_any_column_privilege(c.oid, 'SELECT')
ORDER BY 1, 2
"""


def read_postgres(address: Address, query: str | None, table: str | None) -> Rows:
    """Read a table, or the answer of a query.

    Parameters
    ----------
    address : Address
    query : str or None
        One that reads; or else
    table : str or None
        a table's or view's name, with or without its schema; None where the database has only one.

    Returns
    -------
    Rows
        Whole numbers, floats, text, booleans, dates and times; what is none of them as PostgreSQL writes it.

    Raises
    ------
    coterie.errors.InputError
        When it cannot be reached or read.
    """
    with connected(address) as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL synchronize_seqscans = off")  # else rows come in an order of the moment
        whole = None if query is not None else chosen_table(address.place, table, known_tables(cursor))
        sql = one_query(query) if query is not None else f"SELECT * FROM {whole.sql if whole else ''}"
        titles, remarks = different(_titles(cursor, sql))
        name = f"{address.name}: {shown(whole, 'public', QUERY)}"
        if not titles:
            raise errors.databases.no_columns_in_database(name)
        names = ", ".join(f"c{i}" for i in range(len(titles)))
        inner = f"(\n{sql}\n) AS q({names})"
        selected = select(titles, _types(cursor, inner, len(titles)))
        if not selected.sql:
            raise errors.databases.no_columns_in_database(name)
        cursor.execute(f"SELECT {selected.sql} FROM {inner}")
        frame, more = selected.frame(pl.DataFrame(cursor.fetch_arrow()))
    return Rows(frame, name, (*remarks, *more))


@contextlib.contextmanager
def connected(
    address: Address, failure: Callable[[BaseException, Address], errors.CoterieError] = of_postgres
) -> Iterator[Any]:
    """Yield a cursor inside a transaction, which is taken back in the end; failures are told without the password."""
    try:
        from adbc_driver_postgresql import dbapi  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise errors.libraries.not_installed("PostgreSQL", "coterie[postgresql]") from error
    try:
        with dbapi.connect(_conninfo(address)) as connection, connection.cursor() as cursor:
            yield cursor
    except (dbapi.Error, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise failure(error, address) from None  # the driver's own words may hold the password


def _conninfo(address: Address) -> str:
    """Return the connection string, each part quoted: libpq shows parts of an address that it cannot read."""
    parts = {
        "connect_timeout": str(_CONNECT_TIMEOUT),
        "fallback_application_name": "coterie",
        **address.parameters,
        "host": address.host,
        "port": address.port,
        "user": address.user,
        "password": address.password,
        "dbname": address.database,
    }
    quoting = str.maketrans({"'": r"\'", "\\": r"\\"})
    return " ".join(f"{key}='{value.translate(quoting)}'" for key, value in parts.items() if value)


class Identity(NamedTuple):
    """Which database it is, whatever its address is called.

    Attributes
    ----------
    server : str
        Made when the server's data is, and the same for its replicas; empty where the user may not ask for it.
    started : str
        When the server was started.
    database : int
        Its oid.
    """

    server: str
    started: str
    database: int

    def is_same(self, other: Identity) -> bool:
        """Return whether both are one database.

        Examples
        --------
        >>> shop = Identity("73", "2024-05-17 08:00:00.123", 16384)
        >>> shop.is_same(shop._replace(server="")), shop.is_same(shop._replace(server="", started="2024-05-18"))
        (True, False)
        """
        alike = self.started == other.started or (self.server == other.server != "")
        return alike and self.database == other.database


def identity(address: Address) -> Identity:
    """Ask a database which one it is.

    Raises
    ------
    coterie.errors.InputError
        When it cannot be reached.
    """
    with connected(address) as cursor:
        cursor.execute("SELECT has_function_privilege('pg_control_system()', 'EXECUTE') AS may")
        may = pl.DataFrame(cursor.fetch_arrow()).item()
        server = "(SELECT system_identifier::text FROM pg_control_system())" if may else "''"
        what = f"{server} AS server, pg_postmaster_start_time()::text AS started, oid::bigint AS oid"
        cursor.execute(f"SELECT {what} FROM pg_database WHERE datname = current_database()")
        return Identity(*pl.DataFrame(cursor.fetch_arrow()).row(0))


def known_tables(cursor: Any) -> list[Known]:  # noqa: ANN401 - the driver has no types
    """Return the tables and views that the user may read."""
    cursor.execute(_TABLES)
    found = pl.DataFrame(cursor.fetch_arrow()).rows()
    return [Known(TableName(schema, name), bare) for schema, name, bare in found]


class _Schema(ctypes.Structure):
    """Arrow's C structure of a schema, of which only names are read."""


_Schema._fields_ = [
    ("format", ctypes.c_char_p),
    ("name", ctypes.c_char_p),
    ("metadata", ctypes.c_char_p),
    ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("children", ctypes.POINTER(ctypes.POINTER(_Schema))),
]


def _titles(cursor: Any, sql: str) -> list[str]:  # noqa: ANN401 - the driver has no types
    """Return the names of a query's columns, which is prepared and not run; two may be the same.

    The driver's own ways to them need PyArrow, and Polars stops at types that it does not hold.
    """
    cursor.adbc_statement.set_sql_query(sql)
    handle = cursor.adbc_statement.execute_schema()
    schema = _Schema.from_address(handle.address)
    return [schema.children[i].contents.name.decode() for i in range(schema.n_children)]


def _types(cursor: Any, inner: str, count: int) -> list[str]:  # noqa: ANN401 - the driver has no types
    """Return the types of a query's columns, which is not run; a domain's is what it is made of."""
    made_of = "(SELECT coalesce(nullif(typbasetype, 0), oid)::regtype::text FROM pg_type WHERE oid = pg_typeof(c{0}))"
    asked = ", ".join(f"{made_of.format(i)} AS c{i}" for i in range(count))
    cursor.execute(f"SELECT {asked} FROM (SELECT 1) AS one LEFT JOIN {inner} ON false")
    return [str(kind) for kind in pl.DataFrame(cursor.fetch_arrow()).row(0)]
