"""How much further strangers lie from centroids than the customers that the centroids were made of."""

from __future__ import annotations

_TIMES = 3.0
"""One is what means of fixed groups take away, as much again what borders that follow chance do: on clouds without any
groups, of 2 to 17 columns, 300 to 2,000 customers and 3 to 10 segments, it is about three, and one to two of groups."""
_MOST = 3.0


def strangeness(customers: int, segments: int) -> float:
    """Return by how much the mean squared distance of strangers is larger.

    K means of N customers take part of the spread away from those who made them, and miss the means of all customers by
    as much: (N + cK) / (N − cK). For fixed groups c is 1; segments are cut where these customers lie, which makes it 3.

    Parameters
    ----------
    customers : int
        Those the centroids were made of.
    segments : int

    Examples
    --------
    >>> round(strangeness(500, 4), 3), round(strangeness(50_000, 4), 4)
    (1.049, 1.0005)
    """
    lost = _TIMES * segments
    return min((customers + lost) / (customers - lost), _MOST) if customers > lost else _MOST
