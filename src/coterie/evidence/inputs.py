"""What may be judged: a matrix, a customer table, labels that another tool made."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coterie import errors
from coterie.clustering import Clustering, Sweep
from coterie.clustering.inputs import checked_matrix
from coterie.evidence.indices import means, row_silhouettes, within
from coterie.preparation import FittedPreparation, Preparation
from coterie.preparation.yeo_johnson import yeo_johnson

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import ArrayLike

    from coterie.evidence.indices import Labels

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Customers:
    """What is judged.

    Attributes
    ----------
    X : ndarray of shape (n_customers, n_columns)
        The matrix that is clustered.
    columns : tuple of str
        Its columns.
    features : tuple of str
        The feature each column belongs to.
    values : dict of str to ndarray of shape (n_customers,)
        Numeric features in the units that people know; empty for a matrix.
    missing : ndarray of shape (n_customers, n_features), bool, or None
        Cells that were filled in.
    population : int or None
        All customers, where these are a random sample of them.
    rows : ndarray of shape (n_customers,), or None
        The row of the table that each of them is.
    of_rows : int or None
        How many rows the table has.
    milder : dict of int to ndarray of shape (n_customers,)
        By column, where it was straightened more than a logarithm does (Yeo-Johnson with a power below 0): the same
        values on the scale of log(1 + x / unit).
    """

    X: Floats
    columns: tuple[str, ...]
    features: tuple[str, ...]
    values: dict[str, Floats]
    missing: NDArray[np.bool_] | None
    population: int | None = None
    rows: NDArray[np.int64] | None = None
    of_rows: int | None = None
    milder: dict[int, Floats] = field(default_factory=dict)


def count_distinct(X: Floats, enough: int) -> int:
    """Count distinct customers, no further than is needed.

    Examples
    --------
    >>> count_distinct(np.array([[1.0], [1.0], [2.0]]), 3)
    2
    """
    some = len(np.unique(X[:1000], axis=0))
    return some if some >= enough else len(np.unique(X, axis=0))


def take_in(
    customers: object, columns: Sequence[str] | None = None, features: Sequence[str] | None = None
) -> Customers:
    """Take a matrix as it is; read, clean and prepare a table as `coterie.segment` does.

    Parameters
    ----------
    customers : array-like of shape (n_customers, n_columns), path or frame
        A matrix, or a customer table.
    columns : sequence of str or None
        Names of a matrix's columns; of a table, the columns to use as features.
    features : sequence of str or None
        The feature each column of a matrix belongs to, where a category has several columns; of a table, the same as
        `columns`.

    Returns
    -------
    Customers

    Raises
    ------
    coterie.errors.InputError
        For values that cannot be clustered, or names that do not fit.

    Examples
    --------
    >>> take_in([[1.0, 2.0], [3.0, 5.0]]).columns
    ('column 0', 'column 1')
    """
    if isinstance(customers, Customers):
        return customers
    if isinstance(customers, str | Path) or hasattr(customers, "columns"):
        if columns is not None and features is not None:
            raise errors.choosing.said_twice("columns", "features")
        return _table(customers, features if columns is None else columns)
    X = checked_matrix(customers)  # type: ignore[arg-type] # it checks what it is given
    names = tuple(columns) if columns is not None else tuple(f"column {j}" for j in range(X.shape[1]))
    of = tuple(features) if features is not None else names
    for option, given in (("columns", names), ("features", of)):
        if len(given) != X.shape[1]:
            raise errors.choosing.bad_value(option, f"{len(given)} names", f"{X.shape[1]} names, one a column")
    return Customers(X, names, of, {}, None)


def take_labels(labels: ArrayLike, n: int) -> tuple[NDArray[np.bool_], Labels]:
    """Take labels of any kind, and number them from 0, the largest segment first.

    Missing labels and negative numbers are no segment.

    Returns
    -------
    tuple of (ndarray of shape (n,), bool; ndarray of shape (n_used,), int32)
        Customers who have a segment, and theirs.

    Examples
    --------
    >>> used, found = take_labels(["b", "a", "a", None], 4)
    >>> used.tolist(), found.tolist()
    ([True, True, True, False], [1, 0, 0])
    """
    given = np.asarray(labels)
    if given.shape != (n,):
        raise errors.choosing.bad_value("labels", f"shape {given.shape}", f"one label for each of {n} customers")
    used = np.array([_is_label(value) for value in given.tolist()])
    if not used.any():
        raise errors.choosing.bad_value("labels", "no label", "at least one customer in a segment")
    words = given[used].astype(str) if given.dtype.kind not in "iub" else given[used]
    _, numbers, sizes = np.unique(words, return_inverse=True, return_counts=True)
    rank = np.argsort(np.argsort(-sizes, kind="stable"), kind="stable")
    return used, rank[numbers].astype(np.int32)


def by_customer(labels: ArrayLike, customers: Customers, given: object = None) -> ArrayLike:
    """Return the labels of customers, of labels given for every row of their table; `given` is that table.

    Examples
    --------
    >>> of_rows = Customers(np.zeros((1, 1)), (), (), {}, None, rows=np.array([2]), of_rows=3)
    >>> by_customer(["a", "b", "c"], of_rows).tolist()
    ['c']
    """
    labels = by_index(labels, given)
    if customers.rows is None or np.shape(labels) != (customers.of_rows,):
        return labels
    taken: ArrayLike = np.asarray(labels)[customers.rows]
    return taken


def by_index(labels: ArrayLike, customers: object) -> ArrayLike:
    """Return labels in the order of the customers, where both have an index, as pandas has it.

    Raises
    ------
    coterie.errors.InputError
        Where the indexes are not of the same rows, so that nothing says whose label is whose.

    Examples
    --------
    >>> import pandas as pd
    >>> by_index(pd.Series([5, 6], index=["a", "b"]), pd.DataFrame({"x": [0, 1]}, index=["b", "a"])).tolist()
    [6, 5]
    """
    theirs: Any = getattr(customers, "index", None)
    own: Any = getattr(labels, "index", None)
    if not (hasattr(theirs, "get_indexer") and hasattr(own, "get_indexer")):
        return labels
    if len(own) != len(theirs) or own.equals(theirs):  # another number of labels is told later
        return labels
    places = own.get_indexer(theirs) if own.is_unique and theirs.is_unique else np.array([-1])
    if (places < 0).any():
        raise errors.choosing.labels_of_others()
    taken: ArrayLike = np.asarray(labels)[places]
    return taken


def as_clustering(X: Floats, labels: Labels) -> Clustering:
    """Describe labels of another tool as a clustering.

    Examples
    --------
    >>> as_clustering(np.array([[0.0], [2.0], [9.0]]), np.array([0, 0, 1], dtype=np.int32)).inertia
    2.0
    """
    several = labels.max() > 0
    return Clustering(
        centers=means(X, labels),
        compact_labels=labels.astype(np.int32),
        sizes=np.bincount(labels).astype(np.int64),
        inertia=within(X, labels),
        silhouette_squared=float(row_silhouettes(X, labels).mean()) if several else float("nan"),
        n_iter=0,
        n_best=1,
        n_starts=1,
    )


def with_own(tried: Sweep, labels: Labels) -> float | None:
    """Compare labels of another tool with coterie's own segments of the same number (adjusted Rand index)."""
    from coterie.evidence.agreement import adjusted_rand  # noqa: PLC0415 - only for labels of others

    k = int(labels.max()) + 1
    return adjusted_rand(tried[k].labels, labels) if k in tried.n_clusters else None


def with_labels(tried: Sweep, given: Clustering) -> Sweep:
    """Put the labels given in the place of coterie's own segments of the same number."""
    others = [each for each in tried.clusterings if each.n_clusters != given.n_clusters]
    return Sweep(tuple(sorted([*others, given], key=lambda each: each.n_clusters)))


def only(customers: Customers, used: NDArray[np.bool_]) -> Customers:
    """Keep some of the customers."""
    missing = None if customers.missing is None else customers.missing[used]
    values = {name: each[used] for name, each in customers.values.items()}
    return replace(customers, X=customers.X[used], values=values, missing=missing)


def _is_label(value: object) -> bool:
    try:
        if value is None or value != value:  # noqa: PLR0124 - nan is not itself
            return False
    except TypeError:  # the NA of pandas does not say
        return False
    return not (isinstance(value, int | float) and not isinstance(value, bool) and value < 0)


def _table(customers: object, features: Sequence[str] | None) -> Customers:
    """Read, infer, clean and prepare."""
    from coterie.cleaning import cleaned  # noqa: PLC0415 - Polars, which a matrix does not need
    from coterie.preparation.features import features_of  # noqa: PLC0415 - as above
    from coterie.schema import infer  # noqa: PLC0415 - as above
    from coterie.sources import read  # noqa: PLC0415 - as above

    table = read(customers)
    schema = infer(table, features=tuple(features) if features is not None else None)
    frame, _, kept = cleaned(table, schema)
    placed = features_of(frame, schema)
    taken, numbers = placed.columns, np.arange(frame.height) if kept is None else kept.rows
    prepared = Preparation().fit(taken)
    found = prepared_customers(prepared, taken, prepared.matrix(taken))
    return replace(found, rows=numbers[placed.usable], of_rows=table.frame.height)


def prepared_customers(
    preparation: FittedPreparation, columns: Mapping[str, NDArray[np.float64] | NDArray[np.object_]], X: Floats
) -> Customers:
    """Put a prepared matrix together with the columns it was made from.

    Parameters
    ----------
    preparation : FittedPreparation
        What made the matrix.
    columns : mapping of str to ndarray of shape (n_customers,)
        Features before preparation: float64 with nan, or str with None.
    X : ndarray of shape (n_customers, n_columns)
        The matrix.

    Returns
    -------
    Customers
    """
    return Customers(
        X=X,
        columns=preparation.columns,
        features=tuple(feature.feature for feature in preparation.features for _ in feature.columns),
        values={
            name: np.asarray(values, dtype=np.float64) for name, values in columns.items() if values.dtype != object
        },
        missing=np.column_stack([_missing(values) for values in columns.values()]),
        milder=_milder(preparation, X),
    )


def _milder(preparation: FittedPreparation, X: Floats) -> dict[int, Floats]:
    """Return the columns that were straightened more than a logarithm does, as a logarithm does it."""
    at, found = 0, {}
    for feature in preparation.features:
        if feature.power is not None and feature.unit is not None and feature.power < 0:
            found[at] = yeo_johnson(feature.invert(X[:, at]), 0.0, feature.unit)
        at += len(feature.columns)
    return found


def _missing(values: NDArray[np.float64] | NDArray[np.object_]) -> NDArray[np.bool_]:
    if values.dtype == object:
        return np.array([value is None for value in values])
    return np.isnan(values.astype(np.float64))
