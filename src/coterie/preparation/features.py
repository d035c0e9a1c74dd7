"""The features of cleaned customers, as arrays; and which customers have any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from coterie import errors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coterie.schema import Column, Schema


@dataclass(frozen=True)
class Placed:
    """Customers that have at least one feature to place them by.

    Attributes
    ----------
    usable : ndarray of shape (n_customers,), bool
        Customers with at least one feature that is not missing.
    columns : dict of str to ndarray of shape (n_usable,)
        The usable customers' features: float64 with nan, or str with None.
    """

    usable: NDArray[np.bool_]
    columns: dict[str, NDArray[np.float64] | NDArray[np.object_]]


def features_of(frame: pl.DataFrame, schema: Schema) -> Placed:
    """Take the features out of cleaned customers.

    Parameters
    ----------
    frame : polars.DataFrame
        Cleaned customers.
    schema : Schema
        What each column is.

    Returns
    -------
    Placed

    Examples
    --------
    >>> from coterie.schema import Column, Schema
    >>> schema = Schema((Column("age", "numeric", "feature", 1, ""),))
    >>> features_of(pl.DataFrame({"age": [31.0, None]}), schema).usable
    array([ True, False])
    """
    names = [column.name for column in schema.features]
    if any(frame[name].null_count() == 0 for name in names):  # most often, and quickly known
        return Placed(np.ones(frame.height, dtype=bool), columns_of(frame, schema.features))
    usable = frame.select(pl.any_horizontal(pl.col(name).is_not_null() for name in names)).to_series()
    kept = frame.select(names) if usable.all() else frame.select(names).filter(usable)
    return Placed(usable.to_numpy(), columns_of(kept, schema.features))


def check_usable(placed: Placed, n_clusters: int | None = None) -> None:
    """Refuse customers that no segments can be made of.

    Parameters
    ----------
    placed : Placed
        The customers' features.
    n_clusters : int or None
        The number of segments asked for, if one was.

    Raises
    ------
    coterie.errors.InputError
        For fewer than two customers, fewer than segments, and customers who are all the same.

    Examples
    --------
    >>> check_usable(Placed(np.array([True, True]), {"age": np.array([30.0, 40.0])}))
    """
    rows = int(placed.usable.sum())
    if rows < 2:
        raise errors.customers.too_few_customers(rows, 2, "finding segments")
    if n_clusters is not None and rows < n_clusters:
        raise errors.customers.too_few_customers(rows, n_clusters, errors.voices.setting("--k", n_clusters))
    if not any(_varies(values) for values in placed.columns.values()):
        raise errors.customers.identical_customers(rows, list(placed.columns))


def check_weights(weight: Mapping[str, float], schema: Schema) -> None:
    """Refuse a weight of a column that builds no segments.

    Raises
    ------
    coterie.errors.InputError
        With the features that there are.

    Examples
    --------
    >>> from coterie.schema import Column, Schema
    >>> check_weights({"age": 2.0}, Schema((Column("age", "numeric", "feature", 0, ""),)))
    """
    features = [column.name for column in schema.features]
    for name in weight:
        if name not in features:
            raise errors.columns.weight_of_no_feature(name, features)


def _varies(values: NDArray[np.float64] | NDArray[np.object_]) -> bool:
    known = values[~np.isnan(values)] if values.dtype != object else values[values != None]  # noqa: E711 - elementwise
    return bool((known != known[:1]).any())


def columns_of(
    frame: pl.DataFrame, columns: Sequence[Column], *, most: int | None = None
) -> dict[str, NDArray[np.float64] | NDArray[np.object_]]:
    """Take columns out of cleaned customers as arrays; dates as days since 1970.

    Parameters
    ----------
    frame : polars.DataFrame
        Cleaned customers.
    columns : sequence of Column
        Which ones.
    most : int or None
        How many customers to take at most, the first ones; None for all.

    Returns
    -------
    dict of str to ndarray of shape (n_customers,)
        float64 with nan, or str with None.
    """
    kept = frame if most is None else frame.head(most)
    return {
        column.name: _numbers(kept[column.name]) if column.type in {"numeric", "date"} else _words(kept[column.name])
        for column in columns
    }


def _numbers(values: pl.Series) -> NDArray[np.float64]:
    days = values.cast(pl.Int32) if values.dtype == pl.Date else values
    return days.cast(pl.Float64).to_numpy()


def _words(values: pl.Series) -> NDArray[np.object_]:
    return values.cast(pl.String).to_numpy().astype(object)
