"""A person is taken out of a table of assignments and of who was where."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from coterie.databases.membership import membership_name
from coterie.databases.targets import identifier, literal
from coterie.databases.writing import opened_target

if TYPE_CHECKING:
    from coterie.databases.address import Address
    from coterie.databases.targets import Target


class Gone(NamedTuple):
    """A table, and how many rows of a person were taken out of it."""

    table: str
    rows: int


def forget(address: Address, table: str, person: str) -> tuple[Gone, ...]:
    """Take a person out of a table that coterie wrote, and out of its membership, in one transaction.

    Parameters
    ----------
    address : Address
    table : str
        Of assignments, whose first column holds ids.
    person : str
        The id, as text.

    Raises
    ------
    coterie.errors.OutputError
        When the database cannot be reached, or refuses. Then nobody is forgotten.
    """
    if address.path and not address.path.exists():
        return ()
    with opened_target(address, table) as target:
        if address.kind == "sqlite":
            target.run("PRAGMA secure_delete = ON")  # what is deleted is overwritten as well
        kept = target.beside(membership_name(target.spelled))
        return tuple(gone for each in (target, kept) if (gone := _out_of(each, person)) is not None)


def _out_of(target: Target, person: str) -> Gone | None:
    """Take a person out of one table; None where there is none of ours."""
    held = target.find()
    if held is None or not held.ours:
        return None
    who = f"CAST({identifier(held.columns[0][0])} AS {target.types[pl.String]}) = {literal(person)}"
    rows = target.count(f"FROM {target.whole} WHERE {who}")
    target.run(f"DELETE FROM {target.whole} WHERE {who}")
    return Gone(target.spelled, rows)
