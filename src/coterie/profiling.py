"""What each segment looks like, in original units, on cleaned and unimputed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from coterie.ranks import deviation, median
from coterie.threads import each

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from coterie.schema import ColumnType, Schema

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class NumericProfile:
    """A numeric column within a group of customers; missing values left out. `std` divides by n − 1."""

    mean: float | None
    median: float | None
    std: float | None
    min: float | None
    max: float | None


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
    """

    mode: str | None
    tie: bool
    shares: Mapping[str, float]


@dataclass(frozen=True)
class DateProfile:
    """A date column within a group of customers: ISO dates, `std` in days."""

    mean: str | None
    median: str | None
    std: float | None
    min: str | None
    max: str | None


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


FEWEST_CUSTOMERS = 5
"""Smaller groups are not profiled: their averages would describe persons."""

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
    order = _by_segment(labels)
    sizes = np.bincount(labels[order])
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    groups = [slice(start, stop) for start, stop in pairwise(bounds.tolist())]
    everyone = slice(0, len(order))
    described = [column for column in schema.columns if column.role in {"feature", "descriptor"}]
    found = each(
        lambda column: _profiles(frame[column.name], column.type, order, [everyone, *groups]),
        described,
        rows=frame.height,
    )
    columns = {column.name: profiles for column, profiles in zip(described, found, strict=True)}
    return Profiles(
        overall=_segment(columns, 0, len(order), len(order)),
        segments=tuple(_segment(columns, i + 1, int(size), len(order)) for i, size in enumerate(sizes)),
    )


def _by_segment(labels: NDArray[np.int32]) -> NDArray[np.intp]:
    """Return the rows that have a segment, those of one segment together, each in the table's order."""
    narrow = labels.astype(np.int16) if labels.size and labels.max() < np.iinfo(np.int16).max else labels
    order = np.argsort(narrow, kind="stable")  # of short numbers a radix sort
    without = int(np.count_nonzero(labels < 0))
    return order[without:]


def _segment(columns: Mapping[str, Sequence[ColumnProfile]], i: int, size: int, total: int) -> SegmentProfile:
    shown = {name: group[i] for name, group in columns.items()} if size >= FEWEST_CUSTOMERS else {}
    return SegmentProfile(size=size, share=size / total, columns=shown)


def _profiles(values: pl.Series, kind: ColumnType, order: NDArray[np.intp], groups: list[slice]) -> list[ColumnProfile]:
    """Describe one column in every group; `order` brings each group's customers together."""
    if kind == "numeric":
        numbers = values.to_numpy()[order]
        return [_number(numbers[group]) for group in groups]
    if kind == "date":
        days = values.cast(pl.Date).to_physical().cast(pl.Float64).to_numpy()[order]
        return [_date(days[group]) for group in groups]
    return _categories(values.cast(pl.String), order, groups)


def _number(values: NDArray[np.float64]) -> NumericProfile:
    missing = np.isnan(values)
    if missing.any():
        values = values[~missing]
    if not len(values):
        return NumericProfile(None, None, None, None, None)
    std = deviation(values, ddof=1) if len(values) > 1 else None
    return NumericProfile(float(values.mean()), median(values), std, float(values.min()), float(values.max()))


def _date(days: NDArray[np.float64]) -> DateProfile:
    number = _number(days)
    mean, median, earliest, latest = (
        None if value is None else (_EPOCH + timedelta(days=round(value))).isoformat()
        for value in (number.mean, number.median, number.min, number.max)
    )
    return DateProfile(mean, median, number.std, earliest, latest)


def _categories(values: pl.Series, order: NDArray[np.intp], groups: list[slice]) -> list[ColumnProfile]:
    names = values.drop_nulls().unique().sort().to_list()
    codes = values.cast(pl.Enum(names)).to_physical().cast(pl.Int64).fill_null(len(names)).to_numpy()[order]
    return [_category(np.bincount(codes[group], minlength=len(names) + 1)[:-1], names) for group in groups]


def _category(counts: NDArray[np.intp], names: Sequence[str]) -> CategoryProfile:
    total = int(counts.sum())
    if total == 0:
        return CategoryProfile(None, tie=False, shares={})
    ranked = [int(i) for i in np.argsort(-counts, kind="stable") if counts[i] > 0]
    shares = {names[i]: float(counts[i] / total) for i in ranked[:_MOST_CATEGORIES]}
    if len(ranked) > _MOST_CATEGORIES:
        shares[_OTHER] = float(counts[ranked[_MOST_CATEGORIES:]].sum() / total)
    tie = len(ranked) > 1 and counts[ranked[0]] == counts[ranked[1]]
    return CategoryProfile(names[ranked[0]], tie=bool(tie), shares=shares)
