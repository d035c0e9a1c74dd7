"""Whether to believe it: is there anything to find, would it come out again, and why this many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.evidence.card import DISSOLVES
from coterie.evidence.stability import HIGHLY_STABLE
from coterie.number_format import decimals
from coterie.remarks import say
from coterie.views.borders import borders
from coterie.views.placebos import as_separated, placebos_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.evidence.kept import Placebo, Verdict
    from coterie.views.summary import Summary


@dataclass(frozen=True)
class Again:
    """How far one segment is found again: the mean Jaccard similarity of refits."""

    id: int
    name: str
    jaccard: float | None
    value: str


@dataclass(frozen=True)
class Questions:
    """The three questions, each with an answer in words and what is drawn.

    Attributes
    ----------
    anything, again, why : str
        The answers; empty where nothing was tested.
    draws : tuple of float
        How separated tables without groups look, of the kind that comes nearest.
    own : float or None
        How separated the customers look.
    segments : tuple of Again
        In the order of the page's rows.
    ks : tuple of int
        Every K that was tried.
    curve, placebo : tuple of float or None
        By K: the mean silhouette of squared distances, of the customers and of tables without groups.
    chosen : int
        The K used.
    """

    anything: str
    again: str
    why: str
    draws: tuple[float, ...]
    own: float | None
    segments: tuple[Again, ...]
    ks: tuple[int, ...]
    curve: tuple[float | None, ...]
    placebo: tuple[float | None, ...]
    chosen: int


def questions(summary: Summary, order: Sequence[int]) -> Questions:
    """Return the three questions and what answers them.

    Parameters
    ----------
    summary : Summary
    order : sequence of int
        The segments in the order of the page's rows.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> found = summary_of(coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation)
    >>> questions(found, (0, 1, 2)).anything.partition(".")[0]
    'Structure, but no groups that stand apart'
    """
    nearest = _nearest(summary)
    curve = {row.k: row.silhouette_squared for row in summary.k_card.rows if row.k > 1}
    return Questions(
        anything=_anything(summary, nearest),
        again=_again(summary),
        why=summary.choice.reason,
        draws=() if nearest is None else tuple(each for each in nearest.draws if each is not None),
        own=None if nearest is None else nearest.statistic,
        segments=_found_again(summary, order),
        ks=tuple(curve),
        curve=tuple(curve.values()),
        placebo=_placebo(summary, nearest, tuple(curve)),
        chosen=summary.k,
    )


def _nearest(summary: Summary) -> Placebo | None:
    structure = summary.structure
    if structure is None or not any(each.draws for each in structure.placebos):
        return None
    return max(structure.placebos, key=lambda each: (as_separated(each), -(each.statistic or 0.0)))


def _anything(summary: Summary, nearest: Placebo | None) -> str:
    view = placebos_view(summary.structure)
    if view is None:
        return ""
    tables = 0 if nearest is None else len(nearest.draws)
    answer = "no" if not view.found else "yes" if view.reached else "none"
    if view.found and summary.verdict is not None and _has_no_groups(summary.verdict):
        answer = f"{answer}_without_gaps"
    said = say(f"front.anything_{answer}", reached=view.reached, tables=tables)
    between = borders(summary.verdict, summary.segments)
    return said if between is None else say("front.with_borders", said=said, borders=between.counts)


def _has_no_groups(verdict: Verdict) -> bool:
    """Return whether the verdict itself says that no groups stand apart."""
    if any(cause.code == "long groups" for cause in verdict.causes):
        return False
    return verdict.kind == "reproducible" or (verdict.kind == "constructed" and verdict.supported_k == 1)


def _again(summary: Summary) -> str:
    found = summary.stability
    if found is None or summary.k == 1:
        return ""
    worst = min((each.jaccard for each in found.segments if each.jaccard is not None), default=None)
    if worst is None:
        return ""
    verdict = summary.verdict
    if verdict is not None and verdict.kind == "constructed" and verdict.replication is not None and worst >= DISSOLVES:
        return say("front.again_constructed", k=summary.k, refits=found.n_resamples, agreement=verdict.replication)
    answer = "yes" if worst >= HIGHLY_STABLE else "mostly" if worst >= DISSOLVES else "no"
    return say(f"front.again_{answer}", k=summary.k, refits=found.n_resamples)


def _found_again(summary: Summary, order: Sequence[int]) -> tuple[Again, ...]:
    if summary.stability is None or summary.k == 1:
        return ()
    held = summary.stability.segments
    return tuple(
        Again(summary.segments[i].id, summary.segments[i].name, held[i].jaccard, decimals(held[i].jaccard, 2))
        for i in order
        if i < len(held)
    )


def _placebo(summary: Summary, nearest: Placebo | None, ks: Sequence[int]) -> tuple[float | None, ...]:
    if nearest is None or summary.structure is None:
        return tuple(None for _ in ks)
    known = dict(zip(summary.structure.n_clusters, nearest.silhouette_squared, strict=False))
    return tuple(known.get(k) for k in ks)
