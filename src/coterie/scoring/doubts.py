"""Whether customers to be scored keep to the contract of the segments: columns, types, units, categories, ranges."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

import polars as pl

from coterie.scoring.watching import Watched
from coterie.threads import map_columns

if TYPE_CHECKING:
    from coterie.scoring.doubt import Doubt
    from coterie.segmentation import Segmentation


class Doubting:
    """Compares new customers with those the segments were made from, feature by feature; an accumulator of batches.

    What is counted is counted of all rows. Medians and means are those of every value up to 131,072 of a feature, and
    of every second, fourth ... value beyond.

    Parameters
    ----------
    segmentation : Segmentation
        What was found before.

    Examples
    --------
    >>> import coterie
    >>> import polars as pl
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(customers, features=["age", "income"], k=3, evidence="none").segmentation
    >>> doubting = Doubting(found)
    >>> batch = customers.select("age", "income").with_columns(age=80)
    >>> doubting.add(batch, batch.cast(pl.Float64))
    >>> [doubt.remark.code for doubt in doubting.finish()]
    ['average_drifted']
    """

    def __init__(self, segmentation: Segmentation) -> None:
        prepared = {feature.feature: feature for feature in segmentation.preparation.features}
        seen, rows = segmentation.profiles.overall.columns, segmentation.source.rows
        self._columns = [
            Watched(column, prepared[column.name], seen.get(column.name), rows)
            for column in segmentation.schema.features
        ]

    def add(self, raw: pl.DataFrame, cleaned: pl.DataFrame, few: pl.Series | None = None) -> None:
        """Look at more rows: as they were read, and the same ones cleaned by the old plan.

        `few` marks rows of which medians and means are taken, where these are drawn otherwise than by their order.
        """

        def work(each: Watched) -> None:
            each.add(raw[each.column.name], cleaned[each.column.name], few)

        map_columns(work, self._columns, rows=raw.height)

    def merge(self, other: Doubting) -> None:
        """Add the rows that another one looked at."""
        for own, more in zip(self._columns, other._columns, strict=True):
            own.merge(more)

    def to_arrow(self) -> pl.DataFrame:
        """Return the state, a row for each feature."""
        return pl.concat([pl.DataFrame(), *(each.to_arrow() for each in self._columns)])

    def from_arrow(self, state: pl.DataFrame) -> Doubting:
        """Return one of the same segmentation with this state."""
        found = copy(self)
        found._columns = [each.from_arrow(own) for each, own in zip(self._columns, state.iter_slices(1), strict=True)]
        return found

    def finish(self) -> tuple[Doubt, ...]:
        """Return what is doubtful.

        Returns
        -------
        tuple of Doubt
            Values that cannot be read or cannot be, values now missing, categories never seen, another decimal mark,
            another unit, another range. They stop the work where a feature has values and not one that can be read;
            and, where more than half of the customers, and at least ten, are concerned, for values that cannot be read,
            categories never seen, and every value in another unit.
        """
        return tuple(doubt for each in self._columns for doubt in each.doubts())
