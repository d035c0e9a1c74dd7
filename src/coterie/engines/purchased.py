"""An engine whose table holds purchases gives way to one that holds the customers made of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coterie.engines.steps import held_whole
from coterie.transactions import customers_in

if TYPE_CHECKING:
    from pathlib import Path

    from coterie.engines.steps import Looked
    from coterie.options import Options
    from coterie.transactions.joining import Beside


def of_customers(looked: Looked, path: Path | None, options: Options, *, beside: Beside | None = None) -> Looked:
    """Return customers planned, whatever the rows of the table are.

    Parameters
    ----------
    looked : Looked
        The table as it is.
    path : pathlib.Path or None
        Where a table lies that is not held: its purchases pass by, and the customers made of them are held.
    options : Options
    beside : Beside, optional
        A table of customers that is joined to the purchases.

    Returns
    -------
    Looked
        The same one where the rows are customers, or may be.

    Raises
    ------
    coterie.errors.InputError
        For an option that names no column; where customers are to be joined and these are no purchases.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.engines.steps import held_whole
    >>> from coterie.options import Options
    >>> from coterie.sources import read
    >>> n = range(40)
    >>> days = [f"2024-01-{day % 28 + 1:02}" for day in n]
    >>> bought = read(pl.DataFrame({"client_id": [i % 9 for i in n], "day": days, "amount": [i * 7 % 11 for i in n]}))
    >>> of_customers(held_whole(bought, Options(), lambda *_: None), None, Options()).job.engine.rows
    9
    """
    found, table, job = looked.draft, looked.table, looked.job
    made = customers_in(
        table if path is None else path,
        found,
        table=table,
        rows=options.rows,
        beside=beside,
        on_progress=lambda _, done, total: job.tell("Cleaning", done, total),
    )
    if made is None:
        return looked
    if path is not None:
        made = replace(made, table=replace(made.table, sha256=job.engine.digest()))
    return held_whole(made.table, options, job.tell, made=made, n_threads=job.n_threads)
