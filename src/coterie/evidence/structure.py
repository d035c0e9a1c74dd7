"""Is there anything to find? The customers against tables where there is nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from coterie.clustering.compacting import compact
from coterie.evidence.placebo import box, columns_by_content, gaussian, principal, with_values_of
from coterie.evidence.refits import refit
from coterie.threads import parallel_map

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coterie.clustering import Sweep
    from coterie.evidence.placebo import Axes
    from coterie.evidence.treatment import Treated

Floats = NDArray[np.float64]

TESTED = 8
"""The largest K that takes part in the test: beyond it, K's add more chance than structure."""

LEVEL = 0.05
"""Both placebos must be beaten at this level."""


@dataclass(frozen=True)
class Placebo:
    """How one kind of structureless table compares.

    Attributes
    ----------
    kind : {"gaussian", "box"}
        Normal with the customers' covariances, or uniform in the box around their principal axes.
    statistic : float
        How far the customers' silhouettes are above the placebo's, at the K where they are farthest, in standard
        deviations of the placebo at that K.
    draws : tuple of float
        The same for each placebo table, compared with all others, the customers' among them.
    p : float
        Share of tables, the customers' own among them, that reach `statistic`.
    excess : tuple of float
        By K, the customers' silhouette less the placebo's mean, in standard deviations.
    silhouette_squared : tuple of float
        By K, the placebo's mean silhouette with squared distances.
    inertia : ndarray of shape (n_draws, n_ks)
        The placebo's inertias.
    """

    kind: Literal["gaussian", "box"]
    statistic: float
    draws: tuple[float, ...]
    p: float
    excess: tuple[float, ...]
    silhouette_squared: tuple[float, ...]
    inertia: Floats


@dataclass(frozen=True)
class Structure:
    """The test of structure.

    Attributes
    ----------
    n_clusters : tuple of int
        The K's compared, from 1.
    silhouette_squared, inertia : tuple of float
        Of the treated customers, by K.
    placebos : (Placebo, Placebo)
        The normal one and the box.
    treated : tuple of int
        Columns whose skew or tails were treated before.
    rows : int
        Customers in the test.
    """

    n_clusters: tuple[int, ...]
    silhouette_squared: tuple[float, ...]
    inertia: tuple[float, ...]
    placebos: tuple[Placebo, Placebo]
    treated: tuple[int, ...]
    rows: int

    @property
    def found(self) -> bool:
        """Whether the customers beat both placebos."""
        return self.p <= LEVEL

    @property
    def p(self) -> float:
        """The larger of the two p-values."""
        return max(placebo.p for placebo in self.placebos)

    @property
    def statistic(self) -> float:
        """The smaller of the two statistics."""
        return min(placebo.statistic for placebo in self.placebos)

    @property
    def excess(self) -> tuple[float, ...]:
        """By K from 2, how far the silhouette is above the placebo that does better there."""
        gaussian_, box_ = self.placebos
        return tuple(min(pair) for pair in zip(gaussian_.excess, box_.excess, strict=True))


def structure_test(
    treated: Treated, n_clusters: Sequence[int], *, n_draws: int = 19, random_state: int = 0
) -> Structure:
    """Compare the silhouettes of all K's with those of two kinds of tables without groups.

    The statistic is the largest standardised silhouette over K (Westfall and Young's maxT): the same sweep is made of
    the customers and of every placebo, each K is standardised over all of them, and the largest is compared. A normal
    placebo alone is beaten by any flat distribution, a box alone by any round one; structure is what neither explains.

    Parameters
    ----------
    treated : Treated
        The matrix, skew and tails treated.
    n_clusters : sequence of int
        The K's, from 1. Those above 8 are measured, but take no part in the test; with 1 alone nothing is found.
    n_draws : int
        Tables of each kind; 19 are the fewest that can reach p = 0.05.
    random_state : int
        Seed.

    Returns
    -------
    Structure

    References
    ----------
    In the spirit of Hennig and Lin (2015), Flexible parametric bootstrap for testing homogeneity against clustering and
    assessing the number of clusters, Statistics and Computing 25:821-833.

    Examples
    --------
    >>> from coterie.evidence.treatment import treat
    >>> rng = np.random.default_rng(0)
    >>> structure_test(treat(rng.uniform(size=(80, 2))), range(1, 5)).found
    False
    >>> X = rng.normal(size=(90, 2)) + np.repeat([[0, 0], [0, 9], [9, 0]], 30, axis=0)
    >>> structure_test(treat(X), range(1, 5)).found
    True
    """
    columns = columns_by_content(treated.X, treated.discrete)
    X, discrete = np.ascontiguousarray(treated.X[:, columns]), treated.discrete[columns]
    X = X if discrete.any() else compact(X)  # turned, without discrete columns nobody notices
    own = refit(compact(X), n_clusters, random_state=random_state)
    makers: tuple[tuple[Literal["gaussian", "box"], Callable[[Floats, np.random.Generator, Axes], Floats]], ...]
    makers = (("gaussian", gaussian), ("box", box))
    rng = np.random.default_rng([random_state, 14])
    placebos, axes = [], principal(X)
    discrete = discrete if discrete.any() else np.zeros(X.shape[1], dtype=bool)
    for kind, make in makers:
        drawn = [compact(with_values_of(make(X, rng, axes), X, discrete)) for _ in range(n_draws)]
        sweeps = parallel_map(lambda one: refit(one[1], n_clusters, random_state=one[0]), enumerate(drawn))
        placebos.append(_compared(kind, own, sweeps))
    changed = tuple(j for j, how in enumerate(treated.how) if how)
    return Structure(
        own.n_clusters, own.silhouette_squared, own.inertia, (placebos[0], placebos[1]), changed, len(treated.X)
    )


def _compared(kind: Literal["gaussian", "box"], own: Sweep, drawn: list[Sweep]) -> Placebo:
    several = [i for i, k in enumerate(own.n_clusters) if k > 1]
    table = np.array([each.silhouette_squared for each in (own, *drawn)])[:, several]
    inertia = np.array([each.inertia for each in drawn])
    tested = sum(1 < k <= TESTED for k in own.n_clusters)
    if not tested:
        return Placebo(kind, 0.0, (0.0,) * len(drawn), 1.0, (), (), inertia)
    above = _above_others(table)
    largest = above[:, :tested].max(axis=1)
    return Placebo(
        kind=kind,
        statistic=float(largest[0]),
        draws=tuple(largest[1:].tolist()),
        p=float(np.mean(largest >= largest[0])),
        excess=tuple(above[0].tolist()),
        silhouette_squared=tuple(table[1:].mean(axis=0).tolist()),
        inertia=inertia,
    )


def _above_others(table: Floats) -> Floats:
    """Compare each row with all others, in their standard deviations: without groups, no row differs from another."""
    out = np.empty_like(table)
    for number, row in enumerate(table):
        others = np.delete(table, number, axis=0)
        spread = others.std(axis=0)
        out[number] = (row - others.mean(axis=0)) / np.where(spread > 0, spread, np.inf)
    return out
