"""Customers are counted by segment, all at once or in batches, and described."""

from __future__ import annotations

from copy import copy
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from coterie.evidence.smallest import FEWEST_CUSTOMERS
from coterie.profiling.measures import (
    Measures,
    cells_of,
    column_profile,
    joined,
    measure_from_arrow,
    measure_to_arrow,
    measured,
    no_measure,
    spreads,
    under_excerpts,
)
from coterie.profiling.profiles import ColumnProfile, Profiles, SegmentProfile
from coterie.threads import map_columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from coterie.order_statistics import Quantiles
    from coterie.schema import Column, Schema


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
        self._measures = self._of_nobody()

    def _of_nobody(self) -> dict[str, Measures]:
        groups = range(len(self._sizes) + 1)
        return {column.name: [no_measure(column.type) for _ in groups] for column in self._columns}

    def add(self, frame: pl.DataFrame, labels: NDArray[np.int32]) -> None:
        """Count more customers; those at −1 are left out."""
        segments = len(self._sizes)
        found = map_columns(
            lambda column: measured(cells_of(frame[column.name], column.type), labels, segments),
            self._columns,
            rows=frame.height,
            n_threads=self._threads,
        )
        self._sizes += _sizes(labels, segments)
        for column, measures in zip(self._columns, found, strict=True):
            self._measures[column.name] = joined(self._measures[column.name], measures)

    def merge(self, other: Counting) -> None:
        """Count the customers that another one counted."""
        self._sizes += other._sizes
        for name, measures in other._measures.items():
            self._measures[name] = joined(self._measures[name], measures)

    def finish(self) -> Counted:
        """Return what was counted."""
        return Counted(tuple(self._columns), self._sizes, self._measures)

    def to_arrow(self) -> pl.DataFrame:
        """Return the state: sizes, moments of numbers and days, and how often each category is there."""
        sizes = pl.DataFrame({"group": range(1, len(self._sizes) + 1), "known": self._sizes})
        parts = [sizes.select(pl.lit(None, pl.String).alias("column"), pl.all(), pl.lit(None, pl.String).alias("name"))]
        for name, measures in self._measures.items():
            for group, own in enumerate(measures):
                parts.append(measure_to_arrow(own).with_columns(column=pl.lit(name), group=pl.lit(group, pl.Int64)))
        return pl.concat(parts, how="diagonal")

    def from_arrow(self, state: pl.DataFrame) -> Counting:
        """Return one of the same columns and segments with a state."""
        found = copy(self)
        found._sizes = state.filter(pl.col("column").is_null())["known"].to_numpy().copy()
        found._measures = self._of_nobody()
        for (name, group), own in state.drop_nulls("column").group_by("column", "group", maintain_order=True):
            found._measures[str(name)][int(str(group))] = measure_from_arrow(own)
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
    measures: Mapping[str, Measures]

    def profiles(self, frame: pl.DataFrame, labels: NDArray[np.int32]) -> Profiles:
        """Describe all that was counted, with the medians and the other quantiles of these customers.

        Counts, means, deviations, least and greatest values are those of all customers.
        """
        order = _by_segment(labels)
        bounds = np.concatenate([[0], np.cumsum(_sizes(labels, len(self.sizes)))]).tolist()
        groups = [slice(0, len(order)), *(slice(start, stop) for start, stop in pairwise(bounds))]
        found = map_columns(
            lambda column: spreads(cells_of(frame[column.name], column.type), order, groups),
            self.columns,
            rows=frame.height,
        )
        return self._described(found)

    def _described(self, found: Sequence[Sequence[Quantiles | None]]) -> Profiles:
        columns = {
            column.name: [
                column_profile(measures, column.type, spread)
                for measures, spread in zip(under_excerpts(self.measures[column.name]), of_groups, strict=True)
            ]
            for column, of_groups in zip(self.columns, found, strict=True)
        }
        total = int(self.sizes.sum())
        return Profiles(
            overall=_segment(columns, 0, total, total),
            segments=tuple(_segment(columns, i + 1, int(size), total) for i, size in enumerate(self.sizes)),
        )


def _sizes(labels: NDArray[np.int32], n_segments: int) -> NDArray[np.int64]:
    return np.bincount(labels[labels >= 0], minlength=n_segments).astype(np.int64)


def _by_segment(labels: NDArray[np.int32]) -> NDArray[np.intp]:
    """Return the rows that have a segment, those of one segment together, each in the table's order."""
    narrow = labels.astype(np.int16) if labels.size and labels.max() < np.iinfo(np.int16).max else labels
    order = np.argsort(narrow, kind="stable")  # of short numbers a radix sort
    without = int(np.count_nonzero(labels < 0))
    return order[without:]


def _segment(columns: Mapping[str, Sequence[ColumnProfile]], i: int, size: int, total: int) -> SegmentProfile:
    shown = {name: group[i] for name, group in columns.items()} if size >= FEWEST_CUSTOMERS else {}
    return SegmentProfile(size=size, share=size / total, columns=shown)
