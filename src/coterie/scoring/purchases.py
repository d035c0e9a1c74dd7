"""New purchases, where the segments were made from purchases: customers are made of them in the same way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from coterie import errors
from coterie.remarks import words
from coterie.schema.purchases import spelled
from coterie.scoring.row_words import rows_again
from coterie.sources import Table, read
from coterie.sources.scan import scan
from coterie.transactions import Purchases, make_customers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.scoring.doubts import Doubt
    from coterie.scoring.placing import Checks
    from coterie.segmentation import Segmentation
    from coterie.sources import Reading


def customers_of(
    segmentation: Segmentation,
    customers: object,
    *,
    checks: Checks = "usual",
    **reading: Unpack[Reading],
) -> tuple[object, Purchases | None]:
    """Make one row per customer of new purchases, by the columns that the segmentation kept.

    Parameters
    ----------
    segmentation : Segmentation
        What was found before.
    customers : path or frame
        Purchases, or customers: what has the columns that the segments were built on.
    checks : {"usual", "strict", "lenient"}
        As in `coterie.scoring.place`: whether words stop the work that are new in a column which says which rows count.
    **reading
        As in `coterie.sources.read`.

    Returns
    -------
    customers : Table, path or frame
        What to score.
    purchases : Purchases or None
        What the customers were made of, with its doubts: what can make every customer wrong. None where they came as
        customers.

    Raises
    ------
    coterie.errors.InputError
        When a column of the purchases is missing, or does not hold what it did: also where only a person knows which
        rows count.

    Examples
    --------
    >>> import coterie
    >>> import polars as pl
    >>> n = range(80)
    >>> days = [f"2024-{i % 12 + 1:02}-{i % 28 + 1:02}" for i in n]
    >>> bought = pl.DataFrame({"client_id": [i * i % 19 for i in n], "day": days, "amount": [i % 11 + 1 for i in n]})
    >>> found = coterie.segment(bought, k=2, evidence="none").segmentation
    >>> customers, purchases = customers_of(found, bought.head(30))
    >>> customers.frame.height, purchases.as_of
    (10, '2024-12-24')
    """
    before = segmentation.purchases
    if before is None:
        return customers, None
    path = str(customers) if isinstance(customers, str | Path) else ""
    scanned = scan(customers) if all(value is None for value in reading.values()) else None
    if scanned is None:
        customers = table = read(customers, **reading)
    else:
        table = Table(scanned.frame.head(0).collect(), scanned.name, "", scanned.kind)
    names = table.frame.columns
    if all(column.name in names for column in segmentation.schema.features):
        return customers, None
    if missing := {what: name for what, name in before.columns.items() if name not in names}:
        raise errors.transactions.missing_purchase_columns(missing, names)
    try:
        again = rows_again(segmentation, customers, before.columns)
        command = spelled(path, before.columns, rows=again.rows)
        if again.unknown:
            raise errors.transactions.unknown_row_words(*again.unknown[0], command)
        _stop(again.doubts, checks)
        made = make_customers(customers, before.columns, table=table, rows=again.rows, earlier=True)
    except errors.NeedsAnswer as error:
        question = error.in_both.partition(" Answer with ")[0]
        raise errors.transactions.open_purchases(question, error.answers, command) from error
    except errors.Drifted:
        raise
    except errors.InputError as error:
        raise errors.transactions.other_purchases(error) from error
    doubts = (*(doubt.remark for doubt in again.doubts), *made.purchases.doubts)
    return made.table, replace(made.purchases, doubts=doubts)


def _stop(doubts: Sequence[Doubt], checks: Checks) -> None:
    """Stop where words are new that decide on most rows."""
    if stopping := [doubt.remark for doubt in doubts if checks == "strict" or (doubt.stops and checks == "usual")]:
        raise errors.columns.unlike_before([words().line(remark) for remark in stopping])
