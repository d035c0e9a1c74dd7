"""What a segmentation found, as tables that a person works on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from coterie.evidence.criteria import CRITERIA
from coterie.profiling import CategoryProfile, DateProfile

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coterie.evidence import KCard
    from coterie.preparation import PreparedFeature
    from coterie.profiling import ColumnProfile
    from coterie.segmentation.nouns import Segmentation

_FIRST = ("segment_id", "segment")


def centers_table(segmentation: Segmentation) -> pl.DataFrame:
    """Return the centroids in original units, a column for each feature, and for each category its share.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), features=["age", "income"], k=2)
    >>> centers_table(found.segmentation).columns
    ['segment_id', 'segment', 'age', 'income']
    """
    centers = np.array(segmentation.centers)
    columns: dict[str, pl.Series] = _of_segments(segmentation)
    start = 0
    for feature in segmentation.preparation.features:
        part = centers[:, start : start + len(feature.columns)]
        start += len(feature.columns)
        columns |= {name: pl.Series(values) for name, values in _inverted(feature, part).items()}
    return pl.DataFrame(columns)


def profiles_table(segmentation: Segmentation) -> pl.DataFrame:
    """Return a row for each segment: customers, share, means of numbers and dates, most common categories.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=2)
    >>> profiles_table(found.segmentation).columns[:5]
    ['segment_id', 'segment', 'customers', 'share', 'age']
    """
    segments, overall = segmentation.profiles.segments, segmentation.profiles.overall
    columns: dict[str, pl.Series] = _of_segments(segmentation)
    columns["customers"] = pl.Series([each.size for each in segments], dtype=pl.Int64)
    columns["share"] = pl.Series([each.share for each in segments], dtype=pl.Float64)
    for name, described in overall.columns.items():
        values = pl.Series([_typical(each.columns.get(name)) for each in segments], dtype=_dtype(described))
        columns[name if name not in columns else f"{name} (column)"] = values
    return pl.DataFrame(columns)


def sweep_table(segmentation: Segmentation) -> pl.DataFrame:
    """Return a row for each number of segments tried.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=2, k_max=3)
    >>> sweep_table(found.segmentation)["k"].to_list()
    [1, 2, 3]
    """
    return pl.DataFrame(
        [
            (each.k, each.inertia, each.silhouette, each.silhouette_squared, each.n_best, each.n_starts)
            for each in segmentation.sweep
        ],
        schema={
            "k": pl.Int64,
            "inertia": pl.Float64,
            "silhouette": pl.Float64,
            "silhouette_squared": pl.Float64,
            "n_best": pl.Int64,
            "n_starts": pl.Int64,
        },
        orient="row",
    )


def criteria_table(card: KCard) -> pl.DataFrame:
    """Return a row for each number of segments: what every criterion says of it, and what kind of segments they are.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.judge(coterie.datasets.bank_customers(n=500), n_clusters=range(1, 4))
    >>> criteria_table(found.card).columns[:4]
    ['k', 'kind', 'groups', 'silhouette']
    """
    columns = {each.column: [row.value(each.column) for row in card.rows] for each in CRITERIA}
    numbers = {
        name: pl.Series([_number(value) for value in values], dtype=pl.Float64) for name, values in columns.items()
    }
    kinds = pl.Series([row.kind for row in card.rows], dtype=pl.String)
    return pl.DataFrame({"k": [row.k for row in card.rows], "kind": kinds} | numbers)


def _of_segments(segmentation: Segmentation) -> dict[str, pl.Series]:
    ids = [identity.id for identity in segmentation.identities.segments]
    names = [each.name for each in segmentation.names.names]
    return dict(zip(_FIRST, (pl.Series(ids, dtype=pl.Int32), pl.Series(names, dtype=pl.String)), strict=True))


def _inverted(feature: PreparedFeature, part: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    """Return a feature's columns of the centroids in original units; of categories, the share of each."""
    if feature.transform == "one-hot":
        return dict(zip(feature.columns, (part * feature.scale).T, strict=True))
    return {feature.feature: feature.invert(part[:, 0])}


def _typical(described: ColumnProfile | None) -> float | str | date | None:
    """Return a mean, or the most common category."""
    if isinstance(described, CategoryProfile):
        return described.mode
    mean = None if described is None else described.mean
    return date.fromisoformat(mean) if isinstance(mean, str) else mean


def _dtype(described: ColumnProfile) -> type[pl.DataType]:
    if isinstance(described, CategoryProfile):
        return pl.String
    return pl.Date if isinstance(described, DateProfile) else pl.Float64


def _number(value: float | None) -> float | None:
    return None if value is None or value != value else float(value)  # noqa: PLR0124 - nan is not itself
