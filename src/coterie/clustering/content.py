"""An order of rows that depends on what they hold, not on where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]

# Rounding in the preparation must not move a row: values count by their place in the range of their column.
_STEPS = 2.0**24
_SEED, _FACTORS = 0x9E3779B97F4A7C15, (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)  # those of SplitMix64
_WORD = 2**64


def content_order(
    X: NDArray[np.float64], labels: Sequence[NDArray[np.int32]] = (), *, random_state: int = 0
) -> NDArray[np.intp]:
    """Return a random order of rows, the same whatever order they come in: its beginning is a random sample.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The rows, finite.
    labels : sequence of ndarray of shape (n_samples,)
        Labels that belong to the rows: equal rows with other labels are told apart.
    random_state : int
        Seed.

    Returns
    -------
    ndarray of shape (n_samples,)

    Examples
    --------
    >>> X = np.array([[3.0], [1.0], [2.0]])
    >>> X[content_order(X)].tolist() == X[::-1][content_order(X[::-1])].tolist()
    True
    """
    low = X.min(axis=0)
    span = X.max(axis=0) - low
    seen = np.full(len(X), (random_state + 1) * _SEED % _WORD, dtype=np.uint64)
    for column, least, wide in zip(X.T, low, span, strict=True):
        place = (column - least) * (_STEPS / wide if wide > 0 else 0.0)
        seen = _mixed(seen, np.rint(place).astype(np.uint64))
    for own in labels:
        seen = _mixed(seen, own.astype(np.uint64))
    return np.argsort(seen, kind="stable")


def _mixed(seen: Numbers, more: Numbers) -> Numbers:
    """Stir numbers into what was seen, so that each bit changes about half of all bits."""
    seen = seen + more + np.uint64(_SEED)
    for shift, factor in zip((30, 27), _FACTORS, strict=True):
        seen ^= seen >> np.uint64(shift)
        seen *= np.uint64(factor)
    stirred: Numbers = seen ^ (seen >> np.uint64(31))
    return stirred
