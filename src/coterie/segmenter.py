"""The scikit-learn clusterer: the same preparation, sweep and choice of K on a matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from coterie import errors
from coterie.clustering import Sweep, assign, sweep
from coterie.evidence import choose_k, given_k
from coterie.evidence.silhouette import labels_by_k, mean_of, mean_silhouettes
from coterie.preparation import Preparation

try:
    from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, ClusterMixin, TransformerMixin
    from sklearn.utils.validation import check_is_fitted, validate_data
except ImportError as missing:  # an extra
    raise errors.libraries.not_installed("coterie.Segmenter", "coterie[sklearn]") from missing

if TYPE_CHECKING:
    from typing import Self

    from numpy.typing import ArrayLike, NDArray

    from coterie.evidence import KChoice


class Segmenter(ClassNamePrefixFeaturesOutMixin, TransformerMixin, ClusterMixin, BaseEstimator):
    """K-Means segments of customers, the number of them chosen by an elbow that stays put.

    Parameters
    ----------
    n_clusters : "auto" or int
        Number of segments; "auto" chooses it.
    k_max : int
        The largest number tried by "auto".
    impute, power_transform, scale : str
        The arguments `impute`, `transform` and `scale` of `coterie.preparation.Preparation`.
    n_init : int
        K-means++ starts for each K.
    random_state : int
        Seed of all chance.

    Attributes
    ----------
    labels_ : ndarray of shape (n_samples,), int32
        Segment of each row; 0 is the largest.
    cluster_centers_ : ndarray of shape (n_clusters, n_features)
        Centroids, in prepared units.
    original_centers_ : ndarray of shape (n_clusters, n_features)
        The same centroids brought back to original units; for a transformed feature not its mean but the value whose
        transform is the mean transform.
    inertia_ : float
        Sum of squared distances of prepared rows to their centroid.
    choice_ : coterie.evidence.KChoice
        Which K was chosen, and why.
    sweep_ : coterie.clustering.Sweep
        Every K tried.
    silhouettes_ : dict of int to coterie.clustering.Silhouette
        The Euclidean silhouette of every K above 1, where `n_clusters` is "auto".
    preparation_ : coterie.preparation.FittedPreparation
        The fitted preparation.
    n_features_in_ : int
        Columns seen in fit.
    feature_names_in_ : ndarray of shape (n_features_in_,)
        Their names, where `X` had names.

    See Also
    --------
    coterie.segment : the whole job on a customer table, from cleaning to names.

    Examples
    --------
    >>> import numpy as np
    >>> from coterie import Segmenter
    >>> X = np.array([[20, 1.0], [22, 1.2], [21, 1.1], [60, 9.0], [61, 9.2], [59, 9.1]])
    >>> segmenter = Segmenter(n_clusters=2).fit(X)
    >>> segmenter.predict([[58, 9.0]]) == segmenter.labels_[3]
    array([ True])
    """

    def __init__(
        self,
        n_clusters: Literal["auto"] | int = "auto",
        *,
        k_max: int = 12,
        impute: Literal["median", "mean"] = "median",
        power_transform: Literal["auto", "none"] = "auto",
        scale: Literal["zscore", "robust", "none"] = "zscore",
        n_init: int = 25,
        random_state: int = 0,
    ) -> None:
        self.n_clusters = n_clusters
        self.k_max = k_max
        self.impute = impute
        self.power_transform = power_transform
        self.scale = scale
        self.n_init = n_init
        self.random_state = random_state

    def fit(self, X: ArrayLike, y: None = None) -> Self:  # noqa: ARG002 - scikit-learn's signature
        """Find segments.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            Numbers; nan is filled.
        y : None
            Ignored.

        Returns
        -------
        Segmenter
            Itself.

        Raises
        ------
        coterie.errors.InputError
            For rows that no segments can be made of.
        """
        checked = validate_data(self, X, dtype=np.float64, ensure_all_finite="allow-nan", ensure_min_samples=2)
        self._check_columns(checked)
        options = Preparation(self.impute, self.power_transform, self.scale)
        self.preparation_ = options.fit({str(i): column for i, column in enumerate(checked.T)})
        prepared = self._prepared(checked)
        self.sweep_ = self._sweep(prepared)
        self.choice_ = self._choose(prepared) if self.n_clusters == "auto" else given_k(self.n_clusters)
        best = self.sweep_[self.choice_.k]
        self.labels_ = best.labels
        self.cluster_centers_ = best.centers
        self.inertia_ = best.inertia
        self.n_iter_ = best.n_iter
        return self

    def predict(self, X: ArrayLike) -> NDArray[np.int32]:
        """Return the segment of each row.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)

        Returns
        -------
        ndarray of shape (n_samples,), int32
        """
        return assign(self._checked(X), self.cluster_centers_).labels

    def transform(self, X: ArrayLike) -> NDArray[np.float64]:
        """Return the distance of each row to each centroid, in prepared units.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)

        Returns
        -------
        ndarray of shape (n_samples, n_clusters)
        """
        prepared = self._checked(X)
        squares = ((prepared[:, None, :] - self.cluster_centers_[None]) ** 2).sum(axis=2)
        return np.asarray(np.sqrt(squares))

    @property
    def original_centers_(self) -> NDArray[np.float64]:
        """Centroids in original units."""
        check_is_fitted(self)
        columns = zip(self.preparation_.features, self.cluster_centers_.T, strict=True)
        return np.column_stack([feature.invert(column) for feature, column in columns])

    @property
    def _n_features_out(self) -> int:
        return len(self.cluster_centers_)

    def _checked(self, X: ArrayLike) -> NDArray[np.float64]:
        check_is_fitted(self)
        return self._prepared(validate_data(self, X, dtype=np.float64, ensure_all_finite="allow-nan", reset=False))

    def _prepared(self, X: NDArray[np.float64]) -> NDArray[np.float64]:
        return self.preparation_.matrix({str(i): column for i, column in enumerate(X.T)})

    def _check_columns(self, X: NDArray[np.float64]) -> None:
        empty = np.flatnonzero(np.isnan(X).all(axis=0))
        if len(empty):
            names = getattr(self, "feature_names_in_", np.arange(X.shape[1]).astype(str))
            raise errors.columns.empty_column(str(names[empty[0]]))

    def _sweep(self, X: NDArray[np.float64]) -> Sweep:
        if self.n_clusters == "auto":
            wanted = range(1, min(self.k_max, len(np.unique(X, axis=0))) + 1)
        else:
            wanted = range(self.n_clusters, self.n_clusters + 1)
        return sweep(X, wanted, n_starts=self.n_init, random_state=self.random_state)

    def _choose(self, X: NDArray[np.float64]) -> KChoice:
        """Choose K by the elbow or the silhouette."""
        tried = self.sweep_
        self.silhouettes_ = mean_silhouettes(X, labels_by_k(tried), random_state=self.random_state)
        means = [mean_of(self.silhouettes_, k) for k in tried.n_clusters]
        return choose_k(tried.n_clusters, tried.inertia, means, smallest=tried.smallest)

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401 - scikit-learn's own type is not public
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags
