"""What each segment looks like, in original units, on cleaned and unimputed values."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from coterie.clustering import Moments, moments_by, moments_from_arrow, moments_to_arrow
from coterie.evidence.smallest import FEWEST_CUSTOMERS
from coterie.excerpts import excerpts
from coterie.order_statistics import median
from coterie.threads import each

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from coterie.schema import Column, ColumnType, Schema

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class NumericProfile:
    """A numeric column within a group of customers; missing values left out. `std` divides by n − 1.

    `known` is the number of customers with a value; None in segmentations saved before it was kept.
    """

    mean: float | None
    median: float | None
    std: float | None
    min: float | None
    max: float | None
    known: int | None = None


@dataclass(frozen=True)
class CategoryProfile:
    """A categorical or boolean column within a group of customers; missing values left out.

    Attributes
    ----------
    mode : str or None
        The most common value; of several equally common ones the first in alphabetical order.
    tie : bool
        Whether another value is as common as `mode`.
    shares : mapping of str to float
        Each value's share of the customers that have one, largest first.
    known : int or None
        Customers with a value; None in segmentations saved before it was kept.
    """

    mode: str | None
    tie: bool
    shares: Mapping[str, float]
    known: int | None = None


@dataclass(frozen=True)
class DateProfile:
    """A date column within a group of customers: ISO dates, `std` in days, `known` as for numbers."""

    mean: str | None
    median: str | None
    std: float | None
    min: str | None
    max: str | None
    known: int | None = None


ColumnProfile = NumericProfile | CategoryProfile | DateProfile


@dataclass(frozen=True)
class SegmentProfile:
    """One segment, or all customers together.

    Attributes
    ----------
    size : int
        Customers in it.
    share : float
        Of all customers that have a segment.
    columns : mapping of str to ColumnProfile
        Every feature and descriptor, in table order. Empty for a segment of fewer than 5 customers: too few to
        describe without describing a person.
    """

    size: int
    share: float
    columns: Mapping[str, ColumnProfile]


@dataclass(frozen=True)
class Profiles:
    """Every segment's profile, by segment id, and that of all customers together to compare with."""

    overall: SegmentProfile
    segments: tuple[SegmentProfile, ...]


_MOST_CATEGORIES = 30
_OTHER = "(other)"


def profile(frame: pl.DataFrame, schema: Schema, labels: NDArray[np.int32]) -> Profiles:
    """Describe every segment by its features and descriptors.

    Parameters
    ----------
    frame : polars.DataFrame of shape (n_customers, n_columns)
        Cleaned customers, missing values still missing.
    schema : Schema
        What each column is.
    labels : ndarray of shape (n_customers,)
        Segment of each customer; −1 for customers without one, who are left out.

    Returns
    -------
    Profiles

    Examples
    --------
    >>> from coterie.schema import Column, Schema
    >>> schema = Schema((Column("age", "numeric", "feature", 0, ""),))
    >>> frame = pl.DataFrame({"age": [20.0, 30.0, 40.0, 50.0, 60.0]})
    >>> profile(frame, schema, np.zeros(5, dtype=np.int32)).segments[0].columns["age"].mean
    40.0
    """
    counting = Counting(schema, int(labels.max(initial=-1)) + 1)
    counting.add(frame, labels)
    return counting.finish().profiles(frame, labels)


class Counting:
    """Counts segments whose customers come in batches; an accumulator (`coterie.engines.accumulator`).

    Parameters
    ----------
    schema : Schema
        What each column is.
    n_segments : int
    n_threads : int, optional
        Threads at most.

    Examples
    --------
    >>> from coterie.schema import Column, Schema
    >>> counting = Counting(Schema((Column("age", "numeric", "feature", 0, ""),)), n_segments=1)
    >>> ages = [pl.DataFrame({"age": [20.0, 30.0, 40.0]}), pl.DataFrame({"age": [50.0, 60.0]})]
    >>> for part in ages:
    ...     counting.add(part, np.zeros(part.height, dtype=np.int32))
    >>> age = counting.finish().profiles(ages[0], np.zeros(3, dtype=np.int32)).overall.columns["age"]
    >>> age.mean, age.median
    (40.0, 30.0)
    """

    def __init__(self, schema: Schema, n_segments: int, *, n_threads: int | None = None) -> None:
        self._sizes = np.zeros(n_segments, dtype=np.int64)
        self._columns = [column for column in schema.columns if column.role in {"feature", "descriptor"}]
        self._threads = n_threads
        self._measures: dict[str, _Measures] = {
            column.name: [Moments() if column.type in {"numeric", "date"} else {} for _ in range(n_segments + 1)]
            for column in self._columns
        }

    def add(self, frame: pl.DataFrame, labels: NDArray[np.int32]) -> None:
        """Count more customers; those at −1 are left out."""
        segments = len(self._sizes)
        found = each(
            lambda column: _measured(_cells(frame[column.name], column.type), labels, segments),
            self._columns,
            rows=frame.height,
            n_threads=self._threads,
        )
        self._sizes += _sizes(labels, segments)
        for column, measures in zip(self._columns, found, strict=True):
            self._measures[column.name] = _joined(self._measures[column.name], measures)

    def merge(self, other: Counting) -> None:
        """Count the customers that another one counted."""
        self._sizes += other._sizes
        for name, measures in other._measures.items():
            self._measures[name] = _joined(self._measures[name], measures)

    def finish(self) -> Counted:
        """Return what was counted."""
        return Counted(tuple(self._columns), self._sizes, self._measures)

    def to_arrow(self) -> pl.DataFrame:
        """Return the state: sizes, moments of numbers and days, and how often each category is there."""
        sizes = pl.DataFrame({"group": range(1, len(self._sizes) + 1), "known": self._sizes})
        parts = [sizes.select(pl.lit(None, pl.String).alias("column"), pl.all(), pl.lit(None, pl.String).alias("name"))]
        for name, measures in self._measures.items():
            for group, own in enumerate(measures):
                parts.append(_to_arrow(own).with_columns(column=pl.lit(name), group=pl.lit(group, pl.Int64)))
        return pl.concat(parts, how="diagonal")

    def from_arrow(self, state: pl.DataFrame) -> Counting:
        """Return one of the same columns and segments with a state."""
        found = copy(self)
        found._sizes = state.filter(pl.col("column").is_null())["known"].to_numpy().copy()
        found._measures = {name: [_empty(own) for own in measures] for name, measures in self._measures.items()}
        for (name, group), own in state.drop_nulls("column").group_by("column", "group", maintain_order=True):
            found._measures[str(name)][int(str(group))] = _from_arrow(own)
        return found


class Counted(NamedTuple):
    """What `Counting` counted.

    Attributes
    ----------
    columns : tuple of Column
        What is described.
    sizes : ndarray of shape (n_segments,)
        Customers in each segment.
    measures : mapping
        Of each column, of all and of each segment.
    """

    columns: tuple[Column, ...]
    sizes: NDArray[np.int64]
    measures: Mapping[str, _Measures]

    def profiles(self, frame: pl.DataFrame, labels: NDArray[np.int32]) -> Profiles:
        """Describe all that was counted, with the medians of these customers.

        Counts, means, deviations, least and greatest values are those of all customers.
        """
        order = _by_segment(labels)
        bounds = np.concatenate([[0], np.cumsum(_sizes(labels, len(self.sizes)))]).tolist()
        groups = [slice(0, len(order)), *(slice(start, stop) for start, stop in pairwise(bounds))]
        found = each(
            lambda column: _medians(_cells(frame[column.name], column.type), order, groups),
            self.columns,
            rows=frame.height,
        )
        return self._described(found)

    def _described(self, found: Sequence[Sequence[float | None]]) -> Profiles:
        columns = {
            column.name: [
                _described(measures, column.type, middle)
                for measures, middle in zip(_shown(self.measures[column.name]), medians, strict=True)
            ]
            for column, medians in zip(self.columns, found, strict=True)
        }
        total = int(self.sizes.sum())
        return Profiles(
            overall=_segment(columns, 0, total, total),
            segments=tuple(_segment(columns, i + 1, int(size), total) for i, size in enumerate(self.sizes)),
        )


def _sizes(labels: NDArray[np.int32], n_segments: int) -> NDArray[np.int64]:
    return np.bincount(labels[labels >= 0], minlength=n_segments).astype(np.int64)


def _empty(measures: Moments | dict[str, int]) -> Moments | dict[str, int]:
    return Moments() if isinstance(measures, Moments) else {}


def _to_arrow(measures: Moments | dict[str, int]) -> pl.DataFrame:
    if isinstance(measures, Moments):
        return moments_to_arrow([measures])
    names = sorted(measures)
    counts = {"name": names, "known": [measures[name] for name in names]}
    return pl.DataFrame(counts, schema={"name": pl.String, "known": pl.Int64})


def _from_arrow(state: pl.DataFrame) -> Moments | dict[str, int]:
    if state["name"].null_count():
        return moments_from_arrow(state)[0]
    return dict(state.select("name", "known").iter_rows())


def _by_segment(labels: NDArray[np.int32]) -> NDArray[np.intp]:
    """Return the rows that have a segment, those of one segment together, each in the table's order."""
    narrow = labels.astype(np.int16) if labels.size and labels.max() < np.iinfo(np.int16).max else labels
    order = np.argsort(narrow, kind="stable")  # of short numbers a radix sort
    without = int(np.count_nonzero(labels < 0))
    return order[without:]


def _segment(columns: Mapping[str, Sequence[ColumnProfile]], i: int, size: int, total: int) -> SegmentProfile:
    shown = {name: group[i] for name, group in columns.items()} if size >= FEWEST_CUSTOMERS else {}
    return SegmentProfile(size=size, share=size / total, columns=shown)


_Measures = list[Moments | dict[str, int]]


class _Cells(NamedTuple):
    """A column's cells: numbers, or categories as the places of their names, the number of names where missing."""

    values: NDArray[np.float64] | NDArray[np.int64]
    names: list[str] | None = None


def _cells(values: pl.Series, kind: ColumnType) -> _Cells:
    if kind == "numeric":
        return _Cells(values.to_numpy())
    if kind == "date":
        return _Cells(values.cast(pl.Date).to_physical().cast(pl.Float64).to_numpy())
    words = values.cast(pl.String)
    names = words.drop_nulls().unique().sort().to_list()
    codes = words.cast(pl.Enum(names)).to_physical().cast(pl.Int64).fill_null(len(names))
    return _Cells(codes.to_numpy(), names)


def _measured(cells: _Cells, labels: NDArray[np.int32], n_segments: int) -> _Measures:
    """Measure one column in all and in every segment: moments of numbers and days, counts of categories."""
    if cells.names is None:
        own = moments_by(cells.values.astype(np.float64, copy=False), labels, n_segments)
        return [reduce(Moments.merged, own, Moments()), *own]
    placed, width = labels >= 0, len(cells.names) + 1
    codes = labels[placed] * width + cells.values[placed].astype(np.int64, copy=False)
    counts = np.bincount(codes, minlength=n_segments * width).reshape(n_segments, width)[:, :-1]
    return [dict(zip(cells.names, row.tolist(), strict=True)) for row in (counts.sum(axis=0), *counts)]


def _joined(known: _Measures, more: _Measures) -> _Measures:
    return [_both(one, other) for one, other in zip(known, more, strict=True)]


def _both(one: Moments | dict[str, int], other: Moments | dict[str, int]) -> Moments | dict[str, int]:
    if isinstance(one, Moments) and isinstance(other, Moments):
        return one.merged(other)
    assert isinstance(one, dict)  # noqa: S101 - for the type checker
    assert isinstance(other, dict)  # noqa: S101 - as above
    return one | {name: one.get(name, 0) + count for name, count in other.items()}


def _shown(measures: _Measures) -> _Measures:
    """Return the counts of categories under what is shown of their names; the first are everyone's, with all names."""
    everyone = measures[0]
    if isinstance(everyone, Moments):
        return measures
    shown = excerpts(sorted(everyone))
    return [{shown[name]: n for name, n in each.items()} for each in measures if not isinstance(each, Moments)]


def _medians(cells: _Cells, order: NDArray[np.intp], groups: list[slice]) -> Sequence[float | None]:
    """Return the median of each group of ordered cells; None where it has no numbers."""
    if cells.names is not None:
        return [None] * len(groups)
    ordered = cells.values[order].astype(np.float64, copy=False)
    known = (_known(ordered[group]) for group in groups)
    return [median(each) if len(each) else None for each in known]


def _known(values: NDArray[np.float64]) -> NDArray[np.float64]:
    missing = np.isnan(values)
    return values[~missing] if missing.any() else values


def _described(measures: Moments | dict[str, int], kind: ColumnType, middle: float | None) -> ColumnProfile:
    if not isinstance(measures, Moments):
        return _category(measures)
    number = _number(measures, middle)
    return _date(number) if kind == "date" else number


def _number(found: Moments, middle: float | None) -> NumericProfile:
    if not found.known:
        return NumericProfile(None, None, None, None, None, 0)
    std = found.deviation(ddof=1) if found.known > 1 else None
    return NumericProfile(found.mean, middle, std, found.least, found.greatest, found.known)


def _date(number: NumericProfile) -> DateProfile:
    mean, median, earliest, latest = (
        None if value is None else (_EPOCH + timedelta(days=round(value))).isoformat()
        for value in (number.mean, number.median, number.min, number.max)
    )
    return DateProfile(mean, median, number.std, earliest, latest, number.known)


def _category(counted: Mapping[str, int]) -> CategoryProfile:
    total = sum(counted.values())
    if total == 0:
        return CategoryProfile(None, tie=False, shares={}, known=0)
    ranked = sorted((name for name, count in counted.items() if count), key=lambda name: (-counted[name], name))
    shares = {name: counted[name] / total for name in ranked[:_MOST_CATEGORIES]}
    if len(ranked) > _MOST_CATEGORIES:
        shares[_OTHER] = sum(counted[name] for name in ranked[_MOST_CATEGORIES:]) / total
    tie = len(ranked) > 1 and counted[ranked[0]] == counted[ranked[1]]
    return CategoryProfile(ranked[0], tie=tie, shares=shares, known=total)
