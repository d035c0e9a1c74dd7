"""The verb: put results into a table of a database, whole or not at all."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.atomic import system_reason, will_end
from coterie.databases.address import Address, address_of
from coterie.databases.rows import one_query
from coterie.databases.table_names import could_be
from coterie.databases.targets import replace_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from coterie.databases.targets import Target

_LIKE_RESULTS = pl.Schema({"id": pl.String(), "segment_id": pl.Int64(), "segment": pl.String(), "margin": pl.Float64()})


def target_address(to: str) -> Address:
    """Return the address of a database that can be written.

    Parameters
    ----------
    to : str
        As `coterie.databases.address.address_of` takes it. A file of SQLite or DuckDB need not be there yet.

    Raises
    ------
    coterie.errors.InputError
        When it is no database, or one that is only read.

    Examples
    --------
    >>> target_address("sqlite:///shop.sqlite").kind
    'sqlite'
    """
    address = address_of(to)
    if address is None:
        raise errors.databases.not_a_database("--write-to", str(to))
    if address.kind == "other":
        raise errors.databases.not_written_in_one(address.url.split(":", maxsplit=1)[0])
    try:
        if address.path:
            address.path.exists()
    except OSError as error:  # a name that is too long
        problem = errors.databases.cannot_connect(address.place, system_reason(error))
        raise errors.databases.not_written(problem) from None
    return address


def check_table(address: Address, table: str, *, replace: bool = False) -> None:
    """Refuse a table that results cannot go to, before any work is done: write one like it, and take that back.

    Parameters
    ----------
    address : Address
    table : str
        Its name, with a schema where that is needed.
    replace : bool
        Whether a table may be lost that coterie did not write.

    Raises
    ------
    coterie.errors.InputError, coterie.errors.OutputError
        When the database cannot be reached or written, and for a table that coterie did not write.
    """
    if not table.strip() or "\0" in table:
        raise errors.databases.bad_table_name(table, "it is empty")
    with contextlib.suppress(_TakenBackError), _target(address, table) as target:
        held = target.find()
        if held is not None and not held.ours and not replace:
            raise errors.databases.table_not_ours(address.place, table)
        if held is None or not held.ours:
            replace_rows(target, _LIKE_RESULTS.to_frame())
        raise _TakenBackError


def check_not_read(
    address: Address, table: str, *, source: object, query: str | None, read: str | None, replace: bool = False
) -> None:
    """Refuse a table that the customers come from, by whatever address.

    Parameters
    ----------
    address, table
        Where results go.
    source, query, read
        The customers, and what is read where they are a database. A table's name in a query counts as read.
    replace : bool
        Whether a table may be lost that coterie did not write; then one that a view or a function reads counts, too.

    Raises
    ------
    coterie.errors.OutputError
    """
    origin = address_of(source)
    if origin is None or not _same_database(origin, address):
        return
    bare = {each.name.casefold() for each in could_be(table)}
    if read is None and query is None:  # the only table there
        with _target(address, table) as target:
            is_read = target.find() is not None
    elif query is not None:
        is_read = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", query.casefold()) for name in bare)
    else:
        is_read = any(each.name.casefold() in bare for each in could_be(read or ""))
    queries = [query] if query else [f"SELECT * FROM {each.sql}" for each in could_be(read or table)]
    if is_read or (replace and any(_reads(address, table, each) for each in queries)):
        raise errors.databases.table_is_read(origin.place, table)


def _reads(address: Address, table: str, sql: str) -> bool:
    """Return whether a query reads a table of others by way of a view or a function."""
    found = False
    with contextlib.suppress(_TakenBackError), _target(address, table) as target:
        held = target.find()
        found = held is not None and not held.ours and target.is_read_by(one_query(sql))
        raise _TakenBackError
    return found


def _same_database(one: Address, other: Address) -> bool:
    """Return whether two addresses lead to one database, by asking it: a server or a file can have several names."""
    if one.kind != other.kind:
        return False
    if one.path and other.path:
        return one.path.exists() and other.path.exists() and one.path.samefile(other.path)
    if one.url == other.url:
        return True
    from coterie.databases.postgres import identity  # noqa: PLC0415 - loads what reads PostgreSQL, and nothing else

    return identity(one).is_same(identity(other))


@contextlib.contextmanager
def table_written(
    frame: pl.DataFrame | pl.LazyFrame,
    address: Address,
    table: str,
    *,
    replace: bool = False,
    key: str | None = None,
    also: Callable[[Target], None] | None = None,
) -> Iterator[None]:
    """Write a frame into a table in one transaction that ends when the `with` block ends well.

    Parameters
    ----------
    frame : polars.DataFrame or polars.LazyFrame
        Its values go as they are: formulas are guarded in CSV files only.
    address : Address
    table : str
        What it held is replaced; a table that is not there is made.
    replace : bool
        Whether a table may be lost that coterie did not write.
    key : str or None
        The column that is to be the primary key.
    also : callable or None
        What else is done in the same transaction, when the rows are there and the `with` block ended well.

    Raises
    ------
    coterie.errors.InputError, coterie.errors.OutputError
        As `check_table`. Then the table is as it was.
    """
    done = False
    with _target(address, table) as target:
        held = target.find()
        if held is not None and not held.ours and not replace:
            raise errors.databases.table_not_ours(address.place, table)
        replace_rows(target, frame, key=key)
        yield
        if also is not None:
            also(target)
        will_end(f"perhaps the table {table}", lambda: not done)  # nobody can tell while it is being committed
        will_end(f"the table {table}", lambda: done)
    done = True


class _TakenBackError(Exception):
    """Ends a transaction that was only to see whether it can be done."""


def opened_target(address: Address, table: str) -> AbstractContextManager[Target]:
    """Return a `with` block of a transaction around a table of a database."""
    return _target(address, table)


def _target(address: Address, table: str) -> AbstractContextManager[Target]:
    """Load what writes this kind of database, and nothing else."""
    if address.kind == "postgresql":
        from coterie.databases.postgres_target import postgres_target  # noqa: PLC0415 - as said

        return postgres_target(address, table)
    if address.kind == "sqlite":
        from coterie.databases.sqlite_target import sqlite_target  # noqa: PLC0415 - as said

        return sqlite_target(address, table)
    from coterie.databases.duckdb_target import duckdb_target  # noqa: PLC0415 - as said

    return duckdb_target(address, table)
