"""The verb `judge`: is there structure, which K, how stable, and which features earn their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped] # it comes without types

from coterie import errors
from coterie.clustering import Clustering, Silhouette, Sweep, sweep
from coterie.evidence import cautions
from coterie.evidence.audit import Audit, ClearerSubset
from coterie.evidence.card import KCard, KRow, with_verdict
from coterie.evidence.case import Case, Effort, build_case
from coterie.evidence.causes import causes_of
from coterie.evidence.cautions import Caution
from coterie.evidence.criterion import check_criterion, recommend_by
from coterie.evidence.gathered import Gathered
from coterie.evidence.groups import joined
from coterie.evidence.inputs import (
    Customers,
    as_clustering,
    by_customer,
    count_distinct,
    only,
    take_in,
    take_labels,
    with_labels,
    with_own,
)
from coterie.evidence.limits import of_limits
from coterie.evidence.plans import PLANS
from coterie.evidence.recommendation import Criterion, Limits, Recommendation
from coterie.evidence.silhouette import labels_by_k, mean_silhouettes
from coterie.evidence.slsa import Step
from coterie.evidence.stability import Stability, segment_stability
from coterie.evidence.structure import Structure
from coterie.evidence.support import Support
from coterie.evidence.verdict import Verdict, give_verdict
from coterie.options.checks import Names, Whole
from coterie.showing import Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import ArrayLike


@dataclass(frozen=True, repr=False)
class Judgement(Shown):
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
        Segments to judge, from any tool; missing ones and negative numbers are no segment. Of a table, one label for
        every row; where both are of pandas, by their index.
    columns : sequence of str or None
        Names of a matrix's columns, or the columns of a table to use, as `features`.
    features : sequence of str or None
        The feature each column of a matrix belongs to, where a category has several columns; of a table, the columns
        to use, as in `coterie.segment`.
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
    >>> import numpy as np
    >>> groups = np.repeat([[0, 0], [0, 9], [9, 0]], 30, axis=0)
    >>> found = judge(np.random.default_rng(0).normal(size=(90, 2)) + groups, n_clusters=range(1, 7))
    >>> found.verdict.kind, found.k
    ('natural', 3)
    """
    _check_kinds(n_clusters, sweep, silhouettes, heard=on_progress)
    numbers, names = {"k": k, "max_segments": max_segments}, {"columns": columns, "features": features}
    for name, value in (numbers | names).items():
        if value is not None:
            (Names() if name in names else Whole(1, 2**31 - 1))(name, value)
    tell = on_progress or (lambda _: None)
    customers = take_in(X, columns, features)
    _check(effort, min_share)
    _check_criterion(criterion, given=k is not None or labels is not None)
    other = None
    if labels is not None:
        used, other = take_labels(by_customer(labels, customers, X), len(customers.X))
        customers = only(customers, used)
        k = int(other.max()) + 1
    tell("Clustering")
    ks = sorted({*(int(Whole(1, 2**31 - 1)("n_clusters", each)) for each in n_clusters), *([k] if k else [])})
    if not ks and sweep is None:
        raise errors.choosing.bad_value("n_clusters", "[]", "one number of segments at least")
    tried = _sweep(customers, ks, random_state, made=sweep, k=k)
    own_agreement = None if other is None else with_own(tried, other)
    if other is not None:
        tried, silhouettes = with_labels(tried, as_clustering(customers.X, other)), None
    measured = silhouettes or _silhouettes(customers, tried, random_state)
    limits = Limits(min_share, max_segments, k, criterion)
    check_criterion(tried, limits)
    case = build_case(
        customers, tried, silhouettes=measured, effort=effort, random_state=random_state, on_progress=tell
    )
    return replace(judge_case(case, limits, on_progress=tell), own_agreement=own_agreement)


def judge_case(case: Case, limits: Limits, *, on_progress: Callable[[str], None] | None = None) -> Judgement:
    """Judge one K of all that evidence was gathered on.

    Parameters
    ----------
    case : Case
        What was gathered.
    limits : Limits
        Which K is asked for, or within which limits one is chosen.
    on_progress : callable or None
        Called with what is done next.

    Returns
    -------
    Judgement

    Raises
    ------
    coterie.errors.CriterionError
        For a criterion that chooses no K.

    Examples
    --------
    >>> import numpy as np
    >>> from coterie.clustering import sweep
    >>> X = np.random.default_rng(0).normal(size=(90, 2)) + np.repeat([[0, 0], [0, 9], [9, 0]], 30, axis=0)
    >>> case = build_case(take_in(X), sweep(X, range(1, 7)), silhouettes={})
    >>> [judge_case(case, Limits(k=k)).verdict.kind for k in (3, 6)]
    ['natural', 'constructed']
    """
    recommendation = recommend_by(case.card, support=case.support, limits=limits)
    if case.gathered is None or case.support is None:
        return _without_refits(case, recommendation, limits)
    tell = on_progress or (lambda _: None)
    with ThreadpoolController().limit(limits=1, user_api="blas"):  # the last bit must not depend on threads
        return _Judging(case, case.gathered, case.support, recommendation, limits).judge(tell)


def _check_kinds(n_clusters: object, made: object, measured: object, *, heard: Callable[[str], None] | None) -> None:
    """Refuse what is of another kind than it has to be."""
    numbered = isinstance(n_clusters, Iterable) and not isinstance(n_clusters, str | bytes | Mapping)
    if not numbered or (getattr(n_clusters, "ndim", 1) != 1):
        raise errors.choosing.bad_value("n_clusters", n_clusters, "numbers of segments, such as range(1, 13)")
    if made is not None and not isinstance(made, Sweep):
        raise errors.choosing.bad_value("sweep", made, "what coterie.clustering.sweep returned")
    if measured is not None and not isinstance(measured, Mapping):
        raise errors.choosing.bad_value("silhouettes", measured, "silhouettes by number of segments")
    if heard is not None and not callable(heard):
        raise errors.choosing.bad_value("on_progress", heard, "a function, or None")


@dataclass(frozen=True)
class _Judging:
    """One judgement under way."""

    case: Case
    gathered: Gathered
    support: Support
    recommendation: Recommendation
    limits: Limits

    @property
    def best(self) -> Clustering:
        return self.case.sweep[self.recommendation.k]

    @property
    def row(self) -> KRow:
        return self.case.card[self.recommendation.k]

    def judge(self, tell: Callable[[str], None]) -> Judgement:
        case, k = self.case, self.recommendation.k
        starts = cautions.of_starts(self.row, lambda: case.seeds(k))
        verdict = self._verdict(seeds=cautions.seeds_differ(self.row, starts))
        stability = self._stability()
        tell("Auditing the features")
        audited = self._audit(verdict)
        return Judgement(
            verdict=verdict,
            structure=self.gathered.structure,
            card=with_verdict(case.card, verdict),
            support=self.support,
            recommendation=self.recommendation,
            stability=stability,
            across=case.across,
            audit=audited,
            warnings=self._warnings(verdict, stability, audited, starts=starts),
            k=k,
            rows=len(case.rows),
            effort=case.effort,
        )

    def _stability(self) -> Stability | None:
        case, labels, resamples = self.case, self.best.labels, self.gathered.resamples
        if self.best.n_clusters not in resamples.centers:
            return None
        return segment_stability(case.sample, labels[case.rows], resamples, everyone=(case.customers.X, labels))

    def _verdict(self, *, seeds: bool) -> Verdict:
        k, row, supported = self.best.n_clusters, self.row, self.support
        kind = supported.kinds.get(k, "constructed")
        standing = supported.standing_at(k)
        apart = kind in {"natural", "partly natural"}
        causes = causes_of(
            self.case.customers,
            self.best,
            row.borders,
            group_of=joined(k, row.borders, ("crowd", "unproven")) if apart else (0,) * k,
            standing=None if supported.drawn else standing,
            long=supported.long,
            tested=supported.tested,
        )
        n, coarse = self.recommendation.supported_k, k in supported.coarse
        return give_verdict(row, kind=kind, supported_k=n, causes=causes, seeds=seeds, coarse=coarse, groups=standing)

    def _audit(self, verdict: Verdict) -> Audit | None:
        always = PLANS[self.case.effort].search == "always"
        found = self.case.audit(verdict.k, search=True if always or verdict.kind != "natural" else None)
        if found and verdict.kind == "natural" and found.clearer and not _says_more(found.clearer, verdict.k):
            return replace(found, clearer=None)
        return found

    def _warnings(
        self, verdict: Verdict, stability: Stability | None, audited: Audit | None, *, starts: list[Caution]
    ) -> tuple[Caution, ...]:
        case, customers, sizes = self.case, self.case.customers, self.best.sizes
        labels, least = self.best.labels[case.rows], self.limits.min_share
        missing = None if customers.missing is None else customers.missing[case.rows]
        return (
            *cautions.of_verdict(verdict),
            *cautions.sample_size(len(customers.X), len(set(customers.features))),
            *of_limits(self.row, self.limits),
            *starts,
            *cautions.of_segments(stability, self.row, sizes=sizes, min_share=least, population=customers.population),
            *case.outliers,
            *cautions.of_audit(audited),
            *case.skew,
            *cautions.of_response_style(case.sample, labels),
            *cautions.of_imputation(case.sample, labels, missing=missing, random_state=case.seed),
        )


def _says_more(clearer: ClearerSubset, k: int) -> bool:
    """Return whether fewer features show more than the natural segments of all do."""
    return clearer.k > k or (clearer.k < k and clearer.gain > _MUCH_CLEARER)


def _check(effort: str, min_share: float) -> None:
    if not isinstance(effort, str) or effort not in {*PLANS, "none"}:
        raise errors.choosing.unknown_choice("effort", effort, [*PLANS, "none"])
    if not isinstance(min_share, int | float) or not 0 <= min_share < 1:
        raise errors.choosing.bad_value("min_share", min_share, "at least 0 and below 1")


def _check_criterion(criterion: str | None, *, given: bool) -> None:
    if criterion is not None and (not isinstance(criterion, str) or criterion not in _CRITERIA):
        raise errors.choosing.unknown_choice("criterion", criterion, _CRITERIA)
    if criterion is not None and given:
        raise errors.choosing.bad_value("criterion", criterion, "left out where the number of segments is given")


def _sweep(customers: Customers, ks: list[int], seed: int, *, made: Sweep | None, k: int | None) -> Sweep:
    if made is not None:
        if k is not None and k not in made.n_clusters:
            must = f"one of the K's of the sweep given: {', '.join(map(str, made.n_clusters))}"
            raise errors.choosing.bad_value("k", k, must)
        return made
    distinct = count_distinct(customers.X, ks[-1])
    if (k or ks[0]) > distinct:
        raise errors.customers.too_few_distinct(distinct, k or ks[0])
    return sweep(customers.X, [k for k in ks if k <= distinct], random_state=seed)


def _silhouettes(customers: Customers, tried: Sweep, seed: int) -> dict[int, Silhouette]:
    return mean_silhouettes(customers.X, labels_by_k(tried), random_state=seed, population=customers.population)


def _without_refits(case: Case, recommendation: Recommendation, limits: Limits) -> Judgement:
    k, least = recommendation.k, limits.min_share
    sizes, population = case.sweep[k].sizes, case.customers.population
    warnings = cautions.of_segments(None, case.card[k], sizes=sizes, min_share=least, population=population)
    return Judgement(
        verdict=None,
        structure=None,
        card=case.card,
        support=None,
        recommendation=recommendation,
        stability=None,
        across=case.across,
        audit=None,
        warnings=(*of_limits(case.card[k], limits), *warnings),
        k=k,
        rows=len(case.rows),
        effort="none",
    )
