"""The whole job: read, clean, prepare, cluster, choose, profile, name; and the result that holds no customers."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from coterie import errors
from coterie.assignments import Placed, assigned, check_key, features_of, nearest
from coterie.cleaning import CleaningAction, CleaningReport, clean
from coterie.clustering import Clustering, Sweep, sweep
from coterie.evidence import KChoice, choose_k, given_k
from coterie.naming import Name, Names, load_catalogue, name
from coterie.options import Options
from coterie.preparation import FittedPreparation, Preparation
from coterie.profiling import Profiles, SegmentProfile, profile
from coterie.projection import CustomerMap, project
from coterie.schema import Schema, infer
from coterie.sources import Table, read, to_kind
from coterie.version import __version__

_MANY = 1_000_000
_BYTE = 256

N_STARTS = 25
"""K-means++ starts for each K."""

Progress = Callable[[str, int, int], None]
"""Told the stage, the steps done and the steps in all."""


@dataclass(frozen=True)
class Source:
    """Where the customers came from."""

    name: str
    sha256: str
    rows: int
    columns: int


@dataclass(frozen=True)
class Trial:
    """One K of the sweep. `silhouette` uses squared Euclidean distances; None for K = 1."""

    k: int
    inertia: float
    silhouette: float | None
    n_best: int
    n_starts: int


@dataclass(frozen=True)
class Segment:
    """One segment: who they are, how many, and why they are called that."""

    id: int
    name: Name
    size: int
    share: float
    profile: SegmentProfile


@dataclass(frozen=True)
class Segmentation:
    """Everything known about the segments, and nothing about any one customer.

    Attributes
    ----------
    version : str
        Of coterie.
    source : Source
        Where the customers came from.
    options : dict
        As they were given, defaults filled in.
    schema, cleaning, preparation, choice, profiles, names
        What each stage found.
    sweep : tuple of Trial
        Every K tried.
    centers : tuple of tuple of float
        Centroids by segment id, in the columns of `preparation`.
    inertia, silhouette : float
        Of the K chosen; the silhouette uses squared Euclidean distances, None for one segment.
    """

    version: str
    source: Source
    options: dict[str, Any]
    schema: Schema
    cleaning: CleaningReport
    preparation: FittedPreparation
    sweep: tuple[Trial, ...]
    choice: KChoice
    centers: tuple[tuple[float, ...], ...]
    inertia: float
    silhouette: float | None
    profiles: Profiles
    names: Names

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments, the largest first."""
        pairs = zip(self.names.names, self.profiles.segments, strict=True)
        return tuple(
            Segment(i, name, described.size, described.share, described) for i, (name, described) in enumerate(pairs)
        )


@dataclass(frozen=True)
class Result:
    """A segmentation and the customers it was made from.

    Attributes
    ----------
    segmentation : Segmentation
        What can be saved, shown and used again.
    assignments : frame
        Every customer's segment, as the kind of frame that came in (Polars for a file).
    sweep : Sweep
        Every K tried, with its labels.
    customer_map : CustomerMap
        A sample of customers on two principal components.
    """

    segmentation: Segmentation
    assignments: Any
    sweep: Sweep
    customer_map: CustomerMap

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments, the largest first."""
        return self.segmentation.segments

    @property
    def choice(self) -> KChoice:
        """Which K was chosen, and why."""
        return self.segmentation.choice


def segment(customers: object, *, on_progress: Progress | None = None, **options: Any) -> Result:  # noqa: ANN401 - checked by Options
    """Segment customers.

    Parameters
    ----------
    customers : path or frame
        A CSV, Parquet, Excel or JSON lines file, or any frame that narwhals knows.
    on_progress : callable or None
        Called with the stage, the steps done and the steps in all.
    **options
        See `coterie.options.Options`.

    Returns
    -------
    Result

    Raises
    ------
    coterie.errors.InputError
        For customers or options that cannot be used.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=1000), k=6)
    >>> len(result.segments), result.segments[0].size >= result.segments[1].size
    (6, True)
    """
    chosen = Options.read(options)
    load_catalogue(chosen.catalogue)  # a wrong one is told now, not after the work
    tell = on_progress or (lambda *_: None)
    tell("Reading", 0, 1)
    cleaned = _clean(
        read(customers, encoding=chosen.encoding, sheet=chosen.sheet, header_row=chosen.header_row), chosen, tell
    )
    tell("Preparing", 0, 1)
    preparation, X = Preparation(chosen.impute, chosen.transform, chosen.scale).fit_matrix(cleaned.features)
    cleaned.features.clear()
    tried = _sweep(X, chosen, tell)
    fitted = _Fitted(cleaned, preparation, X, tried, _choose(tried, chosen))
    del X
    tell("Describing", 0, 1)
    return _describe(fitted, chosen)


@dataclass
class _Cleaned:
    """Customers ready to be prepared, and what is known of where they came from.

    What no later stage needs is let go as soon as that is so: of ten million customers, a copy is most of a gigabyte.
    """

    source: Source
    kind: str
    schema: Schema
    frame: pl.DataFrame
    report: CleaningReport
    usable: NDArray[np.bool_]
    features: dict[str, NDArray[np.float64] | NDArray[np.object_]]

    def keep_ids(self) -> None:
        """Let go of every column that does not say who the customers are."""
        self.frame = self.frame.select(self.schema.id or pl.first())


@dataclass
class _Fitted:
    """What describing needs from the stages before it."""

    cleaned: _Cleaned
    preparation: FittedPreparation
    X: NDArray[np.float64]
    sweep: Sweep
    choice: KChoice

    def let_go(self) -> None:
        """Let go of the matrix."""
        self.X = np.empty((0, 0))


def _clean(table: Table, chosen: Options, tell: Progress) -> _Cleaned:
    """Decide what the columns are, and clean them."""
    tell("Cleaning", 0, 1)
    schema = infer(
        table, id=chosen.id, features=chosen.features, describe=chosen.describe, ignore=chosen.ignore, types=chosen.type
    )
    check_key(schema)
    frame, report = clean(table, schema)
    placed = features_of(frame, schema)
    _check_customers(placed, chosen)
    source = Source(_as_unicode(table.name), table.sha256, table.frame.height, table.frame.width)
    return _Cleaned(source, table.kind, schema, frame, _with_unplaced(report, placed), placed.usable, placed.columns)


def _check_customers(placed: Placed, options: Options) -> None:
    """Refuse customers that no segments can be made of."""
    rows = int(placed.usable.sum())
    if rows < 2:
        raise errors.too_few_customers(rows, 2, "finding segments")
    if options.k != "auto" and rows < options.k:
        raise errors.too_few_customers(rows, options.k, f"--k {options.k}")
    if not any(_varies(values) for values in placed.columns.values()):
        raise errors.identical_customers(rows, list(placed.columns))


def _varies(values: NDArray[np.float64] | NDArray[np.object_]) -> bool:
    for part in (values[:1000], values):
        known = part[~np.isnan(part)] if part.dtype != object else part[part != None]  # noqa: E711 - elementwise
        if (known != known[:1]).any():
            return True
    return False


def _sweep(X: NDArray[np.float64], options: Options, tell: Progress) -> Sweep:
    """Try every K that the customers allow, or the one asked for among them."""
    largest = min(max(options.k_max, 1 if options.k == "auto" else options.k), _distinct(X, options))
    if options.k != "auto" and largest < options.k:
        raise errors.too_few_distinct(largest, options.k)
    found = sweep(
        X,
        range(1, largest + 1),
        n_starts=N_STARTS,
        random_state=options.seed,
        on_progress=lambda done, total, _: tell("Clustering", done, total),
    )
    if len(X) <= _MANY:
        return found
    tried = list(found.clusterings)
    del found
    return _narrowed(tried)


def _narrowed(tried: list[Clustering]) -> Sweep:
    """Return a sweep of narrow labels; each clustering's wide ones are let go before the next is narrowed."""
    for at, found in enumerate(tried):
        tried[at] = _narrow(found)
    return Sweep(tuple(tried))


def _narrow(found: Clustering) -> Clustering:
    """Return a clustering whose labels take one byte a customer, which is all that they need."""
    return replace(found, labels=found.labels.astype(np.uint8)) if found.n_clusters < _BYTE else found


def _distinct(X: NDArray[np.float64], options: Options) -> int:
    """Count distinct customers, no further than is needed."""
    enough = max(options.k_max, 1 if options.k == "auto" else options.k) + 1
    for rows in (X[:1000], X):
        distinct = len(np.unique(rows, axis=0))
        if distinct >= enough:
            return distinct
    return distinct


def _choose(tried: Sweep, options: Options) -> KChoice:
    if options.k != "auto":
        return given_k(options.k)
    return choose_k(tried.n_clusters, tried.inertia, tried.silhouette)


def _with_unplaced(cleaning: CleaningReport, placed: Placed) -> CleaningReport:
    """Count the customers that no feature could place."""
    lost = int((~placed.usable).sum())
    if not lost:
        return cleaning
    action = CleaningAction(None, "left without a segment", lost, "no usable feature: every one is missing")
    return replace(cleaning, actions=(*cleaning.actions, action))


def _describe(fitted: _Fitted, options: Options) -> Result:
    """Profile and name the segments, and give every customer theirs."""
    best, cleaned = fitted.sweep[fitted.choice.k], fitted.cleaned
    customer_map = project(fitted.X, best.labels, fitted.preparation.columns, random_state=options.seed)
    placed = nearest(fitted.X, best.centers)
    fitted.let_go()
    profiles = profile(cleaned.frame, cleaned.schema, _labels(best.labels, cleaned.usable))
    cleaned.keep_ids()
    features = [column.name for column in cleaned.schema.features if column.type == "numeric"]
    names = name(profiles, catalogue=options.catalogue, roles=options.role or None, features=features)
    shown = [each.name for each in names.names]
    customers = assigned(cleaned.frame, cleaned.schema, cleaned.usable, nearest=placed, names=shown)
    return Result(
        segmentation=_segmentation(fitted, options, profiles, names),
        assignments=to_kind(customers, cleaned.kind),
        sweep=fitted.sweep,
        customer_map=customer_map,
    )


def _labels(labels: NDArray[np.int32], usable: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Return a segment for every customer, -1 for those that cannot be placed."""
    if usable.all():
        return labels
    every = np.full(len(usable), -1, dtype=np.int32)
    every[usable] = labels
    return every


def _segmentation(fitted: _Fitted, options: Options, profiles: Profiles, names: Names) -> Segmentation:
    best = fitted.sweep[fitted.choice.k]
    return Segmentation(
        version=__version__,
        source=fitted.cleaned.source,
        options=options.model_dump(mode="json"),
        schema=fitted.cleaned.schema,
        cleaning=fitted.cleaned.report,
        preparation=fitted.preparation,
        sweep=tuple(
            Trial(each.n_clusters, each.inertia, _or_none(each.silhouette), each.n_best, each.n_starts)
            for each in fitted.sweep.clusterings
        ),
        choice=fitted.choice,
        centers=tuple(tuple(float(value) for value in center) for center in best.centers),
        inertia=best.inertia,
        silhouette=_or_none(best.silhouette),
        profiles=profiles,
        names=names,
    )


def _as_unicode(name: str) -> str:
    """Return a file's name in Unicode, also where the locale has none."""
    return os.fsencode(name).decode("utf-8", "replace")


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
