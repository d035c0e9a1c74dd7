"""One customer's row of the matrix, all numbers at a time: what preparing column by column gives, bit for bit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coterie.preparation.yeo_johnson import OfEach

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from coterie.preparation import PreparedFeature

    Floats = NDArray[np.float64]


class Row:
    """Prepares the features of one customer; compiled once.

    Parameters
    ----------
    features : sequence of PreparedFeature
    starts : sequence of int
        The first column of each in the matrix, and at the end their number.
    numbers : sequence of int
        The features that are numbers, in the order in which `prepared` gets them.

    Examples
    --------
    >>> from coterie.preparation import PreparedFeature
    >>> age = PreparedFeature("age", "median", 40.0, "none", center=40.0, scale=10.0)
    >>> card = PreparedFeature("card", "mode", "gold", "one-hot", 0.0, 0.5, categories=("gold", "tin"))
    >>> Row((age, card), (0, 1, 3), (0,)).prepared(np.array([30.0]), [(1, 1)])
    array([[-1.,  0.,  2.]])
    """

    def __init__(self, features: Sequence[PreparedFeature], starts: Sequence[int], numbers: Sequence[int]) -> None:
        own = [features[at] for at in numbers]
        self._fill = np.array([float(each.fill) for each in own])
        self._center, self._scale = np.array([each.center for each in own]), np.array([each.scale for each in own])
        columns, self._width = [starts[at] for at in numbers], starts[-1]
        beside = columns == list(range(len(columns)))
        self._columns = slice(len(columns)) if beside else np.array(columns, dtype=np.intp)
        straight = [at for at, each in enumerate(own) if each.power is not None and each.unit is not None]
        self._straight = None if len(straight) == len(own) else np.array(straight, dtype=np.intp)
        self._any_straight = bool(straight)
        powers = np.array([own[at].power for at in straight], dtype=np.float64)
        self._of_each = OfEach(powers, np.array([own[at].unit for at in straight], dtype=np.float64))
        self._starts, self._ones = starts, [1.0 / each.scale for each in features]

    def filled(self, numbers: Floats) -> Floats:
        """Return numbers with what stands in for those that are missing."""
        return np.where(np.isnan(numbers), self._fill, numbers)

    def prepared(self, numbers: Floats, places: Sequence[tuple[int, int]] = ()) -> Floats:
        """Return the row.

        Parameters
        ----------
        numbers : ndarray of float64
            In the order of the features that are numbers; none missing.
        places : sequence of (int, int)
            Features that are categories, and the place of the customer's; below 0 for another one.

        Returns
        -------
        ndarray of shape (1, n_columns)
        """
        values = numbers
        if self._straight is None:
            values = self._of_each(values)
        elif self._any_straight:
            values = values.copy()
            values[self._straight] = self._of_each(values[self._straight])
        values = (values - self._center) / self._scale
        row: Floats = np.zeros((1, self._width))
        row[0, self._columns] = values  # a slice where they stand side by side
        for at, place in places:
            if place >= 0:
                row[0, self._starts[at] + place] = self._ones[at]
        return row
