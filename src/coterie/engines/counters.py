"""Columns that simply count the rows of a table: what a sample of them shows is what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping


class Range(NamedTuple):
    """What is known of a column of whole numbers: how many, the least, the greatest, and their sum."""

    known: int
    least: int
    greatest: int
    total: int


class Counters:
    """Finds the columns that hold each number from 0 or 1 on once, in whatever order.

    Parameters
    ----------
    rows : int
        Of the table.

    Examples
    --------
    >>> counters = Counters(3)
    >>> counters.add(pl.DataFrame({"n": [3, 1, 2], "age": [20, 30, 40]}))
    >>> counters.counted(pl.DataFrame({"n": [3, 2], "age": [20, 40]})).rows()
    [(1, 20), (2, 40)]
    """

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self._seen: dict[str, Range] | None = None

    def add(self, frame: pl.DataFrame) -> None:
        """Look at more rows."""
        if self._seen is None:
            self._seen = {name: Range(0, 1, 0, 0) for name, dtype in frame.schema.items() if dtype.is_integer()}
        seen = {name: _with(before, frame[name]) for name, before in self._seen.items()}
        self._seen = {name: now for name, now in seen.items() if now.least >= 0 and now.greatest <= self._rows}

    def counted(self, sample: pl.DataFrame) -> pl.DataFrame:
        """Return a sample in which such columns count the rows of the sample."""
        return counting(sample, self._seen or {}, self._rows)


def _with(before: Range, column: pl.Series) -> Range:
    """Return what is known once more rows have been looked at; a range below 0 for what cannot count."""
    if column.null_count() or not len(column):
        return Range(0, -1, 0, 0) if column.null_count() else before
    least, greatest = int(column.min()), int(column.max())  # type: ignore[arg-type]  # whole numbers
    if not before.known:
        return Range(len(column), least, greatest, _sum(column, greatest))
    return Range(
        before.known + len(column),
        min(before.least, least),
        max(before.greatest, greatest),
        before.total + _sum(column, greatest),
    )


def _sum(column: pl.Series, greatest: int) -> int:
    """Return a sum, or anything where numbers are too large to count rows."""
    return int(column.cast(pl.Int64).sum()) if greatest < 2**40 else 0


def counting(sample: pl.DataFrame, ranges: Mapping[str, Range], rows: int) -> pl.DataFrame:
    """Return a sample in which columns that count the rows of the table count those of the sample.

    Examples
    --------
    >>> counting(pl.DataFrame({"n": [3, 2]}), {"n": Range(3, 1, 3, 6)}, 3)["n"].to_list()
    [1, 2]
    """
    return sample.with_columns(
        pl.int_range(each.least, each.least + sample.height, eager=True).cast(sample.schema[name]).alias(name)
        for name, each in ranges.items()
        if each.known == rows
        and each.least in {0, 1}
        and each.greatest - each.least == rows - 1
        and 2 * each.total == rows * (each.least + each.greatest)
        and sample[name].n_unique() == sample.height
    )
