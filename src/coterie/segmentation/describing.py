"""Segments described: profiled, named, and put together with what every stage found."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from coterie.clustering import Silhouette, Sweep
from coterie.engines import Engine
from coterie.evidence import (
    Customers,
    DescriptorTest,
    Judgement,
    KChoice,
    choose_k,
    descriptor_tests,
    given_k,
    plain,
)
from coterie.evidence.agreement import shared
from coterie.evidence.silhouette import mean_of
from coterie.naming import Names, name
from coterie.naming.renaming import rename
from coterie.preparation.features import columns_of
from coterie.profiling import Profiles, profile
from coterie.projection import project
from coterie.remarks import Remark
from coterie.segmentation.nouns import Result, Segmentation, Source, Trial
from coterie.version import __version__

if TYPE_CHECKING:
    from coterie.cleaning import CleaningReport
    from coterie.clustering import Clustering
    from coterie.options import Options

_MOST_TESTED = 100_000  # customers in the tests of descriptors


@dataclass(frozen=True)
class Fitted:
    """What describing needs from the stages before it."""

    engine: Engine
    held: Customers
    sweep: Sweep
    silhouettes: Mapping[int, Silhouette]
    judgement: Judgement


def _choose(fitted: Fitted, options: Options) -> KChoice:
    """Say which K was chosen, by what, and why."""
    judgement = fitted.judgement
    if options.evidence == "none" and options.criterion is None and not limited(options):
        found = by_criteria(fitted.sweep, fitted.silhouettes)
        return found if options.n_clusters is None else given_k(options.n_clusters)
    advised = judgement.recommendation
    reason = " ".join(part for part in (advised.reason, advised.limited) if part)
    method = options.criterion or ("evidence" if options.n_clusters is None else "given")
    return KChoice(advised.k, method, reason, judgement.card.elbows)


def by_criteria(tried: Sweep, measured: Mapping[int, Silhouette]) -> KChoice:
    """Choose K by the elbow or the silhouette."""
    means = [mean_of(measured, k) for k in tried.n_clusters]
    return choose_k(tried.n_clusters, tried.inertia, means, smallest=tried.smallest)


def limited(options: Options) -> bool:
    """Return whether the business limits the number of segments or their size."""
    return options.min_share > 0 or options.max_segments is not None


def _with_unplaced(engine: Engine) -> CleaningReport:
    """Count the customers that no feature could place."""
    lost = engine.cleaning.rows_out - engine.placed
    if not lost:
        return engine.cleaning
    return replace(engine.cleaning, remarks=(*engine.cleaning.remarks, Remark("without_segment", rows=lost)))


def describe(fitted: Fitted, options: Options) -> Result:
    """Profile and name the segments, and give every customer theirs."""
    engine = fitted.engine
    best = fitted.sweep[fitted.judgement.k]
    profiles, stability = engine.profile(best, fitted.judgement.stability)
    names = _names(fitted, profiles, options)
    described = columns_of(engine.frame, engine.schema.descriptors, most=_MOST_TESTED)
    tests = descriptor_tests(described, engine.labels(best)[:_MOST_TESTED])
    fitted = replace(
        fitted, sweep=engine.of_all(fitted.sweep), judgement=replace(fitted.judgement, stability=stability)
    )
    shown = project(fitted.held.X, best.labels, engine.preparation.columns, random_state=options.seed)
    return Result(
        segmentation=_segmentation(fitted, options, profiles, names=names, tests=tests),
        assignments=engine.assign([each.name for each in names.names]),
        sweep=fitted.sweep,
        customer_map=replace(shown, customers=engine.placed),
        judgement=fitted.judgement,
    )


def _names(fitted: Fitted, profiles: Profiles, options: Options) -> Names:
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
    none = verdict is not None and verdict.kind == "constructed" and verdict.supported_k == 1
    return "none" if none else options.catalogue


def _recommended_k(fitted: Fitted) -> int | None:
    """Return the K that evidence recommends, where segments of another K are described."""
    k = fitted.judgement.recommendation.recommended_k
    return k if 1 < k != fitted.judgement.k and k in fitted.sweep.n_clusters else None


def _segmentation(
    fitted: Fitted, options: Options, profiles: Profiles, *, names: Names, tests: tuple[DescriptorTest, ...]
) -> Segmentation:
    best, engine = fitted.sweep[fitted.judgement.k], fitted.engine
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
        evidence=plain(fitted.judgement, [each.name for each in names.names], features=fitted.held.features)
        | {"descriptors": [_test(each) for each in tests]},
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
