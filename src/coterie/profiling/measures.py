"""What is measured of a column within each group of customers, and the profile that it makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from coterie.clustering import Moments, moments_by, moments_from_arrow, moments_to_arrow
from coterie.excerpts import excerpts
from coterie.order_statistics import Quantiles, quantiles
from coterie.profiling.profiles import CategoryProfile, ColumnProfile, DateProfile, NumericProfile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from coterie.schema import ColumnType

Measures = list[Moments | dict[str, int]]
"""Of all customers and of each segment: moments of numbers and days, counts of categories."""

_EPOCH = date(1970, 1, 1)
_MOST_CATEGORIES = 30
OTHER = "(other)"
"""What categories that are put together are called."""


class Cells(NamedTuple):
    """A column's cells: numbers, or categories as the places of their names, the number of names where missing."""

    values: NDArray[np.float64] | NDArray[np.int64]
    names: list[str] | None = None


def cells_of(values: pl.Series, kind: ColumnType) -> Cells:
    """Return a column's cells."""
    if kind == "numeric":
        return Cells(values.to_numpy())
    if kind == "date":
        return Cells(values.cast(pl.Date).to_physical().cast(pl.Float64).to_numpy())
    words = values.cast(pl.String)
    names = words.drop_nulls().unique().sort().to_list()
    codes = words.cast(pl.Enum(names)).to_physical().cast(pl.Int64).fill_null(len(names))
    return Cells(codes.to_numpy(), names)


def measured(cells: Cells, labels: NDArray[np.int32], n_segments: int) -> Measures:
    """Measure one column in all and in every segment: moments of numbers and days, counts of categories."""
    if cells.names is None:
        own = moments_by(cells.values.astype(np.float64, copy=False), labels, n_segments)
        return [reduce(Moments.merged, own, Moments()), *own]
    placed, width = labels >= 0, len(cells.names) + 1
    codes = labels[placed] * width + cells.values[placed].astype(np.int64, copy=False)
    counts = np.bincount(codes, minlength=n_segments * width).reshape(n_segments, width)[:, :-1]
    return [dict(zip(cells.names, row.tolist(), strict=True)) for row in (counts.sum(axis=0), *counts)]


def joined(known: Measures, more: Measures) -> Measures:
    """Return the measures of both together."""
    return [_both(one, other) for one, other in zip(known, more, strict=True)]


def _both(one: Moments | dict[str, int], other: Moments | dict[str, int]) -> Moments | dict[str, int]:
    if isinstance(one, Moments) and isinstance(other, Moments):
        return one.merged(other)
    assert isinstance(one, dict)  # noqa: S101 - for the type checker
    assert isinstance(other, dict)  # noqa: S101 - as above
    return one | {name: one.get(name, 0) + count for name, count in other.items()}


def under_excerpts(measures: Measures) -> Measures:
    """Return the counts of categories under what is shown of their names; the first are everyone's, with all names."""
    everyone = measures[0]
    if isinstance(everyone, Moments):
        return measures
    shown = excerpts(sorted(everyone))
    return [{shown[name]: n for name, n in each.items()} for each in measures if not isinstance(each, Moments)]


def spreads(cells: Cells, order: NDArray[np.intp], groups: list[slice]) -> Sequence[Quantiles | None]:
    """Return the quantiles of each group of ordered cells; None where it has no numbers."""
    if cells.names is not None:
        return [None] * len(groups)
    ordered = cells.values[order].astype(np.float64, copy=False)
    known = (_known(ordered[group]) for group in groups)
    return [quantiles(each) if len(each) else None for each in known]


def _known(values: NDArray[np.float64]) -> NDArray[np.float64]:
    missing = np.isnan(values)
    return values[~missing] if missing.any() else values


def column_profile(measures: Moments | dict[str, int], kind: ColumnType, spread: Quantiles | None) -> ColumnProfile:
    """Return a column's profile within one group, whose quantiles are `spread`."""
    if not isinstance(measures, Moments):
        return _category(measures)
    number = _number(measures, spread)
    return _date(number) if kind == "date" else number


def _number(found: Moments, spread: Quantiles | None) -> NumericProfile:
    if not found.known:
        return NumericProfile(None, None, None, None, None, 0)
    std = found.deviation(ddof=1) if found.known > 1 else None
    plain = NumericProfile(found.mean, None, std, found.least, found.greatest, found.known)
    return plain if spread is None else replace(plain, **spread._asdict())


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
        shares[OTHER] = sum(counted[name] for name in ranked[_MOST_CATEGORIES:]) / total
    tie = len(ranked) > 1 and counted[ranked[0]] == counted[ranked[1]]
    return CategoryProfile(ranked[0], tie=tie, shares=shares, known=total)


def no_measure(kind: ColumnType) -> Moments | dict[str, int]:
    """Return the measure of nobody, for a column of some type."""
    return Moments() if kind in {"numeric", "date"} else {}


def measure_to_arrow(measures: Moments | dict[str, int]) -> pl.DataFrame:
    """Return the measure of one group as a table: `known` of each `name`, or moments."""
    if isinstance(measures, Moments):
        return moments_to_arrow([measures])
    names = sorted(measures)
    counts = {"name": names, "known": [measures[name] for name in names]}
    return pl.DataFrame(counts, schema={"name": pl.String, "known": pl.Int64})


def measure_from_arrow(state: pl.DataFrame) -> Moments | dict[str, int]:
    """Return the measure of one group from its table."""
    if state["name"].null_count():
        return moments_from_arrow(state)[0]
    return dict(state.select("name", "known").iter_rows())
