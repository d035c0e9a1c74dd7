"""The K card: for every K, what each criterion says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from coterie.evidence.borders import Border
from coterie.evidence.criteria import CRITERIA, Seen, Tried
from coterie.evidence.elbow import find_elbow
from coterie.evidence.gap import gap_from
from coterie.evidence.silhouette import labels_by_k, mean_silhouettes
from coterie.evidence.stability import clusterwise, mean_known

if TYPE_CHECKING:
    from coterie.clustering import Clustering, Silhouette, Sweep
    from coterie.evidence.gap import Gap
    from coterie.evidence.halving import Halvings
    from coterie.evidence.refits import Resamples
    from coterie.evidence.structure import Structure
    from coterie.evidence.support import Support
    from coterie.evidence.verdict import Verdict

Floats = NDArray[np.float64]

FEW = 300
"""With fewer customers, halves are too small: pairs of bootstrap samples speak instead."""

DISSOLVES = 0.6
"""A segment with a smaller clusterwise Jaccard is not to be trusted (Hennig 2008)."""

Kind = Literal["natural", "partly natural", "reproducible", "constructed"]


Fields = dict[str, Any]  # some fields of a `KRow`, each of its own type


@dataclass(frozen=True)
class KRow:
    """What each criterion says of one K; None where it says nothing.

    Attributes
    ----------
    k : int
        Number of segments.
    inertia : float
        Sum of squared distances to the centres.
    elbow : bool
        Whether the inertia curve bends here in every range of K.
    gap, gap_se : float or None
        Gap statistic and its standard error.
    prediction_strength : float or None
        Mean over halvings.
    silhouette : float or None
        Mean, with Euclidean distances.
    silhouette_interval : (float, float) or None
        Its 95 % interval, where it is that of a sample.
    silhouette_rows : int or None
        Customers it is the mean of.
    silhouette_kind : {"exact", "sampled"} or None
        Whether these are all customers or a random sample of them.
    silhouette_squared : float or None
        Mean, with squared Euclidean distances.
    excess : float or None
        How far the silhouette is above the better placebo's, in the placebo's standard deviations.
    calinski_harabasz, davies_bouldin, bic : float or None
        Index functions.
    agreement : float or None
        Mean adjusted Rand index of pairs of refits on bootstrap samples.
    halves : float or None
        Mean adjusted Rand index of random halves of the customers, everyone placed by the centres of both.
    few : bool
        Whether there are too few customers for halves: pairs of bootstrap samples speak instead.
    worst_segment : float or None
        The least clusterwise Jaccard of any segment.
    smallest : int
        Customers in the smallest segment.
    smallest_share : float
        Their share.
    same_answer : float
        Share of starts that came to the best answer.
    borders : tuple of Border
        Between neighbouring segments: gaps or crowds.
    groups : int or None
        Groups of segments that are left when neighbours without a gap are joined.
    kind : {"natural", "partly natural", "reproducible", "constructed"} or None
        What the evidence supports at this K.
    more : mapping of str to float or None
        Values of criteria that have no field of their own.
    """

    k: int
    inertia: float
    elbow: bool
    gap: float | None
    gap_se: float | None
    prediction_strength: float | None
    silhouette: float | None
    silhouette_interval: tuple[float, float] | None
    silhouette_rows: int | None
    silhouette_kind: Literal["exact", "sampled"] | None
    silhouette_squared: float | None
    excess: float | None
    calinski_harabasz: float | None
    davies_bouldin: float | None
    bic: float | None
    agreement: float | None
    worst_segment: float | None
    smallest: int
    smallest_share: float
    same_answer: float
    halves: float | None = None
    few: bool = False
    borders: tuple[Border, ...] = ()
    groups: int | None = None
    kind: Kind | None = None
    more: Mapping[str, float | None] = field(default_factory=dict)

    def value(self, column: str) -> float | None:
        """Return the value of a criterion."""
        found: float | None = getattr(self, column) if hasattr(self, column) else self.more.get(column)
        return found

    @property
    def replication(self) -> float | None:
        """How far the same segments are found again: by halves, or by bootstrap samples where customers are few."""
        return self.agreement if self.few else self.halves


@dataclass(frozen=True)
class KCard:
    """Every K tried, and which one each criterion would choose.

    Attributes
    ----------
    rows : tuple of KRow
        By rising K.
    choices : dict of str to int or None
        For every criterion the K it chooses by its own rule; None where it chooses none.
    elbows : tuple of (int, int or None)
        For each largest K of the ranges tried, the elbow in that range.
    customers : int
        Customers in the sample on which refits were made.
    """

    rows: tuple[KRow, ...]
    choices: dict[str, int | None]
    elbows: tuple[tuple[int, int | None], ...]
    customers: int = 0

    def __getitem__(self, k: int) -> KRow:
        """Return the row of that K."""
        return next(row for row in self.rows if row.k == k)


def k_card(
    X: Floats,
    sweep: Sweep,
    *,
    structure: Structure | None = None,
    halvings: Halvings | None = None,
    resamples: Resamples | None = None,
    rows: NDArray[np.intp] | None = None,
    silhouettes: Mapping[int, Silhouette] | None = None,
    borders: Mapping[int, tuple[Border, ...]] | None = None,
) -> KCard:
    """Put every criterion side by side.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The customers, or a sample of them.
    sweep : Sweep
        Clusterings of all customers, K by K.
    structure : Structure or None
        The test against placebos, for the gap and the excess.
    halvings : Halvings or None
        The customers halved, for the prediction strength and the agreement of halves.
    resamples : Resamples or None
        Refits on bootstrap samples, for the stabilities.
    rows : ndarray of shape (n_samples,) or None
        Which customers `X` holds, where it is a sample. Inertia, squared silhouette and sizes are those of all.
    silhouettes : mapping of int to Silhouette or None
        Silhouettes by K; None, where `X` holds all customers: they are measured.
    borders : mapping of int to tuple of Border or None
        Borders by K.

    Returns
    -------
    KCard

    Examples
    --------
    >>> from coterie.clustering import sweep
    >>> X = np.random.default_rng(0).normal(size=(90, 2)) + np.repeat([[0, 0], [0, 9], [9, 0]], 30, axis=0)
    >>> card = k_card(X, sweep(X, range(1, 9)))
    >>> card.choices["silhouette"], card.choices["elbow"], card[3].smallest
    (3, 3, 30)
    """
    elbow = find_elbow(sweep.n_clusters, sweep.inertia)
    gap = _gap(structure)
    measured = mean_silhouettes(X, labels_by_k(sweep)) if silhouettes is None else silhouettes
    table = []
    for each in sweep.clusterings:
        labels = each.labels if rows is None else each.labels[rows]
        silhouette = measured.get(each.n_clusters)
        seen = Seen(X, labels, each, silhouette, structure, gap, halvings, resamples)
        table.append(
            KRow(
                **_of_all(each, elbow.steady),
                **_values(seen),
                **_silhouette_of(silhouette),
                gap_se=_gap_se(seen),
                few=len(X) < FEW,
                borders=(borders or {}).get(each.n_clusters, ()),
                worst_segment=_worst_segment(seen),
            )
        )
    return KCard(tuple(table), _choices(table, elbow.steady, gap), elbow.by_range, len(X))


def with_support(card: KCard, support: Support) -> KCard:
    """Return the card with the kind and the groups of every K."""
    rows = tuple(
        replace(row, kind=_kind(row, support), groups=support.groups.get(row.k, 1 if row.k == 1 else None))
        for row in card.rows
    )
    return replace(card, rows=rows)


def _kind(row: KRow, support: Support) -> Kind | None:
    """Return the kind of a K: as a verdict's, no natural one dissolves in refits or joins groups."""
    kind = support.kinds.get(row.k)
    dissolves = row.worst_segment is not None and row.worst_segment < DISSOLVES
    return "partly natural" if kind == "natural" and (dissolves or row.k in support.coarse) else kind


def with_verdict(card: KCard, verdict: Verdict) -> KCard:
    """Return the card with the kind that the verdict gives the K judged: seeds may have weakened it."""
    rows = (replace(row, kind=verdict.kind) if row.k == verdict.k > 1 and row.kind else row for row in card.rows)
    return replace(card, rows=tuple(rows))


def _gap(structure: Structure | None) -> Gap | None:
    """Compute the gap from the box placebo: it is the reference of the gap statistic."""
    if structure is None:
        return None
    return gap_from(structure.n_clusters, np.array(structure.inertia), structure.placebos[1].inertia)


def _of_all(each: Clustering, steady: int | None) -> Fields:
    """Take what is known of all customers."""
    return {
        "k": each.n_clusters,
        "elbow": each.n_clusters == steady,
        "smallest": int(each.sizes.min()),
        "smallest_share": float(each.sizes.min() / each.sizes.sum()),
        "same_answer": each.n_best / each.n_starts,
    }


def _values(seen: Seen) -> Fields:
    """Return the value of every criterion; what has no field of its own in a row goes to `more`."""
    values = {each.column: each.value(seen) for each in CRITERIA if each.value is not None}
    own = {name: values.pop(name) for name in list(values) if name in KRow.__dataclass_fields__}
    return own | {"more": values}


def _gap_se(seen: Seen) -> float | None:
    gap = seen.gap
    return None if gap is None or seen.k not in gap.n_clusters else gap.se[gap.n_clusters.index(seen.k)]


def _silhouette_of(measured: Silhouette | None) -> Fields:
    """Say of whom the silhouette is; nothing of a K that the customers held show as one segment."""
    if measured is None or np.isnan(measured.mean):
        return dict.fromkeys(("silhouette_interval", "silhouette_rows", "silhouette_kind"))
    return {
        "silhouette_interval": None if measured.kind == "exact" else (measured.low, measured.high),
        "silhouette_rows": measured.rows,
        "silhouette_kind": measured.kind,
    }


def _worst_segment(seen: Seen) -> float | None:
    if seen.resamples is None or seen.refitted is None:
        return None
    jaccards = [mean_known(each) for each in clusterwise(seen.labels, seen.refitted, seen.resamples.drawn).T]
    return min(each for each in jaccards if each >= 0)


_FIRST = ("elbow", "gap", "gap_first", "gap_global", "prediction_strength", "silhouette", "silhouette_squared",
          "excess", "calinski_harabasz", "bic", "davies_bouldin", "agreement")  # fmt: skip
"""The order in which choices stand in files; those of new criteria follow."""


def _choices(rows: list[KRow], elbow: int | None, gap: Gap | None) -> dict[str, int | None]:
    """Let every criterion choose by its own rule."""
    tried = Tried({each.column: _known(rows, each.column) for each in CRITERIA}, elbow=elbow, gap=gap)
    found = {key: k for each in CRITERIA for key, k in each.choices(tried).items()}
    return {key: found[key] for key in (*_FIRST, *(key for key in found if key not in _FIRST))}


def _known(rows: list[KRow], column: str) -> dict[int, float]:
    return {row.k: value for row in rows if (value := row.value(column)) is not None}
