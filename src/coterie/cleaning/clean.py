"""The verb: repair what a plan can use, and count every repair."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.cleaning.account import Account, column_count, row_steps
from coterie.cleaning.columns import clean_column
from coterie.cleaning.report import CleaningAction, CleaningReport
from coterie.parsing.cells import is_texty
from coterie.parsing.missing import fold, is_missing
from coterie.parsing.order import is_unique
from coterie.threads import each

if TYPE_CHECKING:
    from coterie.schema import Schema
    from coterie.sources import Table

TRANSACTIONS = 0.9
"""With fewer ids a row than this, the rows are no customers."""


def clean(table: Table, schema: Schema) -> tuple[pl.DataFrame, CleaningReport]:
    """Clean customers by their plan; the same plan cleans new customers later.

    Numbers become Float64, categories text in one spelling, yes and no Boolean, dates Date; missing tokens become null
    and outliers stay. Rows that repeat another row are dropped when an id says that they are the same customer. Without
    an id they are kept: two customers may be alike.

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
    rows = table.frame.height
    keep, row_actions = _without_repeats(table.frame, schema.id)
    kept, numbered = table.frame, pl.int_range(1, rows + 1, eager=True)
    if keep is not None:
        kept, numbered = kept.filter(keep), numbered.filter(keep)
    used = [column for column in schema.columns if column.role != "ignored"]
    used.sort(key=lambda column: column.role != "id")
    cleaned = each(lambda column: clean_column(kept[column.name], column, numbered), used, rows=kept.height)
    frame = pl.DataFrame([cells for cells, _ in cleaned])
    frame, more = _one_row_a_customer(frame, schema.id)
    reading = tuple(CleaningAction(each.column, each.action, each.rows, each.detail) for each in table.remarks)
    column_actions = tuple(action for _, actions in cleaned for action in actions)
    steps = row_steps(table.lines, (*row_actions, *more), read=rows, used=frame.height)
    counts = (
        column_count(kept[column.name], actions, gaps=frame[column.name].null_count())
        for column, (_, actions) in zip(used, cleaned, strict=True)
    )
    account = Account(steps, tuple(counts))
    report = CleaningReport((*reading, *row_actions, *column_actions, *more), rows, frame.height, account)
    return frame, report


def _without_repeats(frame: pl.DataFrame, key: str | None) -> tuple[pl.Series | None, tuple[CleaningAction, ...]]:
    """Say which rows to keep, None for all: not those that repeat another but for blanks, case and missing tokens."""
    if key is None or frame[key].dtype.is_object():
        return None, _alike(frame)
    if is_unique(frame[key]):
        return None, ()
    suspicious = frame[key].is_not_null() & frame[key].is_duplicated()
    if not suspicious.any():
        return None, ()
    dropped, actions = repeats_among(frame.filter(suspicious), suspicious.arg_true())
    if dropped.is_empty():
        return None, ()
    return ~pl.int_range(frame.height, dtype=pl.UInt32, eager=True).is_in(dropped.implode()), actions


def repeats_among(suspects: pl.DataFrame, numbers: pl.Series) -> tuple[pl.Series, tuple[CleaningAction, ...]]:
    """Find the rows that repeat another but for blanks, case and missing tokens, among those that share an id.

    Parameters
    ----------
    suspects : polars.DataFrame
        As they were read, in the table's order.
    numbers : polars.Series of integers
        Their rows in the table, from 0.

    Returns
    -------
    dropped : polars.Series of integers
        The rows to leave out.
    actions : tuple of CleaningAction
        What is said of it.

    Examples
    --------
    >>> dropped, _ = repeats_among(pl.DataFrame({"id": [7, 7], "card": ["Gold", "gold "]}), pl.Series([3, 8]))
    >>> dropped.to_list()
    [8]
    """
    suspects = suspects.drop(pl.selectors.object())
    folded = suspects.select(_folded(name, dtype) for name, dtype in suspects.schema.items())
    dropped = numbers.filter(~folded.select(pl.struct(pl.all()).is_first_distinct()).to_series())
    if dropped.is_empty():
        return dropped, ()
    exact = int((~suspects.is_unique()).sum())
    detail = "every column says the same" if exact else "they differ in blanks and letter case alone"
    return dropped, (CleaningAction(None, "duplicate row dropped", len(dropped), f"{detail}: {_rows(dropped)}"),)


def _folded(name: str, dtype: pl.DataType) -> pl.Expr:
    """Return a column as duplicates compare it."""
    if not is_texty(dtype):
        return pl.col(name)
    text = pl.col(name).cast(pl.String)
    return pl.when(~is_missing(text)).then(fold(text).str.replace_all(r"\s+", " ")).alias(name)


def _alike(frame: pl.DataFrame) -> tuple[CleaningAction, ...]:
    """Count the rows that repeat another where no id tells customers apart."""
    plain = frame.select(pl.col(name) for name, dtype in frame.schema.items() if not dtype.is_object())
    alike = frame.height - int(plain.hash_rows().is_first_distinct().sum()) if plain.width else 0
    detail = "kept: without an id, two customers may be alike; name the id column with --id"
    return (CleaningAction(None, "row like another", alike, detail),) if alike else ()


def _rows(numbers: pl.Series, most: int = 10) -> str:
    """Return row numbers, from 1."""
    shown = ", ".join(str(number + 1) for number in numbers.head(most))
    return f"row{'s' if len(numbers) > 1 else ''} {shown}" + (" ..." if len(numbers) > most else "")


def _one_row_a_customer(frame: pl.DataFrame, key: str | None) -> tuple[pl.DataFrame, tuple[CleaningAction, ...]]:
    """Make one row of the rows of a customer where they say the same; refuse transactions."""
    if key is None or is_unique(frame[key].drop_nulls()):
        return frame, ()
    known = frame.filter(pl.col(key).is_not_null())
    customers = known[key].n_unique()
    if customers >= TRANSACTIONS * known.height:
        conflicts = known.height - customers
        detail = "the rows of an id say different things: all are kept, check them"
        return frame, (CleaningAction(key, "id repeated", conflicts, detail),)
    merged = frame.filter(pl.col(key).is_null() | pl.struct(pl.all()).is_first_distinct())
    if merged[key].drop_nulls().is_duplicated().any():
        raise errors.looks_like_transactions(key, known.height, customers)
    dropped = frame.height - merged.height
    return merged, (CleaningAction(None, "row of the same customer merged", dropped, f"one row for each '{key}'"),)
