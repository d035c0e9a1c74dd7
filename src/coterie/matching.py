"""The one-to-one choice of the largest sum: names to segments, segments to segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def best_pairs(gains: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Pair rows with columns one to one so that the sum of gains is the largest possible.

    As many pairs are made as the shorter side has members. Rows enter one by one; each is given a column along the
    cheapest path of exchanges, found with the dual prices of the rows and columns already paired.

    Parameters
    ----------
    gains : ndarray of shape (n_rows, n_columns)
        What each pair is worth.

    Returns
    -------
    list of (int, int)
        Row and column of each pair, rows in order.

    Notes
    -----
    SciPy's `linear_sum_assignment` does the same and is what tests compare with; loading it takes longer than all of
    naming.

    References
    ----------
    Kuhn (1955), The Hungarian method for the assignment problem, Naval Research Logistics Quarterly 2:83-97. Jonker and
    Volgenant (1987), A shortest augmenting path algorithm for dense and sparse linear assignment problems, Computing
    38:325-340.

    Examples
    --------
    >>> best_pairs(np.array([[0.9, 0.8], [0.9, 0.0]]))
    [(0, 1), (1, 0)]
    """
    if not gains.size:
        return []
    if gains.shape[0] > gains.shape[1]:
        return sorted((row, column) for column, row in best_pairs(gains.T))
    costs = gains.max() - gains
    n_rows, n_columns = costs.shape
    row_prices, column_prices = np.zeros(n_rows), np.zeros(n_columns)
    owner = np.full(n_columns, -1)
    for row in range(n_rows):
        _give_column(row, costs, owner, row_prices=row_prices, column_prices=column_prices)
    pairs = [(int(owner[column]), column) for column in range(n_columns) if owner[column] >= 0]
    return sorted(pairs)


def _give_column(
    row: int,
    costs: NDArray[np.float64],
    owner: NDArray[np.int_],
    *,
    row_prices: NDArray[np.float64],
    column_prices: NDArray[np.float64],
) -> None:
    """Find the cheapest path from a row to a free column, move the rows on it along, and update the prices."""
    n_columns = costs.shape[1]
    distance, came_from = np.full(n_columns, np.inf), np.full(n_columns, -1)
    done = np.zeros(n_columns, dtype=bool)
    here, reached, last = row, 0.0, -1
    while True:
        through = reached + costs[here] - row_prices[here] - column_prices
        nearer = ~done & (through < distance)
        distance[nearer], came_from[nearer] = through[nearer], last
        last = int(np.argmin(np.where(done, np.inf, distance)))
        reached = float(distance[last])
        if owner[last] < 0:
            break
        done[last], here = True, int(owner[last])
    row_prices[row] += reached
    row_prices[owner[done]] += reached - distance[done]
    column_prices[done] -= reached - distance[done]
    while last >= 0:
        before = int(came_from[last])
        owner[last] = row if before < 0 else owner[before]
        last = before
