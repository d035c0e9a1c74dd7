"""How the values of a column are spread: bins of equal width, or the most common categories."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from coterie.excerpts import excerpt
from coterie.number_format import readable
from coterie.preparation.yeo_johnson import inverse_yeo_johnson, yeo_johnson
from coterie.remarks import say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coterie.preparation import PreparedFeature

MOST = 36
"""Bins at most."""
CATEGORIES = 8
"""Categories that are named; all others are one more."""
MISSING = 255
"""The bin of no value."""

_EXACT = 2.0**53


@dataclass(frozen=True)
class Bins:
    """The bins of one column.

    Attributes
    ----------
    column : str
    edges : tuple of float
        From the least value to the largest, of numbers; the last bin holds its upper edge.
    values : tuple of str
        The categories, the most common one first, and what holds all others; of numbers empty.
    said : tuple of str
        The edges or the categories as text.
    rest : bool
        Whether the last of the categories stands for all that are not named.
    """

    column: str
    edges: tuple[float, ...]
    values: tuple[str, ...]
    said: tuple[str, ...]
    rest: bool = False

    @property
    def number(self) -> int:
        """How many bins there are."""
        return max(len(self.edges) - 1, 0) + len(self.values)

    def places(self, values: pl.Series) -> NDArray[np.uint8]:
        """Return the bin of every value; 255 for none."""
        if self.values:
            return _of_categories(values, self.values)
        numbers = values.cast(pl.Float64).fill_null(float("nan")).to_numpy()
        found = np.searchsorted(np.array(self.edges), numbers, side="right") - 1
        found = np.clip(found, 0, self.number - 1)
        return np.asarray(np.where(np.isnan(numbers), MISSING, found), dtype=np.uint8)

    def shares(self, values: pl.Series) -> tuple[float, ...]:
        """Return the share of each bin among the values that there are; they add up to 1."""
        places = self.places(values)
        counted = np.bincount(places[places != MISSING], minlength=self.number)
        return tuple((counted / max(counted.sum(), 1)).tolist())


def bins_of(values: pl.Series, prepared: PreparedFeature | None = None) -> Bins | None:
    """Return the bins of a column.

    Parameters
    ----------
    values : polars.Series
        Cleaned: numbers, words, or yes and no.
    prepared : PreparedFeature or None
        How a feature was prepared: one that was straightened has bins of equal width there.

    Returns
    -------
    Bins or None
        None for a column of no values, and for dates.

    Examples
    --------
    >>> found = bins_of(pl.Series("age", [18, 30, 30, 41]))
    >>> found.edges[0], found.edges[-1], sum(found.shares(pl.Series([18, 41, None])))
    (18.0, 42.0, 1.0)
    >>> bins_of(pl.Series("card", ["Gold", "Gold", "Silver"])).values
    ('Gold', 'Silver')
    """
    known = values.drop_nulls()
    if known.is_empty() or values.dtype.is_temporal():
        return None
    if not values.dtype.is_numeric():
        return _categories(values)
    numbers = known.cast(pl.Float64).drop_nans().to_numpy()
    numbers = numbers[np.isfinite(numbers)]
    if not len(numbers):
        return None
    edges = _edges(numbers, prepared)
    return Bins(values.name, edges, (), tuple(readable(each, largest=_largest(edges)) for each in edges))


def _largest(edges: tuple[float, ...]) -> float:
    """Return the largest edge, written without decimals where all are whole."""
    largest = max(map(abs, edges))
    return max(largest, 100.0) if all(each == int(each) for each in edges) else largest


def _edges(numbers: NDArray[np.float64], prepared: PreparedFeature | None) -> tuple[float, ...]:
    low, high = float(numbers.min()), float(numbers.max())
    if prepared is not None and prepared.power is not None and prepared.unit is not None:
        return _straightened(low, high, prepared.power, prepared.unit)
    if max(abs(low), abs(high)) < _EXACT and bool((numbers == np.floor(numbers)).all()):
        width = max(math.ceil((high - low + 1) / MOST), 1)
        steps = max(math.ceil((high - low + 1) / width), 1)
        return tuple(low + width * i for i in range(steps + 1))
    return tuple(np.linspace(low, high, MOST + 1).tolist()) if high > low else (low, low + 1.0)


def _straightened(low: float, high: float, power: float, unit: float) -> tuple[float, ...]:
    """Return edges of equal distance on the scale that a feature was straightened to."""
    ends = yeo_johnson(np.array([low, high]), power, unit)
    if not ends[1] > ends[0]:
        return (low, low + 1.0)
    inner = inverse_yeo_johnson(np.linspace(ends[0], ends[1], MOST + 1)[1:-1], power) * unit
    return tuple(sorted({low, high, *(float(each) for each in inner if low < each < high)}))


def _categories(values: pl.Series) -> Bins:
    counted = (
        values.cast(pl.String).drop_nulls().value_counts(name="n").sort(["n", values.name], descending=[True, False])
    )
    named = counted[values.name].to_list()
    kept = named[:CATEGORIES] if len(named) > CATEGORIES + 1 else named
    rest = (say("studio.others"),) if len(named) > len(kept) else ()
    return Bins(values.name, (), (*kept, *rest), (*map(excerpt, kept), *rest), bool(rest))


def _of_categories(values: pl.Series, known: tuple[str, ...]) -> NDArray[np.uint8]:
    words = values.cast(pl.String)
    places = {word: i for i, word in enumerate(known)}
    found = words.replace_strict(places, default=len(known) - 1, return_dtype=pl.UInt8)
    return np.where(words.is_null().to_numpy(), MISSING, found.to_numpy()).astype(np.uint8)
