"""How often refits on resampled customers come to the same segments: in all, by segment, by customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from coterie import threads
from coterie.clustering import stays
from coterie.evidence.agreement import adjusted_rand, jaccard, match, shared

if TYPE_CHECKING:
    from coterie.evidence.indices import Labels
    from coterie.evidence.refits import Resamples

Floats = NDArray[np.float64]
Reading = Literal["dissolved", "do not trust", "pattern", "stable", "highly stable", "unknown"]

HIGHLY_STABLE = 0.85
"""From this Jaccard similarity on, a segment is highly stable (Hennig 2008)."""

THRESHOLDS = (0.5, 0.6, 0.75, HIGHLY_STABLE)
"""Jaccard similarities at which the reading of a segment changes (Hennig 2008)."""

BORDERLINE = 0.75
"""A customer who stays in less than this share of refits is borderline."""


@dataclass(frozen=True)
class SegmentStability:
    """How one segment held together.

    Attributes
    ----------
    jaccard : float
        Hennig's clusterwise stability: the mean, over bootstrap samples, of the largest Jaccard similarity with a
        refitted segment, on the customers drawn.
    recovered : float
        Share of samples where that similarity was at least 0.75.
    slsw : float
        Segment level stability within solutions (Dolnicar and Leisch 2017): the mean over pairs of bootstrap samples,
        every customer placed.
    stayed : float
        Share of its customers, on average over refits, who stayed together.
    borderline : int
        Its customers who stayed in fewer than three of four refits.
    """

    jaccard: float
    recovered: float
    slsw: float
    stayed: float
    borderline: int

    @property
    def reading(self) -> Reading:
        """What Hennig's thresholds say of `jaccard`."""
        return read_jaccard(self.jaccard)


@dataclass(frozen=True)
class Placing:
    """Refits, and which refitted cluster is which segment.

    Attributes
    ----------
    centers : ndarray of shape (n_resamples, n_segments, n_features)
        Of every refit.
    partners : ndarray of shape (n_resamples, n_segments)
        The refitted cluster of each segment.
    """

    centers: Floats
    partners: NDArray[np.intp]

    def stayed(self, X: Floats, labels: Labels, *, n_threads: int | None = None) -> Floats:
        """Return the share of refits in which each row stays in its segment.

        Examples
        --------
        >>> placing = Placing(np.array([[[9.0], [0.0]]]), np.array([[1, 0]]))
        >>> placing.stayed(np.array([[1.0], [8.0]]), np.array([0, 0])).tolist()
        [1.0, 0.0]
        """
        return stays(X, labels, self.centers, partners=self.partners, n_threads=n_threads)


@dataclass(frozen=True)
class Stability:
    """How the segments of one K held together in refits.

    Attributes
    ----------
    n_resamples : int
        Refits, each on a bootstrap sample.
    rows : int
        Customers in each sample.
    agreement : float
        Mean adjusted Rand index of pairs of refits, every customer placed.
    segments : tuple of SegmentStability
        By segment.
    customers : ndarray of shape (n_customers,), float64
        The share of refits in which each customer stayed in their segment.
    placing : Placing or None
        What places more customers.
    """

    n_resamples: int
    rows: int
    agreement: float
    segments: tuple[SegmentStability, ...]
    customers: Floats
    placing: Placing | None = None

    @property
    def borderline(self) -> NDArray[np.bool_]:
        """Customers who stayed in fewer than three of four refits."""
        return self.customers < BORDERLINE

    @property
    def worst(self) -> float:
        """The least clusterwise Jaccard of any segment."""
        return min((segment.jaccard for segment in self.segments if segment.jaccard >= 0), default=float("nan"))


def read_jaccard(value: float) -> Reading:
    """Read a clusterwise Jaccard with the published thresholds (Hennig 2008; fpc's clusterboot).

    Nothing is known of a segment of which no customer was drawn.

    Examples
    --------
    >>> read_jaccard(0.9), read_jaccard(0.7), read_jaccard(float("nan"))
    ('highly stable', 'pattern', 'unknown')
    """
    if value != value:  # noqa: PLR0124 - nan is not itself
        return "unknown"
    if value <= THRESHOLDS[0]:
        return "dissolved"
    readings: tuple[Reading, ...] = ("do not trust", "pattern", "stable")
    steps = zip(THRESHOLDS[1:], readings, strict=True)
    return next((reading for limit, reading in steps if value < limit), "highly stable")


def agreements(labels: Labels) -> Floats:
    """Compare refit 0 with 1, 2 with 3, and so on, by the adjusted Rand index.

    Parameters
    ----------
    labels : ndarray of shape (n_resamples, n_samples)
        Every row placed by every refit.

    Examples
    --------
    >>> agreements(np.array([[0, 0, 1], [1, 1, 0], [0, 1, 1], [0, 0, 1]])).round(3).tolist()
    [1.0, -0.5]
    """
    return np.array([adjusted_rand(labels[i], labels[i + 1]) for i in range(0, len(labels) - 1, 2)])


def clusterwise(labels: Labels, refitted: Labels, drawn: NDArray[np.bool_], *, n_segments: int | None = None) -> Floats:
    """Largest Jaccard similarity of each segment with a refitted one, for each bootstrap sample.

    Customers drawn count once each (clusterboot with multipleboot=FALSE, its default).

    Parameters
    ----------
    labels : ndarray of shape (n_samples,)
        The segments.
    refitted : ndarray of shape (n_resamples, n_samples)
        Every row placed by every refit.
    drawn : ndarray of shape (n_resamples, n_samples), bool
        Whether each row was drawn.
    n_segments : int or None
        Segments, where the last ones may have no row here.

    Returns
    -------
    ndarray of shape (n_resamples, n_segments)
        nan where no customer of the segment was drawn.

    References
    ----------
    Hennig (2007), Cluster-wise assessment of cluster stability, Computational Statistics & Data Analysis 52:258-271.

    Examples
    --------
    >>> clusterwise(np.array([0, 0, 1]), np.array([[1, 1, 0]]), np.array([[True, True, False]])).tolist()
    [[1.0, nan]]
    """
    k = n_segments or int(labels.max()) + 1
    out = np.full((len(refitted), k), np.nan)
    for number, (found, there) in enumerate(zip(refitted, drawn, strict=True)):
        table = shared(labels[there], found[there], (k, int(refitted.max()) + 1))
        present = table.sum(axis=1) > 0
        out[number, present] = jaccard(table)[present].max(axis=1)
    return out


def slsw(labels: Labels, refitted: Labels, *, n_segments: int | None = None) -> Floats:
    """Segment level stability within solutions, for each pair of refits.

    Parameters
    ----------
    labels : ndarray of shape (n_samples,)
        The segments.
    refitted : ndarray of shape (n_resamples, n_samples)
        Every row placed by every refit.
    n_segments : int or None
        Segments, where the last ones may have no row here.

    Returns
    -------
    ndarray of shape (n_resamples // 2, n_segments)
        The mean, over the two refits of a pair, of the largest Jaccard similarity.

    References
    ----------
    Dolnicar and Leisch (2017), Using segment level stability to select target segments in data-driven market
    segmentation studies, Marketing Letters 28:423-436.

    Examples
    --------
    >>> slsw(np.array([0, 0, 1]), np.array([[1, 1, 0], [0, 0, 0]])).round(3).tolist()
    [[0.833, 0.667]]
    """
    best = clusterwise(labels, refitted, np.ones_like(refitted, dtype=np.bool_), n_segments=n_segments)
    pairs = len(best) // 2
    return (best[0 : 2 * pairs : 2] + best[1 : 2 * pairs : 2]) / 2


def matched(labels: Labels, refitted: Labels, n_clusters: int) -> NDArray[np.intp]:
    """Match the segments with each refit's clusters one to one, so that most rows stay in their segment.

    Parameters
    ----------
    labels : ndarray of shape (n_samples,)
        The segments.
    refitted : ndarray of shape (n_resamples, n_samples)
        Every row placed by every refit.
    n_clusters : int
        Segments, and clusters of each refit.

    Returns
    -------
    ndarray of shape (n_resamples, n_clusters)
        The refitted cluster of each segment.

    Examples
    --------
    >>> matched(np.array([0, 0, 1]), np.array([[1, 1, 0]]), 2).tolist()
    [[1, 0]]
    """
    shape = n_clusters, n_clusters
    tables = threads.map_columns(lambda found: shared(labels, found, shape), refitted, rows=len(labels))
    return np.stack([match(table) for table in tables])


def _stayed(labels: Labels, refitted: Labels, partners: NDArray[np.intp]) -> Floats:
    """Return the share of refits in which each row stays in its segment."""
    out, few = np.empty(len(labels)), partners.astype(np.int32)

    def fill(block: slice) -> None:
        out[block] = np.count_nonzero(few[:, labels[block]] == refitted[:, block], axis=0) / len(few)

    threads.map_columns(fill, threads.cache_blocks(len(labels)), rows=len(labels))
    return out


def segment_stability(
    X: Floats, labels: Labels, resamples: Resamples, *, everyone: tuple[Floats, Labels] | None = None
) -> Stability:
    """Put together the stability of segments: in all, by segment, by customer.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The rows that were resampled.
    labels : ndarray of shape (n_samples,)
        Their segments, from 0.
    resamples : Resamples
        Refits with as many segments.
    everyone : tuple of (ndarray, ndarray) or None
        All customers and their segments, where `X` is a sample of them.

    Returns
    -------
    Stability

    Examples
    --------
    >>> from coterie.evidence.refits import resample
    >>> X = np.concatenate([np.random.default_rng(0).normal(m, 1, (30, 2)) for m in (0, 9)])
    >>> found = segment_stability(X, np.repeat([0, 1], 30), resample(X, [2], n_resamples=10, random_state=0))
    >>> found.agreement, found.segments[0].reading
    (1.0, 'highly stable')
    """
    everyone = everyone or (X, labels)
    k = int(everyone[1].max()) + 1
    refitted = resamples.labels(X, k)
    each = clusterwise(labels, refitted, resamples.drawn, n_segments=k)
    within = slsw(labels, refitted, n_segments=k)
    every = refitted if everyone[0] is X else resamples.labels(everyone[0], k)
    placing = Placing(resamples.centers_of(k), matched(everyone[1], every, k))
    stayed = _stayed(everyone[1], every, placing.partners)
    segments = tuple(
        SegmentStability(
            jaccard=mean_known(each[:, m]),
            recovered=mean_known(np.where(np.isnan(each[:, m]), np.nan, each[:, m] >= 0.75)),
            slsw=mean_known(within[:, m]),
            stayed=_mean_share(stayed[everyone[1] == m], len(refitted)),
            borderline=int((stayed[everyone[1] == m] < BORDERLINE).sum()),
        )
        for m in range(k)
    )
    return Stability(len(refitted), len(X), float(agreements(refitted).mean()), segments, stayed, placing)


def _mean_share(shares: Floats, refits: int) -> float:
    """Return the mean of shares of so many refits, the same for any order of the customers."""
    return float(np.rint(shares * refits).sum()) / (refits * len(shares)) if len(shares) else float("nan")


def mean_known(values: Floats) -> float:
    """Mean of the values that are there; nan where none is.

    Examples
    --------
    >>> mean_known(np.array([1.0, np.nan, 2.0]))
    1.5
    """
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else float("nan")
