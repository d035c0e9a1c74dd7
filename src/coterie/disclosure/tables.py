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

_ROUNDING = 1e-6


def suppressed(counts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which cells of a table may not be told where its margins are.

    Cells of one to four customers, and in each row and column that holds hidden ones as many more, the smallest first,
    that at least two are hidden there, at least ten customers are in them, and no small one follows from several lines
    together.

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
    small = (counts > 0) & (counts < FEWEST_CUSTOMERS)
    hidden = small.copy()
    changed = True
    while changed:
        changed = False
        for line, values in _lines(hidden, counts):
            changed |= _complete(line, values)
        changed = changed or _loosen(hidden, counts, small)
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
        _hide_one(line, values)
    return int(line.sum()) > before


def _hide_one(line: NDArray[np.bool_], values: NDArray[np.int64]) -> None:
    """Hide the smallest of the cells that are shown, empty ones last."""
    shown = np.flatnonzero(~line & (values > 0)) if (~line & (values > 0)).any() else np.flatnonzero(~line)
    line[shown[np.argmin(values[shown])]] = True


def _loosen(hidden: NDArray[np.bool_], counts: NDArray[np.int64], small: NDArray[np.bool_]) -> bool:
    """Hide one more cell beside a small one that follows from several lines together; return whether any was."""
    for row, column in np.argwhere(small & _follows(hidden)):
        for line, values in ((hidden[row], counts[row]), (hidden[:, column], counts[:, column])):
            if not line.all():
                _hide_one(line, values)
                return True
    return False


def _follows(hidden: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which hidden cells follow from the sums of what is hidden in each line.

    Lines are the nodes and hidden cells the edges of a graph. An edge without which its two ends are not connected
    follows; its effective resistance is 1 (Gusfield 1988, A graph theoretic approach to statistical data security,
    SIAM J. Comput. 17:552-571).
    """
    places = np.argwhere(hidden)
    if not len(places):
        return hidden.copy()
    edges = np.zeros((len(places), sum(hidden.shape)))
    edges[np.arange(len(places)), places[:, 0]] = 1.0
    edges[np.arange(len(places)), hidden.shape[0] + places[:, 1]] = -1.0
    resistance = np.einsum("ij,jk,ik->i", edges, np.linalg.pinv(edges.T @ edges, hermitian=True), edges)
    found = np.zeros_like(hidden)
    found[tuple(places.T)] = resistance > 1 - _ROUNDING
    return found
