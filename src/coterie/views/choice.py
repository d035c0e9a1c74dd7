"""Why this number of segments: who chose it, what the evidence adds, and what every other number would give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.evidence.kept import Kind
from coterie.number_format import decimals
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.evidence.kept import KCard, Recommendation
    from coterie.views.summary import Summary


@dataclass(frozen=True)
class KindOfK:
    """What kind of segments one K gives, and whether it is the K used."""

    k: int
    kind: Kind
    here: bool


def kinds(card: KCard, chosen: int) -> tuple[KindOfK, ...]:
    """Return what the segments of every K would be; nothing without evidence.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation
    >>> kinds(found.evidence.k_card, 3)[1]
    KindOfK(k=3, kind='reproducible', here=True)
    """
    return tuple(KindOfK(row.k, row.kind, row.k == chosen) for row in card.rows if row.kind is not None)


def silhouette_of(card: KCard, chosen: int) -> str:
    """Say of whom the mean silhouette is: of all customers, or of a sample, with the 95 % interval.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation
    >>> silhouette_of(found.evidence.k_card, 3)
    'of all customers'
    """
    row = card.row(chosen)
    if row is None or row.silhouette_kind is None:
        return ""
    if row.silhouette_kind == "exact":
        return say("choice.of_all")
    customers = row.silhouette_rows or 0
    if row.silhouette_interval is None:
        return say("choice.of_sample", customers=customers)
    low, high = (decimals(end, 3) for end in row.silhouette_interval)
    return say("choice.of_sample_with_interval", customers=customers, low=low, high=high)


def advice(found: Recommendation, k: int, *, tested: bool) -> tuple[str, ...]:
    """Return what evidence adds to the reason of the choice: what it supports, and the runner-up.

    Parameters
    ----------
    found : coterie.evidence.kept.Recommendation
    k : int
        The K used.
    tested : bool
        Whether evidence was gathered; otherwise nothing is said.

    Examples
    --------
    >>> from coterie.evidence.kept import Recommendation
    >>> found = Recommendation(1, 6, 6, "convenience", "", (), (), 4, "reproducible", None, "")
    >>> advice(found, 6, tested=True)[1]
    'Runner-up: four segments (reproducible).'
    """
    if not tested:
        return ()
    said = []
    if k > 1 and found.supported_k == 1:
        said.append(say("choice.no_groups"))
    elif found.supported_k is not None and found.supported_k != k:
        said.append(say("choice.supports", n=found.supported_k))
    if found.runner_up is not None:
        said.append(say("choice.runner_up", n=found.runner_up, reason=found.runner_up_reason))
    return tuple(said)


def chosen_by(summary: Summary) -> str:
    """Say what chose the number of segments, and whether a person asked for it.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> chosen_by(summary_of(coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation))
    'as asked for'
    """
    method = summary.choice.method
    if method == "given":
        kept = summary.refit is not None and summary.refit.k_kept
        return say("chosen.kept" if kept else "chosen.given")
    if method == "evidence" and summary.recommendation.basis == "convenience":
        return say("chosen.convenient")
    return say(f"chosen.{method}_asked" if summary.options["k"] == method else f"chosen.{method}")


def elbows(found: Sequence[tuple[int, int | None]]) -> str:
    """Say where the elbow is in each range of K tried, where it moves.

    Examples
    --------
    >>> elbows([(8, 3), (9, 3), (10, 4)])
    'Here it is at 3 with up to 8 or 9 segments tried, at 4 with up to 10.'
    >>> elbows([(8, 6), (9, 6)])
    'Here it is at 6, whatever the range.'
    """
    places: dict[int | None, list[int]] = {}
    for most, place in found:
        places.setdefault(place, []).append(most)
    if not places or set(places) == {None}:
        return say("elbows.none")
    if len(places) == 1:
        return say("elbows.steady", k=next(iter(places)))
    said: list[str] = []
    for where, tried in places.items():
        there = say("elbows.nowhere") if where is None else say("elbows.at", k=where)
        said.append(say("elbows.place" if said else "elbows.first_place", place=there, most=tried))
    return say("elbows.places", said=said)
