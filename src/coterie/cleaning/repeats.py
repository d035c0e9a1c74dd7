"""Rows that repeat another but for blanks, letter case and missing tokens."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from coterie.parsing.cells import is_texty
from coterie.parsing.missing import fold, is_missing
from coterie.remarks import Fact, Remark

_SHOWN = 10  # rows named
_ROW = "\0row"  # no column of a table is called so


class Repeated(NamedTuple):
    """The rows that repeat another, each with the number of the row that is kept, and what is said of it."""

    dropped: pl.Series
    kept: pl.Series
    remarks: tuple[Remark, ...]


def repeats_among(suspects: pl.DataFrame, numbers: pl.Series) -> Repeated:
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
    Repeated
        The rows to leave out, in order; those that stand for them; and what is said of it.

    Examples
    --------
    >>> found = repeats_among(pl.DataFrame({"id": [7, 7], "card": ["Gold", "gold "]}), pl.Series([3, 8]))
    >>> found.dropped.to_list(), found.kept.to_list()
    ([8], [3])
    """
    suspects = suspects.drop(pl.selectors.object())
    alike = suspects.select(folded(name, dtype) for name, dtype in suspects.schema.items())
    order = _preferred(suspects)
    said = alike[order].with_columns(numbers[order].alias(_ROW))
    both = said.select(pl.col(_ROW), pl.col(_ROW).first().over(pl.struct(pl.exclude(_ROW))).alias("kept"))
    dropped, kept = both.filter(pl.col(_ROW) != pl.col("kept")).sort(_ROW)
    if dropped.is_empty():
        return Repeated(dropped, kept, ())
    exact = int((~suspects.select(pl.struct(pl.all()).is_first_distinct()).to_series()).sum())
    shown = tuple(number + 1 for number in dropped.head(_SHOWN))
    differ_in = "nothing" if exact == len(dropped) else "spelling" if exact == 0 else "some spelling"
    facts: dict[str, Fact] = {"differ_in": differ_in, "places": shown}
    return Repeated(dropped, kept, (Remark("duplicate_row", rows=len(dropped), facts=facts),))


def _preferred(suspects: pl.DataFrame) -> pl.Series:
    """Return the places of rows, those to keep rather first: fewest characters, then small letters, then by row."""
    texts = [pl.col(name).cast(pl.String) for name, dtype in suspects.schema.items() if is_texty(dtype)]
    if not texts:
        return pl.int_range(suspects.height, eager=True)
    length = pl.sum_horizontal(text.str.len_chars().fill_null(0) for text in texts)
    return suspects.select(
        pl.arg_sort_by([length, *texts], descending=[False] + [True] * len(texts), nulls_last=True, maintain_order=True)
    ).to_series()


def folded(name: str, dtype: pl.DataType) -> pl.Expr:
    """Return a column as duplicates compare it."""
    if not is_texty(dtype):
        return pl.col(name)
    text = pl.col(name).cast(pl.String)
    return pl.when(~is_missing(text)).then(fold(text).str.replace_all(r"\s+", " ")).alias(name)
