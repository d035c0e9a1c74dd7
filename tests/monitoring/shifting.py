"""A reference and tallies made by hand, and customers in four columns that depend on each other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from coterie.monitoring.tally_columns import ColumnTally
from coterie.monitoring.tallying import Tally
from coterie.reference import QUANTILES, Distances, NumericBins, Reference

FOUR = ["visits", "spent", "age", "items"]


def reference(customers: int = 1000, *, columns: int = 4) -> Reference:
    """Return what was counted of customers who are spread evenly over ten bins and four segments."""
    bins = NumericBins(tuple(float(i) for i in range(1, 10)), (customers // 10,) * 10, missing=0)
    distances = Distances(2.0, 2.0, tuple(np.sqrt(QUANTILES)), by_feature=(2.0 / columns,) * columns)
    return Reference(customers, dict.fromkeys(FOUR[:columns], bins), (customers // 4,) * 4, distances)


def tally(old: Reference, **changes: object) -> Tally:
    """Return a tally of the same customers, or of others where something is given."""
    made = Tally(
        customers=old.customers,
        unplaced=0,
        columns={name: ColumnTally(bins.counts, bins.missing) for name, bins in old.columns.items()},
        segments=old.segments,
        unlike=old.customers // 100,
        mean_square=old.distances.mean_square,
        deviation_square=old.distances.deviation_square,
        capped_square=1e9,
        by_feature=old.distances.by_feature,
    )
    return replace(made, **changes)


def customers(n: int, seed: int) -> pl.DataFrame:
    """Return customers of four groups, whose columns hang together within groups as well."""
    rng = np.random.default_rng(seed)
    places = np.array([[0, 0, 0, 0], [3, 2, 0, 1], [0, 3, 2, 3], [3, 0, 3, 2]], float)
    drawn = rng.normal(size=(n, 4)) + places[rng.integers(0, 4, n)]
    return pl.DataFrame({name: drawn[:, place] for place, name in enumerate(FOUR)})
