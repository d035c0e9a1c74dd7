"""One K out of all the criteria, with its reason and the runner-up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coterie.evidence.card import STEADY
from coterie.evidence.prediction_strength import ENOUGH
from coterie.evidence.smallest import passed_over, too_small

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coterie.evidence.card import KCard, KRow

WORDS = {
    "prediction_strength": "prediction strength",
    "silhouette": "the silhouette",
    "silhouette_squared": "the squared silhouette",
    "calinski_harabasz": "Calinski-Harabasz",
    "davies_bouldin": "Davies-Bouldin",
    "excess": "the distance from placebos",
    "gap_global": "the gap",
    "bic": "BIC",
    "elbow": "the elbow",
}
"""The criteria that have a vote, in the order in which they break ties."""

Basis = Literal["structure", "stability", "convenience", "criteria", "asked for"]

_NAMED = 3  # criteria that a sentence names
_HELD_TOGETHER = 0.75  # clusterwise Jaccard from which a segment counts as stable


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
    """

    min_share: float = 0.0
    max_segments: int | None = None
    k: int | None = None

    def allow(self, row: KRow) -> bool:
        """Tell whether a K keeps to the limits; one segment always does."""
        if self.k is not None:
            return row.k == self.k
        few = self.max_segments is None or row.k <= self.max_segments
        return row.k == 1 or (few and row.smallest_share >= self.min_share)


@dataclass(frozen=True)
class Recommendation:
    """The number of segments to use.

    Attributes
    ----------
    supported : int
        The K that the customers support; 1 when nothing is there to be found.
    k : int
        The K to use: `supported` where that is several, otherwise the best K to cut customers into if they are to be
        cut; the K asked for where there was one.
    basis : {"structure", "stability", "convenience", "criteria", "asked for"}
        Why `k`: groups are there; refits agree on it; nothing speaks for any K; criteria alone chose it, since nothing
        was tested; a person chose it.
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

    supported: int
    k: int
    basis: Basis
    reason: str
    agreeing: tuple[str, ...]
    disagreeing: tuple[str, ...]
    runner_up: int | None
    runner_up_reason: str | None
    limited: str | None


def recommend(card: KCard, *, structure: bool | None, limits: Limits | None = None) -> Recommendation:
    """Choose K.

    1. Where the customers do not beat both placebos, they support one segment.
    2. Otherwise the K's that are found again (prediction strength above 0.8, or refits that agree to 0.85 with every
       segment's Jaccard at 0.75) compete; all K's above 1 where there is none.
    3. Among them each criterion votes for the K that its own rule chooses. Most votes win; of equals the one that the
       first criterion in the order of `WORDS` names.
    A K with a segment of fewer than five customers does not compete while another is there: see `too_small`.
    4. Where one segment is supported but several are wanted: the K's where refits agree compete in the same way, and
       where there is none, the K on which refits agree most, of 3 to 7.

    Parameters
    ----------
    card : KCard
        Every K.
    structure : bool or None
        Whether both placebos were beaten; None where that was not tested, and only the votes count.
    limits : Limits or None
        What the business asks.

    Returns
    -------
    Recommendation

    Examples
    --------
    >>> import numpy as np
    >>> from coterie.clustering import sweep
    >>> from coterie.evidence.card import k_card
    >>> X = np.random.default_rng(0).normal(size=(90, 2)) + np.repeat([[0, 0], [0, 9], [9, 0]], 30, axis=0)
    >>> found = recommend(k_card(X, sweep(X, range(1, 9))), structure=True)
    >>> found.supported, found.k, found.basis
    (3, 3, 'structure')
    """
    limits, tested = limits or Limits(), structure is not None
    structure = structure is not False
    free = _ranked(card, _large_enough(card.rows), structure=structure)
    supported = free[0] if structure and free else 1
    kept = [row for row in card.rows if limits.allow(row)]
    allowed = _large_enough(kept)
    ranked = _ranked(card, allowed, structure=structure)
    k = limits.k if limits.k is not None else ranked[0] if ranked else 1
    others = [other for other in free if other != k]
    runner_up = next((other for other in others if limits.k is not None or other in {row.k for row in allowed}), None)
    agreeing, disagreeing = _sides(card, k)
    passed = _passed_over(card, _ranked(card, kept, structure=structure), allowed)
    basis = _basis(card, k, structure=structure, limits=limits) if tested or limits.k is not None else "criteria"
    return Recommendation(
        supported=supported,
        k=k,
        basis=basis,
        reason=_reason(card, k, basis, agreeing),
        agreeing=agreeing,
        disagreeing=disagreeing,
        runner_up=runner_up,
        runner_up_reason=None if runner_up is None else _for_runner_up(card, runner_up),
        limited=" ".join(filter(None, (_limited(free, k, limits), passed))) or None,
    )


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


def found_again(row: KRow) -> bool:
    """Tell whether the same segments come back: in the other half of the customers, or in refits.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> found_again(SimpleNamespace(prediction_strength=0.9, agreement=None, worst_segment=None))
    True
    """
    return (row.prediction_strength or 0.0) > ENOUGH or same_every_time(row)


def same_every_time(row: KRow) -> bool:
    """Tell whether refits on resampled customers agree, in all and for every segment.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> same_every_time(SimpleNamespace(agreement=0.95, worst_segment=0.6))
    False
    """
    return (row.agreement or 0.0) >= STEADY and (row.worst_segment or 0.0) >= _HELD_TOGETHER


def _ranked(card: KCard, rows: list[KRow], *, structure: bool) -> list[int]:
    """K's above 1, the best first."""
    several = [row for row in rows if row.k > 1]
    again = [row for row in several if (found_again(row) if structure else same_every_time(row))]
    if not again and not structure:
        return _by_agreement(several)
    votes = Counter(card.choices.get(name) for name in WORDS)
    order = [card.choices.get(name) for name in WORDS]
    place = {k: order.index(k) for k in votes}
    key = {
        row.k: (row not in again, -votes[row.k], place.get(row.k, len(order)), -(row.agreement or 0.0), row.k)
        for row in several
    }
    return sorted(key, key=lambda k: key[k])


def _by_agreement(rows: list[KRow]) -> list[int]:
    usual = [row for row in rows if 3 <= row.k <= 7] or rows
    return [row.k for row in sorted(usual, key=lambda row: (-(row.agreement or row.silhouette or 0.0), row.k))]


def _sides(card: KCard, k: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    said = {name: card.choices.get(name) for name in WORDS}
    return (
        tuple(name for name, choice in said.items() if choice == k),
        tuple(name for name, choice in said.items() if choice is not None and choice != k),
    )


def _basis(card: KCard, k: int, *, structure: bool, limits: Limits) -> Basis:
    if limits.k is not None:
        return "asked for"
    if structure and k > 1:
        return "structure"
    return "stability" if k > 1 and same_every_time(card[k]) else "convenience"


def _reason(card: KCard, k: int, basis: str, agreeing: tuple[str, ...]) -> str:
    row = card[k]
    votes = _votes(card, agreeing)
    again = f"Refits agree on K = {k} ({_two(row.agreement)} of 1)" if row.agreement is not None else f"K = {k}"
    if basis == "asked for":
        return f"K = {k} was asked for; {votes}."
    if basis == "structure":
        return f"K = {k}: {votes}{_found_again_words(row)}."
    if basis == "stability":
        return f"{again}, though nothing stands apart; {votes}."
    if basis == "criteria" and k > 1:
        return f"K = {k}: {votes}; whether these segments are found again was not tested."
    if k == 1:
        return "One segment: nothing else keeps to what was asked."
    return f"No number of segments stands out; K = {k} is where refits agree most ({_two(row.agreement)} of 1)."


def _votes(card: KCard, agreeing: tuple[str, ...]) -> str:
    """Say which criteria choose a K, by name where they are few."""
    asked = sum(card.choices.get(name) is not None for name in WORDS)
    if not agreeing:
        return f"none of {asked} criteria chooses it"
    if len(agreeing) > _NAMED:
        return f"{len(agreeing)} of {asked} criteria choose it"
    names = listed([WORDS[name] for name in agreeing])
    return f"{names} choose{'s' if len(agreeing) == 1 else ''} it"


def _found_again_words(row: KRow) -> str:
    if not found_again(row):
        return ", but refits do not come back to it"
    if row.prediction_strength is not None and row.prediction_strength > ENOUGH:
        strength = _two(row.prediction_strength)
        return f", and half of the customers find it from the other half (prediction strength {strength})"
    return f", and refits agree on it ({_two(row.agreement)} of 1)"


def _for_runner_up(card: KCard, k: int) -> str:
    agreeing, _ = _sides(card, k)
    row = card[k]
    said = [_votes(card, agreeing)] if agreeing else []
    if row.agreement is not None:
        said.append(f"refits agree to {_two(row.agreement)}")
    return "; ".join(said or [f"its silhouette is {_two(row.silhouette)}"])


def _limited(free: list[int], k: int, limits: Limits) -> str | None:
    if limits.k is not None or not free or free[0] == k:
        return None
    asked = []
    if limits.max_segments is not None and free[0] > limits.max_segments:
        asked.append(f"at most {limits.max_segments} segments")
    if limits.min_share > 0 and not asked:
        asked.append(f"at least {limits.min_share:.0%} of the customers in each")
    return f"Without the limit of {listed(asked)}, K = {free[0]} would be recommended."


def listed(words: list[str]) -> str:
    """Join words as in a sentence.

    Examples
    --------
    >>> listed(["a", "b", "c"]), listed(["a"])
    ('a, b and c', 'a')
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def _two(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.2f}"
