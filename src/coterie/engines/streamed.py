"""The engine for tables larger than memory: a sample is held, everyone else passes by in batches."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from coterie.cleaning import CleaningReport
from coterie.cleaning.columns import repair_column
from coterie.clustering import Clustering, Passing, Sweep, assign, refine, squared_silhouette, sweep, unit_of
from coterie.engines.gathering import Gathering, moved, used
from coterie.engines.ids import Ids, check_ids
from coterie.engines.placing import Placing
from coterie.engines.repeats import Repeats
from coterie.engines.sampling import drawn, taken
from coterie.evidence import Customers, prepared_customers
from coterie.preparation.features import features_of
from coterie.remarks import Remark
from coterie.sources import Table
from coterie.spool import Spool
from coterie.threads import Aside, ahead, each
from coterie.transactions import drafted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from coterie.clustering import Refined
    from coterie.engines.engine import Progress
    from coterie.evidence.stability import Stability
    from coterie.options import Options
    from coterie.preparation import FittedPreparation, Preparation
    from coterie.preparation.features import Placed as Features
    from coterie.profiling import Profiles
    from coterie.schema import Column, Draft, Schema
    from coterie.sources.batches import Batches

    Floats = NDArray[np.float64]


class Streamed:
    """A table that passes by in batches. See `coterie.engines.engine.Engine` for what each verb returns.

    Parameters
    ----------
    batches : Batches
        The table.
    held : int
        Customers held.
    tell : callable
        Told of progress.
    folder : pathlib.Path or None
        Where customers are laid down: see `coterie.spool.Spool`.
    path : str
        The table's, for messages.
    """

    schema: Schema
    cleaning: CleaningReport
    preparation: FittedPreparation
    frame: pl.DataFrame
    placed: int
    purchases = None

    def __init__(self, batches: Batches, held: int, tell: Progress, *, folder: Path | None, path: str) -> None:
        self._batches, self._held, self._tell = batches, held, tell
        self._folder, self._path = folder, path
        self._looked: tuple[Draft, Table] | None = None
        self._ids = Ids(np.empty(0, np.int64))
        self.name, self.rows, self.columns = batches.name, batches.rows, len(batches.types)

    def look(self, options: Options) -> tuple[Draft, Table]:
        """Plan a sample."""
        if self._looked is None:
            self._digest = Aside(self._batches.digest)
            self._rows = drawn(self.rows, self._held, random_state=options.seed)
            self._sample = taken(self._frames("Reading"), self._rows)
            self._tell("Cleaning", 0, 1)
            table = Table(self._sample, self.name, "", remarks=self._batches.remarks, path=self._path)
            self._looked = drafted(table, options), table
        return self._looked

    def digest(self) -> str:
        """Return the SHA-256 of the table's bytes."""
        return self._digest.result()

    def infer(self, options: Options) -> Schema:
        """Look at a sample, and at every id."""
        found, _ = self.look(options)
        self._looked = None
        if found.problem is not None:
            raise found.problem
        self.schema = found.schema
        if self.schema.id is not None:
            self._ids = check_ids(
                lambda columns=None: self._frames("Reading", columns),
                self.schema.id,
                name=self.name,
                folder=self._folder,
                rows=self.rows,
            )
        return self.schema

    def _frames(self, stage: str, columns: Sequence[str] | None = None) -> Iterator[tuple[int, pl.DataFrame]]:
        """Yield the batches with the number of their first row, and tell how far they are."""
        first = 0
        for frame in self._batches.frames(columns):
            self._tell(stage, 100 * first // self.rows, 100)
            yield first, frame
            first += frame.height

    def _customers(self, stage: str, columns: Sequence[str] | None = None) -> Iterator[tuple[pl.Series, pl.DataFrame]]:
        """Yield the batches without the rows that repeat another, with the numbers of their rows, from 1."""
        for first, frame in self._frames(stage, columns):
            numbers = pl.int_range(first + 1, first + frame.height + 1, eager=True)
            low, high = np.searchsorted(self._ids.dropped, [first, first + frame.height])
            if low == high:
                yield numbers, frame
                continue
            keep = np.ones(frame.height, dtype=bool)
            keep[self._ids.dropped[low:high] - first] = False
            yield numbers.filter(pl.Series(keep)), frame.filter(pl.Series(keep))

    def clean(self) -> Features:
        """Repair the sample."""
        kept = ~np.isin(self._rows, self._ids.dropped)
        sample, numbers = self._sample.filter(pl.Series(kept)), pl.Series(self._rows[kept] + 1)
        self.frame = pl.DataFrame(self._repaired(used(self.schema), sample, numbers))
        self._features = features_of(self.frame, self.schema)
        del self._sample
        return self._features

    def _repaired(self, columns: Sequence[Any], frame: pl.DataFrame, numbers: pl.Series) -> list[pl.Series]:
        return each(lambda column: repair_column(frame[column.name], column, numbers)[0], columns, rows=frame.height)

    def prepare(self, preparation: Preparation) -> Customers:
        """Go through all customers once, and lay their features down as they are clustered."""
        columns = self._features.columns
        fitted = preparation.fit(columns)
        gathering, repeats = Gathering(self.schema, fitted), Repeats(self._folder, rows=self.rows)
        self._blocks = Spool(self._folder, expected=self.rows * 4 * len(fitted.columns))
        self._heights = []
        for numbers, frame in self._customers("Preparing"):
            if self.schema.id is None:
                repeats.add(frame.hash_rows(seed=0).to_numpy())
            X, blocks = gathering.add(frame, numbers)
            self._heights.append(len(X))
            self._blocks.add(blocks)
        self.schema, self.placed = gathering.schema(), gathering.placed
        self.preparation = gathering.preparation(preparation)
        factor, offset = moved(fitted, self.preparation)
        self._unit = unit_of(fitted.matrix(columns), gathering.largest)
        self._passing = Passing(self._all_blocks, self.placed, gathering.squares, factor, offset)
        remarks = (*self._told(), *self._ids.remarks, *gathering.remarks(self.frame), *_alike(self.schema, repeats))
        self.cleaning = CleaningReport(remarks, self.rows, self.rows - len(self._ids.dropped))
        self.sha256 = self.digest()
        self._X = self.preparation.matrix(columns)
        return replace(prepared_customers(self.preparation, columns, self._X), population=self.placed)

    def _all_blocks(self) -> Iterator[tuple[NDArray[np.float32], int]]:
        for blocks, rows in zip(self._blocks.read(), self._heights, strict=True):
            if rows:
                yield blocks, rows

    def _told(self) -> tuple[Remark, ...]:
        """Say what reading did, and what a sample decided."""
        return (*self._batches.remarks, Remark("from_sample", rows=len(self._rows)))

    def sweep(self, n_clusters: Sequence[int], *, n_starts: int, random_state: int) -> Sweep:
        """Try every K on the sample, and carry the best on over all customers."""
        tried = sweep(
            self._X,
            n_clusters,
            n_starts=n_starts,
            random_state=random_state,
            on_progress=lambda done, total, _: self._tell("Clustering", done, total),
        )
        self._refined = refine(
            self._passing,
            [each.centers for each in tried.clusterings],
            unit=self._unit,
            on_pass=lambda number, still, ks: self._tell(f"Clustering: pass {number}, settled", still, ks),
        )
        self._blocks.clear()
        return Sweep(tuple(map(self._held_by, self._refined, tried.clusterings)))

    def _held_by(self, found: Refined, start: Clustering) -> Clustering:
        """Return a K as the customers held show it."""
        placed = assign(self._X, found.centers)
        k = len(found.centers)
        return replace(
            start,
            centers=found.centers,
            compact_labels=placed.labels,
            sizes=np.bincount(placed.labels, minlength=k),
            inertia=float(placed.distance @ placed.distance),
            silhouette_squared=squared_silhouette(self._X, placed.labels, k),
            n_iter=start.n_iter + found.n_iter,
        )

    def of_all(self, tried: Sweep) -> Sweep:
        """Return what `sweep` found with the sizes and the inertia of all customers."""
        pairs = zip(tried.clusterings, self._refined, strict=True)
        return Sweep(tuple(replace(each, sizes=found.sizes, inertia=found.inertia) for each, found in pairs))

    def labels(self, best: Clustering) -> NDArray[np.int32]:
        """Return the segment of each customer held."""
        labels = np.full(self.frame.height, -1, dtype=np.int32)
        labels[self._features.usable] = best.labels
        return labels

    def profile(self, best: Clustering, stability: Stability | None) -> tuple[Profiles, Stability | None]:
        """Describe the segments of all customers, and count who stayed."""
        described = [column for column in self.schema.columns if column.role in {"feature", "descriptor"}]
        placing = Placing(self.schema, best.centers, stability, folder=self._folder, rows=self.rows)
        for repaired, usable, X in ahead(self._prepared(described)):
            placing.add(repaired, usable, X)
        self._placed = placing.placed()
        return placing.profiles(self.frame, self.labels(best)), placing.stability()

    def _prepared(self, columns: Sequence[Column]) -> Iterator[tuple[pl.DataFrame, NDArray[np.bool_], Floats]]:
        """Yield the batches repaired, who of them has a feature, and their features prepared."""
        for numbers, frame in self._customers("Describing", [column.name for column in columns]):
            repaired = pl.DataFrame(self._repaired(columns, frame, numbers))
            features = features_of(repaired, self.schema)
            usable = bool(features.usable.any())
            yield repaired, features.usable, self.preparation.matrix(features.columns) if usable else self._X[:0]

    def assign(self, names: Sequence[str]) -> Any:  # noqa: ANN401 - a lazy frame
        """Return a lazy frame that gives every customer their segment when it is collected or written."""
        key = self.schema.id
        ids: Callable[[], Iterator[pl.DataFrame]] | None = None
        if key is not None:
            ids = lambda: (self._keys(frame) for _, frame in self._customers("Writing", [key]))  # noqa: E731
        return self._placed.lazy(ids, self.schema, names=names)

    def _keys(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return a batch of ids as `coterie.cleaning.clean` does those of a whole table."""
        name = frame.columns[0]
        cells, _ = repair_column(frame[name], self.schema[name], pl.int_range(frame.height, eager=True))
        return (cells.cast(pl.Int64) if self._ids.numbers else cells).to_frame()


def _alike(schema: Schema, repeats: Repeats) -> tuple[Remark, ...]:
    """Count the rows that repeat another where no id tells customers apart."""
    if schema.id is not None:
        return ()
    repeated, rows = repeats.found()
    return (Remark("row_alike", rows=rows - len(repeated)),) if rows else ()
