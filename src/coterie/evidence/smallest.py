"""Numbers of segments that leave one of them with hardly any customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Mapping

FEWEST_CUSTOMERS = 5
"""Fewer are not described, since averages would identify individuals: they are outliers, not a segment."""

FEWEST_AVERAGED = 20
"""Of fewer, nothing is said beyond the median: from mean, deviation, least and greatest value, single values follow."""

FEWEST_EXACT = 100
"""Of fewer, statistics are said with three significant digits."""


def too_small(smallest: Mapping[int, int]) -> frozenset[int]:
    """Find the K's to pass over because a segment holds fewer than five customers; none where no other K is left.

    Parameters
    ----------
    smallest : mapping of int to int
        Customers in the smallest segment at each K. One segment is no alternative to several.

    Returns
    -------
    frozenset of int

    Examples
    --------
    >>> sorted(too_small({1: 200, 2: 90, 3: 40, 4: 1}))
    [4]
    >>> sorted(too_small({1: 200, 2: 1, 3: 1}))
    []
    """
    several = {k: size for k, size in smallest.items() if k > 1}
    small = frozenset(k for k, size in several.items() if size < FEWEST_CUSTOMERS)
    return small if len(small) < len(several) else frozenset()


def passed_over(k: int, size: int) -> str:
    """Say why a K was not chosen.

    Examples
    --------
    >>> passed_over(7, 1)
    'K = 7 was passed over: its smallest segment holds 1 customer. Correct or transform the outliers.'
    """
    return say("reason.passed_over", k=k, n=size)
