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

_TINY = 1 / LARGEST
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
        self._least = [float(max(-LARGEST, *each)) for each in _pairs(bounds, ends, 0)]
        self._greatest = [float(min(LARGEST, *each)) for each in _pairs(bounds, ends, 1)]
        self._codes = [(at, frozenset(column.codes)) for at, column in enumerate(columns) if column.codes]

    def numbers(self, cells: list[object]) -> Floats | None:
        """Return the numbers; None where a cell has to be looked at by itself."""
        if not _NUMBERS.issuperset(map(type, cells)):
            return None
        tiny = False
        for cell, least, greatest in zip(cells, self._least, self._greatest, strict=True):
            if not least <= cell <= greatest:  # type: ignore[operator] # they are numbers
                return None
            tiny = tiny or -_TINY < cell < _TINY  # type: ignore[operator] # as above
        if any(cells[at] in codes for at, codes in self._codes):
            return None
        found = np.array(cells, dtype=np.float64)
        return np.where(np.abs(found) < _TINY, 0.0, found) if tiny else found


def _pairs(
    one: Sequence[tuple[float, float]], other: Sequence[tuple[float, float]], at: int
) -> list[tuple[float, float]]:
    return [(a[at], b[at]) for a, b in zip(one, other, strict=True)]
