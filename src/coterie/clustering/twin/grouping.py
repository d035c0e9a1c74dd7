"""Identical rows are clustered once, with their weights added up, in an order that the table's order cannot change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from coterie.clustering.content import content_order


@dataclass(frozen=True)
class Grouped:
    """Distinct rows.

    Attributes
    ----------
    rows : ndarray of shape (n_distinct, n_features)
        The distinct rows, in an order that neither the table's order, nor that of its columns, nor their units change.
    weights : ndarray of shape (n_distinct,)
        Summed weight of each.
    counts : ndarray of shape (n_distinct,)
        How many rows of the table each stands for.
    inverse : ndarray of shape (n_samples,)
        The distinct row of each row of the table.
    """

    rows: NDArray[np.float64]
    weights: NDArray[np.float64]
    counts: NDArray[np.intp]
    inverse: NDArray[np.intp]

    @cached_property
    def weighty(self) -> NDArray[np.bool_]:
        """Which distinct rows have any weight."""
        return self.weights > 0


def group(X: NDArray[np.float64], weights: NDArray[np.float64], *, nothing: float, seed: int) -> Grouped:
    """Group identical rows; what is smaller than `nothing` is 0, and `seed` shuffles the order of the distinct rows."""
    rows = np.where(np.abs(X) < nothing, 0.0, X) + 0.0  # and -0.0 becomes 0.0
    first, inverse, counts = _distinct(rows, seed)
    return Grouped(
        rows=rows[first],
        weights=np.bincount(inverse, weights, len(first)).astype(np.float64),
        counts=counts,
        inverse=inverse,
    )


def _distinct(rows: NDArray[np.float64], seed: int) -> tuple[NDArray[np.intp], ...]:
    """`np.unique` by hashes of rows, or by the rows themselves should two hashes collide."""
    hashes = _hashes(rows, seed)
    _, first, inverse, counts = np.unique(hashes, return_index=True, return_inverse=True, return_counts=True)
    if not np.array_equal(rows[first][inverse], rows):
        _, first, inverse, counts = np.unique(rows, axis=0, return_index=True, return_inverse=True, return_counts=True)
    order = content_order(rows[first], random_state=seed)
    rank = np.empty(len(order), dtype=np.intp)
    rank[order] = np.arange(len(order))
    return first[order], rank[inverse], counts[order]


def _hashes(rows: NDArray[np.float64], seed: int) -> NDArray[np.uint64]:
    """One well-mixed 64-bit number a row (the finaliser of SplitMix64, feature after feature)."""
    bits = np.ascontiguousarray(rows.T).view(np.uint64)
    mixed = np.full(len(rows), seed % 2**64, np.uint64)
    for column in bits:
        mixed += np.uint64(0x9E3779B97F4A7C15)
        mixed ^= column
        mixed ^= mixed >> np.uint64(30)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(27)
        mixed *= np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
    return mixed
