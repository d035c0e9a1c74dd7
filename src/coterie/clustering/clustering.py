"""The nouns of clustering: one K, and every K tried."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Clustering:
    """The best K-Means clustering found for one K; cluster 0 is the largest.

    Attributes
    ----------
    centers : ndarray of shape (n_clusters, n_features), float64
        Means of the clusters.
    compact_labels : ndarray of shape (n_samples,), uint8, uint16 or int32
        Cluster of each row, in as few bytes as the number of clusters needs: a sweep keeps one for every K.
    sizes : ndarray of shape (n_clusters,), int64
        Rows in each cluster, never increasing: ties are ordered by centre, first coordinate first.
    inertia : float
        Sum of squared distances of rows to their centre.
    silhouette_squared : float
        Mean silhouette with squared Euclidean distances, exact; nan for one cluster. Its values are larger than those
        of the silhouette as everyone means it, which `coterie.clustering.silhouettes` measures.
    n_iter : int
        Lloyd iterations of the winning start.
    n_best : int
        Starts that came within 1e-6 (relative) of the best inertia.
    n_starts : int
        Starts made.
    """

    centers: NDArray[np.float64]
    compact_labels: NDArray[np.uint8] | NDArray[np.uint16] | NDArray[np.int32]
    sizes: NDArray[np.int64]
    inertia: float
    silhouette_squared: float
    n_iter: int
    n_best: int
    n_starts: int

    @property
    def n_clusters(self) -> int:
        """Number of clusters."""
        return len(self.sizes)

    @property
    def labels(self) -> NDArray[np.int32]:
        """Cluster of each row, as int32: small numbers overflow when they are added. Made anew when asked for."""
        return self.compact_labels.astype(np.int32, copy=False)


@dataclass(frozen=True)
class Sweep:
    """The best clustering of every K tried, in the order of K."""

    clusterings: tuple[Clustering, ...]

    @property
    def n_clusters(self) -> tuple[int, ...]:
        """The K's tried."""
        return tuple(clustering.n_clusters for clustering in self.clusterings)

    @property
    def inertia(self) -> tuple[float, ...]:
        """Inertia of each K."""
        return tuple(clustering.inertia for clustering in self.clusterings)

    @property
    def silhouette_squared(self) -> tuple[float, ...]:
        """Mean silhouette with squared Euclidean distances of each K; nan for K = 1."""
        return tuple(clustering.silhouette_squared for clustering in self.clusterings)

    @property
    def smallest(self) -> tuple[int, ...]:
        """Customers in the smallest segment of each."""
        return tuple(int(each.sizes.min()) for each in self.clusterings)

    def __getitem__(self, n_clusters: int) -> Clustering:
        """Return the clustering with that many clusters."""
        return next(clustering for clustering in self.clusterings if clustering.n_clusters == n_clusters)
