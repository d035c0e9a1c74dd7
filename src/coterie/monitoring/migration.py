"""Who moved, and why: moves split into time, what customers did and what the model did, so that the parts add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

Reason = Literal["customer", "model", "time", "both", "either", "mixed", "cancelled", "joined", "left", ""]

UNPLACED = -1
"""The segment of a customer who has none, as nothing is known of their features."""

BEFORE, IDLE, RESCORED, BACK, AFTER = "before", "idle", "rescored", "back", "after"
"""Segments of a customer: by the old model then, by the old model now, by the new model then, by the new model now.

The old rows are most often gone, and `back` with them. A customer who joined has no `before`, one who left neither
`rescored` nor `after`: these are missing. Of customers made of purchases, `idle` is where the old model would place
them now had they bought nothing since; `back` is then where the new model would."""

PARTS = ("customer", "model", "time")
"""By what moves are split."""

_HALF = 0.5


def counted(moves: pl.LazyFrame | pl.DataFrame) -> pl.DataFrame:
    """Count customers by their segments: a row for each way, from which everything else is worked out.

    Parameters
    ----------
    moves : frame
        A row for each customer, with `before`, `rescored`, `after` and, where they are known, `idle` and `back`.

    Returns
    -------
    polars.DataFrame
        The ways that are gone, the number of their `customers` and the `reason`.

    Examples
    --------
    >>> moves = pl.DataFrame({"before": [0, 0, None], "rescored": [1, 0, 1], "after": [1, 0, 1]})
    >>> counted(moves).rows()
    [(None, 1, 1, 1, 'joined'), (0, 0, 0, 1, ''), (0, 1, 1, 1, 'customer')]
    """
    ways = [name for name in (BEFORE, IDLE, RESCORED, BACK, AFTER) if name in moves.collect_schema().names()]
    plain = moves.lazy().select(pl.col(ways).cast(pl.Int64))
    found = plain.group_by(ways).agg(pl.len().cast(pl.Int64).alias("customers")).collect()
    return found.with_columns(reasons(found)).sort(ways, nulls_last=False)


def reasons(moves: pl.DataFrame) -> pl.Expr:
    """Return an expression for the reason of each move: a code, empty for who stayed and nothing else happened.

    "customer" and "model": the one alone leads there, and the other alone nowhere. "either": each alone leads there.
    "both": neither alone leads anywhere. "time": time alone leads there, and neither of the two changes it. "mixed":
    all else, also where time had a hand in it. "cancelled": who would have moved by one of them, and did not. Without
    the old rows, the model is what changes the segment of the customer as they are now.

    Examples
    --------
    >>> moves = pl.DataFrame({"before": [0, 0, 0, 0], "rescored": [1, 0, 1, 2], "after": [1, 1, 0, 1]})
    >>> moves.select(reasons(moves)).to_series().to_list()
    ['customer', 'model', 'cancelled', 'both']
    """
    before, rescored, after = (pl.col(name) for name in (BEFORE, RESCORED, AFTER))
    told, stirred = _told(moves.columns, before)
    if IDLE in moves.columns:
        idle = pl.col(IDLE)
        others = [rescored, after, *([pl.col(BACK)] if BACK in moves.columns else [])]
        alone = pl.when(pl.all_horizontal([idle == other for other in others])).then(pl.lit("time"))
        told = pl.when(idle == before).then(told).otherwise(alone.otherwise(pl.lit("mixed")))
        stirred = stirred | (idle != before)
    return (
        pl.when(before.is_null())
        .then(pl.lit("joined"))
        .when(after.is_null())
        .then(pl.lit("left"))
        .when(before != after)
        .then(told)
        .when(stirred)
        .then(pl.lit("cancelled"))
        .otherwise(pl.lit(""))
        .alias("reason")
    )


def _told(known: Sequence[str], before: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Return the reason of who moved where no time passed, and whether either of the two would have moved them."""
    rescored, after = pl.col(RESCORED), pl.col(AFTER)
    if BACK in known:
        back = pl.col(BACK)
        told = (
            pl.when((rescored == after) & (back == after))
            .then(pl.lit("either"))
            .when((rescored == after) & (back == before))
            .then(pl.lit("customer"))
            .when((back == after) & (rescored == before))
            .then(pl.lit("model"))
            .when((rescored == before) & (back == before))
            .then(pl.lit("both"))
            .otherwise(pl.lit("mixed"))
        )
        return told, (rescored != before) | (back != before)
    told = (
        pl.when(rescored == after)
        .then(pl.lit("customer"))
        .when(rescored == before)
        .then(pl.lit("model"))
        .otherwise(pl.lit("both"))
    )
    return told, rescored != before


def parts(ways: pl.DataFrame) -> pl.DataFrame:
    """Split the ways of customers who were there before and are there now into parts, segment by segment.

    With the old rows the parts are those of Shapley (1953): each is the mean over both orders in which customers and
    the model can change. Without them the customers change first. Time comes before either of them.

    Parameters
    ----------
    ways : polars.DataFrame
        From `counted`.

    Returns
    -------
    polars.DataFrame
        For each way and each segment it touches, by how many customers the segment grew: `customer`, `model`, `time`,
        and all together, `change`.

    Examples
    --------
    >>> moves = pl.DataFrame({"before": [0], "rescored": [1], "after": [2]})
    >>> parts(counted(moves)).select("segment", "customer", "model", "time", "change").rows()
    [(0, -1.0, 0.0, 0.0, -1.0), (1, 1.0, -1.0, 0.0, 0.0), (2, 0.0, 1.0, 0.0, 1.0)]
    """
    stayed = ways.filter(pl.col(BEFORE).is_not_null() & pl.col(AFTER).is_not_null()).with_row_index("way")
    counts = pl.col("customers").cast(pl.Float64)
    each = [
        stayed.select(
            "way",
            pl.col(name).alias("segment"),
            *((counts * part).alias(said) for said, part in zip(PARTS, split, strict=True)),
            (counts * sum(split)).alias("change"),
        )
        for name, *split in _steps(ways.columns)
    ]
    summed = pl.concat(each).group_by("way", "segment").agg(pl.col(*PARTS, "change").sum())
    return summed.join(stayed, on="way").sort("way", "segment").drop("way")


def _steps(known: Sequence[str]) -> list[tuple[str, float, float, float]]:
    """Return how much of each place of a customer is by customers, by the model and by time."""
    begin = IDLE if IDLE in known else BEFORE
    passed = [(BEFORE, 0.0, 0.0, -1.0), (IDLE, 0.0, 0.0, 1.0)] if IDLE in known else []
    if BACK not in known:
        return [*passed, (begin, -1.0, 0.0, 0.0), (RESCORED, 1.0, -1.0, 0.0), (AFTER, 0.0, 1.0, 0.0)]
    return [  # ½[(b − a) + (d − c)] and ½[(c − a) + (d − b)]
        *passed,
        (begin, -_HALF, -_HALF, 0.0),
        (RESCORED, _HALF, -_HALF, 0.0),
        (BACK, -_HALF, _HALF, 0.0),
        (AFTER, _HALF, _HALF, 0.0),
    ]


def flows(ways: pl.DataFrame) -> pl.DataFrame:
    """Return how many customers went from which segment to which, and by what.

    Parameters
    ----------
    ways : polars.DataFrame
        From `counted`.

    Returns
    -------
    polars.DataFrame
        `before`, `after`, `customers`, and how many of these moves are the customers', the model's and time's:
        together all of them, and nothing for who stayed. A missing `before` are those who joined, a missing `after`
        those who left; their moves are none of these.

    Examples
    --------
    >>> moves = pl.DataFrame({"before": [0, 0, 0], "rescored": [1, 0, 2], "after": [1, 1, 1]})
    >>> flows(counted(moves)).rows()
    [(0, 1, 3, 1.5, 1.5, 0.0)]
    """
    sign = (pl.col("segment") == pl.col(AFTER)).cast(pl.Float64) - (pl.col("segment") == pl.col(BEFORE)).cast(
        pl.Float64
    )
    split = parts(ways).group_by(BEFORE, AFTER).agg((pl.col(*PARTS) * sign * _HALF).sum())
    sizes = ways.group_by(BEFORE, AFTER).agg(pl.col("customers").sum())
    found = sizes.join(split, on=[BEFORE, AFTER], how="left").with_columns(pl.col(*PARTS).fill_null(0.0))
    return found.sort(BEFORE, AFTER, nulls_last=False)


def by_segment(ways: pl.DataFrame) -> pl.DataFrame:
    """Return how each segment grew: before, who joined and left, what customers, the model and time did, and after.

    Parameters
    ----------
    ways : polars.DataFrame
        From `counted`.

    Returns
    -------
    polars.DataFrame
        `segment`, `before`, `joined`, `left`, `customer`, `model`, `time`, `after`: after − before = joined − left +
        customer + model + time, exactly.

    Examples
    --------
    >>> moves = pl.DataFrame({"before": [0, 0, None], "rescored": [1, 0, 1], "after": [1, 0, 1]})
    >>> by_segment(counted(moves)).rows()
    [(0, 2, 0, 0, -1.0, 0.0, 0.0, 1), (1, 0, 1, 0, 1.0, 0.0, 0.0, 2)]
    """
    number = pl.col("customers").sum()
    inside = [
        (ways.filter(pl.col(BEFORE).is_not_null()).group_by(BEFORE), BEFORE, "before"),
        (ways.filter(pl.col("reason") == "joined").group_by(AFTER), AFTER, "joined"),
        (ways.filter(pl.col("reason") == "left").group_by(BEFORE), BEFORE, "left"),
        (ways.filter(pl.col(AFTER).is_not_null()).group_by(AFTER), AFTER, "after"),
    ]
    counts = {said: group.agg(number.alias(f"n_{said}")).rename({key: "segment"}) for group, key, said in inside}
    split = parts(ways).group_by("segment").agg(pl.col(*PARTS).sum())
    known = pl.concat([each.select("segment") for each in (*counts.values(), split)]).unique().sort("segment")
    for each in (*counts.values(), split):
        known = known.join(each, on="segment", how="left")
    return known.select(
        "segment",
        *(pl.col(f"n_{said}").fill_null(0).alias(said) for said in ("before", "joined", "left")),
        pl.col(*PARTS).fill_null(0.0),
        pl.col("n_after").fill_null(0).alias("after"),
    )


def matrix(ways: pl.DataFrame, segments: Sequence[int]) -> list[list[int]]:
    """Return customers by segment before (rows) and after (columns), both among `segments`.

    Examples
    --------
    >>> moves = pl.DataFrame({"before": [0, 0, 1], "rescored": [1, 0, 1], "after": [1, 0, 1]})
    >>> matrix(counted(moves), [0, 1])
    [[1, 1], [0, 1]]
    """
    found = {
        (row[0], row[1]): row[2] for row in ways.group_by(BEFORE, AFTER).agg(pl.col("customers").sum()).iter_rows()
    }
    return [[found.get((old, new), 0) for new in segments] for old in segments]
