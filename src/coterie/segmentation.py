"""The whole job: read, clean, prepare, cluster, choose, profile, name; and the result that holds no customers."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from coterie import errors
from coterie.assignments import assignments, check_key
from coterie.cleaning import CleaningAction, CleaningReport, clean
from coterie.clustering import Sweep, sweep
from coterie.evidence import (
    Customers,
    DescriptorTest,
    Judgement,
    KChoice,
    choose_k,
    descriptor_tests,
    given_k,
    judge,
    plain,
    prepared_customers,
)
from coterie.evidence.stability import BORDERLINE
from coterie.naming import Name, Names, load_catalogue, name
from coterie.options import Options
from coterie.preparation import FittedPreparation, Preparation
from coterie.preparation.features import Placed, check_usable, columns_of, features_of
from coterie.profiling import Profiles, SegmentProfile, profile
from coterie.projection import CustomerMap, project
from coterie.schema import Schema, infer
from coterie.sources import Table, read, to_kind
from coterie.version import __version__

_MOST_TESTED = 100_000  # customers in the tests of descriptors

N_STARTS = 20
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
    evidence : dict
        What `coterie.evidence.plain` says of the judgement, and `descriptors`: the tests of descriptors.
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
    evidence: dict[str, Any]

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
    judgement : Judgement
        What evidence says of the segments, customer by customer where it does.
    """

    segmentation: Segmentation
    assignments: Any
    sweep: Sweep
    customer_map: CustomerMap
    judgement: Judgement

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
        A CSV, Parquet, Excel or JSON lines file, a database (with `query` or `table`), or any frame that narwhals
        knows.
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
    table = read(customers, **chosen.reading)
    tell("Cleaning", 0, 1)
    schema = infer(
        table,
        id=chosen.id,
        features=chosen.features,
        describe=chosen.describe,
        ignore=chosen.ignore,
        types=chosen.type,
        missing=chosen.missing,
    )
    check_key(schema)
    frame, cleaning = clean(table, schema)
    placed = features_of(frame, schema)
    check_usable(placed, None if chosen.k == "auto" else chosen.k)
    tell("Preparing", 0, 1)
    preparation, X = Preparation(chosen.impute, chosen.transform, chosen.scale).fit_matrix(placed.columns)
    tried = _sweep(X, chosen, tell)
    judgement = _judge(prepared_customers(preparation, placed.columns, X), tried, chosen, tell)
    tell("Describing", 0, 1)
    cleaning = _with_unplaced(cleaning, placed)
    return _describe(_Fitted(table, schema, frame, cleaning, placed, preparation, X, tried, judgement), chosen)


@dataclass(frozen=True)
class _Fitted:
    """What describing needs from the stages before it."""

    table: Table
    schema: Schema
    frame: pl.DataFrame
    cleaning: CleaningReport
    placed: Placed
    preparation: FittedPreparation
    X: NDArray[np.float64]
    sweep: Sweep
    judgement: Judgement


def _sweep(X: NDArray[np.float64], options: Options, tell: Progress) -> Sweep:
    """Try every K that the customers allow, or the one asked for among them."""
    largest = min(max(options.k_max, 1 if options.k == "auto" else options.k), _distinct(X, options))
    if options.k != "auto" and largest < options.k:
        raise errors.too_few_distinct(largest, options.k)
    return sweep(
        X,
        range(1, largest + 1),
        n_starts=N_STARTS,
        random_state=options.seed,
        on_progress=lambda done, total, _: tell("Clustering", done, total),
    )


def _distinct(X: NDArray[np.float64], options: Options) -> int:
    """Count distinct customers, no further than is needed."""
    enough = max(options.k_max, 1 if options.k == "auto" else options.k) + 1
    for rows in (X[:1000], X):
        distinct = len(np.unique(rows, axis=0))
        if distinct >= enough:
            return distinct
    return distinct


_STEPS = ("Comparing with placebos", "Halving the customers", "Resampling the customers", "Auditing the features")


def _judge(customers: Customers, tried: Sweep, options: Options, tell: Progress) -> Judgement:
    """Gather the evidence; without any, choose K by the elbow or the silhouette."""
    k = options.k if options.k != "auto" else None
    if options.evidence == "none" and k is None and not _limited(options):
        k = choose_k(tried.n_clusters, tried.inertia, tried.silhouette).k
    return judge(
        customers,
        random_state=options.seed,
        effort=options.evidence,
        min_share=options.min_share,
        max_segments=options.max_segments,
        k=k,
        sweep=tried,
        on_progress=lambda step: tell("Judging", _STEPS.index(step) if step in _STEPS else 0, len(_STEPS)),
    )


def _choose(tried: Sweep, judgement: Judgement, options: Options) -> KChoice:
    """Say which K was chosen, by what, and why."""
    if options.evidence == "none" and not _limited(options):
        found = choose_k(tried.n_clusters, tried.inertia, tried.silhouette)
        return found if options.k == "auto" else given_k(options.k)
    advised = judgement.recommendation
    reason = " ".join(part for part in (advised.reason, advised.limited) if part)
    return KChoice(advised.k, "evidence" if options.k == "auto" else "given", reason, judgement.card.elbows)


def _limited(options: Options) -> bool:
    return options.min_share > 0 or options.max_segments is not None


def _with_unplaced(cleaning: CleaningReport, placed: Placed) -> CleaningReport:
    """Count the customers that no feature could place."""
    lost = int((~placed.usable).sum())
    if not lost:
        return cleaning
    action = CleaningAction(None, "left without a segment", lost, "no usable feature: every one is missing")
    return replace(cleaning, actions=(*cleaning.actions, action))


def _describe(fitted: _Fitted, options: Options) -> Result:
    """Profile and name the segments, and give every customer theirs."""
    best = fitted.sweep[fitted.judgement.k]
    labels = np.full(fitted.frame.height, -1, dtype=np.int32)
    labels[fitted.placed.usable] = best.labels
    profiles = profile(fitted.frame, fitted.schema, labels)
    features = [column.name for column in fitted.schema.features]
    names = name(profiles, catalogue=options.catalogue, roles=options.role or None, features=features)
    customers = assignments(
        fitted.frame,
        fitted.schema,
        fitted.placed.usable,
        X=fitted.X,
        centers=best.centers,
        names=[each.name for each in names.names],
    ).with_columns(_stability(fitted))
    described = columns_of(fitted.frame, fitted.schema.descriptors, most=_MOST_TESTED)
    tests = descriptor_tests(described, labels[:_MOST_TESTED])
    return Result(
        segmentation=_segmentation(fitted, options, profiles, names=names, tests=tests),
        assignments=to_kind(customers, fitted.table.kind),
        sweep=fitted.sweep,
        customer_map=project(fitted.X, best.labels, fitted.preparation.columns, random_state=options.seed),
        judgement=fitted.judgement,
    )


def _stability(fitted: _Fitted) -> list[pl.Series]:
    """Return each customer's own stability and whether they are borderline; nothing without refits."""
    if fitted.judgement.stability is None:
        return []
    values = np.full(fitted.frame.height, np.nan)
    values[fitted.placed.usable] = fitted.judgement.stability.customers
    stability = pl.Series("stability", values).fill_nan(None)
    return [stability, (stability < BORDERLINE).alias("borderline")]


def _segmentation(
    fitted: _Fitted, options: Options, profiles: Profiles, *, names: Names, tests: tuple[DescriptorTest, ...]
) -> Segmentation:
    best = fitted.sweep[fitted.judgement.k]
    table = fitted.table
    return Segmentation(
        version=__version__,
        source=Source(_as_unicode(table.name), table.sha256, table.frame.height, table.frame.width),
        options=options.shown(),
        schema=fitted.schema,
        cleaning=fitted.cleaning,
        preparation=fitted.preparation,
        sweep=tuple(
            Trial(each.n_clusters, each.inertia, _or_none(each.silhouette), each.n_best, each.n_starts)
            for each in fitted.sweep.clusterings
        ),
        choice=_choose(fitted.sweep, fitted.judgement, options),
        centers=tuple(tuple(float(value) for value in center) for center in best.centers),
        inertia=best.inertia,
        silhouette=_or_none(best.silhouette),
        profiles=profiles,
        names=names,
        evidence=plain(fitted.judgement) | {"descriptors": [_test(each) for each in tests]},
    )


def _test(test: DescriptorTest) -> dict[str, Any]:
    return {name: None if value != value else value for name, value in asdict(test).items()}  # noqa: PLR0124 - nan is not itself


def _as_unicode(name: str) -> str:
    """Return a file's name in Unicode, also where the locale has none."""
    return os.fsencode(name).decode("utf-8", "replace")


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
