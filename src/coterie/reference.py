"""What customers of another day are compared with: counts of those the segments were made from, and none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from coterie.clustering import assign, moments_of
from coterie.evidence.smallest import FEWEST_CUSTOMERS
from coterie.order_statistics import in_order
from coterie.threads import map_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from coterie.clustering.moments import Moments
    from coterie.schema import Column, Schema

    Floats = NDArray[np.float64]

_BINS = 10
_MOST_CATEGORIES = 30
QUANTILES = (0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)
"""The shares of customers whose distance is kept. The least and the greatest would be those of one customer."""


@dataclass(frozen=True)
class NumericBins:
    """How many customers have a number up to each edge.

    Attributes
    ----------
    edges : tuple of float
        The upper edges, rising; a bin holds its own. The last bin has none.
    counts : tuple of int
        Customers in each bin, one more than edges, each at least five; empty where fewer than five have a value.
    missing : int
        Customers without a value.
    """

    edges: tuple[float, ...]
    counts: tuple[int, ...]
    missing: int


@dataclass(frozen=True)
class CategoryBins:
    """How many customers have each category.

    Attributes
    ----------
    categories : tuple of str
        Those with a bin of their own, the most common first.
    counts : tuple of int
        Customers in each, at least five.
    others : int
        Customers of all other categories together, none or at least five; none also where fewer than five customers
        have a value.
    missing : int
        Customers without a value.
    """

    categories: tuple[str, ...]
    counts: tuple[int, ...]
    others: int
    missing: int


ColumnBins = NumericBins | CategoryBins


@dataclass(frozen=True)
class Distances:
    """How far customers are from the centroid of their own segment, in prepared units.

    Attributes
    ----------
    mean_square, deviation_square : float
        Mean and standard deviation (dividing by n) of the squared distances.
    quantiles : tuple of float
        Distances that these shares of the customers do not exceed: `QUANTILES`.
    by_feature : tuple of float
        What each feature adds to `mean_square`; empty where an earlier version kept none.
    """

    mean_square: float
    deviation_square: float
    quantiles: tuple[float, ...]
    by_feature: tuple[float, ...] = ()


@dataclass(frozen=True)
class Reference:
    """The customers that the segments were made from, as new ones are compared with them.

    Attributes
    ----------
    customers : int
        How many are counted here: all that have a segment, or the sample that was held of a table read in batches.
    columns : mapping of str to NumericBins or CategoryBins
        Every feature, in original units, in table order.
    segments : tuple of int
        Customers counted in each segment, by segment id.
    distances : Distances
    """

    customers: int
    columns: Mapping[str, ColumnBins]
    segments: tuple[int, ...]
    distances: Distances


def bins_of(frame: pl.DataFrame, schema: Schema) -> dict[str, ColumnBins]:
    """Count customers by the values of each feature.

    Parameters
    ----------
    frame : polars.DataFrame of shape (n_customers, n_columns)
        Cleaned customers that have a segment, missing values still missing.
    schema : Schema
        What each column is.

    Returns
    -------
    dict of str to NumericBins or CategoryBins
        Every feature, in table order; the same for any order of the customers.

    Examples
    --------
    >>> from coterie.schema import Column, Schema
    >>> schema = Schema((Column("age", "numeric", "feature", 0, ""),))
    >>> bins_of(pl.DataFrame({"age": [*range(20, 40), None]}), schema)["age"]
    NumericBins(edges=(25.0, 31.0), counts=(6, 6, 8), missing=1)
    """
    found = map_columns(lambda column: _bins(frame[column.name], column), schema.features, rows=frame.height)
    return {column.name: bins for column, bins in zip(schema.features, found, strict=True)}


def reference_of(
    columns: Mapping[str, ColumnBins], *, X: Floats, centers: Floats, widths: Sequence[int] = ()
) -> Reference:
    """Put together what customers of another day are compared with.

    Parameters
    ----------
    columns : mapping of str to NumericBins or CategoryBins
        What `bins_of` counted.
    X : ndarray of shape (n_customers, n_prepared)
        The same customers, prepared.
    centers : ndarray of shape (n_segments, n_prepared)
        The segments' centroids.
    widths : sequence of int
        How many columns of `X` each feature has, in their order; none: what each adds to distances is not kept.

    Returns
    -------
    Reference
        The same for any order of the customers.

    Examples
    --------
    >>> reference_of({}, X=np.array([[0.0], [1.0], [4.0]]), centers=np.array([[0.0], [4.0]])).segments
    (2, 1)
    """
    nearest = assign(X, centers)
    counted = np.bincount(nearest.labels, minlength=len(centers))
    parts = by_feature(X, centers[nearest.labels], widths)
    distances = replace(_distances(nearest.distance), by_feature=tuple(part.mean for part in parts))
    return Reference(len(X), dict(columns), tuple(counted.tolist()), distances)


def by_feature(X: Floats, own: Floats, widths: Sequence[int]) -> list[Moments]:
    """Measure what each feature adds to the squared distances of customers from their own centroids.

    Parameters
    ----------
    X : ndarray of shape (n_customers, n_prepared)
        Customers, prepared.
    own : ndarray of shape (n_customers, n_prepared)
        The centroid of each one's segment.
    widths : sequence of int
        How many columns of `X` each feature has, in their order.

    Returns
    -------
    list of Moments
        Exact sums, which add up over parts of the customers.

    Examples
    --------
    >>> found = by_feature(np.array([[1.0, 2.0, 0.0]]), np.array([[0.0, 0.0, 3.0]]), [1, 2])
    >>> [part.mean for part in found]
    [1.0, 13.0]
    """
    ends = np.cumsum([0, *widths]).tolist()
    return [moments_of(np.square(X[:, start:end] - own[:, start:end]).sum(axis=1)) for start, end in pairwise(ends)]


def _bins(values: pl.Series, column: Column) -> ColumnBins:
    if column.type == "numeric":
        return _numeric(values.cast(pl.Float64))
    return _categories(values.cast(pl.String))


def _numeric(values: pl.Series) -> NumericBins:
    """Count in tenths of the customers; ties and few customers make fewer bins."""
    ordered = in_order(values.drop_nulls().drop_nans().to_numpy())
    missing = len(values) - len(ordered)
    if len(ordered) < FEWEST_CUSTOMERS:
        return NumericBins((), (), missing)
    tenths = ordered[_places(len(ordered), np.arange(1, _BINS) / _BINS)]
    edges = np.unique(tenths[tenths < ordered[-1]]) + 0.0  # -0.0 and 0.0 are one edge
    counts = np.diff(np.searchsorted(ordered, edges, side="right"), prepend=0, append=len(ordered))
    return NumericBins(*_merged(edges.tolist(), counts.tolist()), missing)


def _places(n: int, shares: Floats) -> NDArray[np.intp]:
    """Return the places, among n in order, of those that shares of all do not exceed."""
    return np.maximum(np.ceil(shares * n).astype(np.intp) - 1, 0)


def _merged(edges: Sequence[float], counts: Sequence[int]) -> tuple[tuple[float, ...], tuple[int, ...]]:
    """Join bins of fewer than five customers to the next, the last one to the one before."""
    kept: list[float] = []
    held: list[int] = []
    waiting = 0
    for edge, count in zip(edges, counts, strict=False):
        waiting += count
        if waiting >= FEWEST_CUSTOMERS:
            kept.append(edge)
            held.append(waiting)
            waiting = 0
    waiting += counts[-1]
    if waiting >= FEWEST_CUSTOMERS or not held:
        return tuple(kept), (*held, waiting)
    return tuple(kept[:-1]), (*held[:-1], held[-1] + waiting)


def _categories(values: pl.Series) -> CategoryBins:
    """Count the common categories; the rare ones together, with the rarest of the common where they are too few."""
    known = values.drop_nulls()
    counted = sorted(known.value_counts().rows(), key=lambda pair: (-pair[1], pair[0]))
    common = [pair for pair in counted if pair[1] >= FEWEST_CUSTOMERS][:_MOST_CATEGORIES]
    others = len(known) - sum(count for _, count in common)
    if 0 < others < FEWEST_CUSTOMERS:
        others = others + common.pop()[1] if common else 0
    return CategoryBins(
        tuple(category for category, _ in common),
        tuple(count for _, count in common),
        others,
        len(values) - len(known),
    )


def _distances(distance: Floats) -> Distances:
    """Measure distances in order, so that the order of customers does not show in the sums."""
    ordered = in_order(distance)
    squares = ordered * ordered
    return Distances(
        float(squares.mean()),
        float(squares.std()),
        tuple(ordered[_places(len(ordered), np.array(QUANTILES))].tolist()),
    )
