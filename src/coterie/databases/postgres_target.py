"""A table of PostgreSQL that results go to."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, ClassVar

import polars as pl

from coterie import errors
from coterie.databases.failures import while_writing
from coterie.databases.postgres import connected
from coterie.databases.table_names import TableName, target_name
from coterie.databases.targets import MARK, Held, Target, definition, identifier, literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coterie.databases.address import Address

_LONGEST_NAME = 63
_FIND = """
SELECT c.relkind::text AS kind, coalesce(obj_description(c.oid, 'pg_class'), '') AS comment, c.oid::bigint AS oid
FROM pg_class c WHERE c.oid = to_regclass({})
"""
_COLUMNS = """
SELECT attname::text AS name, format_type(atttypid, atttypmod) AS kind
FROM pg_attribute WHERE attrelid = {} AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""
_KEY = """
SELECT a.attname::text AS name FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
WHERE i.indrelid = {} AND i.indisprimary AND i.indnatts = 1
"""
_READ = """
SELECT 1 AS one FROM pg_locks WHERE pid = pg_backend_pid() AND relation = {} AND mode = 'AccessShareLock'
"""
_RIGHTS = """
SELECT privilege_type AS right, CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE grantee::regrole::text END AS who, is_grantable
FROM pg_class c, aclexplode(c.relacl) WHERE c.oid = {} AND grantee <> c.relowner
"""


@contextlib.contextmanager
def postgres_target(address: Address, table: str) -> Iterator[PostgresTarget]:
    """Yield a table inside a transaction, which is done when this ends well and else taken back.

    Raises
    ------
    coterie.errors.InputError, coterie.errors.OutputError
        When the database cannot be reached or refuses; the message shows no password.
    """
    schema, name = target_name(table)
    if len(name.encode()) > _LONGEST_NAME:
        raise errors.databases.bad_table_name(table, f"PostgreSQL takes {_LONGEST_NAME} bytes")
    with connected(address, lambda error, address: while_writing(error, address, table)) as cursor:
        cursor.execute("SET LOCAL lock_timeout = '15s'")
        yield PostgresTarget(cursor, schema, name)
        cursor.connection.commit()


class PostgresTarget(Target):
    """A `coterie.databases.targets.Target`."""

    types: ClassVar[Mapping[type[pl.DataType], str]] = {
        pl.Int64: "bigint",
        pl.Float64: "double precision",
        pl.String: "text",
        pl.Boolean: "boolean",
        pl.Date: "date",
        pl.Datetime: "timestamp without time zone",
    }

    reuses_keys: ClassVar[bool] = True

    def __init__(self, cursor: Any, schema: str, name: str) -> None:  # noqa: ANN401 - the driver has no types
        self._cursor = cursor
        self._schema = schema
        self._name = name
        self.whole = TableName(schema, name).sql
        self.bare, self.spelled = identifier(name), TableName(schema, name).spelled
        self._rights: list[tuple[str, str, bool]] = []
        self._oid = 0

    def beside(self, name: str) -> PostgresTarget:
        """Return another table."""
        schema, bare = target_name(name)
        if len(bare.encode()) > _LONGEST_NAME:
            raise errors.databases.bad_table_name(name, f"PostgreSQL takes {_LONGEST_NAME} bytes")
        return PostgresTarget(self._cursor, schema, bare)

    def run(self, sql: str) -> None:
        """Run a statement."""
        self._cursor.execute(sql)

    def find(self) -> Held | None:
        """Say what stands under the name; other writers wait from now on, readers do not."""
        found = self.ask(_FIND.format(literal(self.whole)))
        if not found:
            return None
        kind, comment, self._oid = found[0]
        if kind not in {"r", "p"}:
            raise errors.databases.bad_table_name(self._name, "a view or something else has it")
        self._cursor.execute(f"LOCK TABLE {self.whole} IN SHARE ROW EXCLUSIVE MODE")
        key = [name for (name,) in self.ask(_KEY.format(self._oid))]
        columns = tuple(self.ask(_COLUMNS.format(self._oid)))
        return Held(str(comment).startswith(MARK), columns, key[0] if key else None)

    def is_read_by(self, sql: str) -> bool:
        """Return whether a query reads the table, also by a view or a function: what is read stays locked."""
        from adbc_driver_postgresql import dbapi  # noqa: PLC0415 - only PostgreSQL needs it

        self._cursor.execute("SET TRANSACTION READ ONLY")
        try:
            self.ask(f"SELECT 1 AS one FROM (\n{sql}\n) AS q LIMIT 1")
        except dbapi.Error:
            return False  # reading tells what is wrong with the query
        return bool(self.ask(_READ.format(self._oid)))

    def clear(self) -> None:
        """Take every row out; who reads sees the old ones until the end."""
        self._cursor.execute(f"DELETE FROM {self.whole}")

    def drop(self) -> None:
        """Take the table away, unless views need it."""
        self._rights = self.ask(_RIGHTS.format(self._oid))
        self._cursor.execute(f"DROP TABLE {self.whole}")

    def create(self, columns: tuple[tuple[str, str], ...], key: str | None = None) -> None:
        """Make a table of ours, with the rights that others had to the one before."""
        self._cursor.execute(f"CREATE TABLE {self.whole} ({definition(columns, key)})")
        self._cursor.execute(f"COMMENT ON TABLE {self.whole} IS {literal(MARK)}")
        for right, who, grantable in self._rights:
            option = " WITH GRANT OPTION" if grantable else ""
            self._cursor.execute(f"GRANT {right} ON {self.whole} TO {who}{option}")

    def insert(self, frame: pl.DataFrame) -> None:
        """Put rows in by binary COPY."""
        schema = {"db_schema_name": self._schema} if self._schema else {}
        self._cursor.adbc_ingest(self._name, frame, mode="append", **schema)

    def ask(self, sql: str) -> list[Any]:
        """Return the rows that a query answers."""
        self._cursor.execute(sql)
        return pl.DataFrame(self._cursor.fetch_arrow()).rows()
