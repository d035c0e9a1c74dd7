"""The verb `judge`: is there structure, which K, how stable, and which features earn their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped] # it comes without types

from coterie import errors
from coterie.clustering import Clustering, Silhouette, Sweep, sweep
from coterie.clustering.content import content_order
from coterie.evidence import cautions
from coterie.evidence.audit import Audit, ClearerSubset, audit
from coterie.evidence.card import KCard, k_card
from coterie.evidence.causes import causes_of
from coterie.evidence.cautions import Caution
from coterie.evidence.criterion import check_criterion, recommend_by
from coterie.evidence.door import (
    Customers,
    as_clustering,
    count_distinct,
    only,
    take_in,
    take_labels,
    with_labels,
    with_own,
)
from coterie.evidence.gathered import gather, weigh
from coterie.evidence.groups import joined
from coterie.evidence.outliers import of_outliers
from coterie.evidence.plans import PLANS, Plan
from coterie.evidence.recommendation import Criterion, Limits, Recommendation
from coterie.evidence.seeds import seeds_agreement
from coterie.evidence.silhouette import labels_by_k, mean_silhouettes
from coterie.evidence.slsa import Step, stability_across
from coterie.evidence.stability import Stability, segment_stability
from coterie.evidence.structure import Structure
from coterie.evidence.support import Support
from coterie.evidence.verdict import Verdict, give_verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import ArrayLike

    from coterie.evidence.indices import Labels

Floats = NDArray[np.float64]
Effort = Literal["quick", "full", "none"]


@dataclass(frozen=True)
class Judgement:
    """Everything evidence says.

    Attributes
    ----------
    verdict : Verdict or None
        What kind of segments these are; None without effort.
    structure : Structure or None
        The test against both placebos.
    card : KCard
        What every criterion says of every K.
    support : Support or None
        What speaks for every K; None without effort.
    recommendation : Recommendation
        The K to use.
    stability : Stability or None
        Of the segments at `k`, with every customer's own.
    across : tuple of Step
        Which segment splits into which as K grows.
    audit : Audit or None
        Which features earn their place.
    warnings : tuple of Caution
        What to beware of, each with what to do.
    k : int
        The number of segments judged: the recommended one, or that of the labels given.
    rows : int
        Customers in the sample on which refits were made; all measures but inertia, silhouette, sizes and the
        customers' own stability come from it.
    effort : {"quick", "full", "none"}
        How much was done.
    own_agreement : float or None
        Adjusted Rand index of labels given with coterie's own segments of the same number.
    """

    verdict: Verdict | None
    structure: Structure | None
    card: KCard
    support: Support | None
    recommendation: Recommendation
    stability: Stability | None
    across: tuple[Step, ...]
    audit: Audit | None
    warnings: tuple[Caution, ...]
    k: int
    rows: int
    effort: Effort
    own_agreement: float | None = None


_CRITERIA = get_args(Criterion)
_PARTED = {"natural", "partly natural"}
_MUCH_CLEARER = 0.1  # silhouette above placebo


def judge(  # noqa: PLR0913 - one verb, whose options all have a default
    X: object,
    *,
    labels: ArrayLike | None = None,
    columns: Sequence[str] | None = None,
    features: Sequence[str] | None = None,
    n_clusters: Iterable[int] = range(1, 13),
    random_state: int = 0,
    effort: Effort = "quick",
    min_share: float = 0.0,
    max_segments: int | None = None,
    k: int | None = None,
    criterion: Criterion | None = None,
    sweep: Sweep | None = None,
    silhouettes: Mapping[int, Silhouette] | None = None,
    on_progress: Callable[[str], None] | None = None,
) -> Judgement:
    """Judge customers, or segments that another tool made of them.

    Parameters
    ----------
    X : array-like of shape (n_customers, n_columns), path or frame
        A matrix is taken as it is: scaled as it is clustered, without missing values. A path or a frame is a customer
        table: it is read, cleaned and prepared as `coterie.segment` does.
    labels : array-like of shape (n_customers,) or None
        Segments to judge, from any tool; missing ones and negative numbers are no segment.
    columns : sequence of str or None
        Names of a matrix's columns, or the columns of a table to use.
    features : sequence of str or None
        The feature each column of a matrix belongs to, where a category has several columns.
    n_clusters : iterable of int
        The K's to try.
    random_state : int
        Seed.
    effort : {"quick", "full", "none"}
        How much to do: see `PLANS`. "none": nothing is refitted, and there is no verdict.
    min_share : float
        The least share of customers a segment may have.
    max_segments : int or None
        The most segments.
    k : int or None
        The number of segments asked for: it is judged, and the recommendation says what evidence thinks of it.
    criterion : {"elbow", "silhouette"} or None
        The one criterion that is to choose K; the recommendation says what evidence thinks of it. Not with `k` or
        `labels`.
    sweep : Sweep or None
        Clusterings of `X` made already.
    silhouettes : mapping of int to Silhouette or None
        Their silhouettes by K, measured already.
    on_progress : callable or None
        Called with what is done next.

    Returns
    -------
    Judgement

    Raises
    ------
    coterie.errors.InputError
        For customers, labels or options that cannot be used, and a criterion that chooses no K.

    Examples
    --------
    >>> groups = np.repeat([[0, 0], [0, 9], [9, 0]], 30, axis=0)
    >>> found = judge(np.random.default_rng(0).normal(size=(90, 2)) + groups, n_clusters=range(1, 7))
    >>> found.verdict.kind, found.k
    ('natural', 3)
    """
    tell = on_progress or (lambda _: None)
    customers = take_in(X, columns, features)
    _check(effort, min_share)
    _check_criterion(criterion, given=k is not None or labels is not None)
    other = None
    if labels is not None:
        used, other = take_labels(labels, len(customers.X))
        customers = only(customers, used)
        k = int(other.max()) + 1
    tell("Clustering")
    ks = sorted({*n_clusters, *([k] if k else [])})
    if not ks and sweep is None:
        raise errors.bad_value("n_clusters", "[]", "one number of segments at least")
    tried = _sweep(customers, ks, random_state, made=sweep, k=k)
    own_agreement = None
    if other is not None:
        own_agreement = with_own(tried, other)
        tried, silhouettes = with_labels(tried, as_clustering(customers.X, other)), None
    measured = silhouettes or _silhouettes(customers, tried, random_state)
    limits = Limits(min_share, max_segments, k, criterion)
    check_criterion(tried, limits)
    with ThreadpoolController().limit(limits=1, user_api="blas"):  # the last bit must not depend on threads
        if effort == "none":
            return _without_refits(customers, tried, limits, measured)
        found = _Judging(customers, tried, PLANS[effort], random_state, limits, measured, tell).judge(effort)
    return replace(found, own_agreement=own_agreement)


@dataclass
class _Judging:
    """One judgement under way."""

    customers: Customers
    sweep: Sweep
    plan: Plan
    seed: int
    limits: Limits
    silhouettes: Mapping[int, Silhouette]
    tell: Callable[[str], None]

    def judge(self, effort: Effort) -> Judgement:
        gathered = gather(self.customers, self.sweep, self.plan, seed=self.seed, tell=self.tell)
        rows, resamples = gathered.rows, gathered.resamples
        X = self.customers.X[rows]
        card, found = weigh(self.customers, self.sweep, gathered, silhouettes=self.silhouettes, seed=self.seed)
        recommendation = recommend_by(card, support=found, limits=self.limits)
        best = self.sweep[recommendation.k]
        warned = self._of_starts(card, best, rows)
        seeds = any(each.code == "seed_sensitive" for each in warned)
        verdict = self._verdict(card, best, found=(found, recommendation), seeds=seeds)
        stability = None
        if best.n_clusters in resamples.centers:
            everyone = self.customers.X, best.labels
            stability = segment_stability(X, best.labels[rows], resamples, everyone=everyone)
        self.tell("Auditing the features")
        audited = self._audit(X, best.labels[rows], verdict)
        warnings = self._warnings(card, best, rows=rows, found=(verdict, stability, audited), starts=warned)
        return Judgement(
            verdict=verdict,
            structure=gathered.structure,
            card=card,
            support=found,
            recommendation=recommendation,
            stability=stability,
            across=stability_across([each.compact_labels for each in self.sweep.clusterings]),
            audit=audited,
            warnings=warnings,
            k=best.n_clusters,
            rows=len(rows),
            effort=effort,
        )

    def _of_starts(self, card: KCard, best: Clustering, rows: NDArray[np.intp]) -> list[Caution]:
        row = card[best.n_clusters]
        agree = partial(seeds_agreement, self.customers.X, self.sweep, row.k, rows=rows, random_state=self.seed)
        return cautions.of_starts(row, agree)

    def _verdict(self, card: KCard, best: Clustering, *, found: tuple[Support, Recommendation], seeds: bool) -> Verdict:
        supported, recommendation = found
        k = best.n_clusters
        row = card[k]
        kind = supported.kinds.get(k, "constructed")
        standing = supported.standing_at(k)
        causes = causes_of(
            self.customers,
            best,
            row.borders,
            group_of=joined(k, row.borders, ("crowd", "unproven"))
            if kind in {"natural", "partly natural"}
            else (0,) * k,
            standing=None if supported.drawn else standing,
            long=supported.long,
            tested=supported.tested,
        )
        return give_verdict(
            row, kind=kind, supported_k=recommendation.supported_k, causes=causes, seeds=seeds, groups=standing
        )

    def _audit(self, X: Floats, labels: Labels, verdict: Verdict) -> Audit | None:
        labels = np.unique(labels, return_inverse=True)[1].astype(np.int32)
        if labels.max() < 1:
            return None
        search = True if self.plan.search == "always" or verdict.kind != "natural" else None
        found = audit(X, labels, features=self.customers.features, search=search, random_state=self.seed)
        if verdict.kind == "natural" and found.clearer and not _says_more(found.clearer, verdict.k):
            return replace(found, clearer=None)
        return found

    def _warnings(
        self,
        card: KCard,
        best: Clustering,
        *,
        rows: NDArray[np.intp],
        found: tuple[Verdict, Stability | None, Audit | None],
        starts: list[Caution],
    ) -> tuple[Caution, ...]:
        customers, row = self.customers, card[best.n_clusters]
        X, labels = customers.X[rows], best.labels[rows]
        verdict, stability, audited = found
        missing = None if customers.missing is None else customers.missing[rows]
        return (
            *cautions.of_verdict(verdict),
            *cautions.sample_size(len(customers.X), len(set(customers.features))),
            *starts,
            *cautions.of_segments(
                stability, row, sizes=best.sizes, min_share=self.limits.min_share, population=customers.population
            ),
            *of_outliers(customers.X, columns=customers.columns, sweep=self.sweep, values=customers.values or None),
            *cautions.of_audit(audited),
            *cautions.of_skew(X, customers.columns),
            *cautions.of_response_style(X, labels),
            *cautions.of_imputation(X, labels, missing=missing, random_state=self.seed),
        )


def _says_more(clearer: ClearerSubset, k: int) -> bool:
    """Return whether fewer features show more than the natural segments of all do."""
    return clearer.k > k or (clearer.k < k and clearer.gain > _MUCH_CLEARER)


def _check(effort: str, min_share: float) -> None:
    if effort not in {*PLANS, "none"}:
        raise errors.unknown_choice("effort", effort, [*PLANS, "none"])
    if not 0 <= min_share < 1:
        raise errors.bad_value("min_share", min_share, "at least 0 and below 1")


def _check_criterion(criterion: str | None, *, given: bool) -> None:
    if criterion is not None and criterion not in _CRITERIA:
        raise errors.unknown_choice("criterion", criterion, _CRITERIA)
    if criterion is not None and given:
        raise errors.bad_value("criterion", criterion, "left out where the number of segments is given")


def _sweep(customers: Customers, ks: list[int], seed: int, *, made: Sweep | None, k: int | None) -> Sweep:
    if made is not None:
        if k is not None and k not in made.n_clusters:
            raise errors.bad_value("k", k, f"one of the K's of the sweep given: {', '.join(map(str, made.n_clusters))}")
        return made
    distinct = count_distinct(customers.X, ks[-1])
    if (k or ks[0]) > distinct:
        raise errors.too_few_distinct(distinct, k or ks[0])
    return sweep(customers.X, [k for k in ks if k <= distinct], random_state=seed)


def _silhouettes(customers: Customers, tried: Sweep, seed: int) -> dict[int, Silhouette]:
    return mean_silhouettes(customers.X, labels_by_k(tried), random_state=seed, population=customers.population)


def _without_refits(
    customers: Customers, tried: Sweep, limits: Limits, measured: Mapping[int, Silhouette]
) -> Judgement:
    rows = content_order(customers.X)[: PLANS["quick"].rows]
    card = k_card(customers.X[rows], tried, rows=rows, silhouettes=measured)
    recommendation = recommend_by(card, support=None, limits=limits)
    row, sizes = card[recommendation.k], tried[recommendation.k].sizes
    return Judgement(
        verdict=None,
        structure=None,
        card=card,
        support=None,
        recommendation=recommendation,
        stability=None,
        across=stability_across([each.compact_labels for each in tried.clusterings]),
        audit=None,
        warnings=tuple(
            cautions.of_segments(None, row, sizes=sizes, min_share=limits.min_share, population=customers.population)
        ),
        k=recommendation.k,
        rows=len(rows),
        effort="none",
    )
