"""The kernels of K-Means in NumPy: many starts of one K move together.

Scores are float32, sums and inertia float64. The starts that come out best are polished in float64 until no label
changes. One thread of BLAS is assumed (the caller sees to it), so that bytes do not depend on threads.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coterie.clustering.twin.measures import squared_distances

Floats = NDArray[np.float64]

_CELLS = 131_072  # scores held at once: they stay in the second-level cache
_STEADY = 1e-10  # a coarse start stands still when a pass gains less than this share of its inertia
_MAX_PASSES = 1000


class Points:
    """Weighted rows, ready for passes: centred, float32 for scores, float64 for sums."""

    def __init__(self, rows: Floats, weights: Floats) -> None:
        self.weights = weights
        self.shift = np.average(rows, axis=0, weights=weights)
        self.columns = np.ascontiguousarray((rows - self.shift).T)
        spread = float(np.abs(self.columns).max())
        # A power of two: it changes no digit, and float32 can then neither overflow nor vanish.
        self.scale = 2.0 ** -np.frexp(spread)[1] if spread > 0 else 1.0
        self.columns *= self.scale
        squares = np.einsum("ji,ji->i", self.columns, self.columns)
        self.total = float(weights @ squares)
        self.weighted = self.columns * weights
        ones = np.ones(len(rows))
        self.scored = np.vstack([self.columns, ones, squares / 2]).astype(np.float32)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.weights)

    def inside(self, centers: Floats) -> Floats:
        """Move centres into the centred and scaled space."""
        return (centers - self.shift) * self.scale

    def outside(self, centers: Floats) -> Floats:
        """Move centres back."""
        return centers / self.scale + self.shift


@dataclass
class Starts:
    """Many clusterings of one K side by side; centres of shape (starts, K, features)."""

    centers: Floats
    inertia: Floats
    passes: NDArray[np.int64]

    def best(self, most: int) -> NDArray[np.intp]:
        """Return up to `most` starts, best first, that differ in inertia by more than rounding."""
        order = np.argsort(self.inertia, kind="stable")
        ranked = self.inertia[order]
        new = np.ones(len(order), bool)
        new[1:] = ranked[1:] - ranked[:-1] > 1e-9 * np.maximum(ranked[:-1], 1e-300)
        return order[new][:most]


def seed_nested(points: Points, n_clusters: int, *, n_starts: int, rng: np.random.Generator) -> Floats:
    """Greedy k-means++ (Arthur & Vassilvitskii 2007), all starts at once; any prefix seeds a smaller K.

    Returns centres of shape (n_starts, n_clusters, n_features).
    """
    trials = 2 + int(np.log(n_clusters))
    chosen = np.empty((n_starts, n_clusters), np.intp)
    cumulated = np.cumsum(points.weights)
    chosen[:, 0] = _draw(cumulated, rng.random(n_starts))
    nearest = _half_distances(points, chosen[:, 0])
    for step in range(1, n_clusters):
        draws = rng.random((n_starts, trials))
        tried = np.vstack([_draw_near(row, points, cumulated, u) for row, u in zip(nearest, draws, strict=True)])
        chosen[:, step] = _least_potential(points, nearest, tried)
    return np.moveaxis(points.columns[:, chosen], 0, -1)


def converge(points: Points, centers: Floats) -> Starts:
    """Run Lloyd's passes on every start until each stands still; sums change only for rows whose label did."""
    n_starts, n_clusters, n_features = centers.shape
    state = Starts(centers.copy(), np.full(n_starts, np.inf), np.zeros(n_starts, np.int64))
    labels = np.full((n_starts, len(points)), n_clusters, np.int32)  # n_clusters: none yet
    sums = np.zeros((n_starts, n_clusters + 1, n_features + 1))
    active = np.arange(n_starts)
    for _ in range(_MAX_PASSES):
        found = _nearest(points, state.centers[active])
        changed = _move(points, sums, (active, labels[active], found))
        labels[active] = found
        gain = _update(points, sums, active, state)
        active = active[changed & (gain > _STEADY * state.inertia[active])]
        if not len(active):
            break
    return state


def polish(
    X: Floats, weights: Floats | None, centers: Floats, *, most: int, n_threads: int
) -> tuple[Floats, NDArray[np.int32], float, int]:
    """Lloyd in float64 with plain differences until no label changes; an empty cluster takes the farthest row.

    Returns centres, the labels that they give, their inertia, and the passes made: at most `most`.
    """
    del n_threads  # the twin's passes in float64 use one
    columns, each = np.ascontiguousarray(X.T), np.ones(len(X)) if weights is None else weights
    labels = np.full(len(X), -1, np.intp)
    for passes in range(1, most + 1):
        found, away = nearest_exact(columns, centers)
        inertia = float(away @ each)
        filled = _fill_empty(found, away * each, len(centers))
        if np.array_equal(found, labels) and not filled:
            break
        labels = found
        if passes < most:
            centers = _means(columns, each, found, len(centers))
    return centers, labels.astype(np.int32), inertia, passes


def nearest_exact(columns: Floats, centers: Floats) -> tuple[NDArray[np.intp], Floats]:
    """Nearest centre of each row and its squared distance, as `assign` finds them."""
    labels = np.zeros(columns.shape[1], np.intp)
    best = squared_distances(columns, centers[0])
    for number, center in enumerate(centers[1:], start=1):
        away = squared_distances(columns, center)
        labels[away < best] = number
        np.minimum(best, away, out=best)
    return labels, best


def split_worst(points: Points, centers: Floats, *, n_new: int, rng: np.random.Generator) -> Floats:
    """Candidates for K + 1: these centres and one row more, drawn far from them."""
    half = _score(points, centers[:, None, :], slice(None)).min(axis=0)[0]
    cumulated = np.cumsum(points.weights)
    drawn = _draw_near(half, points, cumulated, rng.random(n_new))
    return np.stack([np.vstack([centers, points.columns[:, row]]) for row in drawn])


def merge_nearest(points: Points, centers: Floats, *, n_new: int) -> Floats:
    """Candidates for K - 1: these centres with two merged, the pairs that cost least first (Ward 1963)."""
    labels = _nearest(points, centers[None])[0]
    mass = np.bincount(labels, points.weights, len(centers))
    first, second = np.triu_indices(len(centers), 1)
    apart = ((centers[first] - centers[second]) ** 2).sum(axis=1)
    together = np.maximum(mass[first] + mass[second], 1e-300)
    cheapest = np.argsort(apart * mass[first] * mass[second] / together, kind="stable")[:n_new]
    merged = []
    for a, b in zip(first[cheapest], second[cheapest], strict=True):
        middle = (mass[a] * centers[a] + mass[b] * centers[b]) / max(mass[a] + mass[b], 1e-300)
        merged.append(np.vstack([np.delete(centers, [a, b], axis=0), middle]))
    return np.stack(merged)


def _draw(cumulated: Floats, uniform: Floats) -> NDArray[np.intp]:
    """Rows drawn in proportion to the weights whose running sum is given."""
    drawn: NDArray[np.intp] = np.searchsorted(cumulated, uniform * cumulated[-1], side="right")
    np.minimum(drawn, len(cumulated) - 1, out=drawn)
    return drawn


def _draw_near(half: NDArray[np.float32], points: Points, cumulated: Floats, uniform: Floats) -> NDArray[np.intp]:
    """Rows drawn in proportion to weighted squared distance; by weight where all distances are 0."""
    far = np.cumsum(np.maximum(half, 0) * points.weights)
    return _draw(far if far[-1] > 0 else cumulated, uniform)


def _half_distances(points: Points, chosen: NDArray[np.intp]) -> NDArray[np.float32]:
    """Half the squared distance of every row to each chosen row."""
    centers = points.columns[:, chosen].T
    half: NDArray[np.float32] = _score(points, centers[None], slice(None))[0]
    np.maximum(half, 0, out=half)
    return half


def _least_potential(points: Points, nearest: NDArray[np.float32], tried: NDArray[np.intp]) -> NDArray[np.intp]:
    """For each start keep the trial that leaves the least distance, and lower `nearest` by it."""
    weights = points.weights.astype(np.float32)
    chosen = np.empty(len(tried), np.intp)
    for start, rows in enumerate(tried):
        away = np.minimum(_half_distances(points, rows), nearest[start])
        best = int(np.argmin(away @ weights))
        chosen[start], nearest[start] = rows[best], away[best]
    return chosen


def _score(points: Points, centers: Floats, part: slice) -> NDArray[np.float32]:
    """Half squared distances of shape (a, b, rows) for centres of shape (a, b, features)."""
    a, b, n_features = centers.shape
    weights = np.empty((a * b, n_features + 2), np.float32)
    flat = centers.reshape(a * b, n_features)
    weights[:, :n_features] = -flat
    weights[:, n_features] = np.einsum("ij,ij->i", flat, flat) / 2
    weights[:, n_features + 1] = 1
    scores: NDArray[np.float32] = (weights @ points.scored[:, part]).reshape(a, b, -1)
    return scores


def _nearest(points: Points, centers: Floats) -> NDArray[np.int32]:
    """Nearest centre of every row for every start.

    Positive floats sort like their bits taken as an integer: with the last bits replaced by the centre's number, one
    minimum gives the label too.
    """
    n_starts, n_clusters, _ = centers.shape
    low = (1 << max(1, (n_clusters - 1).bit_length())) - 1
    numbers = np.arange(n_clusters, dtype=np.int32)[:, None, None]
    by_cluster = np.ascontiguousarray(np.moveaxis(centers, 1, 0))
    found = np.empty((n_starts, len(points)), np.int32)
    block = max(256, _CELLS // (n_starts * n_clusters))
    for start in range(0, len(points), block):
        part = slice(start, start + block)
        bits = _score(points, by_cluster, part).view(np.int32)
        bits &= ~np.int32(low)
        bits |= numbers
        np.minimum.reduce(bits, axis=0, out=found[:, part])
    found &= np.int32(low)
    return found


def _move(
    points: Points, sums: Floats, labels: tuple[NDArray[np.intp], NDArray[np.int32], NDArray[np.int32]]
) -> NDArray[np.bool_]:
    """Carry the rows whose label changed from one sum to the other; say which starts had any."""
    active, old, new = labels
    start, row = np.nonzero(old != new)
    width, n_cells = sums.shape[1], len(active) * sums.shape[1]
    leave, enter = start * width + old[start, row], start * width + new[start, row]
    for feature in range(sums.shape[2]):
        values = (points.weights if feature == 0 else points.weighted[feature - 1])[row]
        change = np.bincount(enter, values, n_cells) - np.bincount(leave, values, n_cells)
        sums[active, :, feature] += change.reshape(len(active), width)
    return np.bincount(start, minlength=len(active)) > 0


def _update(points: Points, sums: Floats, active: NDArray[np.intp], state: Starts) -> Floats:
    """Set centres to means (an empty cluster keeps its centre); return what each start's inertia fell by."""
    counts, totals = sums[active, :-1, 0], sums[active, :-1, 1:]
    filled = counts > 1e-12 * points.weights.sum()
    means = totals / np.where(filled, counts, 1.0)[..., None]
    inertia = points.total - np.where(filled, (totals * means).sum(axis=2), 0.0).sum(axis=1)
    state.centers[active] = np.where(filled[..., None], means, state.centers[active])
    gain: Floats = state.inertia[active] - inertia
    state.inertia[active] = inertia
    state.passes[active] += 1
    return gain


def _fill_empty(labels: NDArray[np.intp], cost: Floats, n_clusters: int) -> bool:
    """Give each empty cluster the row that costs most, never the last row of another; say whether one was empty."""
    sizes = np.bincount(labels, minlength=n_clusters)
    empty_ones = np.flatnonzero(sizes == 0)
    for empty in empty_ones:
        farthest = int(np.argmax(np.where(sizes[labels] > 1, cost, -1.0)))
        sizes[labels[farthest]] -= 1
        sizes[empty] += 1
        labels[farthest] = empty
    return len(empty_ones) > 0


def _means(columns: Floats, weights: Floats, labels: NDArray[np.intp], n_clusters: int) -> Floats:
    """Weighted means, corrected once by the mean of what is left, so that a common offset costs no digits."""
    mass = np.bincount(labels, weights, n_clusters)
    means = np.empty((n_clusters, len(columns)))
    for feature, values in enumerate(columns):
        rough = np.bincount(labels, values * weights, n_clusters) / mass
        means[:, feature] = rough + np.bincount(labels, (values - rough[labels]) * weights, n_clusters) / mass
    return means
