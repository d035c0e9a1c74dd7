"""The numbers of one customer at a glance, where there is nothing to say of any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coterie.parsing.numbers import LARGEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from coterie.schema import Column

    Floats = NDArray[np.float64]

_NUMBERS = frozenset({float, int})


class Quick:
    """Takes cells that are numbers, each where numbers were when the segments were made.

    Parameters
    ----------
    columns : sequence of Column
    ends : sequence of (float, float)
        The least and the greatest number of each that was seen.

    Examples
    --------
    >>> from coterie.schema import Column
    >>> quick = Quick([Column("age", "numeric", "feature", 0, "", bounds=(0.0, 120.0))], [(18.0, 90.0)])
    >>> quick.numbers([41]), quick.numbers([400]), quick.numbers(["41"]), quick.numbers([None])
    (array([41.]), None, None, None)
    """

    def __init__(self, columns: Sequence[Column], ends: Sequence[tuple[float, float]]) -> None:
        bounds = [(-LARGEST, LARGEST) if column.bounds is None else column.bounds for column in columns]
        self._least = np.array([max(-LARGEST, *each) for each in _pairs(bounds, ends, 0)])
        self._greatest = np.array([min(LARGEST, *each) for each in _pairs(bounds, ends, 1)])
        self._codes = [(at, frozenset(column.codes)) for at, column in enumerate(columns) if column.codes]

    def numbers(self, cells: list[object]) -> Floats | None:
        """Return the numbers; None where a cell has to be looked at by itself."""
        if not _NUMBERS.issuperset(map(type, cells)):
            return None
        try:
            found = np.array(cells, dtype=np.float64)
        except OverflowError:  # a whole number of hundreds of digits
            return None
        inside = (found >= self._least) & (found <= self._greatest)
        if not np.logical_and.reduce(inside) or any(found[at] in codes for at, codes in self._codes):
            return None
        tiny = np.abs(found) < 1 / LARGEST
        return np.where(tiny, 0.0, found) if np.logical_or.reduce(tiny) else found


def _pairs(
    one: Sequence[tuple[float, float]], other: Sequence[tuple[float, float]], at: int
) -> list[tuple[float, float]]:
    return [(a[at], b[at]) for a, b in zip(one, other, strict=True)]
