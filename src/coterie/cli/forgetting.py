"""A person is taken out of every table that the history knows of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie import errors

if TYPE_CHECKING:
    from coterie.history import History


def forget_everywhere(
    history: History, person: str, *, given: tuple[str | None, str | None]
) -> tuple[list[tuple[str, str, int]], list[str]]:
    """Take a person out of tables that runs wrote, and out of one that is given.

    Parameters
    ----------
    history : coterie.history.History
    person : str
        The id.
    given : (str or None, str or None)
        A database and a table of it that the history does not know, or cannot open without a password.

    Returns
    -------
    tables : list of (str, str, int)
        The database, the table, and how many rows were taken out.
    left : list of str
        Tables that could not be opened, and files in which the person may still be.

    Raises
    ------
    coterie.errors.OptionError
        When no table is known, and when only one of the two is given.
    """
    from coterie.cli.recording import plain_address
    from coterie.databases.forgetting import forget
    from coterie.databases.writing import target_address
    from coterie.history.reading import runs_of

    to, table = given
    if (to is None) != (table is None):
        raise errors.databases.write_to_and_table()
    records = [run.record for run in runs_of(history)]
    known = {(each.target.address, each.target.table) for each in records if each.target is not None}
    if to is not None and table is not None:
        forced = (plain_address(to), table)
        places = {**{each: each[0] for each in sorted(known)}, forced: to}
    else:
        places = {each: each[0] for each in sorted(known)}
    files = sorted({each.out for each in records if each.out is not None})
    if not places:
        raise errors.history.nobody_to_forget(person, files)
    found, left = [], []
    for (shown, name), address in places.items():
        try:
            found += [(shown, gone.table, gone.rows) for gone in forget(target_address(address), name, person)]
        except errors.CoterieError:
            if address == to:
                raise
            left.append(f"{name} in {shown}")
    return found, [*left, *files]
