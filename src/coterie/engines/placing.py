"""The pass that gives every customer their segment: profiles and stability on the way, assignments afterwards."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from polars.io.plugins import register_io_source

from coterie.assignments import Nearest, assigned, nearest
from coterie.engines.memory import stability_columns
from coterie.evidence.stability import BORDERLINE
from coterie.profiling import Counting
from coterie.sources.narrow import narrowed, widened
from coterie.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from coterie.evidence.stability import Stability
    from coterie.profiling import Profiles
    from coterie.schema import Schema

    Floats = NDArray[np.float64]

_ARRAYS = 5
"""Laid down of each batch: segments, second segments, distances, margins, stability."""

_BYTES = 24  # of all of them, of a customer, in whole numbers of four bytes


class Placing:
    """Segments whose customers come in batches.

    Parameters
    ----------
    schema : Schema
        What each column is.
    centers : ndarray of shape (n_segments, n_columns)
        The segments' centroids.
    stability : Stability or None
        Of a sample: what it placed customers by places all.
    folder : pathlib.Path or None
        Where up to 28 bytes a customer are kept: see `coterie.spool.Spool`.
    rows : int
        Customers that will come.
    """

    def __init__(
        self, schema: Schema, centers: Floats, stability: Stability | None, *, folder: Path | None, rows: int = 0
    ) -> None:
        self._centers, self._stability = centers, stability
        self._counting, self._kept = Counting(schema, len(centers)), Spool(folder, expected=_BYTES * rows)
        self._stayed, self._borderline = np.zeros(len(centers)), np.zeros(len(centers))

    def add(self, frame: pl.DataFrame, usable: NDArray[np.bool_], X: Floats) -> None:
        """Place more customers: cleaned, and the usable ones prepared."""
        labels, second, *measures = self._found(X)
        labels = _spread(labels, usable, absent=-1)
        self._counting.add(frame, labels)
        for whole in (labels, _spread(second, usable)):
            self._kept.add(whole.astype(np.int16))
        for measure in measures:
            self._kept.add(narrowed(_spread(measure, usable)))

    def _found(self, X: Floats) -> tuple[NDArray[Any], ...]:
        if not len(X):
            return np.empty(0, np.int32), np.empty(0, np.int32), *(np.empty(0) for _ in range(3))
        found = nearest(X, self._centers)
        stayed = np.zeros(len(X))
        if self._stability is not None and self._stability.placing is not None:
            stayed = self._stability.placing.stayed(X, found.labels)
            self._stayed += np.bincount(found.labels, stayed, len(self._centers))
            self._borderline += np.bincount(found.labels, stayed < BORDERLINE, len(self._centers))
        return found.labels, found.second, found.distance, found.margin, stayed

    def profiles(self, frame: pl.DataFrame, labels: NDArray[np.int32]) -> Profiles:
        """Describe all that were placed, with the medians of these customers."""
        return self._counting.profiles(frame, labels)

    def stability(self) -> Stability | None:
        """Return the stability with what all customers show."""
        if self._stability is None:
            return None
        counted = zip(self._stability.segments, self._stayed, self._borderline, self._counting.sizes, strict=True)
        segments = tuple(
            replace(segment, stayed=float(total / size) if size else float("nan"), borderline=int(doubtful))
            for segment, total, doubtful, size in counted
        )
        return replace(self._stability, segments=segments)

    def placed(self) -> Placed:
        """Return every customer's segment."""
        return Placed(self._kept, stable=self._stability is not None)


class Placed:
    """Every customer's segment, on disk.

    Parameters
    ----------
    records : Spool
        What `Placing` keeps.
    stable : bool
        Whether they hold stability.
    """

    def __init__(self, records: Spool, *, stable: bool) -> None:
        self._records, self._stable = records, stable

    def lazy(
        self, ids: Callable[[], Iterator[pl.DataFrame]] | None, schema: Schema, *, names: Sequence[str]
    ) -> pl.LazyFrame:
        """Return the assignments as a lazy frame: `ids` starts the batches of ids anew."""

        def frames() -> Iterator[pl.DataFrame]:
            keys, first = ids() if ids is not None else None, 1
            arrays = self._records.read()
            for labels, *rest in zip(*[arrays] * _ARRAYS, strict=True):
                key = next(keys) if keys is not None else pl.DataFrame({"": labels})
                yield self._frame(key, labels, rest, schema=schema, names=names, first_row=first)
                first += len(labels)

        def source(
            columns: list[str] | None, predicate: pl.Expr | None, rows: int | None, _: int | None
        ) -> Iterator[pl.DataFrame]:
            for frame in frames():
                part = frame if rows is None else frame.head(rows)
                rows = None if rows is None else rows - part.height
                part = part if columns is None else part.select(columns)
                yield part if predicate is None else part.filter(predicate)
                if rows == 0:
                    break

        return register_io_source(source, schema=next(frames()).schema)

    def _frame(
        self,
        key: pl.DataFrame,
        labels: NDArray[np.int16],
        rest: list[NDArray[Any]],
        *,
        schema: Schema,
        names: Sequence[str],
        first_row: int,
    ) -> pl.DataFrame:
        usable = labels >= 0
        second, distance, margin, stayed = (_taken(widened(array), usable) for array in rest)
        found = Nearest(_taken(labels, usable).astype(np.int32), distance, second.astype(np.int32), margin)
        frame = assigned(key, schema, usable, nearest=found, names=names, first_row=first_row)
        return frame.with_columns(stability_columns(stayed, usable)) if self._stable else frame


def _spread(values: NDArray[Any], usable: NDArray[np.bool_], *, absent: int = 0) -> NDArray[Any]:
    """Put the values of those who are usable at their rows."""
    if len(values) == len(usable):
        return values
    spread = np.full(len(usable), absent, values.dtype)
    spread[usable] = values
    return spread


def _taken(values: NDArray[Any], usable: NDArray[np.bool_]) -> NDArray[Any]:
    return values if usable.all() else values[usable]
