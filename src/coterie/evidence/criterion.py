"""K chosen by one criterion alone, the elbow or the silhouette, as a person asked; evidence is only reported."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from coterie import errors
from coterie.evidence.elbow import Elbow, find_elbow
from coterie.evidence.recommendation import Limits, recommend
from coterie.evidence.smallest import FEWEST_CUSTOMERS
from coterie.remarks import joined, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.clustering import Sweep
    from coterie.evidence.card import KCard, KRow
    from coterie.evidence.recommendation import Recommendation
    from coterie.evidence.support import Support

_MOST_TRIED = 100  # the largest --k-max
_NOTHING_LEFT = 1e-12  # of the inertia at the first K: every distinct customer is a segment of its own


class Tried(Protocol):
    """What a criterion needs to know about one K."""

    @property
    def k(self) -> int:
        """Number of segments."""

    @property
    def inertia(self) -> float:
        """Sum of squared distances to the centres."""

    @property
    def smallest_share(self) -> float:
        """The smallest segment's share of the customers."""


class _OfSweep(NamedTuple):
    k: int
    inertia: float
    smallest_share: float


def check_criterion(sweep: Sweep, limits: Limits) -> None:
    """Refuse a criterion that can choose no K, before any evidence is gathered.

    Parameters
    ----------
    sweep : Sweep
        Every K tried.
    limits : Limits
        With the criterion, if one was asked for.

    Raises
    ------
    coterie.errors.CriterionError
        Where the inertia curve has no elbow in the whole range of K, or has it where a limit allows no segments; where
        no K above 1 is left for the silhouette.

    Examples
    --------
    >>> import numpy as np
    >>> from coterie.clustering import sweep
    >>> check_criterion(sweep(np.arange(20.0)[:, None], [1]), Limits(criterion="silhouette"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    coterie.errors.kinds.CriterionError: k='silhouette': only K = 1 could be tried, ...
    """
    shares = [each.sizes.min() / each.sizes.sum() for each in sweep.clusterings]
    rows = [_OfSweep(*each) for each in zip(sweep.n_clusters, sweep.inertia, map(float, shares), strict=True)]
    if limits.criterion == "elbow":
        _elbow(rows, limits)
    elif limits.criterion == "silhouette":
        _several(rows, limits)


def recommend_by(card: KCard, *, support: Support | None, limits: Limits) -> Recommendation:
    """Choose K by the criterion asked for, or by all the evidence where none was.

    The elbow is that of the widest range of K; the reason says whether the other ranges have the same one. The
    silhouette is the largest above K = 1 within the limits. A K with a segment of fewer than five customers is kept.
    Evidence changes nothing: the reason says what it would have recommended.

    Parameters
    ----------
    card : KCard
        Every K.
    support : Support or None
        What speaks for every K; None where no evidence was gathered.
    limits : Limits
        What the business asks, and the criterion.

    Returns
    -------
    Recommendation

    Raises
    ------
    coterie.errors.CriterionError
        As `check_criterion`.

    Examples
    --------
    >>> import numpy as np
    >>> from coterie.clustering import sweep
    >>> from coterie.evidence.card import k_card
    >>> X = np.random.default_rng(0).normal(size=(90, 2)) + np.repeat([[0, 0], [0, 9], [9, 0]], 30, axis=0)
    >>> found = recommend_by(k_card(X, sweep(X, range(1, 9))), support=None, limits=Limits(criterion="elbow"))
    >>> found.k, found.basis
    (3, 'elbow')
    >>> found.reason
    'By the elbow, as asked: the inertia curve bends at K = 3 in every range of K tried (1–8).'
    """
    if limits.criterion is None:
        return recommend(card, support=support, limits=limits)
    if limits.criterion == "elbow":
        k, beyond = _elbow(card.rows, limits), None
        why = say("reason.by_elbow", bend=Elbow(card.elbows).bend(k))
    else:
        k, why, beyond = _by_silhouette(card, limits)
    alone = recommend(card, support=support, limits=replace(limits, criterion=None))
    asked = recommend(card, support=support, limits=Limits(k=k))
    said = [why, _kept(card[k], limits.criterion), None if support is None else _beside(alone, k)]
    return replace(asked, basis=limits.criterion, reason=joined(said), limited=beyond)


def _elbow(rows: Sequence[Tried], limits: Limits) -> int:
    """Return the elbow of the widest range of K."""
    curve = [(row.k, row.inertia) for row in rows]
    elbow = find_elbow(*zip(*curve, strict=True))
    k, elbows = elbow.widest, elbow.by_range
    if k is None:
        left = curve[-1][1] > _NOTHING_LEFT * curve[0][1]
        raise errors.criteria.no_elbow(curve, elbows, wider=left and curve[-1][0] < _MOST_TRIED)
    if limit := _broken(next(row for row in rows if row.k == k), limits):
        raise errors.criteria.elbow_beyond_limits(curve, elbows, k=k, limit=limit)
    return k


def _broken(row: Tried, limits: Limits) -> str | None:
    """Name the limit that a K breaks."""
    if limits.max_segments is not None and row.k > limits.max_segments:
        return f"{errors.voices.parameter('--max-segments')} allows at most {limits.max_segments}"
    if row.smallest_share < limits.min_share:
        share = f"its smallest segment holds {row.smallest_share:.2%} of the customers"
        return f"{share}, less than the {errors.voices.parameter('--min-share')} of {100 * limits.min_share:.4g}%"
    return None


def _several(rows: Sequence[Tried], limits: Limits) -> list[int]:
    """Return the K's above 1 that keep within the limits."""
    above = [row for row in rows if row.k > 1]
    kept = [row.k for row in above if _broken(row, limits) is None]
    if not kept:
        why = "only K = 1 could be tried"
        if above:
            why = f"no K above 1 keeps within the limits (at K = {above[0].k} {_broken(above[0], limits)})"
        raise errors.criteria.no_silhouette(why, [(row.k, row.inertia) for row in rows], limited=bool(above))
    return kept


def _by_silhouette(card: KCard, limits: Limits) -> tuple[int, str, str | None]:
    """Return the K of the largest silhouette, why, and what limits changed."""
    kept = _several(card.rows, limits)
    order = sorted(card.rows, key=_largest_first)  # K = 1, which has none, is the last
    best, *others = [row for row in order if row.k in kept]
    beyond = None if order[0].k == best.k else say("reason.silhouette_beyond", k=order[0].k)
    runner_up = _close(best, others[0]) if others else say("reason.no_other")
    why = say("reason.by_silhouette", k=best.k, silhouette=_with_interval(best), runner_up=runner_up)
    return best.k, why, beyond


def _largest_first(row: KRow) -> tuple[float, int]:
    return (float("inf") if row.silhouette is None else -row.silhouette, row.k)


def _with_interval(row: KRow) -> str:
    if row.silhouette_interval is None:
        return _three(row.silhouette)
    low, high = row.silhouette_interval
    return say("reason.interval", silhouette=_three(row.silhouette), low=_three(low), high=_three(high))


def _close(best: KRow, other: KRow) -> str:
    """Say how close the runner-up comes."""
    low = None if best.silhouette_interval is None else best.silhouette_interval[0]
    if low is None or other.silhouette is None or other.silhouette < low:
        return say("reason.next", k=other.k, silhouette=_three(other.silhouette))
    return say("reason.close", k=other.k, silhouette=_three(other.silhouette))


def _kept(row: KRow, criterion: str) -> str | None:
    """Say that a K was kept although one of its segments is tiny."""
    if row.smallest >= FEWEST_CUSTOMERS:
        return None
    return say(f"reason.kept_by_{criterion}", n=row.smallest, k=row.k)


def _beside(alone: Recommendation, k: int) -> str:
    """Say what evidence alone would have recommended."""
    if alone.supported_k == 1:
        return say("reason.no_groups_same" if alone.k == k else "reason.no_groups_other", k=alone.k)
    if alone.k == k:
        return say("reason.evidence_too", k=k)
    return say("reason.evidence_otherwise", reason=alone.reason)


def _three(value: float | None) -> str:
    return say("reason.unknown") if value is None else f"{value:.3f}"
