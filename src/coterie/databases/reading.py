"""The verb: read a table of a database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie import errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from coterie.databases.address import Address
    from coterie.databases.rows import Rows


def read_database(address: Address, query: str | None = None, table: str | None = None) -> Rows:
    """Read a table, or the answer of a query; nothing is ever changed.

    Parameters
    ----------
    address : Address
        From `coterie.databases.address.address_of`.
    query : str or None
        One SELECT; or else
    table : str or None
        the name of a table or view; may be left out where there is only one.

    Returns
    -------
    Rows

    Raises
    ------
    coterie.errors.InputError
        When the database cannot be opened or read; the message shows no password.
    """
    if query is not None and table is not None:
        raise errors.databases.query_and_table()
    return _reader(address)(address, query, table)


def _reader(address: Address) -> Callable[[Address, str | None, str | None], Rows]:
    """Load what reads this kind of database, and nothing else."""
    if address.kind == "postgresql":
        from coterie.databases.postgres import read_postgres as read  # noqa: PLC0415 - as said
    elif address.kind == "sqlite":
        from coterie.databases.sqlite import read_sqlite as read  # noqa: PLC0415 - as above
    elif address.kind == "duckdb":
        from coterie.databases.duckdb import read_duckdb as read  # noqa: PLC0415 - as above
    else:
        from coterie.databases.others import read_other as read  # noqa: PLC0415 - as above
    return read
