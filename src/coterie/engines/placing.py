"""The pass that gives every customer their segment: profiles and stability on the way, assignments afterwards."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from coterie.assignments import Nearest, assigned, nearest
from coterie.engines.accumulator import bundled, unbundled
from coterie.evidence.stability import BORDERLINE
from coterie.profiling import Counting
from coterie.sources.narrow import narrowed, widened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from coterie.evidence.stability import Stability
    from coterie.profiling import Counted
    from coterie.schema import Schema

    Floats = NDArray[np.float64]


class Stays:
    """Counts, by segment, the refits in which customers stay; an accumulator (`coterie.engines.accumulator`).

    Parameters
    ----------
    n_segments : int
    refits : int
        How many there are.

    Examples
    --------
    >>> stays = Stays(2, refits=4)
    >>> stays.add(np.array([0, 0, 1]), np.array([1.0, 0.5, 0.75]))
    >>> stays.finish()
    [(6, 1), (3, 0)]
    """

    def __init__(self, n_segments: int, *, refits: int) -> None:
        self._refits = refits
        self._stayed, self._borderline = (np.zeros(n_segments, np.int64) for _ in range(2))

    def add(self, labels: NDArray[np.int32], shares: Floats) -> None:
        """Count more customers, by the share of refits in which each stays."""
        times = np.rint(shares * self._refits).astype(np.int64)
        np.add.at(self._stayed, labels, times)
        self._borderline += np.bincount(labels[shares < BORDERLINE], minlength=len(self._borderline))

    def merge(self, other: Stays) -> None:
        """Count the customers of another one."""
        self._stayed += other._stayed
        self._borderline += other._borderline

    def finish(self) -> list[tuple[int, int]]:
        """Return, for each segment, in how many refits its customers stay, in all, and how many are borderline."""
        return list(zip(self._stayed.tolist(), self._borderline.tolist(), strict=True))

    def to_arrow(self) -> pl.DataFrame:
        """Return the counts, a row for each segment."""
        return pl.DataFrame({"stayed": self._stayed, "borderline": self._borderline})

    def from_arrow(self, state: pl.DataFrame) -> Stays:
        """Return one with these counts."""
        found = Stays(state.height, refits=self._refits)
        found._stayed, found._borderline = (state[name].to_numpy().copy() for name in ("stayed", "borderline"))
        return found


class Placing:
    """Places customers who come in batches; an accumulator (`coterie.engines.accumulator`).

    Parameters
    ----------
    schema : Schema
        What each column is.
    centers : ndarray of shape (n_segments, n_columns)
        The segments' centroids.
    stability : Stability or None
        Of a sample: what it placed customers by places all.
    n_threads : int, optional
        Threads at most.
    """

    def __init__(
        self, schema: Schema, centers: Floats, stability: Stability | None, *, n_threads: int | None = None
    ) -> None:
        self._centers, self._stability, self._threads = centers, stability, n_threads
        self._counting = Counting(schema, len(centers), n_threads=n_threads)
        self._stays = Stays(len(centers), refits=stability.n_resamples if stability is not None else 0)

    def add(self, frame: pl.DataFrame, usable: NDArray[np.bool_], X: Floats) -> tuple[NDArray[Any], ...]:
        """Place more customers: cleaned, and the usable ones prepared; return what is kept of each."""
        labels, second, *measures = self._found(X)
        labels = _spread(labels, usable, absent=-1)
        self._counting.add(frame, labels)
        wholes = (whole.astype(np.int16) for whole in (labels, _spread(second, usable)))
        return (*wholes, *(narrowed(_spread(measure, usable)) for measure in measures))

    def _found(self, X: Floats) -> tuple[NDArray[Any], ...]:
        if not len(X):
            return np.empty(0, np.int32), np.empty(0, np.int32), *(np.empty(0) for _ in range(3))
        found = nearest(X, self._centers, n_threads=self._threads)
        stayed = np.zeros(len(X))
        if self._stability is not None and self._stability.placing is not None:
            stayed = self._stability.placing.stayed(X, found.labels, n_threads=self._threads)
            self._stays.add(found.labels, stayed)
        return found.labels, found.second, found.distance, found.margin, stayed

    def merge(self, other: Placing) -> None:
        """Count the customers that another one placed."""
        self._counting.merge(other._counting)
        self._stays.merge(other._stays)

    def finish(self) -> tuple[Counted, Stability | None]:
        """Return what was counted of the segments, and the stability with what all customers show."""
        counted = self._counting.finish()
        if self._stability is None:
            return counted, None
        refits = self._stability.n_resamples
        found = zip(self._stability.segments, self._stays.finish(), counted.sizes.tolist(), strict=True)
        segments = tuple(
            replace(segment, stayed=stayed / (refits * size) if size else float("nan"), borderline=doubtful)
            for segment, (stayed, doubtful), size in found
        )
        return counted, replace(self._stability, segments=segments)

    def to_arrow(self) -> pl.DataFrame:
        """Return the states of both counts."""
        return bundled({"counting": self._counting, "stays": self._stays})

    def from_arrow(self, state: pl.DataFrame) -> Placing:
        """Return one of the same segments with this state."""
        found, parts = copy(self), unbundled(state)
        found._counting = self._counting.from_arrow(parts["counting"])
        found._stays = self._stays.from_arrow(parts["stays"])
        return found


def written(
    key: pl.DataFrame,
    arrays: tuple[NDArray[Any], ...],
    schema: Schema,
    *,
    names: Sequence[str],
    first_row: int,
    stable: bool,
    ids: Sequence[int] | None = None,
) -> pl.DataFrame:
    """Return the assignments of a batch, from its ids and what `Placing` kept of it; without ids rows are numbered."""
    labels, *rest = arrays
    usable = labels >= 0
    second, distance, margin, stayed = (_taken(widened(array), usable) for array in rest)
    found = Nearest(_taken(labels, usable).astype(np.int32), distance, second.astype(np.int32), margin)
    frame = assigned(key, schema, usable, nearest=found, names=names, first_row=first_row, ids=ids)
    return frame.with_columns(stability_columns(stayed, usable)) if stable else frame


def stability_columns(stayed: Floats, usable: NDArray[np.bool_]) -> list[pl.Series]:
    """Return each customer's own stability, and whether they are borderline.

    Examples
    --------
    >>> stability_columns(np.array([0.5]), np.array([True, False]))[1].to_list()
    [True, None]
    """
    values = np.full(len(usable), np.nan)
    values[usable] = stayed
    stability = pl.Series("stability", values).fill_nan(None)
    return [stability, (stability < BORDERLINE).alias("borderline")]


def _spread(values: NDArray[Any], usable: NDArray[np.bool_], *, absent: int = 0) -> NDArray[Any]:
    """Put the values of those who are usable at their rows."""
    if len(values) == len(usable):
        return values
    spread = np.full(len(usable), absent, values.dtype)
    spread[usable] = values
    return spread


def _taken(values: NDArray[Any], usable: NDArray[np.bool_]) -> NDArray[Any]:
    return values if usable.all() else values[usable]
