"""The whole job: read, clean, prepare, cluster, choose, profile, name; and the result that holds no customers."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from coterie import errors
from coterie.assignments import check_key
from coterie.cleaning import CleaningAction, CleaningReport
from coterie.clustering import Silhouette, Sweep
from coterie.engines import Engine, EngineName, Plan, Progress, start
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
)
from coterie.evidence.agreement import shared
from coterie.evidence.door import count_distinct
from coterie.evidence.silhouette import labels_by_k, mean_of, mean_silhouettes
from coterie.naming import Name, Names, load_catalogue, name
from coterie.naming.renaming import rename
from coterie.options import Options
from coterie.preparation import FittedPreparation, Preparation
from coterie.preparation.features import check_usable, columns_of
from coterie.profiling import Profiles, SegmentProfile, profile
from coterie.projection import CustomerMap, project
from coterie.schema import Schema
from coterie.transactions import Purchases
from coterie.version import __version__

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coterie.clustering import Clustering

_MOST_TESTED = 100_000  # customers in the tests of descriptors

N_STARTS = 20
"""K-means++ starts for each K."""


@dataclass(frozen=True)
class Source:
    """Where the customers came from; rows and columns are those of one row a customer."""

    name: str
    sha256: str
    rows: int
    columns: int


@dataclass(frozen=True)
class Trial:
    """One K of the sweep. `silhouette_squared` uses squared Euclidean distances; None, as `silhouette`, for K = 1."""

    k: int
    inertia: float
    silhouette: float | None
    silhouette_squared: float | None
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
        Of the K chosen; the silhouette uses Euclidean distances, and is None for one segment. Whether it is that of all
        customers or of a sample stands in `evidence`.
    evidence : dict
        What `coterie.evidence.plain` says of the judgement, and `descriptors`: the tests of descriptors.
    purchases : Purchases or None
        What the customers were made of, where the table held purchases.
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
    purchases: Purchases | None = None

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


def segment(
    customers: object,
    *,
    engine: EngineName = "auto",
    folder: str | os.PathLike[str] | None = None,
    on_progress: Progress | None = None,
    on_plan: Plan | None = None,
    **options: Any,  # noqa: ANN401 - checked by Options
) -> Result:
    """Segment customers.

    Parameters
    ----------
    customers : path or frame
        A CSV, Parquet, Excel or JSON lines file, a database (with `query` or `table`), or any frame that narwhals
        knows. Of purchases, where it is certain that these are what the rows are, customers are made first, as
        `coterie.summarise_transactions` does; `Segmentation.purchases` says so.
    engine : {"auto", "memory", "streaming"}
        Whether the table is held in memory or read in batches, which Parquet and plain text can be; "auto" holds what
        fits.
    folder : path or None
        Where a table that is read in batches is worked on, with room on disk; None: where the system keeps temporary
        files.
    on_progress : callable or None
        Called with the stage, the steps done and the steps in all.
    on_plan : callable or None
        Called with a line that says what will be done with a large file, and what time and memory it will take, about.
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
    at = None if folder is None else Path(folder)
    started = start(customers, chosen, tell, engine=engine, folder=at, on_plan=on_plan)
    check_key(started.infer(chosen))
    check_usable(started.clean(), chosen.n_clusters)
    held = started.prepare(Preparation(chosen.impute, chosen.transform, chosen.scale))
    tried = _sweep(started, held.X, chosen)
    measured = mean_silhouettes(held.X, labels_by_k(tried), random_state=chosen.seed, population=held.population)
    judgement = _judge(held, tried, measured, options=chosen, tell=tell)
    return _describe(_Fitted(started, held, tried, measured, judgement), chosen)


@dataclass(frozen=True)
class _Fitted:
    """What describing needs from the stages before it."""

    engine: Engine
    held: Customers
    sweep: Sweep
    silhouettes: Mapping[int, Silhouette]
    judgement: Judgement


def _sweep(engine: Engine, X: NDArray[np.float64], options: Options) -> Sweep:
    """Try every K that the customers allow, or the one asked for among them."""
    wanted = options.n_clusters or 1
    largest = max(options.k_max, wanted)
    largest = min(largest, count_distinct(X, largest + 1))
    if largest < wanted:
        raise errors.too_few_distinct(largest, wanted)
    return engine.sweep(range(1, largest + 1), n_starts=N_STARTS, random_state=options.seed)


_STEPS = ("Comparing with placebos", "Halving the customers", "Resampling the customers", "Auditing the features")


def _judge(
    customers: Customers, tried: Sweep, measured: Mapping[int, Silhouette], *, options: Options, tell: Progress
) -> Judgement:
    """Gather the evidence; without any, choose K by the elbow or the silhouette."""
    alone = options.evidence == "none" and options.k == "auto" and not _limited(options)
    k = _by_criteria(tried, measured).k if alone else options.n_clusters
    return judge(
        customers,
        random_state=options.seed,
        effort=options.evidence,
        min_share=options.min_share,
        max_segments=options.max_segments,
        k=k,
        criterion=options.criterion,
        sweep=tried,
        silhouettes=measured,
        on_progress=lambda step: tell("Judging", _STEPS.index(step) if step in _STEPS else 0, len(_STEPS)),
    )


def _choose(fitted: _Fitted, options: Options) -> KChoice:
    """Say which K was chosen, by what, and why."""
    judgement = fitted.judgement
    if options.evidence == "none" and options.criterion is None and not _limited(options):
        found = _by_criteria(fitted.sweep, fitted.silhouettes)
        return found if options.n_clusters is None else given_k(options.n_clusters)
    advised = judgement.recommendation
    reason = " ".join(filter(None, (advised.reason, advised.limited)))
    method = options.criterion or ("evidence" if options.n_clusters is None else "given")
    return KChoice(advised.k, method, reason, judgement.card.elbows)


def _by_criteria(tried: Sweep, measured: Mapping[int, Silhouette]) -> KChoice:
    """Choose K by the elbow or the silhouette."""
    means = [mean_of(measured, k) for k in tried.n_clusters]
    return choose_k(tried.n_clusters, tried.inertia, means, smallest=tried.smallest)


def _limited(options: Options) -> bool:
    return options.min_share > 0 or options.max_segments is not None


def _with_unplaced(engine: Engine) -> CleaningReport:
    """Count the customers that no feature could place."""
    lost = engine.cleaning.rows_out - engine.placed
    if not lost:
        return engine.cleaning
    action = CleaningAction(None, "left without a segment", lost, "no usable feature: every one is missing")
    return replace(engine.cleaning, actions=(*engine.cleaning.actions, action))


def _describe(fitted: _Fitted, options: Options) -> Result:
    """Profile and name the segments, and give every customer theirs."""
    engine = fitted.engine
    best = fitted.sweep[fitted.judgement.k]
    profiles, stability = engine.profile(best, fitted.judgement.stability)
    names = _names(fitted, profiles, options)
    described = columns_of(engine.frame, engine.schema.descriptors, most=_MOST_TESTED)
    tests = descriptor_tests(described, engine.labels(best)[:_MOST_TESTED])
    judgement = replace(fitted.judgement, stability=stability)
    fitted = replace(fitted, sweep=engine.of_all(fitted.sweep), judgement=judgement)
    shown = project(fitted.held.X, best.labels, engine.preparation.columns, random_state=options.seed)
    return Result(
        segmentation=_segmentation(fitted, options, profiles, names=names, tests=tests),
        assignments=engine.assign([each.name for each in names.names]),
        sweep=fitted.sweep,
        customer_map=replace(shown, customers=engine.placed),
        judgement=fitted.judgement,
    )


def _names(fitted: _Fitted, profiles: Profiles, options: Options) -> Names:
    """Name the segments; at another K than the recommended one, names follow the people who bear them there."""
    engine = fitted.engine
    catalogue, features = _catalogue(fitted.judgement, options), [column.name for column in engine.schema.features]
    if (k := _recommended_k(fitted)) is None:
        return name(profiles, catalogue=catalogue, roles=options.role or None, features=features)
    best, here = fitted.sweep[k], fitted.sweep[fitted.judgement.k]
    there = profile(engine.frame, engine.schema, engine.labels(best))
    counts = shared(best.labels, here.labels, (best.n_clusters, here.n_clusters))
    return rename(there, profiles, counts, catalogue=catalogue, roles=options.role, features=features)


def _catalogue(judgement: Judgement, options: Options) -> str:
    """Return the catalogue; none where the customers support no groups: a convenient cut makes no kinds of people."""
    verdict = judgement.verdict
    cut = verdict is not None and verdict.kind == "constructed" and verdict.supported_k == 1
    return "none" if cut else options.catalogue


def _recommended_k(fitted: _Fitted) -> int | None:
    """Return the K that evidence recommends, where segments of another K are described."""
    k = fitted.judgement.recommendation.recommended_k
    return k if 1 < k != fitted.judgement.k and k in fitted.sweep.n_clusters else None


def _segmentation(
    fitted: _Fitted, options: Options, profiles: Profiles, *, names: Names, tests: tuple[DescriptorTest, ...]
) -> Segmentation:
    best, engine = fitted.sweep[fitted.judgement.k], fitted.engine
    said = plain(fitted.judgement, [each.name for each in names.names], features=fitted.held.features)
    return Segmentation(
        version=__version__,
        source=Source(_as_unicode(engine.name), engine.sha256, engine.rows, engine.columns),
        options=options.shown(),
        schema=engine.schema,
        cleaning=_with_unplaced(engine),
        preparation=engine.preparation,
        sweep=tuple(_trial(each, fitted.silhouettes) for each in fitted.sweep.clusterings),
        choice=_choose(fitted, options),
        centers=tuple(tuple(float(value) for value in center) for center in best.centers),
        inertia=best.inertia,
        silhouette=_or_none(mean_of(fitted.silhouettes, best.n_clusters)),
        profiles=profiles,
        names=names,
        evidence=said | {"descriptors": [_test(each) for each in tests]},
        purchases=engine.purchases,
    )


def _trial(found: Clustering, measured: Mapping[int, Silhouette]) -> Trial:
    return Trial(
        k=found.n_clusters,
        inertia=found.inertia,
        silhouette=_or_none(mean_of(measured, found.n_clusters)),
        silhouette_squared=_or_none(found.silhouette_squared),
        n_best=found.n_best,
        n_starts=found.n_starts,
    )


def _test(test: DescriptorTest) -> dict[str, Any]:
    return {name: None if value != value else value for name, value in asdict(test).items()}  # noqa: PLR0124 - nan is not itself


def _as_unicode(name: str) -> str:
    """Return a file's name in Unicode, also where the locale has none."""
    return os.fsencode(name).decode("utf-8", "replace")


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
