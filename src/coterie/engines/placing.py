"""The pass that gives every customer their segment: profiles and stability on the way, assignments afterwards."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from polars.io.plugins import register_io_source

from coterie.assignments import Nearest, assigned, nearest
from coterie.engines.memory import stability_columns
from coterie.evidence.stability import BORDERLINE
from coterie.profiling import Counting
from coterie.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from coterie.evidence.stability import Stability
    from coterie.profiling import Profiles
    from coterie.schema import Schema

    Floats = NDArray[np.float64]

_RECORD = np.dtype([("distance", "f8"), ("margin", "f8"), ("stayed", "f8"), ("label", "i4"), ("second", "i4")])


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
        Where 32 bytes a customer are kept: see `coterie.spool.Spool`.
    """

    def __init__(self, schema: Schema, centers: Floats, stability: Stability | None, *, folder: Path | None) -> None:
        self._centers, self._stability = centers, stability
        self._counting, self._kept = Counting(schema, len(centers)), Spool(folder)
        self._stayed, self._borderline = np.zeros(len(centers)), np.zeros(len(centers))

    def add(self, frame: pl.DataFrame, usable: NDArray[np.bool_], X: Floats) -> None:
        """Place more customers: cleaned, and the usable ones prepared."""
        records = np.zeros(frame.height, _RECORD)
        records["label"] = -1
        if len(X):
            records[usable] = self._placed(X)
        self._counting.add(frame, records["label"])
        self._kept.add(records)

    def _placed(self, X: Floats) -> NDArray[np.void]:
        records = np.empty(len(X), _RECORD)
        found = nearest(X, self._centers)
        records["label"], records["distance"] = found.labels, found.distance
        records["second"], records["margin"] = found.second, found.margin
        if self._stability is not None and self._stability.placing is not None:
            stayed = self._stability.placing.stayed(X, found.labels)
            records["stayed"] = stayed
            self._stayed += np.bincount(found.labels, stayed, len(self._centers))
            self._borderline += np.bincount(found.labels, stayed < BORDERLINE, len(self._centers))
        return records

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
            for records in self._records.read():
                key = next(keys) if keys is not None else pl.DataFrame({"": records["label"]})
                yield self._frame(key, records, schema, names=names, first_row=first)
                first += len(records)

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
        self, key: pl.DataFrame, records: NDArray[np.void], schema: Schema, *, names: Sequence[str], first_row: int
    ) -> pl.DataFrame:
        usable = records["label"] >= 0
        known = records[usable]
        found = Nearest(known["label"], known["distance"], known["second"], known["margin"])
        frame = assigned(key, schema, usable, nearest=found, names=names, first_row=first_row)
        return frame.with_columns(stability_columns(known["stayed"], usable)) if self._stable else frame
