"""One of Lloyd's passes over what was kept of the customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.clustering import Pass

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from coterie.clustering import AllRows
    from coterie.engines.engine import Kept

    Floats = NDArray[np.float64]


def added_up(
    sets: Sequence[Floats], of_all: AllRows, kept: Kept, *, n_threads: int | None = None
) -> list[tuple[Floats, Floats]]:
    """Add customers up by nearest centre; of each batch, how many they are and their blocks were kept.

    Examples
    --------
    >>> import numpy as np
    >>> from coterie.clustering import AllRows, blocks_of
    >>> from coterie.engines.memory import Held
    >>> X = np.array([[0.0], [1.0], [9.0]])
    >>> of_all = AllRows(3, (X**2).sum(axis=0), np.ones(1), np.zeros(1), (2.0**10,))
    >>> kept = Held([(np.array([2]), blocks_of(X[:2])), (np.array([1]), blocks_of(X[2:]))])
    >>> [(sums.tolist(), mass.tolist()) for sums, mass in added_up([X[1:]], of_all, kept)]
    [([[1.0], [9.0]], [2.0, 1.0])]
    """
    one = Pass(sets, of_all, n_threads=n_threads)
    for rows, blocks in kept.batches():
        one.add(blocks, int(rows[0]))
    return one.finish()
