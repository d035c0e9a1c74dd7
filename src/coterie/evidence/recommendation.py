"""One K out of all the criteria, with its reason and the runner-up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coterie.evidence.choosing import choose
from coterie.evidence.criteria import VOTING
from coterie.evidence.reasons import for_runner_up, reason
from coterie.evidence.smallest import passed_over, too_small
from coterie.evidence.support import found_again
from coterie.remarks import joined, retold, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coterie.evidence.card import KCard, KRow
    from coterie.evidence.support import Support

VOTES = {each.key: each.column for each in VOTING}
"""The criteria that vote by the key of their choice, in the order in which they break ties without evidence."""

Basis = Literal["gaps", "groups", "again", "convenience", "criteria", "asked", "elbow", "silhouette"]

Criterion = Literal["elbow", "silhouette"]
"""What can choose K alone."""


@dataclass(frozen=True)
class Limits:
    """What the business asks of segments.

    Attributes
    ----------
    min_share : float
        The least share of customers in a segment.
    max_segments : int or None
        The most segments.
    k : int or None
        The number of segments asked for; nothing else is then considered.
    criterion : {"elbow", "silhouette"} or None
        The one criterion that is to choose: see `coterie.evidence.criterion.recommend_by`.
    kept : bool
        Whether `k` is that of segments that are made anew, and nobody asked for it.
    """

    min_share: float = 0.0
    max_segments: int | None = None
    k: int | None = None
    criterion: Criterion | None = None
    kept: bool = False

    def allow(self, row: KRow) -> bool:
        """Return whether a K keeps to the limits; one segment always does."""
        if self.k is not None:
            return row.k == self.k
        few = self.max_segments is None or row.k <= self.max_segments
        return row.k == 1 or (few and row.smallest_share >= self.min_share)


@retold("reason", "runner_up_reason", "limited")
@dataclass(frozen=True)
class Recommendation:
    """The number of segments to use.

    Attributes
    ----------
    supported_k : int
        Groups that the customers support; 1 where there are none.
    recommended_k : int
        The K that the evidence recommends where nothing is asked; 1 where it recommends none.
    k : int
        The K to use: often `supported_k`; more segments where K-Means cannot draw the groups; the convenient cut where
        none is supported; the K asked for where there was one.
    basis : {"gaps", "groups", "again", "convenience", "criteria", "asked", "elbow", "silhouette"}
        Why `k`: a gap at every border; groups that stand apart, divided further; the same cut every time; nothing
        speaks for any K; criteria alone chose it, since nothing was tested; a person chose it, or asked for one
        criterion to choose it.
    reason : str
        In a sentence.
    agreeing, disagreeing : tuple of str
        Criteria whose own rule gives `k`, and those whose rule gives another K.
    runner_up : int or None
        The next best K.
    runner_up_reason : str or None
        What speaks for it.
    limited : str or None
        What the limits changed, and which K was passed over since hardly anybody is in one of its segments.
    """

    supported_k: int
    recommended_k: int
    k: int
    basis: Basis
    reason: str
    agreeing: tuple[str, ...]
    disagreeing: tuple[str, ...]
    runner_up: int | None
    runner_up_reason: str | None
    limited: str | None

    @property
    def supported(self) -> int:
        """Groups that the customers support: `supported_k`."""
        return self.supported_k


def recommend(card: KCard, *, support: Support | None, limits: Limits | None = None) -> Recommendation:
    """Choose K.

    Where evidence was gathered, `coterie.evidence.support.choose` says which K of those that the limits allow; a K with
    a segment of fewer than five customers does not compete while another is there: see `too_small`. Without evidence
    each criterion votes for the K that its own rule chooses; of equals the one that the first in the order of `VOTES`
    names.

    Parameters
    ----------
    card : KCard
        Every K.
    support : Support or None
        What speaks for every K; None where no evidence was gathered, and only the votes count.
    limits : Limits or None
        What the business asks.

    Returns
    -------
    Recommendation

    Examples
    --------
    >>> from coterie.evidence.judging import judge
    >>> import numpy as np
    >>> X = np.random.default_rng(0).normal(size=(300, 2)) + np.repeat([[0, 0], [0, 9], [9, 0]], 100, axis=0)
    >>> found = judge(X, n_clusters=range(1, 9)).recommendation
    >>> found.supported_k, found.k, found.basis
    (3, 3, 'gaps')
    """
    limits = limits or Limits()
    basis: Basis = "criteria"
    free = _large_enough(card.rows)
    kept = [row for row in card.rows if limits.allow(row)]
    allowed = _large_enough(kept)
    if support is None:
        ranked = _ranked(card, free)
        supported = ranked[0] if ranked else 1
        chosen = _ranked(card, allowed)
    else:
        best, among = choose(support, free), choose(support, allowed)
        ranked, supported = [best.k, *_others(support, free)], best.supported
        chosen = [among.k] if any(row.k == among.k for row in allowed) else []
        basis = among.basis
    k = limits.k if limits.k is not None else chosen[0] if chosen else 1
    if limits.k is not None:
        basis = "asked"
    runner_up = next((other for other in ranked if _may_follow(other, k, limits, allowed)), None)
    agreeing, disagreeing = _sides(card, k)
    passed = _passed_over(card, _first(card, support, kept), allowed)
    return Recommendation(
        supported_k=supported,
        recommended_k=ranked[0] if ranked else 1,
        k=k,
        basis=basis,
        reason=reason(
            card,
            k,
            basis,
            recommended=ranked[0] if support and ranked else None,
            long=support.long if support else None,
            kept=limits.kept,
        ),
        agreeing=agreeing,
        disagreeing=disagreeing,
        runner_up=runner_up,
        runner_up_reason=None if runner_up is None else for_runner_up(card, runner_up, support),
        limited=joined((_limited(ranked, k, limits), passed)) or None,
    )


def _may_follow(other: int, k: int, limits: Limits, allowed: list[KRow]) -> bool:
    """Return whether a K may be the runner-up."""
    return other not in {1, k} and (limits.k is not None or other in {row.k for row in allowed})


def _first(card: KCard, support: Support | None, rows: list[KRow]) -> list[int]:
    """Return the K that would be chosen of these, were no segment too small."""
    return _ranked(card, rows)[:1] if support is None else [choose(support, rows).k]


def _others(support: Support, rows: list[KRow]) -> list[int]:
    """Return other K's worth a look: natural ones, then those found again, the surest first."""
    several = {row.k: row for row in rows if row.k > 1}
    again = [k for k, row in several.items() if found_again(row)]
    again.sort(key=lambda k: (-(several[k].replication or 0.0), k))
    return [k for k in (*reversed(support.natural), *reversed(support.again), *again) if k in several]


def _large_enough(rows: Iterable[KRow]) -> list[KRow]:
    """Leave out the K's with hardly anybody in a segment, where others are left."""
    rows = list(rows)
    passed = too_small({row.k: row.smallest for row in rows})
    return [row for row in rows if row.k not in passed]


def _passed_over(card: KCard, ranked: list[int], allowed: list[KRow]) -> str | None:
    """Say which K would be first, had its smallest segment enough customers."""
    if not ranked or ranked[0] in {row.k for row in allowed}:
        return None
    return passed_over(ranked[0], card[ranked[0]].smallest)


def _ranked(card: KCard, rows: list[KRow]) -> list[int]:
    """K's above 1 by the votes of the criteria, the best first."""
    votes = Counter(card.choices.get(name) for name in VOTES)
    order = [card.choices.get(name) for name in VOTES]
    place = {k: order.index(k) for k in votes}
    key = {row.k: (-votes[row.k], place.get(row.k, len(order)), row.k) for row in rows if row.k > 1}
    return sorted(key, key=lambda k: key[k])


def _sides(card: KCard, k: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    said = {name: card.choices.get(name) for name in VOTES}
    return (
        tuple(name for name, choice in said.items() if choice == k),
        tuple(name for name, choice in said.items() if choice is not None and choice != k),
    )


def _limited(free: list[int], k: int, limits: Limits) -> str | None:
    if limits.k is not None or not free or free[0] == k:
        return None
    asked = []
    if limits.max_segments is not None and free[0] > limits.max_segments:
        asked.append(say("reason.at_most", most=limits.max_segments))
    if limits.min_share > 0 and not asked:
        asked.append(say("reason.at_least", share=limits.min_share))
    return say("reason.limited", limits=asked, k=free[0])
