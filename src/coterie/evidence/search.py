"""How far a matrix stands out from placebos, quickly; and the features in which it stands out most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie.evidence.placebo import box, columns_by_content, gaussian, with_values_of
from coterie.evidence.refits import possible, refit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.evidence.treatment import Treated

Floats = NDArray[np.float64]

_STARTS = 3
_DRAWS = 3


@dataclass(frozen=True)
class Standing:
    """How far the silhouettes stand above both placebos.

    Attributes
    ----------
    distance : float
        Silhouette (squared Euclidean) less the better placebo's mean, at the K where that is largest.
    k : int
        That K.
    """

    distance: float
    k: int


def standing(treated: Treated, n_clusters: Sequence[int], *, random_state: int = 0) -> Standing:
    """Measure structure roughly, with few starts and few placebos: to compare matrices, not to decide.

    Parameters
    ----------
    treated : Treated
        The matrix, skew and tails treated.
    n_clusters : sequence of int
        K's above 1, rising.
    random_state : int
        Seed.

    Returns
    -------
    Standing
        0 above, at K = 1, where there are too few distinct rows for any of them.

    Examples
    --------
    >>> from coterie.evidence.treatment import treat
    >>> X = np.random.default_rng(0).normal(size=(90, 2)) + np.repeat([[0, 0], [0, 9], [9, 0]], 30, axis=0)
    >>> standing(treat(X), range(2, 6)).k
    3
    """
    n_clusters = [k for k in possible(treated.X, n_clusters) if k > 1]
    if not n_clusters:
        return Standing(0.0, 1)
    rng = np.random.default_rng([random_state, 15])
    columns = columns_by_content(treated.X, treated.discrete)
    X, discrete = np.ascontiguousarray(treated.X[:, columns]), treated.discrete[columns]
    own = np.array(refit(X, n_clusters, random_state=random_state, n_starts=_STARTS).silhouette_squared)
    placebos = []
    for make in (gaussian, box):
        tables = [with_values_of(make(X, rng), X, discrete) for _ in range(_DRAWS)]
        found = [
            refit(table, n_clusters, random_state=i, n_starts=_STARTS).silhouette_squared
            for i, table in enumerate(tables)
        ]
        placebos.append(np.mean(found, axis=0))
    above = own - np.maximum(*placebos)
    best = int(np.argmax(above))
    return Standing(float(above[best]), n_clusters[best])


def backward(
    treated: dict[str, Treated],
    n_clusters: Sequence[int],
    *,
    random_state: int = 0,
    fewest: int = 2,
    known: dict[tuple[str, ...], Standing] | None = None,
) -> list[tuple[tuple[str, ...], Standing]]:
    """Leave out one feature after another, each time the one without which structure is clearest.

    Parameters
    ----------
    treated : dict of str to Treated
        Every feature's columns.
    n_clusters : sequence of int
        K's above 1.
    random_state : int
        Seed.
    fewest : int
        Features that remain at the end.
    known : dict of tuple of str to Standing or None
        Sets measured before with the same K's and seed: they are not measured again, and new ones are added.

    Returns
    -------
    list of (tuple of str, Standing)
        The sets of features on the way, from all to the fewest.

    Examples
    --------
    >>> from coterie.evidence.treatment import treat
    >>> rng = np.random.default_rng(0)
    >>> X = rng.normal(size=(90, 2)) + np.repeat([[0, 0], [0, 9], [9, 0]], 30, axis=0)
    >>> parts = {"a": treat(X[:, :1]), "noise": treat(rng.uniform(size=(90, 1))), "b": treat(X[:, 1:])}
    >>> [features for features, _ in backward(parts, range(2, 5))]
    [('a', 'noise', 'b'), ('a', 'b')]
    """
    known = {} if known is None else known

    def measured(names: tuple[str, ...]) -> Standing:
        if names not in known:
            known[names] = standing(together(treated, names), n_clusters, random_state=random_state)
        return known[names]

    features = tuple(treated)
    way = [(features, measured(features))]
    while len(features) > fewest:
        rests = [tuple(feature for feature in features if feature != left_out) for left_out in features]
        features, found = max(((rest, measured(rest)) for rest in rests), key=lambda pair: pair[1].distance)
        way.append((features, found))
    return way


def together(treated: dict[str, Treated], features: Sequence[str]) -> Treated:
    """Put the columns of some features side by side.

    Examples
    --------
    >>> from coterie.evidence.treatment import treat
    >>> together({"a": treat(np.eye(3)), "b": treat(np.eye(3))}, ["b"]).X.shape
    (3, 3)
    """
    from coterie.evidence.treatment import Treated  # noqa: PLC0415 - at run time only here

    parts = [treated[feature] for feature in features]
    return Treated(
        np.column_stack([part.X for part in parts]),
        tuple(how for part in parts for how in part.how),
        np.concatenate([part.discrete for part in parts]),
    )
