"""How far two ways of dividing the same customers agree."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coterie.matching import best_pairs
from coterie.threads import cache_blocks

Labels = NDArray[np.integer[Any]]


def shared(first: Labels, second: Labels, shape: tuple[int, int]) -> NDArray[np.int64]:
    """Count rows by both labels.

    Examples
    --------
    >>> shared(np.array([0, 0, 1]), np.array([1, 1, 0]), (2, 2)).tolist()
    [[0, 2], [1, 0]]
    """
    cells = np.zeros(shape[0] * shape[1], np.int64)
    for block in cache_blocks(len(first)):
        cells += np.bincount(first[block].astype(np.int64) * shape[1] + second[block], minlength=len(cells))
    return cells.reshape(shape)


def adjusted_rand(first: Labels, second: Labels) -> float:
    """Agreement on which pairs belong together, less what chance gives (Hubert and Arabie 1985); 1 is the same.

    Examples
    --------
    >>> adjusted_rand(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    """
    table = shared(first, second, (int(first.max()) + 1, int(second.max()) + 1))
    both = _pairs(table)
    rows, columns, every = _pairs(table.sum(axis=1)), _pairs(table.sum(axis=0)), _pairs(np.array([len(first)]))
    expected = rows * columns / every if every else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == expected else float((both - expected) / (most - expected))


def jaccard(table: NDArray[np.int64]) -> NDArray[np.float64]:
    """Jaccard similarity of every pair of segments, from the table of shared rows.

    Examples
    --------
    >>> jaccard(np.array([[2, 0], [1, 1]])).round(3).tolist()
    [[0.667, 0.0], [0.25, 0.5]]
    """
    union = table.sum(axis=1)[:, None] + table.sum(axis=0) - table
    return np.where(union > 0, table / np.maximum(union, 1), 0.0)


def match(table: NDArray[np.int64]) -> NDArray[np.intp]:
    """Give each row of the table a column of its own so that most rows are shared (Hungarian method); -1: none left.

    Examples
    --------
    >>> match(np.array([[1, 5], [6, 5]])).tolist()
    [1, 0]
    """
    found = np.full(len(table), -1, np.intp)
    for row, column in best_pairs(table.astype(np.float64)):
        found[row] = column
    return found


def _pairs(counts: NDArray[np.int64]) -> float:
    return float((counts * (counts - 1) // 2).sum())
