"""Customers of another day, counted as those of before were, while they are placed batch by batch."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
import polars as pl

from coterie import errors
from coterie.clustering.moments import Moments, moments_of
from coterie.monitoring.strangers import strangeness
from coterie.monitoring.tally_columns import CategoryTallying, ColumnTally, NumericTallying, tallying_of
from coterie.reference import by_feature
from coterie.scoring.description import described
from coterie.scoring.matrix import Compiled

if TYPE_CHECKING:
    from coterie.segmentation import Segmentation


@dataclass(frozen=True, eq=False)
class Tally:
    """Customers of another day, counted by what was counted of those of before.

    Attributes
    ----------
    customers : int
        Those who have a segment; all that follows counts them alone.
    unplaced : int
        Those without a single feature, who have none.
    columns : mapping of str to ColumnTally
        Every feature, in the bins of the reference.
    segments : tuple of int
        Customers in each segment, in the order of the centroids.
    unlike : int
        Customers further from their centroid than 99 % of those of before would be, had they not made it.
    mean_square, deviation_square : float
        Mean and standard deviation (dividing by n) of the squared distances; 0 of nobody.
    capped_square : float
        Their mean where nobody counts as further away than that.
    by_feature : tuple of float
        What each feature adds to `mean_square`, in their order.
    """

    customers: int
    unplaced: int
    columns: Mapping[str, ColumnTally]
    segments: tuple[int, ...]
    unlike: int
    mean_square: float
    deviation_square: float
    capped_square: float
    by_feature: tuple[float, ...] = ()


class Tallying:
    """Counts customers of another day; an accumulator of batches, in any order.

    Parameters
    ----------
    segmentation : Segmentation
        Whose reference they are compared with.

    Raises
    ------
    coterie.errors.InputError
        For a segmentation that kept no reference.

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(customers, features=["age", "income"], k=3, evidence="none").segmentation
    >>> tallying, scorer = Tallying(found), coterie.Scorer(found)
    >>> for _ in scorer.batches(customers.iter_slices(100), counting=tallying):
    ...     pass
    >>> tally = tallying.finish()
    >>> tally.customers, sum(tally.segments), len(tally.segments)
    (500, 500, 3)
    """

    def __init__(self, segmentation: Segmentation) -> None:
        reference = segmentation.reference
        if reference is None:
            raise errors.monitoring.no_reference()
        description = described(segmentation)
        self._compiled = Compiled(description)
        self._widths = [len(each.columns) for each in description.features]
        self._columns: dict[str, NumericTallying | CategoryTallying] = {
            each.feature: tallying_of(reference.columns[each.feature], each.categories) for each in description.features
        }
        self._places = {number: place for place, number in enumerate(description.ids)}
        self._segments = np.zeros(len(description.ids), np.int64)
        self._unplaced = self._unlike = 0
        self._squares = self._capped = Moments()
        self._far = reference.distances.quantiles[-1] * math.sqrt(
            strangeness(reference.customers, len(reference.segments))
        )
        self._by_feature = [Moments() for _ in description.features]

    def add(self, cleaned: pl.DataFrame, scores: pl.DataFrame) -> None:
        """Count more customers.

        Parameters
        ----------
        cleaned : polars.DataFrame
            Every feature, as scoring reads it.
        scores : polars.DataFrame
            The same customers, as `Scorer.batches` yields them.
        """
        placed = scores["segment_id"].is_not_null()
        self._unplaced += int((~placed).sum())
        cleaned, scores = cleaned.filter(placed), scores.filter(placed)
        if not scores.height:
            return
        for name, column in self._columns.items():
            column.add(cleaned[name])
        labels = scores["segment_id"].replace_strict(self._places, return_dtype=pl.Int64).to_numpy()
        self._segments += np.bincount(labels, minlength=len(self._segments))
        distance = scores["distance"].to_numpy()
        self._unlike += int((distance > self._far).sum())
        self._squares = self._squares.merged(moments_of(distance**2))
        self._capped = self._capped.merged(moments_of(np.minimum(distance, self._far) ** 2))
        self._add_features(cleaned, labels)

    def _add_features(self, cleaned: pl.DataFrame, labels: np.ndarray) -> None:
        found = by_feature(self._compiled.matrix(cleaned), self._compiled.centers[labels], self._widths)
        self._by_feature = [one.merged(more) for one, more in zip(self._by_feature, found, strict=True)]

    def merge(self, other: Self) -> None:
        """Add what another one counted of other customers."""
        for name, column in self._columns.items():
            column.merge(other._columns[name])  # type: ignore[arg-type]  # of the same bins
        self._segments += other._segments
        self._unplaced += other._unplaced
        self._unlike += other._unlike
        self._squares = self._squares.merged(other._squares)
        self._capped = self._capped.merged(other._capped)
        self._by_feature = [one.merged(more) for one, more in zip(self._by_feature, other._by_feature, strict=True)]

    def finish(self) -> Tally:
        """Return what was counted."""
        known = self._squares.known > 0
        return Tally(
            customers=int(self._segments.sum()),
            unplaced=self._unplaced,
            columns={name: column.finish() for name, column in self._columns.items()},
            segments=tuple(self._segments.tolist()),
            unlike=self._unlike,
            mean_square=self._squares.mean if known else 0.0,
            deviation_square=self._squares.deviation() if known else 0.0,
            capped_square=self._capped.mean if known else 0.0,
            by_feature=tuple(each.mean for each in self._by_feature) if known else (),
        )
