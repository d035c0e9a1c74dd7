"""Segments' shares then and now, and how sure their difference is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from coterie.evidence.intervals import wilson
from coterie.monitoring.compared import SegmentShares, Share

if TYPE_CHECKING:
    from collections.abc import Mapping


def shares_of(
    before: Mapping[int, int], after: Mapping[int, int], names: Mapping[int, str]
) -> tuple[SegmentShares, ...]:
    """Return the share of every segment then and now.

    Parameters
    ----------
    before, after : mapping of int to int
        Customers by segment; a segment that was not there is not in it.
    names : mapping of int to str
        What segments are called.

    Returns
    -------
    tuple of SegmentShares
        In the order of `names`.

    Examples
    --------
    >>> one, other = shares_of({0: 60, 1: 40}, {0: 90, 1: 10}, {0: "Savers", 1: "Spenders"})
    >>> one.before.share, one.after.share, round(one.low, 2), one.sure
    (0.6, 0.9, 0.18, True)
    """
    sums = sum(before.values()), sum(after.values())
    return tuple(
        _shares(number, name, _share(before.get(number), sums[0]), _share(after.get(number), sums[1]))
        for number, name in names.items()
    )


def _share(customers: int | None, of: int) -> Share | None:
    if customers is None:
        return None
    return Share(customers, customers / of if of else 0.0, *wilson(customers, of))


def _shares(number: int, name: str, before: Share | None, after: Share | None) -> SegmentShares:
    if before is None or after is None:
        change = (after.share if after else 0.0) - (before.share if before else 0.0)
        return SegmentShares(number, name, before, after, change, change, change)
    return SegmentShares(number, name, before, after, *newcombe(before, after))


def newcombe(before: Share, after: Share) -> tuple[float, float, float]:
    """Return the change of a share and its interval, of two samples apart (Newcombe 1998, method 10).

    Examples
    --------
    >>> then, now = Share(56, 56 / 70, 0.69154, 0.87697), Share(48, 48 / 80, 0.49045, 0.70009)
    >>> [round(each, 4) for each in newcombe(then, now)]
    [-0.2, -0.3339, -0.0524]
    """
    change = after.share - before.share
    down = math.hypot(after.share - after.low, before.high - before.share)
    up = math.hypot(after.high - after.share, before.share - before.low)
    return change, change - down, change + up
