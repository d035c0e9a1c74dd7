"""What is measured on rows and centres: distances, checks, silhouettes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Labels = NDArray[np.int32]

_BLOCK = 8192


def check(X: Floats, *, n_threads: int) -> tuple[int, int, float]:
    """Return row and column of the first value that is not finite (-1, -1 when all are), and the largest value."""
    del n_threads
    finite = np.isfinite(X)
    if finite.all():
        return -1, -1, float(max(X.max(), -X.min()))
    row, column = np.argwhere(~finite)[0]
    return int(row), int(column), float("nan")


def squared_distances(columns: Floats, center: Floats) -> Floats:
    """Squared distances of rows, given as columns, to one centre; features are added in their order."""
    total = np.zeros(columns.shape[1])
    for values, middle in zip(columns, center, strict=True):
        gap = values - middle
        gap *= gap
        total += gap
    return total


def assign(X: Floats, centers: Floats, *, n_threads: int) -> tuple[Labels, Floats, Labels, Floats]:
    """Nearest and next nearest centre of each row: (labels, distance, second, second distance)."""
    del n_threads
    none = np.inf if len(centers) > 1 else np.nan
    out = np.zeros(len(X), np.int32), np.empty(len(X)), np.full(len(X), -1, np.int32), np.full(len(X), none)
    for start in range(0, len(X), _BLOCK):
        part = slice(start, start + _BLOCK)
        label, best, second, next_best = (column[part] for column in out)
        columns = np.ascontiguousarray(X[part].T)
        best[:] = squared_distances(columns, centers[0])
        for number, center in enumerate(centers[1:], start=1):
            away = squared_distances(columns, center)
            nearer = away < best
            between = ~nearer & (away < next_best)
            second[:] = np.where(nearer, label, np.where(between, number, second))
            next_best[:] = np.where(nearer, best, np.where(between, away, next_best))
            label[nearer] = number
            best[nearer] = away[nearer]
    labels, distance, second, second_distance = out
    return labels, np.sqrt(distance), second, np.sqrt(second_distance)


def place(X: Floats, centers: Floats, *, n_clusters: int, n_threads: int) -> Labels:
    """Nearest of each `n_clusters` centres in turn, for each row; shape (n_sets, n_samples)."""
    sets = centers.reshape(-1, n_clusters, X.shape[1])
    return np.stack([assign(X, each, n_threads=n_threads)[0] for each in sets])


def squared_silhouette(X: Floats, labels: Labels, *, n_clusters: int, n_threads: int) -> float:
    """Mean silhouette with squared distances."""
    del n_clusters, n_threads
    return mean_squared_silhouette(X, labels.astype(np.intp), np.ones(len(X), np.intp))


def mean_squared_silhouette(rows: Floats, labels: NDArray[np.intp], counts: NDArray[np.intp]) -> float:
    """Mean silhouette with squared distances, where row i stands for counts[i] rows."""
    sizes = np.bincount(labels, counts).astype(np.float64)
    if np.count_nonzero(sizes) < 2:
        return float("nan")
    centred = rows - np.average(rows, axis=0, weights=counts)
    squares = np.einsum("ij,ij->i", centred, centred)
    used = np.maximum(sizes, 1)
    means = np.column_stack([np.bincount(labels, column * counts) for column in centred.T]) / used[:, None]
    spread = np.bincount(labels, squares * counts) / used
    total = 0.0
    for start in range(0, len(rows), _BLOCK):
        part = slice(start, start + _BLOCK)
        away = squares[part, None] + spread - 2 * np.einsum("ij,kj->ik", centred[part], means)
        away[:, sizes == 0] = np.inf
        total += float(_silhouettes(np.maximum(away, 0.0), labels[part], sizes) @ counts[part])
    return total / float(counts.sum())


def silhouettes(
    X: Floats,
    labels: Labels,
    counts: list[int],
    *,
    about: NDArray[np.int64],
    precise: bool,
    n_threads: int,
    report: Callable[[int, str], None] | None,
) -> tuple[Floats, Floats]:
    """Add up silhouettes with plain distances of the rows `about`, for each set of labels: sums, sums of squares."""
    del n_threads, precise
    sums, squares = np.zeros(len(counts)), np.zeros(len(counts))
    masks = [np.equal.outer(np.arange(k), own).astype(np.float64) for own, k in zip(labels, counts, strict=True)]
    step = max(1, _BLOCK * 128 // len(X))
    for start in range(0, len(about), step):
        if report is not None:
            report(0, "measuring silhouettes")
        asked = about[start : start + step]
        away = np.sqrt(sum((column[asked, None] - column) ** 2 for column in X.T))
        for i, mask in enumerate(masks):
            sizes = mask.sum(axis=1)
            mean = np.einsum("ij,kj->ik", away, mask) / np.maximum(sizes, 1)
            mean[:, sizes == 0] = np.inf
            values = _silhouettes(mean, labels[i][asked].astype(np.intp), sizes)
            sums[i] += values.sum()
            squares[i] += (values**2).sum()
    return sums, squares


def _silhouettes(away: Floats, labels: NDArray[np.intp], sizes: Floats) -> Floats:
    """Silhouettes of a block of rows from their mean distances to every cluster."""
    every = np.arange(len(labels))
    own = sizes[labels]
    inside = away[every, labels] * own / np.maximum(own - 1, 1)
    away[every, labels] = np.inf
    outside = away.min(axis=1)
    larger = np.maximum(inside, outside)
    scored = (own > 1) & (larger > 0) & np.isfinite(outside)
    return np.where(scored, (np.where(scored, outside, 0) - inside) / np.where(scored, larger, 1.0), 0.0)
