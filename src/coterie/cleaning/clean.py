"""The verb: repair what a plan can use, and count every repair."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.cleaning.account import Account, column_count, row_steps
from coterie.cleaning.columns import clean_column
from coterie.cleaning.report import CleaningReport
from coterie.parsing.cells import is_texty
from coterie.parsing.missing import fold, is_missing
from coterie.parsing.order import is_unique
from coterie.remarks import Fact, Remark
from coterie.threads import each

if TYPE_CHECKING:
    from coterie.schema import Schema
    from coterie.sources import Table

TRANSACTIONS = 0.9
"""With fewer ids a row than this, the rows are no customers."""

_SHOWN = 10  # rows named


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
    keep, of_rows = _without_repeats(table.frame, schema.id)
    kept, numbered = table.frame, pl.int_range(1, rows + 1, eager=True)
    if keep is not None:
        kept, numbered = kept.filter(keep), numbered.filter(keep)
    used = [column for column in schema.columns if column.role != "ignored"]
    used.sort(key=lambda column: column.role != "id")
    cleaned = each(lambda column: clean_column(kept[column.name], column, numbered), used, rows=kept.height)
    frame = pl.DataFrame([cells for cells, _ in cleaned])
    frame, more = _one_row_a_customer(frame, schema.id)
    of_columns = tuple(remark for _, remarks in cleaned for remark in remarks)
    steps = row_steps(table.lines, (*of_rows, *more), read=rows, used=frame.height)
    counts = (
        column_count(kept[column.name], remarks, gaps=frame[column.name].null_count())
        for column, (_, remarks) in zip(used, cleaned, strict=True)
    )
    account = Account(steps, tuple(counts))
    report = CleaningReport((*table.remarks, *of_rows, *of_columns, *more), rows, frame.height, account)
    return frame, report


def _without_repeats(frame: pl.DataFrame, key: str | None) -> tuple[pl.Series | None, tuple[Remark, ...]]:
    """Say which rows to keep, None for all: not those that repeat another but for blanks, case and missing tokens."""
    if key is None or frame[key].dtype.is_object():
        return None, _alike(frame)
    if is_unique(frame[key]):
        return None, ()
    suspicious = frame[key].is_not_null() & frame[key].is_duplicated()
    if not suspicious.any():
        return None, ()
    dropped, remarks = repeats_among(frame.filter(suspicious), suspicious.arg_true())
    if dropped.is_empty():
        return None, ()
    return ~pl.int_range(frame.height, dtype=pl.UInt32, eager=True).is_in(dropped.implode()), remarks


def repeats_among(suspects: pl.DataFrame, numbers: pl.Series) -> tuple[pl.Series, tuple[Remark, ...]]:
    """Find the rows that repeat another but for blanks, case and missing tokens, among those that share an id.

    Of rows that repeat each other the one of the fewest characters is kept, and of these the one that comes last in the
    order of characters, small letters rather than capitals: the order of the rows decides only between exact copies.

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
    remarks : tuple of Remark
        What is said of it.

    Examples
    --------
    >>> dropped, _ = repeats_among(pl.DataFrame({"id": [7, 7], "card": ["Gold", "gold "]}), pl.Series([3, 8]))
    >>> dropped.to_list()
    [8]
    """
    suspects = suspects.drop(pl.selectors.object())
    folded = suspects.select(_folded(name, dtype) for name, dtype in suspects.schema.items())
    order = _preferred(suspects)
    first = folded[order].select(pl.struct(pl.all()).is_first_distinct()).to_series()
    dropped = numbers[order].filter(~first).sort()
    if dropped.is_empty():
        return dropped, ()
    exact = int((~suspects.select(pl.struct(pl.all()).is_first_distinct()).to_series()).sum())
    shown = tuple(number + 1 for number in dropped.head(_SHOWN))
    differ_in = "nothing" if exact == len(dropped) else "spelling" if exact == 0 else "some spelling"
    facts: dict[str, Fact] = {"differ_in": differ_in, "places": shown}
    return dropped, (Remark("duplicate_row", rows=len(dropped), facts=facts),)


def _preferred(suspects: pl.DataFrame) -> pl.Series:
    """Return the places of rows, those to keep rather first: fewest characters, then small letters, then by row."""
    texts = [pl.col(name).cast(pl.String) for name, dtype in suspects.schema.items() if is_texty(dtype)]
    if not texts:
        return pl.int_range(suspects.height, eager=True)
    length = pl.sum_horizontal(text.str.len_chars().fill_null(0) for text in texts)
    return suspects.select(
        pl.arg_sort_by([length, *texts], descending=[False] + [True] * len(texts), nulls_last=True, maintain_order=True)
    ).to_series()


def _folded(name: str, dtype: pl.DataType) -> pl.Expr:
    """Return a column as duplicates compare it."""
    if not is_texty(dtype):
        return pl.col(name)
    text = pl.col(name).cast(pl.String)
    return pl.when(~is_missing(text)).then(fold(text).str.replace_all(r"\s+", " ")).alias(name)


def _alike(frame: pl.DataFrame) -> tuple[Remark, ...]:
    """Count the rows that repeat another where no id tells customers apart."""
    plain = frame.select(pl.col(name) for name, dtype in frame.schema.items() if not dtype.is_object())
    alike = frame.height - int(plain.hash_rows().is_first_distinct().sum()) if plain.width else 0
    return (Remark("row_alike", rows=alike),) if alike else ()


def _one_row_a_customer(frame: pl.DataFrame, key: str | None) -> tuple[pl.DataFrame, tuple[Remark, ...]]:
    """Make one row of the rows of a customer where they say the same; refuse transactions."""
    if key is None or is_unique(frame[key].drop_nulls()):
        return frame, ()
    known = frame.filter(pl.col(key).is_not_null())
    customers = known[key].n_unique()
    if customers >= TRANSACTIONS * known.height:
        conflicts = known.height - customers
        return frame, (Remark("id_repeated", key, conflicts),)
    merged = frame.filter(pl.col(key).is_null() | pl.struct(pl.all()).is_first_distinct())
    if merged[key].drop_nulls().is_duplicated().any():
        raise errors.transactions.looks_like_transactions(key, known.height, customers)
    dropped = frame.height - merged.height
    return merged, (Remark("merged_row", rows=dropped, facts={"id": key}),)
