"""An engine whose table holds purchases gives way to one that holds the customers made of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coterie.engines.memory import InMemory
from coterie.transactions import customers_in

if TYPE_CHECKING:
    from pathlib import Path

    from coterie.engines.engine import Engine, Progress
    from coterie.options import Options


def of_customers(engine: Engine, path: Path | None, options: Options, *, tell: Progress) -> Engine:
    """Return an engine of customers, whatever the rows of the table are.

    Parameters
    ----------
    engine : Engine
        Of the table as it is.
    path : pathlib.Path or None
        Where a table lies that is not held: its purchases pass by, and the customers made of them are held.
    options : Options
    tell : callable
        Told of progress.

    Returns
    -------
    Engine
        The same one where the rows are customers, or may be.

    Raises
    ------
    coterie.errors.InputError
        For an option that names no column.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.options import Options
    >>> from coterie.sources import read
    >>> n = range(40)
    >>> days = [f"2024-01-{day % 28 + 1:02}" for day in n]
    >>> bought = read(pl.DataFrame({"client_id": [i % 9 for i in n], "day": days, "amount": [i * 7 % 11 for i in n]}))
    >>> quiet = lambda *_: None
    >>> of_customers(InMemory(bought, quiet), None, Options(), tell=quiet).rows
    9
    """
    found, table = engine.look(options)
    if not found.purchases:
        return engine
    made = customers_in(
        table if path is None else path,
        found,
        table=table,
        on_progress=lambda _, done, total: tell("Cleaning", done, total),
    )
    if made is None:
        return engine
    if path is not None:
        made = replace(made, table=replace(made.table, sha256=engine.digest()))
    return InMemory(made.table, tell, made=made)
