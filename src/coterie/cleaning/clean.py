"""The verb: repair what a plan can use, and count every repair."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from coterie import errors
from coterie.cleaning.account import Account, column_count, row_steps
from coterie.cleaning.columns import clean_column
from coterie.cleaning.conflicts import TRANSACTIONS, conflicts_among
from coterie.cleaning.repeats import Repeated, repeats_among
from coterie.cleaning.report import CleaningReport
from coterie.parsing.order import is_unique
from coterie.remarks import Remark
from coterie.threads import map_columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coterie.schema import Schema
    from coterie.sources import Table

_ROW = "\0row"  # no column of a table is called so


class Kept(NamedTuple):
    """Which rows became customers, where not every row did.

    Attributes
    ----------
    rows : ndarray of int64
        For each customer, the number of its row in the table, from 0.
    of_row : ndarray of int64
        For each row of the table, the number of its customer, from 0: that of the row which it repeats, where it does.
    """

    rows: NDArray[np.int64]
    of_row: NDArray[np.int64]


class Cleaned(NamedTuple):
    """Clean customers, what was done, and which rows they are; `kept` is None where every row is a customer."""

    frame: pl.DataFrame
    report: CleaningReport
    kept: Kept | None


def clean(table: Table, schema: Schema) -> tuple[pl.DataFrame, CleaningReport]:
    """Clean customers by their plan; the same plan cleans new customers later.

    Numbers become Float64, categories text in one spelling, yes and no Boolean, dates Date; missing tokens become null
    and outliers stay. Rows that repeat another row are dropped when an id says that they are the same customer. Without
    an id they are kept: two customers may be alike. Where few ids repeat and their rows say different things, one
    row of each is kept: the last by its day, if there is one.

    Parameters
    ----------
    table : Table
        From `coterie.sources.read`; left as it is.
    schema : Schema
        From `coterie.schema.infer`. Its columns must be in the table; others are left out.

    Returns
    -------
    frame : polars.DataFrame of shape (customers, columns)
        The id, then features and descriptors in the schema's order.
    report : CleaningReport
        Everything that was done.

    Raises
    ------
    coterie.errors.InputError
        When most ids repeat and their rows say different things: transactions are no customers.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema import infer
    >>> from coterie.sources import read
    >>> table = read(pl.DataFrame({"customer_id": ["a1", "a2", "a2"], "age": ["20", "31 ", "31 "]}))
    >>> frame, report = clean(table, infer(table))
    >>> frame.rows(), report.rows_in, report.rows_out
    ([('a1', 20.0), ('a2', 31.0)], 3, 2)
    """
    return cleaned(table, schema)[:2]


def cleaned(table: Table, schema: Schema) -> Cleaned:
    """Clean customers as `clean` does, and say which row each of them is.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema import infer
    >>> from coterie.sources import read
    >>> ids = ["a1", "a2", "a2", *(f"a{i}" for i in range(3, 30))]
    >>> table = read(pl.DataFrame({"customer_id": ids, "age": [20, 31, 31, *range(30, 57)]}))
    >>> found = cleaned(table, infer(table))
    >>> found.kept.rows.tolist()[:3], found.kept.of_row.tolist()[:4]
    ([0, 1, 3], [0, 1, 1, 2])
    """
    rows = table.frame.height
    repeated, of_rows = _without_repeats(table.frame, schema)
    kept, numbered, places = table.frame, pl.int_range(1, rows + 1, eager=True), None
    if repeated is not None:
        places = _kept(rows, repeated)
        numbered = pl.Series(places.rows + 1)
        kept = kept.filter(~pl.int_range(rows, eager=True).is_in(repeated.dropped.implode()))
    used = [column for column in schema.columns if column.role != "ignored"]
    used.sort(key=lambda column: column.role != "id")
    repaired = map_columns(lambda column: clean_column(kept[column.name], column, numbered), used, rows=kept.height)
    frame = pl.DataFrame([cells for cells, _ in repaired])
    frame, merged, more = _one_row_a_customer(frame, schema.id)
    of_columns = tuple(remark for _, remarks in repaired for remark in remarks)
    steps = row_steps(table.lines, (*of_rows, *more), read=rows, used=frame.height)
    counts = (
        column_count(kept[column.name], remarks, gaps=frame[column.name].null_count())
        for column, (_, remarks) in zip(used, repaired, strict=True)
    )
    account = Account(steps, tuple(counts))
    report = CleaningReport((*table.remarks, *of_rows, *of_columns, *more), rows, frame.height, account)
    return Cleaned(frame, report, _of_both(places, merged))


def _kept(rows: int, repeated: Repeated) -> Kept:
    """Return the rows that are kept, and for every row the one it became."""
    dropped = repeated.dropped.to_numpy().astype(np.int64)
    keep = np.ones(rows, dtype=bool)
    keep[dropped] = False
    numbers = np.cumsum(keep) - 1
    numbers[dropped] = numbers[repeated.kept.to_numpy().astype(np.int64)]
    return Kept(np.flatnonzero(keep), numbers)


def _of_both(first: Kept | None, then: Kept | None) -> Kept | None:
    """Return what two steps kept, the second of what the first one had left."""
    if first is None or then is None:
        return first or then
    return Kept(first.rows[then.rows], then.of_row[first.of_row])


def _without_repeats(frame: pl.DataFrame, schema: Schema) -> tuple[Repeated | None, tuple[Remark, ...]]:
    """Find the rows that stand for a customer who has another one; None where there are none."""
    key = schema.id
    if key is None or frame[key].dtype.is_object():
        return None, _alike(frame)
    if is_unique(frame[key]):
        return None, ()
    suspicious = frame[key].is_not_null() & frame[key].is_duplicated()
    if not suspicious.any():
        return None, ()
    suspects, numbers = frame.filter(suspicious), suspicious.arg_true()
    found = repeats_among(suspects, numbers)
    known, customers = frame.height - frame[key].null_count(), frame[key].drop_nulls().n_unique()
    found = conflicts_among(suspects, numbers, schema, key=key, first=found, known=known, customers=customers)
    return (None, ()) if found.dropped.is_empty() else (found, found.remarks)


def _alike(frame: pl.DataFrame) -> tuple[Remark, ...]:
    """Count the rows that repeat another where no id tells customers apart."""
    plain = frame.select(pl.col(name) for name, dtype in frame.schema.items() if not dtype.is_object())
    alike = frame.height - int(plain.hash_rows().is_first_distinct().sum()) if plain.width else 0
    return (Remark("row_alike", rows=alike),) if alike else ()


def _one_row_a_customer(frame: pl.DataFrame, key: str | None) -> tuple[pl.DataFrame, Kept | None, tuple[Remark, ...]]:
    """Make one row of the rows of a customer where they say the same; refuse transactions."""
    if key is None or is_unique(frame[key].drop_nulls()):
        return frame, None, ()
    known = frame.filter(pl.col(key).is_not_null())
    customers = known[key].n_unique()
    if customers >= TRANSACTIONS * known.height:
        conflicts = known.height - customers
        return frame, None, (Remark("id_repeated", key, conflicts),)
    numbers = pl.int_range(frame.height, eager=True).alias(_ROW)
    first = pl.col(_ROW).first().over(pl.struct(pl.exclude(_ROW)))
    said = frame.with_columns(numbers).select(pl.when(pl.col(key).is_null()).then(pl.col(_ROW)).otherwise(first))
    keep = said.to_series() == numbers
    merged = frame.filter(keep)
    if merged[key].drop_nulls().is_duplicated().any():
        raise errors.transactions.looks_like_transactions(key, known.height, customers)
    of_row = (keep.cum_sum().cast(pl.Int64) - 1)[said.to_series()].to_numpy()
    dropped = frame.height - merged.height
    return (
        merged,
        Kept(keep.arg_true().to_numpy().astype(np.int64), of_row),
        (Remark("merged_row", rows=dropped, facts={"id": key}),),
    )
