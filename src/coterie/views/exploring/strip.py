"""Every number of segments beside the others: how clearly customers belong, and which the evidence is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.number_format import decimals
from coterie.remarks import capital, say

if TYPE_CHECKING:
    from coterie.views.summary import Summary


@dataclass(frozen=True)
class KBar:
    """One number of segments.

    Attributes
    ----------
    k : int
    height : float
        How clearly customers belong, from 0 to 1, the largest of all being 1.
    says : str
        The same in words, with what kind of segments these are.
    best : bool
        Whether it is recommended.
    """

    k: int
    height: float
    says: str
    best: bool


@dataclass(frozen=True)
class KStrip:
    """All of them, and what is recommended."""

    bars: tuple[KBar, ...]
    says: str


def k_strip(summary: Summary, recommended: int | None) -> KStrip:
    """Return a bar for every number of segments from two on.

    Parameters
    ----------
    summary : Summary
        Of any of them.
    recommended : int or None
        The K that the evidence recommends; None where there is none yet.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> found = summary_of(coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation)
    >>> strip = k_strip(found, 6)
    >>> len(strip.bars), [bar.k for bar in strip.bars if bar.best], max(bar.height for bar in strip.bars)
    (11, [6], 1.0)
    """
    rows = [row for row in summary.k_card.rows if row.k > 1]
    clear = {each.k: each.silhouette_squared for each in summary.sweep}
    largest = max((value for value in clear.values() if value is not None and value > 0), default=1.0)
    bars = []
    for row in rows:
        value = clear.get(row.k)
        said = say("studio.bar", k=row.k, value=decimals(value, 2))
        said = said if row.kind is None else say("studio.bar_kind", said=said, kind=row.kind)
        bars.append(KBar(row.k, max(value or 0.0, 0.0) / largest, said, row.k == recommended))
    return KStrip(tuple(bars), _why(summary, recommended))


def _why(summary: Summary, recommended: int | None) -> str:
    if summary.verdict is None or recommended is None:
        return say("studio.strip_untested")
    found = summary.recommendation
    agreeing, all_ = len(found.agreeing), len(found.agreeing) + len(found.disagreeing)
    said = (
        say("studio.strip_none")
        if recommended == 1
        else say("studio.strip", k=recommended, agreeing=agreeing, criteria=all_)
    )
    runner = found.runner_up
    return capital(said if runner is None else say("studio.strip_runner", said=said, k=runner))
