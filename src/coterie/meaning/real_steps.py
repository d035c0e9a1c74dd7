"""Values that can be: whole years, whole units, cents; and the next of them beyond a border."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from coterie.profiling import NumericProfile
from coterie.reference import NumericBins

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coterie.meaning.described import Described
    from coterie.schema import Column

_CENTS = 2
_PARTS = 1000
"""Of a range measured more finely than in hundredths, a step is at most this part."""


@dataclass(frozen=True)
class Steps:
    """The values that a number of the table can have, as far as a segmentation knows.

    Attributes
    ----------
    least, greatest : float
        The range of the customers that the segments were made from, as far as it may be said.
    decimals : int
        Digits behind the point.
    allowed : tuple of float
        The only values, rising, where the column is a scale of words; otherwise empty.
    """

    least: float
    greatest: float
    decimals: int
    allowed: tuple[float, ...] = ()

    def beyond(self, exact: float, *, start: float) -> float | None:
        """Return the nearest value that can be, at `exact` or farther from `start`; None outside of the range.

        Examples
        --------
        >>> years = Steps(18.0, 92.0, 0)
        >>> years.beyond(57.2, start=50.0), years.beyond(57.2, start=60.0), years.beyond(92.5, start=60.0)
        (58.0, 57.0, None)
        """
        up = exact > start
        if self.allowed:
            ahead = [each for each in self.allowed if (each >= exact if up else each <= exact)]
            found = (ahead[0] if up else ahead[-1]) if ahead else None
        else:
            found = _rounded(exact, self.decimals, up=up)
        return found if found is not None and self.holds(found) else None

    def holds(self, value: float) -> bool:
        """Return whether a value is within the range.

        Examples
        --------
        >>> Steps(18.0, 92.0, 0).holds(17.0)
        False
        """
        return self.least <= value <= self.greatest


def steps_of(segmentation: Described, column: Column, value: float) -> Steps | None:
    """Return the values that a feature can have: those of one customer do not hang on the customers beside.

    The range is that of the profile of all customers; where that is not kept because a segment is small, the range that
    nine tenths of them reach. The digits are those of the values that the artefact keeps as edges of tenths, and the
    customer's own.

    Parameters
    ----------
    segmentation : Described
    column : Column
        A feature that is a number.
    value : float
        The customer's.

    Returns
    -------
    Steps or None
        None where no range is kept.
    """
    bins = segmentation.reference.columns.get(column.name) if segmentation.reference else None
    edges = bins.edges if isinstance(bins, NumericBins) else ()
    seen = segmentation.profiles.overall.columns.get(column.name)
    ends = (seen.min, seen.max) if isinstance(seen, NumericProfile) else (None, None)
    least = ends[0] if ends[0] is not None else min(edges, default=None)
    greatest = ends[1] if ends[1] is not None else max(edges, default=None)
    if least is None or greatest is None:
        return None
    kept = (value, *edges)
    numbers = tuple(sorted({number for _, number in column.words}))
    allowed = numbers if len(numbers) > 1 and set(kept) <= set(numbers) else ()
    return Steps(least, greatest, _decimals(kept, greatest - least), allowed)


def _decimals(values: Iterable[float], width: float) -> int:
    """Return the digits behind the point of the finest value; no more than tell a thousand values of a range apart."""
    most = max((_behind_point(each) for each in values), default=0)
    if most <= _CENTS or not width > 0:
        return min(most, _CENTS)
    return min(most, max(_CENTS, math.ceil(math.log10(_PARTS / width))))


def _behind_point(value: float) -> int:
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _rounded(value: float, decimals: int, *, up: bool) -> float:
    step = Decimal(1).scaleb(-decimals)
    return float(Decimal(repr(value)).quantize(step, rounding=ROUND_CEILING if up else ROUND_FLOOR)) + 0.0
