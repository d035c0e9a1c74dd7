"""Customers with their segments then and now: by the old model and by the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from coterie.monitoring.migration import AFTER, BEFORE, RESCORED, UNPLACED
from coterie.segmentation import assignments_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from coterie.scoring import Passing
    from coterie.segmentation import Result

WHO = "who"
"""The column of ids, as text: a file and a frame may hold them otherwise."""


def rescored(passing: Passing) -> pl.DataFrame:
    """Return the segment that the old model gives each customer today; stop where they are too unlike those of before.

    Raises
    ------
    coterie.errors.Drifted
    """
    found = pl.concat([frame.select(pl.nth(0), "segment_id") for frame in passing.frames()])
    passing.stop()
    return found.select(who_is(found.columns[0]), placed_as("segment_id").alias(RESCORED))


def labelled(now: pl.DataFrame, result: Result, before: pl.DataFrame | None) -> pl.DataFrame:
    """Return customers with their segments: those of `before`, those of `now`, and those that were made, by place.

    Parameters
    ----------
    now : polars.DataFrame
        From `rescored`.
    result : Result
        The segments that were made anew, their ids not yet given.
    before : polars.DataFrame or None
        From `assigned_before`; None: nobody knows who was there before, so that all count as having been.

    Returns
    -------
    polars.DataFrame
        `who`, `before`, `rescored` and `after`: missing for who was not there, -1 for who has no segment.
    """
    made = assignments_of(result).lazy().select(pl.nth(0), "segment_id").collect()
    then = made.select(who_is(made.columns[0]), placed_as("segment_id").alias(AFTER))
    here = now.unique(WHO, keep="first", maintain_order=True).join(then, on=WHO, how="inner", maintain_order="left")
    if before is None:
        return here.with_columns(pl.col(RESCORED).alias(BEFORE)).select(WHO, BEFORE, RESCORED, AFTER)
    found = here.join(before, on=WHO, how="full", coalesce=True, maintain_order="left_right")
    return found.select(WHO, BEFORE, RESCORED, AFTER)


def crosstab(moves: pl.DataFrame, old: Sequence[int], n_new: int) -> NDArray[np.int64]:
    """Count customers by the segment of the old model (rows, by id) and the new one (columns, by place).

    Examples
    --------
    >>> moves = pl.DataFrame({"rescored": [7, 7, 3, -1], "after": [0, 1, 1, 0]})
    >>> crosstab(moves, [3, 7], 2).tolist()
    [[0, 1], [1, 1]]
    """
    places = {number: place for place, number in enumerate(old)}
    found = np.zeros((len(old), n_new), np.int64)
    counts = moves.group_by(RESCORED, AFTER).agg(pl.len())
    for before, after, customers in counts.iter_rows():
        if before in places and after is not None and after >= 0:
            found[places[before], after] = customers
    return found


def who_is(key: str) -> pl.Expr:
    """Return ids as text, whole numbers without a point: a file may hold them otherwise than a table.

    Examples
    --------
    >>> pl.DataFrame({"id": [17.0, None]}).select(who_is("id")).to_series().to_list()
    ['17', None]
    """
    column = pl.col(key)
    return column.cast(pl.String).str.strip_chars().str.replace(r"^(\d+)\.0$", "$1").alias(WHO)


def placed_as(name: str) -> pl.Expr:
    """Return segments as whole numbers, -1 for who has none.

    Examples
    --------
    >>> pl.DataFrame({"segment_id": ["2", None]}).select(placed_as("segment_id")).to_series().to_list()
    [2, -1]
    """
    return pl.col(name).cast(pl.Int64, strict=False).fill_null(UNPLACED)
