"""Customers clustered for every K, and placed for one: the last steps of the job, whatever the engine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import polars as pl

from coterie.assignments import nearest
from coterie.cleaning.columns import repair_column
from coterie.clustering import Clustering, Refined, Sweep, refine, squared_silhouette, sweep
from coterie.clustering import assign as assign_to
from coterie.clustering.compacting import compacted
from coterie.clustering.row_silhouettes import compared
from coterie.engines.by_customer import ByCustomer, Measuring, OfHeld, OfPassing, OnCluster
from coterie.engines.job import Sampled, Whole, repaired
from coterie.engines.placing import Placing, written
from coterie.engines.prepared import Prepared
from coterie.engines.warm import Warm, Warmed, chosen, chosen_of_all, from_old_segments
from coterie.evidence.stability import Stability
from coterie.parsing.cells import is_texty
from coterie.preparation.features import features_of
from coterie.profiling import Profiles, profile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from coterie.cleaning import CleaningReport
    from coterie.engines.engine import Form, Step
    from coterie.engines.job import Source
    from coterie.preparation import FittedPreparation
    from coterie.schema import Column, Schema

    Labels = NDArray[np.int32]


STAGE_OF_PASSES = "Clustering: pass"
"""How the stage of a pass over all customers begins."""


def cluster(
    prepared: Prepared, n_clusters: Sequence[int], *, n_starts: int, random_state: int, warm: Warm | None = None
) -> Clustered:
    """Try every K on the customers held; where they are a sample, carry the best on over all customers.

    `warm` is one more start, from segments that are known.
    """
    tell, compact = prepared.tell, compacted(prepared.held.X)
    tried = sweep(
        compact.rows,
        n_clusters,
        n_starts=n_starts,
        random_state=random_state,
        n_threads=prepared.n_threads,
        on_progress=lambda done, total, _: tell("Clustering", done, total),
    )
    if compact.basis is not None:
        tried = Sweep(tuple(replace(each, centers=compact.back(each.centers)) for each in tried.clusterings))
    started = None if warm is None else from_old_segments(prepared, warm, tried)
    if prepared.everyone is None or isinstance(prepared.known, Whole):
        found, warmed = chosen(tried, started, warm)
        return Clustered(prepared, found, None, random_state, warmed)
    of_all, blocks, engine = prepared.everyone.of_all, prepared.everyone.blocks, prepared.known.job.engine
    refined = refine(
        lambda sets: engine.add_up(sets, of_all, blocks),
        [each.centers for each in (*tried.clusterings, *([] if started is None else [started]))],
        of_all,
        on_pass=lambda number, still, ks: tell(f"{STAGE_OF_PASSES} {number}, settled", still, ks),
    )
    refined, tried, warmed = chosen_of_all(refined, tried, started, warm=warm)
    pairs = zip(refined, tried.clusterings, strict=True)
    held = Sweep(tuple(_held_by(prepared, found, start) for found, start in pairs))
    return Clustered(replace(prepared, everyone=None), held, refined, random_state, warmed)  # the blocks are let go


def _held_by(prepared: Prepared, found: Refined, start: Clustering) -> Clustering:
    """Return a K as the customers held show it."""
    X, k = prepared.held.X, len(found.centers)
    placed = assign_to(X, found.centers, n_threads=prepared.n_threads)
    return replace(
        start,
        centers=found.centers,
        compact_labels=placed.labels,
        sizes=np.bincount(placed.labels, minlength=k),
        inertia=float(placed.distance @ placed.distance),
        silhouette_squared=squared_silhouette(X, placed.labels, k),
        n_iter=start.n_iter + found.n_iter,
    )


@dataclass(frozen=True)
class Clustered:
    """Customers clustered for every K.

    Attributes
    ----------
    prepared : Prepared
        The step before.
    sweep : Sweep
        Every K, as the customers held show it.
    refined : tuple of Refined or None
        Every K on all customers; None where all are held.
    seed : int
        Of the customers that each is compared with.
    warmed : Warmed or None
        What came of the start from known segments, where there was one.
    """

    prepared: Prepared
    sweep: Sweep
    refined: tuple[Refined, ...] | None
    seed: int = 0
    warmed: Warmed | None = None

    @property
    def source(self) -> Source:
        """Where the customers came from."""
        return self.prepared.source

    @property
    def schema(self) -> Schema:
        """What each column is, with what all customers have missing."""
        return self.prepared.schema

    @property
    def cleaning(self) -> CleaningReport:
        """What was done to all customers."""
        return self.prepared.cleaning

    @property
    def preparation(self) -> FittedPreparation:
        """How customers are prepared."""
        return self.prepared.preparation

    @property
    def frame(self) -> pl.DataFrame:
        """The customers held, cleaned."""
        return self.prepared.frame

    @property
    def placed(self) -> int:
        """Customers that have a feature to be placed by, of all."""
        return self.prepared.placed

    @property
    def id_type(self) -> Literal["integer", "text"] | None:
        """What the ids of assignments are; None without ids, and for ids that are neither."""
        known, key = self.prepared.known, self.schema.id
        if key is None:
            return None
        if isinstance(known, Sampled) and known.ids.numbers:
            return "integer"
        dtype = (known.types if isinstance(known, Sampled) else self.frame.schema)[key]
        return "integer" if dtype.is_integer() else "text" if is_texty(dtype) else None

    def of_all(self, tried: Sweep) -> Sweep:
        """Return what the sweep found with the sizes and the inertia of all customers."""
        if self.refined is None:
            return tried
        pairs = zip(tried.clusterings, self.refined, strict=True)
        return Sweep(tuple(replace(one, sizes=found.sizes, inertia=found.inertia) for one, found in pairs))

    def labels(self, best: Clustering) -> Labels:
        """Return the segment of each customer held; -1 for those without a feature."""
        labels = np.full(self.frame.height, -1, dtype=np.int32)
        labels[self.prepared.usable] = best.labels
        return labels

    def place(self, best: Clustering, stability: Stability | None) -> Placed:
        """Describe the segments of all customers, and how stable they are in all."""
        known = self.prepared.known
        if isinstance(known, Sampled):
            return self._place_all(best, stability, known)
        self.prepared.tell("Describing", 0, 1)
        usable, X = self.prepared.usable, self.prepared.held.X
        customers = OfHeld(
            ids=self.frame.select(self.schema.id or self.frame.columns[0]),
            schema=self.schema,
            usable=usable,
            X=X,
            nearest=nearest(X, best.centers, n_threads=self.prepared.n_threads),
            stayed=None if stability is None else stability.customers,
            origin=known.origin,
            seed=self.seed,
            carried=known.carried,
        )
        return Placed(profile(self.frame, self.schema, self.labels(best)), stability, customers)

    def _place_all(self, best: Clustering, stability: Stability | None, known: Sampled) -> Placed:
        job, ids, schema = known.job, known.ids, self.schema
        nameless = schema.id is None and not job.engine.numbered  # only all that a row holds says which it is
        keep = list(known.types) if nameless else list(job.keep)
        described = [column for column in schema.columns if column.role in {"feature", "descriptor"}]
        placing, kept = job.engine.gather(
            self._step(described, job.engine.n_threads),
            Placing(schema, best.centers, stability, n_threads=job.engine.n_threads),
            stage="Describing",
            columns=[column.name for column in described],
            dropped=ids.dropped,
        )
        counted, stable = placing.finish()

        def written_as(names: Sequence[str], of: Sequence[int] | None) -> Any:  # noqa: ANN401 - as the engine has it
            form = _form(schema, keep, names, of, numbers=ids.numbers, stable=stability is not None, rows=not nameless)
            columns = [*([] if schema.id is None else [schema.id]), *keep]
            return job.engine.write(form, kept, columns=columns, dropped=ids.dropped)

        if not job.engine.numbered:
            return Placed(counted.profiles(self.frame, self.labels(best)), stable, OnCluster(written_as))
        customers = OfPassing(
            written_as,
            kept=lambda: (arrays[0] for arrays in kept.batches()),
            measures=lambda: self._measured(best, known),
            ids=ids,
            rows=job.engine.rows,
        )
        return Placed(counted.profiles(self.frame, self.labels(best)), stable, customers)

    def _measured(self, best: Clustering, known: Sampled) -> Iterator[NDArray[Any]]:
        """Let all customers pass by once more, and yield their silhouettes, against customers that are held."""
        job, ids, X, threads = known.job, known.ids, self.prepared.held.X, known.job.engine.n_threads
        features = self.schema.features
        others = compared(X, best.labels, random_state=self.seed)
        _, kept = job.engine.gather(
            self._step(features, job.engine.n_threads),
            Measuring(others, lambda batch: assign_to(batch, best.centers, n_threads=threads).labels),
            stage="Measuring silhouettes",
            columns=[column.name for column in features],
            dropped=ids.dropped,
        )
        for (found,) in kept.batches():
            yield found

    def _step(self, described: Sequence[Column], n_threads: int | None) -> Step:
        """Return what repairs and prepares a batch."""
        schema, preparation = self.schema, self.preparation

        def step(frame: pl.DataFrame, numbers: pl.Series) -> tuple[Any, ...]:
            mended = repaired(described, frame, numbers, n_threads=n_threads)
            features = features_of(mended, schema)
            if not features.usable.any():
                return mended, features.usable, np.empty((0, len(preparation.columns)))
            return mended, features.usable, preparation.matrix(features.columns, n_threads=n_threads)

        return step


def _form(
    schema: Schema,
    keep: Sequence[str],
    names: Sequence[str],
    of: Sequence[int] | None,
    *,
    numbers: bool,
    stable: bool,
    rows: bool,
) -> Form:
    """Return what makes of a batch, and what `Placing` kept of it, its assignments.

    `numbers`: ids are whole numbers; `rows`: without ids, rows are numbered.
    """

    def form(frame: pl.DataFrame | None, own: pl.Series, arrays: tuple[NDArray[Any], ...]) -> pl.DataFrame:
        key = own.to_frame()
        if frame is not None and schema.id is not None:
            key = _key(frame.select(schema.id), schema, numbers=numbers)
        first = int(own[0]) if rows and len(own) else 1
        found = written(key, arrays, schema, names=names, first_row=first, stable=stable, ids=of)
        found = found if rows else found.drop("row")
        return found if frame is None else found.hstack(frame.select(keep))

    return form


def _key(frame: pl.DataFrame, schema: Schema, *, numbers: bool) -> pl.DataFrame:
    """Return a batch of ids as `coterie.cleaning.clean` does those of a whole table."""
    (name,) = frame.columns
    cells, _ = repair_column(frame[name], schema[name], pl.int_range(frame.height, eager=True))
    return (cells.cast(pl.Int64) if numbers else cells).to_frame()


@dataclass(frozen=True)
class Placed:
    """Customers placed in the segments of one K.

    Attributes
    ----------
    profiles : Profiles
        What each segment looks like.
    stability : Stability or None
        With what all customers show.
    customers : ByCustomer
        Every customer's segment.
    """

    profiles: Profiles
    stability: Stability | None
    customers: ByCustomer
