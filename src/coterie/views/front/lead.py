"""The verdict in a line, and what speaks most against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.evidence.kept import Kind
from coterie.remarks import capital, say
from coterie.views.lives import lives
from coterie.views.trust import beside_verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.views.summary import Summary

_STABLE = 0.75
"""Mean Jaccard similarity from which a segment is found again (Hennig 2007)."""
_NAMED = 2
"""Segments that a caveat names; of more it says how many."""
_MANY = 0.05
"""Share of borderline customers from which they are a caveat and no footnote."""


@dataclass(frozen=True)
class Lead:
    """What to believe.

    Attributes
    ----------
    kind : str
        What kind of segments these are; empty where nothing was tested.
    label, means : str
        The same in words.
    caveat : str
        The strongest thing that speaks against it.
    sure : bool
        Whether the verdict is the best there is, and the caveat none that bears on it.
    """

    kind: Kind | None
    label: str
    means: str
    caveat: str
    sure: bool


def lead(summary: Summary) -> Lead:
    """Return the verdict with its worst caveat, and how many people that touches.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> found = summary_of(coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation)
    >>> lead(found).sure
    False
    """
    verdict = summary.verdict
    if verdict is None:
        return Lead(None, say("front.not_tested"), say("front.not_tested_means"), "", sure=False)
    grave = next(_grave(summary), "")
    one = verdict.k == 1
    label = say("kind.one_segment") if one else say("front.label", kind=verdict.kind)
    means = say("kind.not_divided" if one else _means(verdict.kind))
    caveat = capital(grave or next(_light(summary), "") or say("front.no_caveat"))
    return Lead(verdict.kind, label, means, caveat, sure=verdict.kind == "natural" and not grave)


def _means(kind: Kind) -> str:
    """Return the sentence that says a kind to who does not know its name."""
    return "front.natural" if kind == "natural" else f"kind.{kind.replace(' ', '_')}"


def _grave(summary: Summary) -> Iterator[str]:
    """Find what bears on the verdict, the gravest first."""
    verdict = summary.verdict
    assert verdict is not None  # noqa: S101 - for the type checker
    if summary.k > 1:
        crowded = [i for i, each in enumerate(verdict.segments) if each.stands == "shades"]
        if crowded and verdict.kind in {"natural", "partly natural"}:
            yield _said("crowded", summary, crowded)
        if shaky := _shaky(summary):
            yield _said("shaky", summary, shaky)
    yield from verdict.remarks
    yield from (each.message for each in beside_verdict(summary.warnings))
    stability = summary.stability
    if stability is not None and stability.borderline >= _MANY * summary.customers:
        yield _borderline(summary)


def _light(summary: Summary) -> Iterator[str]:
    """Find what is worth knowing where nothing bears on the verdict."""
    if only := [place for place, life in enumerate(lives(summary.across, summary.segments)) if life.alone]:
        yield _said("only", summary, only)
    if summary.stability is not None and summary.k > 1 and summary.stability.borderline:
        yield _borderline(summary)


def _shaky(summary: Summary) -> list[int]:
    if summary.stability is None:
        return []
    found = enumerate(summary.stability.segments)
    return [i for i, each in found if each.jaccard is not None and each.jaccard < _STABLE]


def _borderline(summary: Summary) -> str:
    assert summary.stability is not None  # noqa: S101 - for the type checker
    customers = summary.stability.borderline
    return say("front.borderline", n=customers, share=customers / summary.customers)


def _said(code: str, summary: Summary, which: list[int]) -> str:
    """Say something of segments by their names; of many, by their number."""
    few = len(which) <= _NAMED
    facts = {"n": len(which), "k": summary.k, "customers": _people(summary, which)}
    return say(f"front.{code}", names=_names(summary, which), **facts) if few else say(f"front.{code}_many", **facts)


def _names(summary: Summary, which: list[int]) -> list[str]:
    return [summary.segments[i].name for i in which]


def _people(summary: Summary, which: list[int]) -> int:
    return sum(summary.segments[i].size for i in which)
