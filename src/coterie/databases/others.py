"""Reading what SQLAlchemy reads, with the driver that is installed for it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from coterie import errors
from coterie.databases.columns import batches_of, to_frame
from coterie.databases.rows import QUERY, Known, Rows, chosen_table, one_query
from coterie.databases.table_names import TableName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.databases.address import Address

_READ_ONLY = {"mysql", "mariadb", "oracle", "postgresql", "cockroachdb"}
"""Where a transaction can be told to be; everywhere, it is taken back in the end."""
_KNOWN = ("postgresql", "sqlite", "duckdb", "mysql", "mariadb", "oracle", "mssql", "snowflake", "bigquery")


def read_other(address: Address, query: str | None, table: str | None) -> Rows:
    """Read a table, or the answer of a query: as `coterie.databases.postgres.read_postgres` does.

    Parameters
    ----------
    address : Address
        A URL as SQLAlchemy writes it.
    query, table : str or None
        One that reads; or else a table's or view's name, None where there is only one.

    Raises
    ------
    coterie.errors.InputError
        When it cannot be reached or read, or its driver is not installed.
    """
    with _connected(address) as connection:
        whole = None if query is not None else chosen_table(address.place, table, _tables(connection))
        sql = (
            one_query(query)
            if query is not None
            else f"SELECT * FROM {_quoted(connection, whole.name if whole else '')}"
        )
        found = connection.execution_options(stream_results=True, no_parameters=True).exec_driver_sql(sql)
        frame, remarks = to_frame(found.keys(), batches_of(found))
    return Rows(frame, f"{address.name}: {whole.name if whole else QUERY}", tuple(remarks))


@contextlib.contextmanager
def _connected(address: Address) -> Iterator[Any]:
    """Yield a connection whose transaction is taken back in the end."""
    scheme = address.url.split(":")[0]
    try:
        import sqlalchemy as sa  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise errors.libraries.not_installed(f"Reading {scheme}://", "coterie[databases]") from error
    try:
        engine = sa.create_engine(address.url)
    except sa.exc.NoSuchModuleError:
        raise errors.databases.unknown_address(scheme, _KNOWN) from None
    except ImportError as error:
        raise errors.libraries.not_installed(f"Reading {scheme}://", error.name or "its SQLAlchemy driver") from None
    except (sa.exc.ArgumentError, ValueError, TypeError) as error:
        raise errors.databases.bad_address(scheme, address.hide(str(error))) from None
    try:
        with contextlib.closing(engine.connect()) as connection:
            if engine.dialect.name in _READ_ONLY:
                connection.exec_driver_sql("SET TRANSACTION READ ONLY")
            yield connection
    except sa.exc.SQLAlchemyError as error:
        raise _failure(error, address) from None  # the driver's own words may hold the password
    finally:
        engine.dispose()


def _failure(error: Any, address: Address) -> errors.InputError:  # noqa: ANN401 - loaded when used
    """Return the error for what the driver says."""
    words = " ".join(address.hide(str(getattr(error, "orig", None) or error)).split("\n")[0].split())[:300]
    if getattr(error, "statement", None) is None:
        return errors.databases.cannot_connect(address.place, words)
    return (
        errors.databases.connection_lost(address.place)
        if error.connection_invalidated
        else errors.databases.bad_query(address.place, words)
    )


def _tables(connection: Any) -> list[Known]:  # noqa: ANN401 - loaded when used
    """Return the tables and views of the user's own schema and, with their schema, of the others."""
    import sqlalchemy as sa  # noqa: PLC0415 - an extra

    known = sa.inspect(connection)
    return [Known(TableName("", name)) for name in (*known.get_table_names(), *known.get_view_names())]


def _quoted(connection: Any, whole: str) -> str:  # noqa: ANN401 - loaded when used
    return str(connection.dialect.identifier_preparer.quote(whole))
