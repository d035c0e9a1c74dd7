"""How much nearer rows are to their own cluster than to the next."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Literal

import numpy as np

from coterie import errors
from coterie.clustering.content import content_order
from coterie.clustering.engine import kernels, thread_count
from coterie.clustering.inputs import checked_labels, checked_number, checked_seed
from coterie.clustering.scaling import scaled_matrix

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import ArrayLike

EXACT_ROWS = 10_000
"""Rows up to which silhouettes with plain distances are those of all rows, and not of a sample."""

COMPARED_ROWS = 100_000
"""Rows that each row asked is compared with, at most: of more rows, those of a random sample."""

_PILOT = 1_000
_MOST_ROWS = 20_000


@dataclass(frozen=True)
class Silhouette:
    """A mean silhouette and how it was taken.

    Attributes
    ----------
    mean : float
        Between -1 and 1; nan for one cluster.
    low, high : float
        95 % interval of the mean of all rows; both are the mean where all rows were asked.
    rows : int
        Rows asked.
    kind : {"exact", "sampled"}
        Whether all rows were asked or a random sample of them.
    against : int
        Rows that each of them was compared with.
    """

    mean: float
    low: float
    high: float
    rows: int
    kind: Literal["exact", "sampled"]
    against: int

    @property
    def label(self) -> str:
        """What it is, in words for people.

        Examples
        --------
        >>> Silhouette(0.25, 0.24, 0.26, 1000, "sampled", 30_000).label
        'Euclidean silhouette, sampled: 1,000 rows against 30,000, 95 % interval 0.240 to 0.260'
        """
        if self.kind == "exact":
            return "Euclidean silhouette, exact"
        interval = f"95 % interval {self.low:.3f} to {self.high:.3f}"
        return f"Euclidean silhouette, sampled: {self.rows:,} rows against {self.against:,}, {interval}"


def squared_silhouette(X: ArrayLike, labels: ArrayLike, n_clusters: int) -> float:
    """Mean silhouette with squared Euclidean distances: exact, in time linear in the rows.

    The mean squared distance of a row to a cluster needs only the cluster's size, mean and spread
    (Spark's form of Rousseeuw 1987). Its values are larger than those of the Euclidean silhouette: do not compare them.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features)
        The rows.
    labels : array-like of shape (n_samples,)
        Cluster of each row, from 0 to `n_clusters` - 1. A row alone in its cluster counts 0.
    n_clusters : int
        Number of clusters; empty ones are passed over.

    Returns
    -------
    float
        Between -1 and 1; nan for fewer than two clusters with rows.

    Raises
    ------
    coterie.errors.InputError
        For missing or infinite values, or labels that do not fit the rows.

    Examples
    --------
    >>> round(squared_silhouette([[0.0], [1.0], [9.0], [10.0]], [0, 0, 1, 1], 2), 4)
    0.9876
    """
    threads = thread_count(None)
    rows = scaled_matrix(X, n_threads=threads).rows
    k = checked_number("n_clusters", n_clusters, 1)
    numbers = checked_labels(labels, len(rows), k)
    return kernels().squared_silhouette(rows, numbers, n_clusters=k, n_threads=threads)


def silhouettes(
    X: ArrayLike,
    labels: Sequence[ArrayLike],
    *,
    precision: float = 0.01,
    random_state: int = 0,
    population: int | None = None,
    n_threads: int | None = None,
    on_progress: Callable[[int, int, str], None] | None = None,
) -> tuple[Silhouette, ...]:
    """Mean silhouettes with Euclidean distances (Rousseeuw 1987) of several clusterings of the same rows.

    Each distance is computed once for all clusterings. Up to `EXACT_ROWS` rows the means are exact. Beyond, a random
    sample of rows is compared with all rows, or with a random sample of `COMPARED_ROWS`: as many as bring the 95 %
    interval within `precision` of the mean. Samples depend on what rows hold: the answer is the same for any order of
    the rows and any number of threads.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features)
        The rows.
    labels : sequence of array-like of shape (n_samples,)
        Cluster of each row, one array a clustering, numbered from 0.
    precision : float
        Half the width wanted of the 95 % interval.
    random_state : int
        Seed of the sample.
    population : int, optional
        Rows of the table that `X` is a random sample of; by default `X` is all of it.
    n_threads : int, optional
        Threads to use; by default as many as the processor allows.
    on_progress : callable, optional
        Called with (done, total, what).

    Returns
    -------
    tuple of Silhouette
        One for each clustering.

    Raises
    ------
    coterie.errors.InputError
        For missing or infinite values, or labels that do not fit the rows.

    Examples
    --------
    >>> both = silhouettes([[0.0], [1.0], [9.0], [10.0]], [[0, 0, 1, 1], [0, 1, 2, 2]])
    >>> [round(found.mean, 4) for found in both], both[0].label
    ([0.8885, 0.441], 'Euclidean silhouette, exact')
    """
    threads, seed = thread_count(n_threads), checked_seed(random_state)
    rows = scaled_matrix(X, n_threads=threads).rows
    if not precision > 0:
        raise errors.choosing.bad_value("precision", precision, "above 0")
    sets = [checked_labels(one, len(rows), len(rows)) for one in labels]
    if not sets:
        return ()
    counts = [int(one.max()) + 1 for one in sets]
    everyone = max(len(rows), checked_number("population", population or 0, 0, most=2**63 - 1))
    if len(rows) > COMPARED_ROWS:
        kept = content_order(rows, random_state=seed)[:COMPARED_ROWS]
        rows, sets = rows[kept], [one[kept] for one in sets]
    order = content_order(rows, sets, random_state=seed)
    rows, matrix = rows[order], np.ascontiguousarray(np.vstack(sets)[:, order])
    report = None if on_progress is None else lambda done, what: on_progress(done, 1, what)

    def measured(asked: int) -> tuple[Silhouette, ...]:
        about, precise = np.arange(asked), asked == len(rows)
        sums = kernels().silhouettes(
            rows, matrix, counts, about=about, precise=precise, n_threads=threads, report=report
        )
        described = zip(*(one / asked for one in sums), counts, strict=True)
        return tuple(_described(*one, asked=asked, against=len(rows), everyone=everyone) for one in described)

    if len(rows) <= EXACT_ROWS:
        return measured(len(rows))
    pilot = measured(_PILOT)
    widest = max([0.0, *(found.high - found.low for found in pilot if found.high > found.low)]) / 2
    needed = min(_MOST_ROWS, len(rows), int(np.ceil(_PILOT * (widest / precision) ** 2)))
    return pilot if needed <= _PILOT else measured(needed)


def _described(mean: float, square: float, n_clusters: int, *, asked: int, against: int, everyone: int) -> Silhouette:
    kind: Literal["exact", "sampled"] = "exact" if asked == everyone else "sampled"
    if n_clusters < 2:
        nan = float("nan")
        return Silhouette(nan, nan, nan, asked, kind, against)
    if kind == "exact":
        return Silhouette(float(mean), float(mean), float(mean), asked, kind, against)
    # A sample without replacement knows more, but not where rows were compared with a sample, too.
    left = 1 - asked / everyone if against == everyone else 1.0
    half = NormalDist().inv_cdf(0.975) * float(np.sqrt(max(square - mean**2, 0.0) * left / max(asked - 1, 1)))
    return Silhouette(float(mean), float(mean) - half, float(mean) + half, asked, kind, against)
