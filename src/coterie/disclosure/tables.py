"""Tables of counts without small cells, nor others from which they follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coterie.evidence.smallest import FEWEST_CUSTOMERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_FEWEST_HIDDEN = 2 * FEWEST_CUSTOMERS
"""Customers in the hidden cells of a line: fewer would give the small ones away by their sum."""


def suppressed(counts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which cells of a table may not be told where its margins are.

    Cells of one to four customers, and in each row and column that holds hidden ones as many more, the smallest first,
    that at least two are hidden there and at least ten customers are in them.

    Parameters
    ----------
    counts : ndarray of shape (n_rows, n_columns)

    Returns
    -------
    ndarray of shape (n_rows, n_columns), bool

    Examples
    --------
    >>> suppressed(np.array([[3, 20, 40], [50, 60, 70]])).tolist()
    [[True, True, False], [True, True, False]]
    >>> suppressed(np.array([[0, 20], [50, 60]])).any()
    np.False_
    """
    hidden = (counts > 0) & (counts < FEWEST_CUSTOMERS)
    changed = True
    while changed:
        changed = False
        for line, values in _lines(hidden, counts):
            changed |= _complete(line, values)
    return hidden


def _lines(
    hidden: NDArray[np.bool_], counts: NDArray[np.int64]
) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.int64]]]:
    yield from zip(hidden, counts, strict=True)
    yield from zip(hidden.T, counts.T, strict=True)


def _complete(line: NDArray[np.bool_], values: NDArray[np.int64]) -> bool:
    """Hide more of one line until what is hidden there does not follow; return whether anything was."""
    before = int(line.sum())
    while line.any() and not line.all() and (line.sum() < 2 or values[line].sum() < _FEWEST_HIDDEN):
        shown = np.flatnonzero(~line & (values > 0)) if (~line & (values > 0)).any() else np.flatnonzero(~line)
        line[shown[np.argmin(values[shown])]] = True
    return int(line.sum()) > before
