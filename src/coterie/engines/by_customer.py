"""What is known of every customer once they are placed: their segment, and how well they fit it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from coterie import errors
from coterie.assignments import Nearest, assigned, permanent
from coterie.clustering.row_silhouettes import Compared, compared, row_silhouettes
from coterie.engines.ids import Ids
from coterie.engines.placing import stability_columns
from coterie.schema import Schema
from coterie.sources import Origin

Floats = NDArray[np.float64]
Permanent = Sequence[int] | None


class ByCustomer(Protocol):
    """What is known of every customer, whatever the engine."""

    @property
    def kind(self) -> str:
        """The kind of frame that came in."""

    def frame(self, names: Sequence[str], ids: Permanent = None) -> Any:  # noqa: ANN401 - the caller's own kind of frame
        """Return every customer's segment, under the segments' names and ids: one row per customer, held."""

    def table(self, names: Sequence[str], ids: Permanent = None) -> pl.DataFrame | pl.LazyFrame:
        """Return the same as a Polars frame; a lazy one where customers are not held."""

    def labels(self, ids: Permanent = None) -> Any:  # noqa: ANN401 - the caller's own kind of column
        """Return the segment of every row that came in."""

    def silhouettes(self) -> Any:  # noqa: ANN401 - the caller's own kind of column
        """Return the silhouette of every row that came in."""

    def measured(self) -> pl.Series:
        """Return the silhouette of every customer."""


@dataclass(frozen=True, eq=False, repr=False)
class OfHeld:
    """Customers all of whom are held.

    Attributes
    ----------
    ids : polars.DataFrame
        The customers' id column, or any other where there is none.
    schema : Schema
        What each column is.
    usable : ndarray of shape (n_customers,), bool
        Those who can be placed.
    X : ndarray of shape (n_usable, n_columns)
        Their prepared features.
    nearest : Nearest
        Their segments.
    stayed : ndarray of shape (n_usable,), or None
        Their own stability.
    origin : Origin
        The rows that came in.
    seed : int
        Of the customers that each is compared with.
    carried : polars.DataFrame or None
        Columns that are carried along as they were read.
    """

    ids: pl.DataFrame
    schema: Schema
    usable: NDArray[np.bool_]
    X: Floats
    nearest: Nearest
    stayed: Floats | None
    origin: Origin
    seed: int
    carried: pl.DataFrame | None = None

    @property
    def kind(self) -> str:
        """The kind of frame that came in."""
        return self.origin.kind

    def frame(self, names: Sequence[str], ids: Permanent = None) -> Any:  # noqa: ANN401 - the caller's own kind of frame
        """Return every customer's segment."""
        return self.origin.frame(self.table(names, ids))

    def table(self, names: Sequence[str], ids: Permanent = None) -> pl.DataFrame:
        """Return the same as a Polars frame."""
        frame = assigned(self.ids, self.schema, self.usable, nearest=self.nearest, names=names, ids=ids)
        if self.stayed is not None:
            frame = frame.with_columns(stability_columns(self.stayed, self.usable))
        return frame if self.carried is None else frame.hstack(self.carried)

    def labels(self, ids: Permanent = None) -> Any:  # noqa: ANN401 - the caller's own kind of column
        """Return the segment of every row that came in."""
        found = permanent(pl.Series(self.nearest.labels, dtype=pl.Int32), ids)
        return self.origin.column(_spread("segment_id", found, self.usable))

    def silhouettes(self) -> Any:  # noqa: ANN401 - the caller's own kind of column
        """Return the silhouette of every row that came in."""
        return self.origin.column(self.measured())

    def measured(self) -> pl.Series:
        """Return the silhouette of every customer."""
        others = compared(self.X, self.nearest.labels, random_state=self.seed)
        found = pl.Series(row_silhouettes(self.X, self.nearest.labels, others)).fill_nan(None)
        return _spread("silhouette", found, self.usable)


@dataclass(frozen=True, eq=False, repr=False)
class OfPassing:
    """Customers who pass by in batches.

    Attributes
    ----------
    written : callable
        Given the segments' names and ids, returns every customer's segment as one frame, lazy where they are not held.
    kept : callable
        Yields the segments of each batch; −1 for none.
    measures : callable
        Yields the silhouettes of each batch; nan for none.
    ids : Ids
        Which rows repeat another.
    rows : int
        Of the table.
    """

    written: Callable[[Sequence[str], Sequence[int] | None], pl.DataFrame | pl.LazyFrame]
    kept: Callable[[], Iterable[NDArray[Any]]]
    measures: Callable[[], Iterable[NDArray[Any]]]
    ids: Ids
    rows: int
    kind: str = "file"

    def frame(self, names: Sequence[str], ids: Permanent = None) -> pl.DataFrame:
        """Return every customer's segment."""
        return self.table(names, ids).lazy().collect()

    def table(self, names: Sequence[str], ids: Permanent = None) -> pl.DataFrame | pl.LazyFrame:
        """Return the same as one frame; of a lazy one the batches are made when it is collected or written."""
        return self.written(names, ids)

    def labels(self, ids: Permanent = None) -> pl.Series:
        """Return the segment of every row."""
        found = self._by_row(self.kept(), np.dtype(np.int32))
        return permanent(found.alias("segment_id").replace(-1, None), ids)

    def silhouettes(self) -> pl.Series:
        """Return the silhouette of every row."""
        return self._by_row(self.measures(), np.dtype(np.float64)).alias("silhouette").fill_nan(None)

    def measured(self) -> pl.Series:
        """Return the silhouette of every customer."""
        found = np.concatenate([np.asarray(part, np.float64) for part in self.measures()])
        return pl.Series("silhouette", found).fill_nan(None)

    def _by_row(self, parts: Iterable[NDArray[Any]], dtype: np.dtype[Any]) -> pl.Series:
        """Put what was kept of customers at their rows; a row that repeats one has the same."""
        values = np.empty(self.rows, dtype)
        stays = np.ones(self.rows, dtype=bool)
        stays[self.ids.dropped] = False
        values[stays] = np.concatenate([np.asarray(part, dtype) for part in parts])
        values[self.ids.dropped] = values[self.ids.kept]
        return pl.Series(values)


@dataclass(frozen=True, eq=False, repr=False)
class OnCluster:
    """Customers who stay on a cluster.

    Attributes
    ----------
    written : callable
        Given the segments' names and ids, returns every customer's segment as a table there.
    """

    written: Callable[[Sequence[str], Sequence[int] | None], Any]
    kind: str = "file"
    _held: dict[tuple[object, ...], pl.DataFrame] = field(default_factory=dict)

    def frame(self, names: Sequence[str], ids: Permanent = None) -> Any:  # noqa: ANN401 - the cluster's own kind
        """Return every customer's segment, as a table on the cluster."""
        return self.written(names, ids)

    def table(self, names: Sequence[str], ids: Permanent = None) -> pl.DataFrame:
        """Return the same, held here; those asked for last are not asked for again."""
        asked = (tuple(names), None if ids is None else tuple(ids))
        if asked not in self._held:
            self._held.clear()
            self._held[asked] = pl.DataFrame(self.written(names, ids).toArrow())
        return self._held[asked]

    def labels(self, ids: Permanent = None) -> Any:  # noqa: ANN401, ARG002 - as above; none are given
        """Refuse: rows have no order."""
        raise errors.clusters.no_order("labels")

    def silhouettes(self) -> Any:  # noqa: ANN401 - as above
        """Refuse: rows have no order."""
        raise errors.clusters.no_order("silhouettes")

    def measured(self) -> pl.Series:
        """Refuse: customers stay where they are."""
        raise errors.clusters.no_order("silhouettes")


class Measuring:
    """Measures the silhouettes of customers who come in batches; an accumulator (`coterie.engines.accumulator`).

    There is nothing to add up: what is kept of each batch is all there is.

    Parameters
    ----------
    others : Compared
        Whom customers are compared with.
    place : callable
        Given prepared features, returns the segments.
    """

    def __init__(self, others: Compared, place: Callable[[Floats], NDArray[np.int32]]) -> None:
        self._others, self._place = others, place

    def add(self, frame: pl.DataFrame, usable: NDArray[np.bool_], X: Floats) -> tuple[NDArray[Any], ...]:
        """Measure more customers: cleaned, and the usable ones prepared; return their silhouettes."""
        del frame
        found = np.full(len(usable), np.nan, np.float32)
        if len(X):
            found[usable] = row_silhouettes(X, self._place(X), self._others)
        return (found,)

    def merge(self, other: Self) -> None:
        """Add what another one added: nothing."""

    def finish(self) -> None:
        """Return what was gathered: nothing."""

    def to_arrow(self) -> pl.DataFrame:
        """Return the state, which is empty."""
        return pl.DataFrame()

    def from_arrow(self, state: pl.DataFrame) -> Measuring:
        """Return one made as this one was."""
        del state
        return Measuring(self._others, self._place)


def _spread(name: str, values: pl.Series, usable: NDArray[np.bool_]) -> pl.Series:
    """Put the values of those who are usable at their places; the others have none."""
    if usable.all():
        return values.alias(name)
    if not len(values):
        return pl.Series(name, [None] * len(usable), dtype=values.dtype)
    taken = values[np.where(usable, np.cumsum(usable) - 1, 0)].alias(name).to_frame()
    return taken.select(pl.when(pl.Series(usable)).then(pl.all())).to_series()
