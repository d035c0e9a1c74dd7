"""A table of a DuckDB file that results go to."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import polars as pl

from coterie import errors
from coterie.databases.table_names import TableName, target_name
from coterie.databases.targets import MARK, Held, Target, definition, identifier, literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coterie.databases.address import Address

_FIND = """
SELECT comment FROM duckdb_tables() WHERE database_name = current_database()
AND lower(schema_name) = lower(coalesce(nullif($1, ''), current_schema())) AND lower(table_name) = lower($2)
"""
_VIEW = _FIND.replace("duckdb_tables", "duckdb_views").replace("table_name", "view_name")
_COLUMNS = """
SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database()
AND lower(schema_name) = lower(coalesce(nullif($1, ''), current_schema())) AND lower(table_name) = lower($2)
ORDER BY column_index
"""
_KEY = """
SELECT constraint_column_names[1] FROM duckdb_constraints() WHERE database_name = current_database()
AND lower(schema_name) = lower(coalesce(nullif($1, ''), current_schema())) AND lower(table_name) = lower($2)
AND constraint_type = 'PRIMARY KEY' AND len(constraint_column_names) = 1
"""


@contextlib.contextmanager
def duckdb_target(address: Address, table: str) -> Iterator[DuckdbTarget]:
    """Yield a table inside a transaction, which is done when this ends well and else taken back.

    Raises
    ------
    coterie.errors.InputError, coterie.errors.OutputError
        When DuckDB is not installed, and when the file cannot be written.
    """
    try:
        import duckdb  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise errors.libraries.not_installed("Writing a DuckDB file", "coterie[duckdb]") from error
    assert address.path is not None  # noqa: S101 - DuckDB is a file here
    new = not address.path.exists()
    done = False
    try:
        with duckdb.connect(address.path) as connection:
            connection.execute("BEGIN")
            yield DuckdbTarget(connection, *target_name(table))
            connection.execute("COMMIT")
            done = True
    except duckdb.Error as error:
        why = " ".join(str(error).split("\n\n")[0].split("(PID")[0].split())
        raise errors.databases.table_not_writable(address.place, table, why) from error
    finally:
        if new and not done:
            address.path.unlink(missing_ok=True)


class DuckdbTarget(Target):
    """A `coterie.databases.targets.Target`."""

    types: ClassVar[Mapping[type[pl.DataType], str]] = {
        pl.Int64: "BIGINT",
        pl.Float64: "DOUBLE",
        pl.String: "VARCHAR",
        pl.Boolean: "BOOLEAN",
        pl.Date: "DATE",
        pl.Datetime: "TIMESTAMP",
    }

    reuses_keys: ClassVar[bool] = False

    def __init__(self, connection: Any, schema: str, name: str) -> None:  # noqa: ANN401 - loaded when used
        self._connection = connection
        self._place = [schema, name]
        self.whole = TableName(schema, name).sql
        self.bare, self.spelled = identifier(name), TableName(schema, name).spelled

    def beside(self, name: str) -> DuckdbTarget:
        """Return another table."""
        return DuckdbTarget(self._connection, *target_name(name))

    def run(self, sql: str) -> None:
        """Run a statement."""
        self._connection.execute(sql)

    def ask(self, sql: str) -> list[Any]:
        """Return the rows that a query answers."""
        return list(self._connection.execute(sql).fetchall())

    def find(self) -> Held | None:
        """Say what stands under the name."""
        if self._connection.execute(_VIEW, self._place).fetchone():
            raise errors.databases.bad_table_name(self._place[1], "a view has it")
        found = self._connection.execute(_FIND, self._place).fetchone()
        if found is None:
            return None
        columns = self._connection.execute(_COLUMNS, self._place).fetchall()
        key = self._connection.execute(_KEY, self._place).fetchone()
        return Held(str(found[0]).startswith(MARK), tuple(columns), key[0] if key else None)

    def is_read_by(self, sql: str) -> bool:
        """Return whether a query reads the table, be it by a view or a macro: whether it can be planned without it."""
        if not self._is_planned(sql):
            return False  # reading tells what is wrong with the query
        self.drop()
        return not self._is_planned(sql)

    def _is_planned(self, sql: str) -> bool:
        import duckdb  # noqa: PLC0415 - an extra

        try:
            self._connection.execute(f"EXPLAIN SELECT * FROM (\n{sql}\n) AS q")
        except duckdb.Error:
            return False
        return True

    def clear(self) -> None:
        """Take every row out."""
        self._connection.execute(f"DELETE FROM {self.whole}")

    def drop(self) -> None:
        """Take the table away."""
        self._connection.execute(f"DROP TABLE {self.whole}")

    def create(self, columns: tuple[tuple[str, str], ...], key: str | None = None) -> None:
        """Make a table of ours."""
        self._connection.execute(f"CREATE TABLE {self.whole} ({definition(columns, key)})")
        self._connection.execute(f"COMMENT ON TABLE {self.whole} IS {literal(MARK)}")

    def insert(self, frame: pl.DataFrame) -> None:
        """Put rows in, by a file: DuckDB takes no Polars frame without PyArrow."""
        with tempfile.TemporaryDirectory(prefix="coterie-") as folder:
            path = Path(folder) / "rows.parquet"
            frame.write_parquet(path)
            self._connection.execute(f"INSERT INTO {self.whole} SELECT * FROM read_parquet({literal(str(path))})")
