"""Notes that a table of a database was written and that its run is still to be recorded elsewhere.

A note is written in the transaction of the table and taken away when the run is in the history. Where a command ends
between the two, the next one finds the note, and records the run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from coterie.databases.table_names import TableName, target_name
from coterie.databases.targets import literal
from coterie.databases.writing import opened_target

if TYPE_CHECKING:
    from coterie.databases.address import Address
    from coterie.databases.targets import Target

_COLUMNS = ("token", "history", "record")


class Note(NamedTuple):
    """A run that is to be recorded: what it is known by, in which history, and its record."""

    token: str
    history: str
    record: str


def pending_name(table: str) -> str:
    """Return the name of the table of notes, which stands in the schema of the table that was written.

    Examples
    --------
    >>> print(pending_name("sales.segments"))
    sales.coterie_pending
    """
    return TableName(target_name(table).schema, "coterie_pending").spelled


def note(target: Target, what: Note) -> None:
    """Write a note in the transaction of a table."""
    notes = target.beside(pending_name(target.spelled))
    if notes.find() is None:
        notes.create(tuple((name, notes.types[pl.String]) for name in _COLUMNS), "token")
    notes.run(f"INSERT INTO {notes.whole} VALUES ({', '.join(map(literal, what))})")


def notes_of(address: Address, table: str, history: str) -> list[Note]:
    """Return the notes that are left of a history's runs.

    Raises
    ------
    coterie.errors.OutputError
        When the database cannot be reached.
    """
    if address.path and not address.path.exists():
        return []
    with opened_target(address, pending_name(table)) as notes:
        if notes.find() is None:
            return []
        wanted = f"SELECT token, history, record FROM {notes.whole} WHERE history = {literal(history)} ORDER BY token"
        return [Note(*row) for row in notes.ask(wanted)]


def take_away(address: Address, table: str, token: str) -> None:
    """Take a note away: its run is recorded."""
    with opened_target(address, pending_name(table)) as notes:
        notes.run(f"DELETE FROM {notes.whole} WHERE token = {literal(token)}")
