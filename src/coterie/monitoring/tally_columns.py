"""One feature of customers of another day, counted in the bins of before, batch by batch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
import polars as pl

from coterie.monitoring.sizes import Sizes, sizes_of
from coterie.reference import CategoryBins, NumericBins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from coterie.reference import ColumnBins

EXAMPLES = 3


@dataclass(frozen=True)
class ColumnTally:
    """How many customers have which values of a feature.

    Attributes
    ----------
    counts : tuple of int
        Customers in each bin of the reference; of categories those of all others last.
    missing : int
        Customers without a value.
    unseen : int
        Customers whose category no customer had when the segments were made.
    examples : tuple of str
        The first such categories in alphabetical order, three at most.
    sizes : Sizes or None
        Numbers by size; None of categories.
    """

    counts: tuple[int, ...]
    missing: int
    unseen: int = 0
    examples: tuple[str, ...] = ()
    sizes: Sizes | None = None


class NumericTallying:
    """Counts numbers; an accumulator.

    Examples
    --------
    >>> tallying = NumericTallying(NumericBins(edges=(10.0,), counts=(5, 5), missing=0))
    >>> tallying.add(pl.Series([10.0, 11.0, None]))
    >>> tallying.finish().counts, tallying.finish().missing
    ((1, 1), 1)
    """

    def __init__(self, bins: NumericBins) -> None:
        self._edges = np.array(bins.edges, np.float64)
        self._counts: NDArray[np.int64] = np.zeros(len(bins.edges) + 1, np.int64)
        self._missing = 0
        self._sizes = sizes_of(np.empty(0))

    def add(self, values: pl.Series) -> None:
        """Count more cells, cleaned."""
        known = values.cast(pl.Float64).drop_nulls().drop_nans().to_numpy()
        self._missing += len(values) - len(known)
        self._counts += np.bincount(np.searchsorted(self._edges, known), minlength=len(self._counts))
        self._sizes = self._sizes.merged(sizes_of(known))

    def merge(self, other: Self) -> None:
        """Add what another one counted."""
        self._missing += other._missing
        self._counts += other._counts
        self._sizes = self._sizes.merged(other._sizes)

    def finish(self) -> ColumnTally:
        """Return what was counted."""
        return ColumnTally(tuple(self._counts.tolist()), self._missing, sizes=self._sizes)


class CategoryTallying:
    """Counts categories; an accumulator.

    Parameters
    ----------
    bins : CategoryBins
        Those of before.
    known : sequence of str
        Every category of before, with a bin of its own or without.

    Examples
    --------
    >>> tallying = CategoryTallying(CategoryBins(("gold",), (9,), others=0, missing=0), ["gold", "blue"])
    >>> tallying.add(pl.Series(["gold", "blue", "red", None]))
    >>> tallying.finish()
    ColumnTally(counts=(1, 2), missing=1, unseen=1, examples=('red',), sizes=None)
    """

    def __init__(self, bins: CategoryBins, known: Sequence[str]) -> None:
        self._places = {category: place for place, category in enumerate(bins.categories)}
        self._known = {*known, *bins.categories}
        self._counts = [0] * (len(bins.categories) + 1)
        self._missing = self._unseen = 0
        self._examples: tuple[str, ...] = ()

    def add(self, values: pl.Series) -> None:
        """Count more cells, cleaned."""
        for category, customers in values.cast(pl.String).value_counts().iter_rows():
            if category is None:
                self._missing += customers
                continue
            self._counts[self._places.get(category, -1)] += customers
            if category not in self._known:
                self._unseen += customers
                self._note([category])

    def merge(self, other: Self) -> None:
        """Add what another one counted."""
        self._counts = [one + more for one, more in zip(self._counts, other._counts, strict=True)]
        self._missing += other._missing
        self._unseen += other._unseen
        self._note(other._examples)

    def finish(self) -> ColumnTally:
        """Return what was counted."""
        return ColumnTally(tuple(self._counts), self._missing, self._unseen, self._examples)

    def _note(self, categories: Sequence[str]) -> None:
        self._examples = tuple(sorted({*self._examples, *categories})[:EXAMPLES])


ColumnTallying = NumericTallying | CategoryTallying


def tallying_of(bins: ColumnBins, known: Sequence[str]) -> ColumnTallying:
    """Return what counts a feature in the bins of before; `known` are all its categories.

    Examples
    --------
    >>> type(tallying_of(CategoryBins((), (), 0, 0), [])).__name__
    'CategoryTallying'
    """
    return NumericTallying(bins) if isinstance(bins, NumericBins) else CategoryTallying(bins, known)
