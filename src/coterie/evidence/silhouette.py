"""The Euclidean silhouette of every K, measured once for whatever shows it or chooses by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.clustering import silhouettes

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from coterie.clustering import Silhouette, Sweep
    from coterie.evidence.indices import Labels


def mean_silhouettes(
    X: NDArray[np.float64], labels: Mapping[int, Labels], *, random_state: int = 0, population: int | None = None
) -> dict[int, Silhouette]:
    """Measure the mean silhouette (Rousseeuw 1987) of every K above 1, each distance computed once for all of them.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The customers held.
    labels : mapping of int to ndarray of shape (n_samples,)
        Their segments, by K.
    random_state : int
        Seed of the sample, where there are too many customers to ask all of them.
    population : int or None
        All customers, where those held are a random sample of them.

    Returns
    -------
    dict of int to Silhouette

    Examples
    --------
    >>> import numpy as np
    >>> X, labels = np.array([[0.0], [1.0], [9.0], [10.0]]), np.array([0, 0, 1, 1])
    >>> round(mean_silhouettes(X, {2: labels})[2].mean, 4)
    0.8885
    """
    several = {k: own for k, own in labels.items() if k > 1}
    found = silhouettes(X, list(several.values()), random_state=random_state, population=population)
    return dict(zip(several, found, strict=True))


def labels_by_k(sweep: Sweep) -> dict[int, Labels]:
    """Return the labels of every K, in as few bytes as they are kept in."""
    return {each.n_clusters: each.compact_labels for each in sweep.clusterings}


def mean_of(measured: Mapping[int, Silhouette], k: int) -> float:
    """Return the mean silhouette of a K; nan where it has none.

    Examples
    --------
    >>> mean_of({}, 1)
    nan
    """
    return measured[k].mean if k in measured else float("nan")
