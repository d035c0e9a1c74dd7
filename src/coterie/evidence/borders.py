"""Whether the border between two neighbouring segments runs through a gap between customers or through a crowd."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from coterie.clustering.content import content_order
from coterie.evidence.indices import Labels
from coterie.evidence.smallest import FEWEST_CUSTOMERS
from coterie.threads import map_columns
from coterie.valleys.scan import BINS, CROWDED, END, SURE, WIDTH, scan
from coterie.valleys.ties import heaped, lattices, spread_ties

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from coterie.clustering import Clustering

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Answer = Literal["gap", "unproven", "crowd"]
Cause = Literal["", "step", "value"]

MOST_ROWS = 50_000
"""Customers counted along the borders at most; of more, a sample drawn by the contents of their rows."""

FEWEST_NEAR = 3
"""Customers near the emptier centre; with fewer, nothing can be said."""

_BLOCK = 16_384  # rows at a time
_CARRIES = 1 / 3  # of the squared distance between two centres: a column with as much can make a border by itself
_HALF = 1 / 2  # of the squared distance between two centres: a column with more makes most of the border


@dataclass(frozen=True)
class Border:
    """The border between two neighbouring segments.

    Attributes
    ----------
    first, second : int
        The segments, the smaller number first.
    near : int
        Customers in the densest window on the less dense side: near the emptier centre.
    between : int
        Customers in a window of the same width, where the border is emptiest.
    z : float
        By how many standard errors `between` is below `near`.
    answer : {"gap", "unproven", "crowd"}
        A gap; thinner, but with too few customers to tell; as crowded as the segments.
    cause : {"", "step", "value"}
        Why what looks like a gap is none: a step between whole numbers or scores, or one value that many share.
    at : float
        The emptiest place: -.5 at the first segment's centre, 0 half-way, .5 at the second's.
    column : int
        The column in which the two centres differ most; where there is a cause, the column it lies in.
    share : float
        Its share of their squared distance.
    """

    first: int
    second: int
    near: int
    between: int
    z: float
    answer: Answer
    at: float
    column: int
    share: float
    cause: Cause = ""

    @property
    def thinness(self) -> float:
        """Customers at the border for each one near the emptier centre.

        Examples
        --------
        >>> Border(0, 1, near=50, between=20, z=3.6, answer="gap", at=0.0, column=0, share=1.0).thinness
        0.4
        """
        return self.between / max(self.near, 1)


@dataclass(frozen=True)
class Counts:
    """Where customers lie on the lines between centres; counts of disjoint sets of customers can be added.

    Attributes
    ----------
    along : ndarray of shape (n_clusters, n_clusters, 48), int64
        Customers of a segment by their place on the line from its centre to another's.
    second : ndarray of shape (n_clusters, n_clusters), int64
        Customers of a segment by the next nearest centre.
    """

    along: Whole
    second: Whole

    def merge(self, other: Counts) -> Counts:
        """Add the counts of other customers.

        Examples
        --------
        >>> X, labels, centers = np.array([[0.0], [4.0]]), np.array([0, 1]), np.array([[0.0], [4.0]])
        >>> both = count(X[:1], labels[:1], centers).merge(count(X[1:], labels[1:], centers))
        >>> bool((both.along == count(X, labels, centers).along).all())
        True
        """
        return Counts(self.along + other.along, self.second + other.second)


def count(Y: Floats, labels: Labels, centers: Floats) -> Counts:
    """Count customers along the lines between centres.

    A customer y of segment i lies at t = (|y - c_i|² - |y - c_j|²) / (2 |c_i - c_j|²) on the line to segment j: -.5 at
    the own centre, 0 at the border, .5 at the other one.

    Parameters
    ----------
    Y : ndarray of shape (n_samples, n_features)
        The rows, ties spread.
    labels : ndarray of shape (n_samples,)
        Their segments.
    centers : ndarray of shape (n_clusters, n_features)
        Of the segments.

    Returns
    -------
    Counts
    """
    k = len(centers)
    along, second = np.zeros(k * k * (BINS + 2), dtype=np.int64), np.zeros(k * k, dtype=np.int64)
    apart = ((centers[:, None] - centers) ** 2).sum(axis=2)
    scale = 1 / (2 * WIDTH * np.where(apart > 0, apart, np.inf))
    pairs = np.arange(k * k).reshape(k, k) * (BINS + 2)
    for rows in _blocks(len(Y)):
        own = labels[rows]
        away = (centers**2).sum(axis=1) - 2 * Y[rows] @ centers.T  # less |y|², which is the same for every centre
        place = (away[np.arange(len(own)), own][:, None] - away) * scale[own]
        place += END / WIDTH + 1
        np.clip(place, 0, BINS + 1, out=place)
        along += np.bincount((pairs[own] + place.astype(np.int64)).ravel(), minlength=len(along))
        away[np.arange(len(own)), own] = np.inf
        second += np.bincount(own * k + away.argmin(axis=1), minlength=len(second))
    return Counts(along.reshape(k, k, -1)[:, :, 1:-1], second.reshape(k, k))


def find_borders(
    X: Floats,
    clusterings: Sequence[Clustering],
    *,
    among: NDArray[np.bool_] | None = None,
    milder: Mapping[int, Floats] | None = None,
    order: NDArray[np.intp] | None = None,
) -> dict[int, tuple[Border, ...]]:
    """Ask every border of every K whether it runs through a gap.

    Two segments are neighbours if their centres are the two nearest to some customer. On the line between the
    centres, in windows of ±.15 of their distance, the emptiest place within ±.3 of the border is compared with the
    densest windows at least .3 away on both sides. Where whole numbers or scores carry a third of the distance
    between the centres, their steps must not make the gap on their own: the rest of the columns, or that column
    alone, must show it too. Where another column carries more than half that was straightened more than a logarithm
    does, the gap has to be there on the logarithm's scale too, and what is counted is what is counted there:
    straightening stretches the middle of evenly spread amounts until nobody is in it.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The customers as they are clustered.
    clusterings : sequence of Clustering
        Of them, one for each K.
    among : ndarray of shape (n_samples,), bool, or None
        Who counts: customers whose values were filled in would all stand at one value. None: everybody.
    milder : mapping of int to ndarray of shape (n_samples,), optional
        By column: see `coterie.evidence.inputs.Customers`.
    order : ndarray of shape (n_samples,), optional
        `content_order(X)`, where it is known and everybody counts.

    Returns
    -------
    dict of int to tuple of Border
        By K from 2.

    Examples
    --------
    >>> from coterie.clustering import sweep
    >>> X = np.random.default_rng(0).normal(size=(300, 2)) + np.repeat([[0, 0], [0, 9], [9, 0]], 100, axis=0)
    >>> found = find_borders(X, sweep(X, [3, 4]).clusterings)
    >>> {border.answer for border in found[3]}, {border.answer for border in found[4]} - {"gap"} != set()
    ({'gap'}, True)
    """
    who = np.arange(len(X)) if among is None else np.flatnonzero(among)
    rows = who[(content_order(X[who]) if order is None else order)[:MOST_ROWS]]
    X = np.ascontiguousarray(X[rows])
    Y, heaps = spread_ties(X), heaped(X)
    steps = lattices(X, heaps)
    scales = {column: values[rows] for column, values in (milder or {}).items() if column not in {*steps, *heaps}}
    asked = [each for each in clusterings if each.n_clusters > 1]

    def found(each: Clustering) -> tuple[Border, ...]:
        return _borders(_Counting(X, Y, each.labels[rows], each.centers, steps, heaps, scales))

    return dict(zip((each.n_clusters for each in asked), map_columns(found, asked, rows=len(X)), strict=True))


@dataclass(frozen=True)
class _Counting:
    """One K whose borders are examined."""

    X: Floats
    Y: Floats
    labels: Labels
    centers: Floats
    steps: list[int]
    heaps: list[int]
    milder: dict[int, Floats]

    def counts(self, columns: Sequence[int] | None = None) -> Counts:
        """Count along the borders, only in some columns where these are given."""
        if columns is None:
            return count(self.Y, self.labels, self.centers)
        return count(np.ascontiguousarray(self.Y[:, columns]), self.labels, self.centers[:, columns])

    def on_milder(self, column: int, pair: NDArray[np.intp]) -> Counts:
        """Count along one border with a column on its milder scale, the two centres where they were."""
        own = np.isin(self.labels, pair)
        labels = (self.labels[own] == pair[1]).astype(np.int32)
        values, Y, centers = spread_ties(self.milder[column][own, None])[:, 0], self.Y[own], self.centers[pair]
        first, second = (float(values[labels == side].mean()) for side in (0, 1))
        if first != second:
            stretched = (values - first) / (second - first) * (centers[1, column] - centers[0, column])
            Y[:, column] = centers[0, column] + stretched
        return count(Y, labels, centers)

    def without_heap(self, column: int) -> Counts:
        """Count along the borders without those who hold the commonest value of a column."""
        values, counts = np.unique(self.X[:, column], return_counts=True)
        kept = self.X[:, column] != values[counts.argmax()]
        return count(self.Y[kept], self.labels[kept], self.centers)


def _borders(counting: _Counting) -> tuple[Border, ...]:
    counts = counting.counts()
    pairs = np.argwhere(np.triu((counts.second + counts.second.T) > 0, 1))
    if not len(pairs):
        return ()
    found = scan(_lines(counts, pairs))
    parts = (counting.centers[pairs[:, 0]] - counting.centers[pairs[:, 1]]) ** 2
    shares = parts / np.maximum(parts.sum(axis=1, keepdims=True), np.finfo(float).tiny)
    found = _on_milder_scales(counting, pairs, shares, found)
    z, taken = _less_steps(counting, pairs, shares, found[2])
    sizes = np.bincount(counting.labels, minlength=len(counting.centers))
    small = sizes[pairs].min(axis=1) < FEWEST_CUSTOMERS
    borders = []
    for n, (i, j) in enumerate(pairs):
        near, between = int(found[0][n]), int(found[1][n])
        says = partial(answer, near, between, small=bool(small[n]))
        seems = taken[n] >= 0 and says(float(found[2][n])) == "gap"
        column = int(taken[n] if seems else shares[n].argmax())
        borders.append(
            Border(
                first=int(i),
                second=int(j),
                near=near,
                between=between,
                z=float(z[n]),
                answer=says(float(z[n])),
                at=float(found[3][n]),
                column=column,
                share=float(shares[n, column]),
                cause="" if not seems else "value" if column in counting.heaps else "step",
            )
        )
    return tuple(borders)


def _on_milder_scales(
    counting: _Counting, pairs: NDArray[np.intp], shares: Floats, found: tuple[Whole, Whole, Floats, Floats]
) -> tuple[Whole, Whole, Floats, Floats]:
    """Return what is found on the milder scale of a column that carries a border, where it is less there."""
    near, between, z, at = found[0].copy(), found[1].copy(), found[2].copy(), found[3].copy()
    for column in counting.milder:
        for n in np.flatnonzero((shares[:, column] > _HALF) & (found[2] > SURE)):
            own = scan(_lines(counting.on_milder(column, pairs[n]), np.array([[0, 1]])))
            if own[2][0] < z[n]:
                near[n], between[n], z[n], at[n] = own[0][0], own[1][0], own[2][0], own[3][0]
    return near, between, z, at


def _less_steps(
    counting: _Counting, pairs: NDArray[np.intp], shares: Floats, z: Floats
) -> tuple[Floats, NDArray[np.intp]]:
    """Take back the gaps that steps or one value make on their own.

    Each such column is checked against the gaps as first found, so that the order of columns does not matter. Returned
    with the z that is left is the column that takes back each gap, of several the one with the largest share; -1 for
    none.
    """
    less, taken = z.copy(), np.full(len(pairs), -1, dtype=np.intp)
    for column in (*counting.steps, *counting.heaps):
        carried = np.flatnonzero((shares[:, column] >= _CARRIES) & (z > SURE))
        if not len(carried):
            continue
        without = _without_step(counting, column, pairs[carried])
        less[carried] = np.minimum(less[carried], without)
        for n in carried[without <= SURE]:
            if taken[n] < 0 or shares[n, column] > shares[n, taken[n]]:
                taken[n] = column
    return less, taken


def _without_step(counting: _Counting, column: int, pairs: NDArray[np.intp]) -> Floats:
    """Return the z of the lines without a column; for steps, the z in that column alone where it is larger.

    One value that many hold shows a gap in its column by itself: the other columns must show it, or all columns where
    those who hold the value are left out.
    """
    others = [j for j in range(counting.X.shape[1]) if j != column]
    found = [scan(_lines(counting.counts(others), pairs))[2]] if others else []
    if column in counting.heaps:
        found.append(scan(_lines(counting.without_heap(column), pairs))[2])
    else:
        found.append(scan(_lines(counting.counts([column]), pairs))[2])
    best: Floats = np.max(found, axis=0)
    return best


def _lines(counts: Counts, pairs: NDArray[np.intp]) -> Whole:
    """Put both segments of each pair on one line."""
    i, j = pairs.T
    both: Whole = counts.along[i, j] + counts.along[j, i][:, ::-1]
    return both


def answer(near: int, between: int, z: float, *, small: bool = False) -> Answer:
    """Return what a border is; a segment of fewer than five customers has no gap.

    Examples
    --------
    >>> answer(50, 20, 3.6), answer(50, 35, 3.1), answer(50, 36, 3.1), answer(50, 20, 3.0), answer(2, 0, 1.2)
    ('gap', 'gap', 'crowd', 'unproven', 'crowd')
    """
    if between > CROWDED * near or near < FEWEST_NEAR:
        return "crowd"
    return "gap" if z > SURE and not small else "unproven"


def _blocks(n: int) -> Iterator[slice]:
    return (slice(first, min(first + _BLOCK, n)) for first in range(0, n, _BLOCK))
