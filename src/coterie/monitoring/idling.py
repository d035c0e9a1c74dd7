"""Time as a step of its own: where customers made of purchases would be now had they bought nothing since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.monitoring.labelling import WHO
from coterie.monitoring.migration import AFTER, BEFORE, IDLE, UNPLACED
from coterie.monitoring.walking import walk
from coterie.remarks import Remark
from coterie.transactions import Idle

if TYPE_CHECKING:
    from coterie.monitoring.walking import Where
    from coterie.segmentation import Segmentation
    from coterie.transactions import Purchases


@dataclass(frozen=True)
class Elapsed:
    """The days that passed, where that can be told apart from what customers did.

    Attributes
    ----------
    idle : Idle or None
        None where no time passed, or cannot be told apart.
    doubts : tuple of Remark
        Why it cannot.
    """

    idle: Idle | None = None
    doubts: tuple[Remark, ...] = ()

    @property
    def days(self) -> int | None:
        """How many passed."""
        return None if self.idle is None else self.idle.days


def elapsed(then: str | None, now: Purchases | None) -> Elapsed:
    """Return the time between two days from which purchases are looked back.

    Parameters
    ----------
    then : str or None
        The day from which customers were looked at before; None where nothing says it.
    now : Purchases or None
        What today's customers are made of; None where rows are customers: of these time does nothing by itself.

    Examples
    --------
    >>> elapsed("2024-03-01", None)
    Elapsed(idle=None, doubts=())
    """
    if now is None or now.span is None:
        return Elapsed()
    if then is None:
        return Elapsed(doubts=(Remark("time_of_unknown_day"),))
    since, until = date.fromisoformat(then), date.fromisoformat(now.as_of)
    if until <= since:
        return Elapsed()
    if date.fromisoformat(now.span[0]) > since:
        return Elapsed(doubts=(_beyond(then, now),))
    return Elapsed(Idle(since, until))


def _beyond(then: str, now: Purchases) -> Remark:
    first = now.as_of if now.span is None else now.span[0]
    return Remark("time_out_of_reach", facts={"first": first, "before": then})


def timed(
    moves: pl.DataFrame,
    segmentation: Segmentation,
    customers: object,
    *,
    where: Where,
    then: str | None,
    now: Purchases | None,
) -> tuple[pl.DataFrame, Elapsed]:
    """Return moves with `idle`, where time can be told apart, and whether it can.

    Parameters
    ----------
    moves : polars.DataFrame
        `who`, `before` and `after` among others.
    segmentation, customers, where
        As in `placed_idle`.
    then, now
        As in `elapsed`.
    """
    time = elapsed(then, now)
    if time.idle is None or now is None or then is None:
        return moves, time
    placed = placed_idle(segmentation, customers, where=where, idle=time.idle)
    if placed is None:
        return moves, Elapsed(doubts=(_beyond(then, now),))
    return with_idle(moves, placed), time


def placed_idle(segmentation: Segmentation, customers: object, *, where: Where, idle: Idle) -> pl.DataFrame | None:
    """Place customers as they would be had they bought nothing in the days that passed.

    Parameters
    ----------
    segmentation : Segmentation
        Made from purchases.
    customers : path or frame
        The purchases of today.
    where : Where
        How they are read.
    idle : Idle
        From `elapsed`.

    Returns
    -------
    polars.DataFrame or None
        `who` and `segment_id`; None where no customer had bought by then.

    Examples
    --------
    >>> import coterie
    >>> from coterie.monitoring.walking import Where
    >>> n = range(80)
    >>> days = [date(2024, i % 12 + 1, i % 28 + 1) for i in n]
    >>> bought = pl.DataFrame({"client_id": [i * i % 19 for i in n], "day": days, "amount": [i % 11 + 1 for i in n]})
    >>> found = coterie.segment(bought, k=2, evidence="none").segmentation
    >>> idle = Idle(date(2024, 6, 30), date(2024, 12, 24))
    >>> placed_idle(found, bought, where=Where({}, {}), idle=idle).height
    10
    """
    try:
        return walk(segmentation, customers, replace(where, idle=idle), label=True).labels
    except errors.InputError:  # all else was right when the whole table was gone through
        return None


def with_idle(moves: pl.DataFrame, placed: pl.DataFrame, called: str = IDLE) -> pl.DataFrame:
    """Return moves with where customers would be had they bought nothing.

    Parameters
    ----------
    moves : polars.DataFrame
        `who`, `before` and `after` among others.
    placed : polars.DataFrame
        `who` and `segment_id`, from `placed_idle`.
    called : str
        The name of the new column: of those who were there before and are there now, -1 for who would be in no
        segment, as today's purchases hold none of theirs up to then.

    Examples
    --------
    >>> moves = pl.DataFrame({"who": ["a", "b", "c"], "before": [0, 1, None], "after": [1, 1, 1]})
    >>> placed = pl.DataFrame({"who": ["a", "c"], "segment_id": [2, 2]})
    >>> with_idle(moves, placed)["idle"].to_list()
    [2, -1, None]
    """
    both = pl.col(BEFORE).is_not_null() & pl.col(AFTER).is_not_null()
    found = moves.join(placed.rename({"segment_id": called}), on=WHO, how="left", maintain_order="left")
    return found.with_columns(pl.when(both).then(pl.col(called).fill_null(UNPLACED)).alias(called))
