"""An engine of SQLAlchemy over SQLite or PostgreSQL, whose writers wait for each other, and which shows no password."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING, Any

from coterie import errors
from coterie.databases.failures import of_postgres

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import sqlalchemy as sa

    from coterie.databases.address import Address

PATIENCE = 20
"""Seconds that a writer waits for the one before."""
_LOCK = 7_318_349_394_477_056
"""Of PostgreSQL's advisory locks the one that writers of ours hold: "coterie" in letters, as a number."""


def engine_of(address: Address) -> sa.Engine:
    """Return an engine; nothing is opened yet.

    Parameters
    ----------
    address : Address
        Of SQLite or PostgreSQL.

    Raises
    ------
    coterie.errors.LibraryMissing
        When what it needs is not installed.

    Examples
    --------
    >>> from coterie.databases.address import address_of
    >>> engine_of(address_of("sqlite:///runs.sqlite")).dialect.name
    'sqlite'
    """
    try:
        import sqlalchemy as sa  # noqa: PLC0415 - an extra
        from sqlalchemy.pool import NullPool  # noqa: PLC0415 - as above
    except ImportError as error:
        raise errors.libraries.not_installed("--history", "coterie[history]") from error
    name, connect, begin = _ways(address)
    engine = sa.create_engine(f"{name}://", creator=connect, poolclass=NullPool)
    sa.event.listen(engine, "begin", begin)
    return engine


@contextlib.contextmanager
def transaction(engine: sa.Engine, address: Address, *, writes: bool) -> Iterator[sa.Connection]:
    """Yield a connection inside one transaction, which is done when this ends well and else taken back.

    Parameters
    ----------
    engine : sqlalchemy.Engine
    address : Address
        Where it leads, for messages.
    writes : bool
        Whether something is written: then whoever else would write waits from the beginning.

    Raises
    ------
    coterie.errors.SourceUnreachable, coterie.errors.TargetUnreachable
        When the database cannot be reached or refuses, while reading and while writing.
    """
    import sqlalchemy as sa  # noqa: PLC0415 - an extra

    try:
        with engine.execution_options(coterie_writes=writes).begin() as connection:
            yield connection
    except (sa.exc.SQLAlchemyError, sqlite3.Error) as error:
        problem = _failure(error, address)
        raise (errors.databases.not_written(problem) if writes else problem) from None  # it may hold the password


def _ways(address: Address) -> tuple[str, Callable[[], Any], Callable[[Any], None]]:
    """Return the dialect, what connects and what begins a transaction."""
    if address.kind == "sqlite":
        return "sqlite", lambda: _sqlite(address), _begin_sqlite
    try:
        import psycopg  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise errors.libraries.not_installed("--history in PostgreSQL", "coterie[history]") from error
    return "postgresql+psycopg", lambda: psycopg.connect(**_parts(address)), _begin_postgres


def _sqlite(address: Address) -> sqlite3.Connection:
    """Open a file in the journal mode that it has: WAL fails on network shares."""
    assert address.path is not None  # noqa: S101 - SQLite is a file
    connection = sqlite3.connect(address.path, isolation_level=None, timeout=PATIENCE, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _begin_sqlite(connection: sa.Connection) -> None:
    """Take the lock at once: who reads first and writes later is refused when another one wrote in between."""
    writes = connection.get_execution_options().get("coterie_writes", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgres(connection: sa.Connection) -> None:
    """Let writers of ours wait for each other, and nobody else."""
    if connection.get_execution_options().get("coterie_writes", True):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _parts(address: Address) -> dict[str, Any]:  # as the driver names them
    """Return what the driver connects with, part by part: a whole address would stand in its messages."""
    parts: dict[str, Any] = {  # as above
        "connect_timeout": "15",
        "application_name": "coterie",
        **address.parameters,
        "host": address.host,
        "port": address.port,
        "user": address.user,
        "password": address.password,
        "dbname": address.database,
    }
    return {key: value for key, value in parts.items() if value}


def _failure(error: Exception, address: Address) -> errors.InputError:
    """Return the error for what a driver says, without a password."""
    said = getattr(error, "orig", None) or error
    if getattr(said, "sqlite_errorname", "").startswith("SQLITE_BUSY") or getattr(said, "sqlstate", None) == "55P03":
        return errors.databases.locked(address.place, PATIENCE)
    if getattr(said, "sqlite_errorname", "").startswith("SQLITE_READONLY"):
        return errors.databases.read_only(address.place)
    if address.kind == "postgresql":
        return of_postgres(said, address)
    return errors.databases.cannot_connect(address.place, " ".join(str(said).split()))
