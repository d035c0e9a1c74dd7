"""Index functions: one number for how well labels fit rows."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coterie.clustering.logarithms import log

Floats = NDArray[np.float64]
Labels = NDArray[np.integer[Any]]


def within(X: Floats, labels: Labels) -> float:
    """Sum of squared distances of rows to the mean of their segment.

    Examples
    --------
    >>> within(np.array([[0.0], [2.0], [9.0]]), np.array([0, 0, 1]))
    2.0
    """
    return float(((X - means(X, labels)[labels]) ** 2).sum())


def means(X: Floats, labels: Labels) -> Floats:
    """Mean of each segment, shape (n_clusters, n_features); an empty one is nan.

    Examples
    --------
    >>> means(np.array([[0.0], [2.0], [9.0]]), np.array([0, 0, 1])).tolist()
    [[1.0], [9.0]]
    """
    sizes = np.bincount(labels)
    with np.errstate(invalid="ignore"):
        return np.column_stack([np.bincount(labels, column) / sizes for column in X.T])


def calinski_harabasz(X: Floats, labels: Labels) -> float:
    """Variance between segments over variance within (Calinski and Harabasz 1974); larger is better.

    nan for fewer than two segments, or as many segments as rows.

    Examples
    --------
    >>> calinski_harabasz(np.array([[0.0], [1.0], [9.0], [10.0]]), np.array([0, 0, 1, 1]))
    162.0
    """
    n, k = len(X), int(labels.max()) + 1
    inside = within(X, labels)
    if k < 2 or n <= k:
        return float("nan")
    total = float(((X - X.mean(axis=0)) ** 2).sum())
    return float(np.inf) if inside == 0 else (total - inside) / (k - 1) / (inside / (n - k))


def davies_bouldin(X: Floats, labels: Labels) -> float:
    """Mean over segments of the worst overlap with another one (Davies and Bouldin 1979); smaller is better.

    Overlap of two segments is the sum of their rows' mean distances to their centre over the distance of the centres.
    nan for fewer than two segments.

    Examples
    --------
    >>> round(davies_bouldin(np.array([[0.0], [1.0], [9.0], [10.0]]), np.array([0, 0, 1, 1])), 6)
    0.111111
    """
    centers = means(X, labels)
    if len(centers) < 2:
        return float("nan")
    away = np.sqrt(((X - centers[labels]) ** 2).sum(axis=1))
    spread = np.bincount(labels, away) / np.bincount(labels)
    apart = np.sqrt(((centers[:, None] - centers[None]) ** 2).sum(axis=2))
    np.fill_diagonal(apart, np.inf)
    return float(((spread[:, None] + spread) / apart).max(axis=1).mean())


def bic(X: Floats, labels: Labels) -> float:
    """BIC of a mixture of round groups of one variance (Pelleg and Moore 2000); larger is better.

    logL = sum n_k log n_k - n log n - (n d / 2) log(2 pi s2) - (n - K) d / 2 with s2 = W / ((n - K) d), and
    K (d + 1) parameters: K - 1 shares, K d centres, 1 variance. nan when W is 0 or every row is its own segment.

    Examples
    --------
    >>> X = np.array([[0.0], [1.0], [9.0], [10.0]])
    >>> bic(X, np.array([0, 0, 1, 1])) > bic(X, np.zeros(4, int))
    True
    """
    (n, d), sizes = X.shape, np.bincount(labels)
    k, inside = len(sizes), within(X, labels)
    if n <= k or inside == 0:
        return float("nan")
    variance = inside / ((n - k) * d)
    log_n, log_variance = (float(each) for each in log(np.array([n, 2 * np.pi * variance])))
    shares = float((sizes * log(sizes)).sum() - n * log_n)
    likelihood = shares - n * d / 2 * log_variance - (n - k) * d / 2
    return float(likelihood - k * (d + 1) / 2 * log_n)


def duda_hart(one: float, two: float, *, shape: tuple[int, int], alpha: float = 0.001) -> tuple[float, float, bool]:
    """Test one segment against two (Duda and Hart 1973).

    Parameters
    ----------
    one, two : float
        Inertia with one segment and with two.
    shape : (int, int)
        Rows and features.
    alpha : float
        Level of the test.

    Returns
    -------
    tuple of (float, float, bool)
        The ratio two / one, the value below which one segment is rejected, and whether it is.

    Examples
    --------
    >>> ratio, critical, two = duda_hart(100.0, 20.0, shape=(200, 2))
    >>> ratio, round(critical, 4), two
    (0.2, 0.5132, True)
    """
    from statistics import NormalDist  # noqa: PLC0415 - a standard module only this rule needs

    n, d = shape
    z = NormalDist().inv_cdf(1 - alpha)
    critical = 1 - 2 / (np.pi * d) - z * float(np.sqrt(2 * (1 - 8 / (np.pi**2 * d)) / (n * d)))
    ratio = two / one if one > 0 else float("nan")
    return ratio, critical, ratio < critical


def row_silhouettes(X: Floats, labels: Labels) -> Floats:
    """Silhouette of each row with squared Euclidean distances: exact, in time linear in the rows.

    Examples
    --------
    >>> row_silhouettes(np.array([[0.0], [1.0], [9.0], [10.0]]), np.array([0, 0, 1, 1])).round(3).tolist()
    [0.989, 0.986, 0.986, 0.989]
    """
    centred = X - X.mean(axis=0)
    squares = (centred**2).sum(axis=1)
    sizes = np.bincount(labels).astype(np.float64)
    spread = np.bincount(labels, squares) / sizes
    away = squares[:, None] + spread - 2 * centred @ means(centred, labels).T
    return _silhouettes(np.maximum(away, 0.0), labels, sizes)


def _silhouettes(away: Floats, labels: Labels, sizes: Floats) -> Floats:
    """Silhouettes from mean distances to every segment, the own one including the row itself; alone counts 0."""
    every = np.arange(len(labels))
    own = sizes[labels]
    inside = away[every, labels] * own / np.maximum(own - 1, 1)
    away[every, labels] = np.inf
    outside = away.min(axis=1) if len(sizes) > 1 else np.full(len(labels), np.nan)
    larger = np.maximum(inside, outside)
    scored = (own > 1) & (larger > 0)
    return np.where(scored, (outside - inside) / np.where(scored, larger, 1.0), 0.0)
