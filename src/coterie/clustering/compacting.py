"""Rows of more columns than there are rows, in no more columns: all distances stay, and work takes its time by them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped] # it comes without types

if TYPE_CHECKING:
    from collections.abc import Sequence

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Compacted:
    """Rows as `compact` returns them, with the way back.

    Attributes
    ----------
    rows : ndarray of shape (n_samples, n_kept)
        The rows.
    basis : ndarray of shape (n_features, n_kept) or None
        What leads from these columns to those of the table; None where they are the same.
    """

    rows: Floats
    basis: Floats | None

    def back(self, centers: Floats) -> Floats:
        """Return centres of these rows in the columns of the table.

        Examples
        --------
        >>> X = np.arange(12.0).reshape(2, 6) ** 2
        >>> held = compacted(X)
        >>> bool(np.allclose(held.back(held.rows.mean(axis=0)), X.mean(axis=0)))
        True
        """
        return centers if self.basis is None else np.ascontiguousarray(centers @ self.basis.T)

    def weighed(self, columns: Sequence[int], factor: float) -> Floats:
        """Return the rows with some columns of the table times a factor, or, with 0, without them.

        Examples
        --------
        >>> X = np.arange(12.0).reshape(2, 6) ** 2
        >>> apart = lambda rows: float(np.linalg.norm(rows[0] - rows[1])).__round__(9)
        >>> apart(compacted(X).weighed([1, 3], 0.0)) == apart(np.delete(X, [1, 3], axis=1))
        True
        """
        if self.basis is None:
            if not factor:
                return np.delete(self.rows, columns, axis=1)
            changed = self.rows.copy()
            changed[:, columns] *= factor
            return changed
        along, sizes, _ = np.linalg.svd(self.basis[list(columns)].T, full_matrices=False)
        scale = np.sqrt((1 + (factor**2 - 1) * sizes**2).clip(min=0)) - 1
        return np.asarray(self.rows + (self.rows @ along) * scale @ along.T)


def compacted(X: Floats) -> Compacted:
    """Return rows compact, with the way back to their columns.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The rows.

    Returns
    -------
    Compacted
        The rows themselves where there are no fewer than columns.

    Examples
    --------
    >>> compacted(np.eye(3, 90)).rows.shape, compacted(np.eye(3)).basis is None
    ((3, 3), True)
    """
    if X.shape[1] <= len(X):
        return Compacted(X, None)
    with ThreadpoolController().limit(limits=1, user_api="blas"):  # the last bit must not depend on threads
        basis, rows = np.linalg.qr(X.T)
    return Compacted(np.ascontiguousarray(rows.T[_first_alike(X)]), basis)


def _first_alike(X: Floats) -> NDArray[np.intp]:
    """Return for each row the first that equals it: such rows stay equal to the last bit."""
    first: dict[bytes, int] = {}
    return np.array([first.setdefault((row + 0.0).tobytes(), at) for at, row in enumerate(X)], dtype=np.intp)


def compact(X: Floats) -> Floats:
    """Return the same rows in no more columns than there are rows.

    Examples
    --------
    >>> X = np.eye(3, 90) * [[3.0], [4.0], [0.0]]
    >>> compact(X).shape, float(np.linalg.norm(compact(X)[0] - compact(X)[1])).__round__(12)
    ((3, 3), 5.0)
    """
    return compacted(X).rows
