"""How much each feature differs between segments: effect sizes, never p-values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie.evidence.indices import means

if TYPE_CHECKING:
    from coterie.evidence.indices import Labels

Floats = NDArray[np.float64]


def eta_squared(X: Floats, labels: Labels) -> Floats:
    """Share of each column's variance that lies between segments; 0 for a constant column.

    Features that made the segments differ between them by construction, so a test of that says nothing (Chen and
    Witten 2023, Selective inference for k-means clustering, JMLR 24): the size of the difference is what is shown.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The rows.
    labels : ndarray of shape (n_samples,)
        Their segments.

    Returns
    -------
    ndarray of shape (n_features,)

    Examples
    --------
    >>> eta_squared(np.array([[0.0, 5.0], [0.0, 6.0], [1.0, 5.0], [1.0, 6.0]]), np.array([0, 0, 1, 1])).tolist()
    [1.0, 0.0]
    """
    between, total = _sums(X, labels)
    return np.where(total > 0, between / np.where(total > 0, total, 1.0), 0.0)


def between_share(X: Floats, labels: Labels) -> Floats:
    """Share of each column in what lies between segments; they sum to 1 (0 each when nothing does).

    Examples
    --------
    >>> between_share(np.array([[0.0, 0.0], [2.0, 1.0]]), np.array([0, 1])).tolist()
    [0.8, 0.2]
    """
    between, _ = _sums(X, labels)
    return between / between.sum() if between.sum() > 0 else np.zeros_like(between)


def markers(X: Floats, labels: Labels) -> NDArray[np.bool_]:
    """Mark the columns that set a segment apart, shape (n_segments, n_features).

    A column marks a segment when its mean there is more than a quarter of the largest such distance away from the
    overall mean, or more than half of the overall mean away (Dolnicar and Leisch 2014, Using graphical statistics to
    better understand market segmentation solutions, International Journal of Market Research 56:207-230).

    Examples
    --------
    >>> markers(np.array([[0.0, 5.0], [8.0, 5.5]]), np.array([0, 1])).tolist()
    [[True, False], [True, False]]
    """
    overall = X.mean(axis=0)
    away = np.abs(means(X, labels) - overall)
    marked: NDArray[np.bool_] = (away > away.max() / 4) | (away > np.abs(overall) / 2)
    return marked


def _sums(X: Floats, labels: Labels) -> tuple[Floats, Floats]:
    """Sum of squares between segments, and in all, of each column; exact zeros where there is nothing."""
    centred = X - X.mean(axis=0)
    varies = X.max(axis=0) > X.min(axis=0)
    sizes = np.bincount(labels)
    if len(sizes) < 2:
        varies = np.zeros_like(varies)
    between = np.where(varies, sizes @ means(centred, labels) ** 2, 0.0)
    return between, np.where(varies, (centred**2).sum(axis=0), 0.0)
