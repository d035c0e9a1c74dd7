"""Whose segment is another one now: a row for each, with the reason and what became of the segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from coterie.monitoring.labelling import WHO
from coterie.monitoring.migration import AFTER, BEFORE, UNPLACED, reasons

if TYPE_CHECKING:
    from coterie.segmentation.lineage import NewSegment, OldSegment

UNCHANGED = ("", "cancelled")
"""Reasons of customers whose segment is the one it was."""


def changed(moves: pl.DataFrame, *, key: str, old: tuple[OldSegment, ...], new: tuple[NewSegment, ...]) -> pl.DataFrame:
    """Return the customers whose segment is another one now.

    Parameters
    ----------
    moves : polars.DataFrame
        `who`, `before`, `rescored` and `after`, by permanent ids.
    key : str
        What the id column is called.
    old, new : tuple of OldSegment and of NewSegment
        What became of segments, and where they come from.

    Returns
    -------
    polars.DataFrame
        The id, `from` and `to` (missing for who was not there, or is not, or has no segment), `reason`, and `fate`:
        what became of the segment that they were in, or for who joined, where the one comes from that they are in.

    Examples
    --------
    >>> from coterie.segmentation.lineage import NewSegment, OldSegment
    >>> moves = pl.DataFrame({"who": ["a", "b"], "before": [0, 0], "rescored": [0, 0], "after": [0, 1]})
    >>> old = (OldSegment(0, "All", "kept", (0, 1), 0.6, guessed=False, customers=2),)
    >>> new = (NewSegment(0, "kept", (0,), None), NewSegment(1, "split", (0,), None))
    >>> changed(moves, key="id", old=old, new=new).rows()
    [('b', 0, 1, 'model', 'split')]
    """
    fates = {each.id: each.fate for each in old}
    origins = {each.id: each.origin for each in new}
    left, came = (
        pl.col(name).replace_strict(known, default=None, return_dtype=pl.String)
        for name, known in ((BEFORE, fates), (AFTER, origins))
    )
    split_off = (left == "kept") & came.is_in(["split", "new"])
    found = moves.with_columns(reasons(moves)).filter(~pl.col("reason").is_in(UNCHANGED))
    return found.select(
        pl.col(WHO).alias(key),
        pl.col(BEFORE).replace(UNPLACED, None).alias("from"),
        pl.col(AFTER).replace(UNPLACED, None).alias("to"),
        "reason",
        pl.when(split_off | left.is_null()).then(came).otherwise(left).alias("fate"),
    )
