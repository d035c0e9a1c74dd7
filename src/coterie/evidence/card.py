"""The K card: for every K, what each criterion says of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from coterie.evidence.agreement import adjusted_rand
from coterie.evidence.borders import Border
from coterie.evidence.elbow import elbows_by_range, steady_elbow
from coterie.evidence.gap import gap_from
from coterie.evidence.indices import bic, calinski_harabasz, davies_bouldin
from coterie.evidence.prediction_strength import ENOUGH
from coterie.evidence.silhouette import labels_by_k, mean_silhouettes
from coterie.evidence.stability import agreements, clusterwise, mean_known

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coterie.clustering import Clustering, Silhouette, Sweep
    from coterie.evidence.gap import Gap
    from coterie.evidence.halving import Halvings
    from coterie.evidence.indices import Labels
    from coterie.evidence.refits import Resamples
    from coterie.evidence.structure import Structure
    from coterie.evidence.support import Support

Floats = NDArray[np.float64]

FEW = 300
"""With fewer customers, halves are too small: pairs of bootstrap samples speak instead."""

Kind = Literal["natural", "partly natural", "reproducible", "constructed"]

STEADY = 0.85
"""Refits that agree so far (mean adjusted Rand index) count as the same answer.

As strict as 0.8 was with copies of customers drawn twice: each sample is then 63 % of the
customers, and differs from the whole by 0.76 (the root of 0.37 / 0.63) of what it did.
"""


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
    elbows = elbows_by_range(sweep.n_clusters, sweep.inertia)
    steady = steady_elbow(elbows)
    gap = _gap(structure)
    measured = mean_silhouettes(X, labels_by_k(sweep)) if silhouettes is None else silhouettes
    table = []
    for each in sweep.clusterings:
        labels = each.labels if rows is None else each.labels[rows]
        given = each.n_iter == 0 and each.n_starts == 1 and each.n_clusters > 1  # of another tool
        table.append(
            KRow(
                **_of_all(each, steady),
                **_of_placebos(each.n_clusters, gap, structure),
                **_halves(halvings, labels, k=each.n_clusters, given=given),
                few=len(X) < FEW,
                borders=(borders or {}).get(each.n_clusters, ()),
                **_silhouette(measured.get(each.n_clusters)),
                **_indices(X, labels),
                **_steadiness(X, labels, resamples, k=each.n_clusters, given=given),
            )
        )
    return KCard(tuple(table), _choices(table, steady, gap), elbows, len(X))


def with_support(card: KCard, support: Support) -> KCard:
    """Return the card with the kind and the groups of every K."""
    rows = tuple(
        replace(row, kind=support.kinds.get(row.k), groups=support.groups.get(row.k, 1 if row.k == 1 else None))
        for row in card.rows
    )
    return replace(card, rows=rows)


def _gap(structure: Structure | None) -> Gap | None:
    """Compute the gap from the box placebo: it is the reference of the gap statistic."""
    if structure is None:
        return None
    return gap_from(structure.n_clusters, np.array(structure.inertia), structure.placebos[1].inertia)


def _of_all(each: Clustering, steady: int | None) -> dict[str, Any]:
    """Take what is known of all customers."""
    return {
        "k": each.n_clusters,
        "inertia": each.inertia,
        "elbow": each.n_clusters == steady,
        "silhouette_squared": _number(each.silhouette_squared),
        "smallest": int(each.sizes.min()),
        "smallest_share": float(each.sizes.min() / each.sizes.sum()),
        "same_answer": each.n_best / each.n_starts,
    }


def _of_placebos(k: int, gap: Gap | None, structure: Structure | None) -> dict[str, Any]:
    if gap is None or structure is None or k not in gap.n_clusters:
        return {"gap": None, "gap_se": None, "excess": None}
    at = gap.n_clusters.index(k)
    excess = dict(zip((k for k in structure.n_clusters if k > 1), structure.excess, strict=True))
    return {"gap": gap.gap[at], "gap_se": gap.se[at], "excess": excess.get(k)}


def _silhouette(measured: Silhouette | None) -> dict[str, Any]:
    """Say of whom the silhouette is; nothing of a K that the customers held show as one segment."""
    if measured is None or np.isnan(measured.mean):
        return dict.fromkeys(("silhouette", "silhouette_interval", "silhouette_rows", "silhouette_kind"))
    return {
        "silhouette": measured.mean,
        "silhouette_interval": None if measured.kind == "exact" else (measured.low, measured.high),
        "silhouette_rows": measured.rows,
        "silhouette_kind": measured.kind,
    }


def _indices(X: Floats, labels: Labels) -> dict[str, Any]:
    """Compute index functions; a segment that the sample misses is passed over."""
    labels = np.unique(labels, return_inverse=True)[1].astype(np.int32)
    if labels.max() < 1:
        return {"calinski_harabasz": None, "davies_bouldin": None, "bic": _number(bic(X, labels))}
    return {
        "calinski_harabasz": _number(calinski_harabasz(X, labels)),
        "davies_bouldin": _number(davies_bouldin(X, labels)),
        "bic": _number(bic(X, labels)),
    }


def _steadiness(X: Floats, labels: Labels, resamples: Resamples | None, *, k: int, given: bool) -> dict[str, Any]:
    if resamples is None or k not in resamples.centers:
        return {"agreement": None, "worst_segment": None}
    found = resamples.labels(X, k)
    jaccards = [mean_known(each) for each in clusterwise(labels, found, resamples.drawn).T]
    agree = _agreement_with(labels, found) if given else float(agreements(found).mean())
    return {"agreement": agree, "worst_segment": min(each for each in jaccards if each >= 0)}


def _halves(halvings: Halvings | None, labels: Labels, *, k: int, given: bool) -> dict[str, Any]:
    """Say how far halves agree with each other; with labels that another tool made, how far they agree with those."""
    if halvings is None or k not in halvings.strengths:
        return {"prediction_strength": None, "halves": None}
    if given:
        return {"prediction_strength": None, "halves": _agreement_with(labels, halvings.placed[k])}
    return {
        "prediction_strength": float(halvings.strengths[k].mean()),
        "halves": float(halvings.agreements[k].mean()),
    }


def _agreement_with(labels: Labels, placed: Labels) -> float:
    return float(np.mean([adjusted_rand(labels, each.astype(np.int32)) for each in placed]))


def _choices(rows: list[KRow], elbow: int | None, gap: Gap | None) -> dict[str, int | None]:
    out: dict[str, int | None] = {"elbow": elbow}
    out["gap"] = gap.tibshirani if gap else None
    out["gap_first"] = gap.first_max if gap else None
    out["gap_global"] = gap.global_max if gap else None
    out["prediction_strength"] = _largest_above(rows, "prediction_strength", ENOUGH)
    for name in ("silhouette", "silhouette_squared", "excess", "calinski_harabasz", "bic"):
        out[name] = _best(rows, name, 1.0)
    out["davies_bouldin"] = _best(rows, "davies_bouldin", -1.0)
    out["agreement"] = _largest_above([row for row in rows if row.k > 1], "agreement", STEADY)
    return out


def _best(rows: list[KRow], name: str, sign: float) -> int | None:
    known = [(-sign * getattr(row, name), row.k) for row in rows if getattr(row, name) is not None]
    return min(known)[1] if known else None


def _largest_above(rows: list[KRow], name: str, least: float) -> int | None:
    known = [row for row in rows if getattr(row, name) is not None]
    return max((row.k for row in known if getattr(row, name) > least), default=1) if known else None


def _number(value: float) -> float | None:
    return value if np.isfinite(value) else None
