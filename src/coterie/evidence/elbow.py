"""The elbow of a convex, falling curve."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Sequence

Elbows = tuple[tuple[int, int | None], ...]
"""For each largest K of the ranges tried, the elbow in that range."""

_FEWEST_POINTS = 8  # the shortest range in which an elbow is looked for, where there are as many


def kneedle(n_clusters: Sequence[int], inertia: Sequence[float], *, sensitivity: float = 1.0) -> int | None:
    """Find the elbow of a falling, convex curve.

    Both axes are stretched to [0, 1] and the curve is compared with the straight line between its ends. A local
    maximum of the distance is an elbow when the distance then falls below it by `sensitivity` times the mean step
    along x before it rises again.

    Parameters
    ----------
    n_clusters : sequence of int
        The K's, rising.
    inertia : sequence of float
        Inertia at each K.
    sensitivity : float
        How much the curve must straighten after the elbow; 1 is the paper's value for offline use.

    Returns
    -------
    int or None
        The first elbow; None where the curve has none, or has fewer than three points.

    References
    ----------
    Satopää, Albrecht, Irwin and Raghavan (2011), Finding a "Kneedle" in a Haystack, ICDCS Workshops, 166-171.

    Examples
    --------
    >>> kneedle([1, 2, 3, 4, 5, 6], [100, 60, 20, 16, 13, 10])
    3
    >>> kneedle([1, 2, 3, 4], [40, 30, 20, 10]) is None
    True
    """
    x, y = np.asarray(n_clusters, dtype=float), np.asarray(inertia, dtype=float)
    if len(x) < 3 or y.max() == y.min():
        return None
    x = (x - x[0]) / (x[-1] - x[0])
    distance = (y.max() - y) / (y.max() - y.min()) - x
    drop = sensitivity * float(np.diff(x).mean())
    for i in range(1, len(x) - 1):
        if distance[i - 1] < distance[i] >= distance[i + 1] and _falls(distance[i:], drop):
            return int(n_clusters[i])
    return None


class Elbow(NamedTuple):
    """Where a curve bends.

    Attributes
    ----------
    by_range : tuple of (int, int or None)
        For each largest K of the ranges tried, the elbow in that range.
    """

    by_range: Elbows

    @property
    def steady(self) -> int | None:
        """The elbow where it is the same in every range."""
        found = {elbow for _, elbow in self.by_range}
        return found.pop() if len(found) == 1 else None

    @property
    def widest(self) -> int | None:
        """The elbow in the widest range."""
        return self.by_range[-1][1]

    def bend(self, k: int) -> str:
        """Say where the curve bends, and whether it does so in every range.

        Examples
        --------
        >>> Elbow(((8, 3), (9, 3))).bend(3)
        'inertia curve bends at K = 3 in every range of K tried (1–8 to 1–9)'
        """
        if self.steady is not None:
            return say("elbow.steady", k=k, ranges=ranges_tried(self.by_range))
        return say("elbow.wanders", k=k, most=self.by_range[-1][0], places=elbow_places(self.by_range))


def find_elbow(n_clusters: Sequence[int], inertia: Sequence[float]) -> Elbow:
    """Look for the elbow in every range of K: see `elbows_by_range`.

    Examples
    --------
    >>> find_elbow((1, 2, 3, 4, 5), (100.0, 60.0, 20.0, 16.0, 13.0)).steady
    3
    """
    return Elbow(elbows_by_range(n_clusters, inertia))


def elbows_by_range(n_clusters: Sequence[int], inertia: Sequence[float]) -> Elbows:
    """Look for the elbow in longer and longer ranges of K.

    An elbow depends on the range of K it is looked for in: on data without any structure it wanders as the range grows.

    Parameters
    ----------
    n_clusters : sequence of int
        The K's tried, rising, usually from 1.
    inertia : sequence of float
        Inertia at each K.

    Returns
    -------
    tuple of (int, int or None)
        For every range from the first K to Kmax, with Kmax from 8 to the largest K tried: Kmax and the elbow. Only the
        whole range where that is shorter.

    Examples
    --------
    >>> elbows_by_range((1, 2, 3, 4, 5), (100.0, 60.0, 20.0, 16.0, 13.0))
    ((5, 3),)
    """
    lengths = range(min(_FEWEST_POINTS, len(n_clusters)), len(n_clusters) + 1)
    return tuple((n_clusters[m - 1], kneedle(n_clusters[:m], inertia[:m])) for m in lengths)


def ranges_tried(elbows: Elbows) -> str:
    """Name the ranges in which an elbow was looked for.

    Examples
    --------
    >>> ranges_tried(((8, 3), (9, 3), (10, 3))), ranges_tried(((5, 3),))
    ('1–8 to 1–10', '1–5')
    """
    code = "elbow.range" if len(elbows) == 1 else "elbow.ranges"
    return say(code, first=elbows[0][0], last=elbows[-1][0])


def elbow_places(elbows: Elbows) -> str:
    """Say in how many ranges the elbow is at which K.

    Examples
    --------
    >>> elbow_places(((8, 4), (9, 3), (10, None), (11, 4)))
    'at K = 3 in 1 of 4 ranges of K (1–8 to 1–11), at K = 4 in 2, nowhere in 1'
    """
    seen = Counter(elbow for _, elbow in elbows)
    places: list[tuple[int | None, int]] = [*sorted((k, times) for k, times in seen.items() if k is not None)]
    places += [(None, seen[None])] if None in seen else []
    said = []
    for i, (k, times) in enumerate(places):
        place = say("elbow.nowhere") if k is None else say("elbow.at", k=k)
        code = "elbow.first_place" if i == 0 else "elbow.place"
        said.append(say(code, place=place, times=times, all=len(elbows), ranges=ranges_tried(elbows)))
    return ", ".join(said)


def _falls(distance: np.ndarray[tuple[int], np.dtype[np.float64]], drop: float) -> bool:
    """Return whether the curve falls by `drop` from its first value before it turns up again."""
    for j in range(1, len(distance)):
        if distance[j] < distance[0] - drop:
            return True
        if distance[j] > distance[j - 1]:
            return False
    return False
