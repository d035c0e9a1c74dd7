"""New purchases, where the segments were made from purchases: customers are made of them in the same way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from coterie import errors
from coterie.options import Options
from coterie.remarks import words
from coterie.schema.purchases import spelled
from coterie.scoring.row_words import rows_again
from coterie.sources import Table, read
from coterie.sources.scan import scan
from coterie.transactions import Beside, Made, Purchases, beside_of, make_customers, tables_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coterie.scoring.doubt import Doubt
    from coterie.scoring.stopping import Checks
    from coterie.segmentation import Segmentation
    from coterie.sources import Reading
    from coterie.transactions import Idle, Joined
    from coterie.transactions.joining import Unmatched


def customers_of(
    segmentation: Segmentation,
    customers: object,
    *,
    checks: Checks = "usual",
    joining: Mapping[str, Any] | None = None,  # options, each of its own type
    idle: Idle | None = None,
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
    joining : mapping, optional
        Which customers are joined to purchases: the options `customers`, `customers_id`, `customers_table` and
        `unmatched`. What the segmentation kept stands in for what they leave open.
    idle : Idle, optional
        Days whose purchases are left out, and at whose end customers are looked at.
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
    found = made_again(segmentation, customers, checks=checks, joining=joining, idle=idle, **reading)
    return (found.table, found.purchases) if isinstance(found, Made) else (found, None)


def made_again(
    segmentation: Segmentation,
    customers: object,
    *,
    checks: Checks = "usual",
    joining: Mapping[str, Any] | None = None,  # options, each of its own type
    idle: Idle | None = None,
    **reading: Unpack[Reading],
) -> Made | object:
    """Do as `customers_of`, and return all that is known of how customers were made; of customers, those alone.

    Examples
    --------
    >>> import coterie
    >>> bank = coterie.datasets.bank_customers(n=500)
    >>> made_again(coterie.segment(bank, k=2, evidence="none").segmentation, bank) is bank
    True
    """
    before = segmentation.purchases
    if before is None:
        if beside_of(**joining or {}) is not None:
            raise errors.transactions.customers_beside_customers()
        return customers
    customers, beside = _beside(customers, before.joined, joining or {}, reading)
    path = str(customers) if isinstance(customers, str | Path) else ""
    customers, table = _looked_at(customers, reading)
    names = table.frame.columns
    features = [column.name for column in segmentation.schema.features]
    if beside is None and all(name in names for name in features):
        return customers
    if beside is None and before.joined is not None:
        _check_joined(before.joined, features)
    if missing := {what: name for what, name in before.columns.items() if name not in names}:
        raise errors.transactions.missing_purchase_columns(missing, names)
    try:
        again = rows_again(segmentation, customers, before.columns)
        command = spelled(path, before.columns, rows=again.rows)
        if again.unknown:
            raise errors.transactions.unknown_row_words(*again.unknown[0], command)
        _stop(again.doubts, checks)
        made = make_customers(
            customers, before.columns, table=table, rows=again.rows, earlier=True, beside=beside, idle=idle
        )
    except errors.NeedsAnswer as error:
        question = error.in_both.partition(" Answer with ")[0]
        raise errors.transactions.open_purchases(question, error.answers, command) from error
    except errors.Drifted:
        raise
    except errors.InputError as error:
        raise errors.transactions.other_purchases(error) from error
    doubts = (*(doubt.remark for doubt in again.doubts), *made.purchases.doubts)
    return replace(made, purchases=replace(made.purchases, doubts=doubts))


def _looked_at(customers: object, reading: Mapping[str, Any]) -> tuple[object, Table]:
    """Return what is to be summarised, and a table of the same columns: of what need not be read, without its rows."""
    scanned = scan(customers) if all(value is None for value in reading.values()) else None
    if scanned is not None:
        return customers, Table(scanned.frame.head(0).collect(), scanned.name, "", scanned.kind)
    table = read(customers, **reading)
    return table, table


def _beside(
    source: object, before: Joined | None, joining: Mapping[str, Any], reading: Mapping[str, Any]
) -> tuple[object, Beside | None]:
    """Return the purchases, and the customers to join to them: as they were joined when the segments were made."""
    beside = beside_of(**joining) if before is None or joining.get("customers") is not None else None
    if before is not None and beside is None and scan(source) is None:
        source, beside = tables_of(source, Options(**joining, **reading))
    if beside is None or before is None:
        return source, beside
    own = before.id if beside.id is None and before.id in beside.names else beside.id
    dropped: Unmatched = "drop" if "drop" in {before.unmatched, beside.unmatched} else "keep"
    return source, replace(beside, id=own, unmatched=dropped, zeros=before.zeros, called=before.columns)


def _check_joined(before: Joined, features: Sequence[str]) -> None:
    """Refuse purchases alone where segments were built on columns of a table of customers."""
    joined = {name for _, name in before.columns}
    if missing := [name for name in features if name in joined]:
        raise errors.transactions.needs_customers(before.name, missing)


def _stop(doubts: Sequence[Doubt], checks: Checks) -> None:
    """Stop where words are new that decide on most rows."""
    if stopping := [doubt.remark for doubt in doubts if checks == "strict" or (doubt.stops and checks == "usual")]:
        raise errors.columns.unlike_before([words().line(remark) for remark in stopping])
