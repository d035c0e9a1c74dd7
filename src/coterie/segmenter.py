"""The scikit-learn clusterer: the same preparation, sweep and choice of K on a matrix; a scorer for its searches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from coterie import errors
from coterie.clustering import Sweep, assign, sweep
from coterie.evidence import KChoice, Limits, build_case, choose_k, given_k, prepared_customers
from coterie.evidence.criterion import check_criterion, recommend_by
from coterie.evidence.inputs import count_distinct
from coterie.evidence.silhouette import labels_by_k, mean_of, mean_silhouettes
from coterie.options.checks import Choice, Whole
from coterie.preparation import Preparation
from coterie.sources.frame_days import as_days, last_date

try:
    from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, ClusterMixin, TransformerMixin
    from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data
except ImportError as missing:  # an extra
    raise errors.libraries.not_installed("coterie.Segmenter", "coterie[sklearn]") from missing

if TYPE_CHECKING:
    from typing import Self

    from numpy.typing import ArrayLike, NDArray


_CHECKS = {
    "n_clusters": Whole(1, 255, ("auto", "elbow", "silhouette")),
    "k_max": Whole(1, 255),
    "impute": Choice(("median", "mean")),
    "power_transform": Choice(("auto", "none")),
    "scale": Choice(("zscore", "robust", "none")),
    "evidence": Choice(("quick", "full", "none")),
    "n_init": Whole(1, 1000),
}


class Segmenter(ClassNamePrefixFeaturesOutMixin, TransformerMixin, ClusterMixin, BaseEstimator):
    """K-Means segments of customers, as `coterie.segment` makes them of the same numbers.

    On the matrix of the same features it prepares, clusters and chooses the number of segments as `coterie.segment`
    does by default; it neither cleans nor describes nor names.

    Parameters
    ----------
    n_clusters : "auto", "elbow", "silhouette" or int
        Number of segments: by all the evidence ("auto"), by one criterion alone, or a number.
    k_max : int
        The largest number tried where none is given.
    impute, power_transform, scale : str
        The arguments `impute`, `transform` and `scale` of `coterie.preparation.Preparation`.
    evidence : {"quick", "full", "none"}
        How much evidence to gather where the number is "auto"; without any, the elbow or the silhouette chooses.
    n_init : int
        K-means++ starts for each K.
    random_state : int, numpy.random.RandomState or None
        Random seed. None is 0: results stay repeatable.

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
        The Euclidean silhouette of every K above 1, where `n_clusters` is no number.
    preparation_ : coterie.preparation.FittedPreparation
        The fitted preparation.
    last_date_ : datetime.date or None
        The last date of a frame with dates, from which their days are counted back, also in `predict`.
    seed_ : int
        The seed that was used.
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
        n_clusters: Literal["auto", "elbow", "silhouette"] | int = "auto",
        *,
        k_max: int = 12,
        impute: Literal["median", "mean"] = "median",
        power_transform: Literal["auto", "none"] = "auto",
        scale: Literal["zscore", "robust", "none"] = "zscore",
        evidence: Literal["quick", "full", "none"] = "quick",
        n_init: int = 20,
        random_state: int | np.random.RandomState | None = 0,
    ) -> None:
        self.n_clusters = n_clusters
        self.k_max = k_max
        self.impute = impute
        self.power_transform = power_transform
        self.scale = scale
        self.evidence = evidence
        self.n_init = n_init
        self.random_state = random_state

    def fit(self, X: ArrayLike, y: None = None, sample_weight: ArrayLike | None = None) -> Self:  # noqa: ARG002 - scikit-learn's signature
        """Find segments.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            Numbers; nan is filled. Of a frame also dates: they become days before the last date of all.
        y : None
            Ignored.
        sample_weight : array-like of shape (n_samples,) or None
            How much each row counts in centroids and inertia. Preparation, sizes and the choice of the number of
            segments count rows.

        Returns
        -------
        Segmenter
            Itself.

        Raises
        ------
        coterie.errors.InputError
            For rows that no segments can be made of.
        """
        self.last_date_ = last_date(X)
        X = as_days(X, self.last_date_)
        checked = validate_data(self, X, dtype=np.float64, ensure_all_finite="allow-nan", ensure_min_samples=2)
        self._check_columns(checked)
        self._check_parameters()
        self.seed_ = _seed_of(self.random_state)
        options = Preparation(self.impute, self.power_transform, self.scale)
        self.preparation_ = options.fit({str(i): column for i, column in enumerate(checked.T)})
        prepared = self._prepared(checked)
        weights = None if sample_weight is None else _check_sample_weight(sample_weight, checked, dtype=np.float64)
        self.sweep_ = self._sweep(prepared, weights)
        self.choice_ = self._choose(checked, prepared) if self._searches else given_k(int(self.n_clusters))
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
        return assign(self.prepared(X), self.cluster_centers_).labels

    def score(self, X: ArrayLike, y: None = None, sample_weight: ArrayLike | None = None) -> float:  # noqa: ARG002 - as above
        """Return minus the sum of squared distances of prepared rows to their centroid, as scikit-learn's KMeans does.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
        y : None
            Ignored.
        sample_weight : array-like of shape (n_samples,) or None
            How much each row counts.

        Returns
        -------
        float
        """
        prepared = self.prepared(X)
        weights = None if sample_weight is None else _check_sample_weight(sample_weight, prepared, dtype=np.float64)
        squares = assign(prepared, self.cluster_centers_).distance ** 2
        return -float(squares.sum() if weights is None else squares @ weights)

    def transform(self, X: ArrayLike) -> NDArray[np.float64]:
        """Return the distance of each row to each centroid, in prepared units.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)

        Returns
        -------
        ndarray of shape (n_samples, n_clusters)
        """
        prepared = self.prepared(X)
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

    def prepared(self, X: ArrayLike) -> NDArray[np.float64]:
        """Return rows as they are clustered: filled, transformed and scaled as the rows of `fit` were.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)

        Returns
        -------
        ndarray of shape (n_samples, n_features)
        """
        check_is_fitted(self)
        X = as_days(X, self.last_date_)
        return self._prepared(validate_data(self, X, dtype=np.float64, ensure_all_finite="allow-nan", reset=False))

    def _prepared(self, X: NDArray[np.float64]) -> NDArray[np.float64]:
        return self.preparation_.matrix({str(i): column for i, column in enumerate(X.T)})

    def _check_columns(self, X: NDArray[np.float64]) -> None:
        empty = np.flatnonzero(np.isnan(X).all(axis=0))
        if len(empty):
            names = getattr(self, "feature_names_in_", np.arange(X.shape[1]).astype(str))
            raise errors.columns.empty_column(str(names[empty[0]]))

    @property
    def _searches(self) -> bool:
        return isinstance(self.n_clusters, str)

    def _check_parameters(self) -> None:
        for name, check in _CHECKS.items():
            check(name, getattr(self, name))

    def _sweep(self, X: NDArray[np.float64], weights: NDArray[np.float64] | None) -> Sweep:
        if self._searches:
            counted = X if weights is None else X[weights > 0]  # rows without weight are as if they were not there
            wanted = range(1, min(self.k_max, count_distinct(counted, self.k_max)) + 1)
        else:
            wanted = range(int(self.n_clusters), int(self.n_clusters) + 1)
        return sweep(X, wanted, n_starts=self.n_init, random_state=self.seed_, sample_weight=weights)

    def _choose(self, given: NDArray[np.float64], X: NDArray[np.float64]) -> KChoice:
        """Choose K by all the evidence, or by one criterion alone."""
        tried = self.sweep_
        self.silhouettes_ = mean_silhouettes(X, labels_by_k(tried), random_state=self.seed_)
        k = self.n_clusters
        criterion = k if k == "elbow" or k == "silhouette" else None  # noqa: PLR1714 - so that types narrow
        if criterion is None and self.evidence == "none":
            means = [mean_of(self.silhouettes_, k) for k in tried.n_clusters]
            return choose_k(tried.n_clusters, tried.inertia, means, smallest=tried.smallest)
        limits = Limits(criterion=criterion)
        check_criterion(tried, limits)
        customers = prepared_customers(self.preparation_, {str(i): column for i, column in enumerate(given.T)}, X)
        case = build_case(
            customers, tried, silhouettes=self.silhouettes_, effort=self.evidence, random_state=self.seed_
        )
        advised = recommend_by(case.card, support=case.support, limits=limits)
        return KChoice(advised.k, criterion or "evidence", advised.reason, case.card.elbows)

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401 - scikit-learn's own type is not public
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags


def silhouette_scorer(estimator: Any, X: ArrayLike, y: object = None) -> float:  # noqa: ANN401 - scikit-learn's types are not public
    """Return the mean silhouette of rows in the segments that an estimator predicts, in prepared units.

    It compares numbers of segments with one another, which `Segmenter.score` does not: minus the inertia rises with
    every further segment.

    Parameters
    ----------
    estimator : Segmenter, or a scikit-learn pipeline that ends in one
        Fitted.
    X : array-like of shape (n_samples, n_features)
        Rows, as `fit` takes them.
    y : None
        Ignored.

    Returns
    -------
    float
        From -1 to 1 (Rousseeuw 1987); 0 where all rows have one segment.

    Raises
    ------
    coterie.errors.InputError
        For an estimator of another kind.

    Examples
    --------
    >>> from sklearn.model_selection import GridSearchCV
    >>> import coterie
    >>> X = coterie.datasets.bank_customers(n=600).select("age", "income")
    >>> search = GridSearchCV(coterie.Segmenter(), {"n_clusters": [2, 3, 20]}, scoring=coterie.silhouette_scorer)
    >>> search.fit(X).best_params_["n_clusters"] < 20
    True
    """
    del y
    *before, last = [step for _, step in estimator.steps] if hasattr(estimator, "steps") else [estimator]
    if not isinstance(last, Segmenter):
        raise errors.choosing.bad_value("estimator", type(last).__name__, "a Segmenter, or a pipeline that ends in one")
    rows: Any = X if not before else estimator[:-1].transform(X)
    there, labels = np.unique(last.predict(rows), return_inverse=True)
    if len(there) == 1:
        return 0.0
    found = mean_silhouettes(last.prepared(rows), {len(there): labels.astype(np.int32)}, random_state=last.seed_)
    return found[len(there)].mean


def _seed_of(given: int | np.random.RandomState | None) -> int:
    """Return a seed; of a generator its next number."""
    if isinstance(given, np.random.RandomState):
        return int(given.randint(2**31))
    return 0 if given is None else given
