"""A history, opened: made where there is none, and brought to the latest schema."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coterie import errors
from coterie.atomic import system_reason
from coterie.databases.address import Address, address_of
from coterie.databases.engine import engine_of, transaction

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    import sqlalchemy as sa

_OTHERS = {"duckdb": "is DuckDB, which one process alone may open", "other": "is a database that keeps none"}


class History:
    """A history of runs.

    Attributes
    ----------
    address : coterie.databases.address.Address
    engine : sqlalchemy.Engine
    """

    def __init__(self, address: Address, engine: sa.Engine) -> None:
        self.address, self.engine = address, engine

    @property
    def place(self) -> str:
        """Where it is, for messages."""
        return self.address.place

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """Return a `with` block of a transaction that reads."""
        return transaction(self.engine, self.address, writes=False)

    def writing(self) -> AbstractContextManager[sa.Connection]:
        """Return a `with` block of a transaction that writes: whole or not at all."""
        return transaction(self.engine, self.address, writes=True)


def open_history(at: str, *, make: bool = True) -> History:
    """Open a history of runs.

    Parameters
    ----------
    at : str
        A file of SQLite, which need not be there; the address of SQLite or PostgreSQL; or ``$NAME`` of the variable
        that holds it.
    make : bool
        Whether to begin one where there is none.

    Raises
    ------
    coterie.errors.RunNotFound
        When there is none and none is to be begun.
    coterie.errors.HistoryTooNew
        When a later version wrote it.
    coterie.errors.InputError, coterie.errors.OutputError
        When it cannot be opened. No message shows a password.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     open_history(f"{folder}/runs.sqlite").address.name
    'runs.sqlite'
    """
    address = history_address(at)
    if address.path and not make and not address.path.exists():
        raise errors.history.not_there(address.place)
    history = History(address, engine_of(address))
    _bring_up(history, make=make)
    return history


def check_writable(history: History) -> None:
    """Refuse a history that a run could not be recorded in, before any work is done.

    Raises
    ------
    coterie.errors.TargetUnreachable
        When it is locked, or may not be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     check_writable(open_history(f"{folder}/runs.sqlite"))
    """
    import sqlalchemy as sa  # noqa: PLC0415 - an extra

    from coterie.history.tables import TAGS  # noqa: PLC0415 - as above

    none = sa.select(*TAGS.c).where(sa.false())
    with history.writing() as connection:
        connection.execute(sa.insert(TAGS).from_select([each.name for each in TAGS.c], none))


def history_address(at: str) -> Address:
    """Return the address of a history; a plain path is that of a file of SQLite.

    Examples
    --------
    >>> history_address("runs.sqlite").kind
    'sqlite'
    """
    address = address_of(at)
    if address is None:
        if "://" in at:
            raise errors.history.not_kept_there("is the address of a file elsewhere")
        address = Address("sqlite", path=Path(at).expanduser())
        _check_path(address)
    if address.kind in _OTHERS:
        raise errors.history.not_kept_there(_OTHERS[address.kind])
    return address


def _check_path(address: Address) -> None:
    """Refuse a path at which no history can be."""
    assert address.path is not None  # noqa: S101 - it was made of one
    try:
        there = address.path.exists() and not (address.path.is_file() and address.path.stat().st_size == 0)
        folder = address.path.absolute().parent.is_dir()
    except OSError as error:  # a name that is too long
        problem = errors.databases.cannot_connect(address.place, system_reason(error))
        raise errors.databases.not_written(problem) from None
    if there:
        raise errors.history.not_kept_there(f"'{address.path}' is no database of SQLite")
    if not folder:
        raise errors.history.not_kept_there(f"'{address.path}' is in a folder that is not there")


def _bring_up(history: History, *, make: bool) -> None:
    """Bring the schema to the latest one; only who finds an earlier one waits for other writers."""
    from coterie.history.upgrading import steps, upgrade, version_of  # noqa: PLC0415 - Alembic is an extra

    known = steps()
    if history.address.path is None or history.address.path.exists():
        with history.reading() as connection:
            found = version_of(connection, history.place, known)
        if found == known.get_current_head():
            return
        if found is None and not make:
            raise errors.history.not_there(history.place)
    with history.writing() as connection:
        upgrade(connection, history.place, known)
