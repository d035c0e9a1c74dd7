"""From customers with their segments to who went where, and why: as a noun that holds none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from coterie.monitoring.changing import UNCHANGED
from coterie.monitoring.compared import Flow, Migration, Reasons, SegmentMoves
from coterie.monitoring.labelling import WHO
from coterie.monitoring.migration import (
    AFTER,
    BACK,
    BEFORE,
    IDLE,
    RESCORED,
    UNPLACED,
    by_segment,
    counted,
    flows,
    matrix,
    reasons,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.monitoring.compared import Split

UNTOLD = "untold"
"""The reason of a move of which nobody can tell it."""


def migration_of(moves: pl.DataFrame, ids: Sequence[int], split: Split, *, days: int | None = None) -> Migration:
    """Count who went where, and why.

    Parameters
    ----------
    moves : polars.DataFrame
        `who`, `before`, `rescored` where it is known, `idle` and `back` where they are, and `after`.
    ids : sequence of int
        The segments, in the order in which they are shown.
    split : {"shapley", "customers_first", "customers_only", "model_only", "untold"}
        How moves are split.
    days : int or None
        How many passed, where `idle` is known.

    Examples
    --------
    >>> moves = pl.DataFrame({"who": ["a", "b"], "before": [0, 0], "rescored": [1, 0], "after": [1, 0]})
    >>> found = migration_of(moves, [0, 1], "customers_only")
    >>> found.matrix, found.reasons.customer, found.segments[1].customer
    (((1, 1), (0, 0)), 1, 1.0)
    """
    ways = counted(_split(moves, split))
    common = ways.filter(pl.col(BEFORE).is_not_null() & pl.col(AFTER).is_not_null())
    seen = {*ways[BEFORE], *ways[AFTER]} - {None}
    order = [*ids, *([UNPLACED] if UNPLACED in seen else [])]
    passed = [*order, *([UNPLACED] if UNPLACED not in order and _on_the_way(common) else [])]
    told = split != UNTOLD
    return Migration(
        split=split,
        ids=tuple(map(_plain, order)),
        matrix=tuple(map(tuple, matrix(common, order))),
        flows=tuple(_flow(row, told=told, timed=IDLE in ways.columns) for row in flows(common).iter_rows()),
        segments=_segments(ways, passed, told=told),
        reasons=_reasons(ways, told=told),
        days=days,
    )


def changes_of(moves: pl.DataFrame, key: str, split: Split) -> pl.DataFrame:
    """Return the customers whose segment is another one: the id, `from`, `to` and `reason`.

    Parameters
    ----------
    moves, split
        As in `migration_of`.
    key : str
        What the id column is called.

    Examples
    --------
    >>> moves = pl.DataFrame({"who": ["a", "b"], "before": [0, 0], "rescored": [1, 0], "after": [1, 0]})
    >>> changes_of(moves, "id", "customers_only").rows()
    [('a', 0, 1, 'customer')]
    """
    known = _split(moves, split)
    said = _told(reasons(known), told=split != UNTOLD)
    found = known.with_columns(said).filter(~pl.col("reason").is_in(UNCHANGED))
    return found.select(
        pl.col(WHO).alias(key),
        pl.col(BEFORE).replace(UNPLACED, None).alias("from"),
        pl.col(AFTER).replace(UNPLACED, None).alias("to"),
        "reason",
    )


def _split(moves: pl.DataFrame, split: Split) -> pl.DataFrame:
    """Return moves with a `rescored`: where nobody can tell, all is put down to the customers, and not told."""
    return moves.with_columns(pl.col(AFTER).alias(RESCORED)) if split == UNTOLD else moves


def _told(reason: pl.Expr, *, told: bool) -> pl.Expr:
    return reason if told else reason.replace("customer", UNTOLD)


def _on_the_way(ways: pl.DataFrame) -> bool:
    """Return whether anybody would have had no segment by one of the steps, so that parts hold it."""
    return any(bool((ways[name] == UNPLACED).any()) for name in (IDLE, RESCORED, BACK) if name in ways.columns)


def _flow(row: tuple[int, int, int, float, float, float], *, told: bool, timed: bool) -> Flow:
    before, after, customers, customer, model, time = row
    return Flow(
        _plain(before),
        _plain(after),
        customers,
        customer if told else None,
        model if told else None,
        time if timed else None,
    )


def _segments(ways: pl.DataFrame, order: Sequence[int], *, told: bool) -> tuple[SegmentMoves, ...]:
    rows = {row["segment"]: row for row in by_segment(ways).iter_rows(named=True)}
    none = {"before": 0, "joined": 0, "left": 0, "customer": 0.0, "model": 0.0, "time": 0.0, "after": 0}
    timed = IDLE in ways.columns
    return tuple(_segment(each, rows.get(each, none), told=told, timed=timed) for each in order)


def _segment(number: int, row: dict[str, float], *, told: bool, timed: bool) -> SegmentMoves:
    return SegmentMoves(
        id=_plain(number),
        before=int(row["before"]),
        joined=int(row["joined"]),
        left=int(row["left"]),
        change=row["customer"] + row["model"] + row["time"],
        customer=row["customer"] if told else None,
        model=row["model"] if told else None,
        after=int(row["after"]),
        time=row["time"] if timed else None,
    )


def _reasons(ways: pl.DataFrame, *, told: bool) -> Reasons:
    found = ways.group_by(_told(pl.col("reason"), told=told)).agg(pl.col("customers").sum())
    return Reasons(**{reason or "stayed": customers for reason, customers in found.iter_rows()})


def _plain(number: int) -> int | None:
    return None if number == UNPLACED else number
