"""Customers far from all others, and the segments that they own or would own."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from coterie import threads
from coterie.evidence.cautions import Caution
from coterie.evidence.refits import refit
from coterie.evidence.treatment import has_few_values
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from coterie.clustering import Sweep

Floats = NDArray[np.float64]

_FAR = 5.0  # robust spreads from the median
_ALONE = 2.0  # robust spreads from the nearest other customer
_FEW = 0.005
_MOST_ROWS = 5000  # other customers that are clustered untransformed


def of_outliers(
    X: Floats, *, columns: Sequence[str], sweep: Sweep, values: Mapping[str, NDArray[np.float64]] | None = None
) -> list[Caution]:
    """Warn of customers far from all others in a feature, and of segments that they own.

    Parameters
    ----------
    X : ndarray of shape (n_customers, n_features)
        All customers.
    columns : sequence of str
        Names of the columns.
    sweep : Sweep
        Clusterings of all customers.
    values : mapping of str to ndarray of shape (n_customers,) or None
        Columns in the units that people know, by name.

    Returns
    -------
    list of Caution

    Examples
    --------
    >>> from coterie.clustering import sweep
    >>> X = np.concatenate([np.random.default_rng(0).normal(size=(99, 1)), [[666.0]]])
    >>> [each.code for each in of_outliers(X, columns=["income"], sweep=sweep(X, range(1, 4)))]
    ['outlier', 'outlier_segment']
    """
    values = values or {}
    every = threads.map_columns(lambda column: outlying(np.ascontiguousarray(column)), X.T, rows=len(X))
    far = {name: rows for name, rows in zip(columns, every, strict=True) if len(rows)}
    raw = cache(lambda: _untransformed(values, np.concatenate([*far.values()]), sweep.n_clusters))
    found = []
    for name, rows in far.items():
        column = X[:, columns.index(name)]
        farthest = rows[np.argsort(-np.abs(column[rows]), kind="stable")]
        message = _message(name, np.asarray(values.get(name, column), dtype=np.float64), farthest, column)
        found.append(Caution("outlier", message, say("outlier.advice"), (name,)))
        found += _segments_owned(rows, name, sweep, raw if name in values else None)
    return found


def outlying(values: Floats) -> NDArray[np.intp]:
    """Find rows far from the median, and far from everybody nearer to it, in robust spreads; a few rows at most.

    Examples
    --------
    >>> outlying(np.append(np.linspace(-2, 2, 99), 40.0)).tolist()
    [99]
    """
    low, middle, high = np.quantile(values, [0.25, 0.5, 0.75])
    unit = (high - low) / 1.349
    if unit == 0 or has_few_values(values):
        return np.empty(0, np.intp)
    away = np.subtract(values, middle)
    away /= unit
    above = _alone(away)
    below = _alone(np.negative(away, out=away))
    return np.sort(np.concatenate([above, below]))


def _alone(away: Floats) -> NDArray[np.intp]:
    """Find the few rows on one side that lie far out, and far from everybody nearer."""
    most = int(max(3, _FEW * len(away)))
    far = np.flatnonzero(away > _FAR)
    if not len(far):
        return np.empty(0, np.intp)
    nearer = away[away <= _FAR].max()
    far = far[np.argsort(away[far], kind="stable")]
    jumps = np.flatnonzero(np.diff(away[far], prepend=nearer) > _ALONE)
    few = len(far) - jumps[0] <= most if len(jumps) else False
    return far[jumps[0] :] if few else np.empty(0, np.intp)


def _message(name: str, values: Floats, rows: NDArray[np.intp], column: Floats) -> str:
    """Say how far the farthest lies, in one digit: its value is a single customer's, and this is made to be sent on."""
    far = _far(values, rows) or _far(column, rows)
    return say("outlier.outlier", n=len(rows), feature=name, times=int(float(f"{far:.0e}")))


def _far(values: Floats, rows: NDArray[np.intp]) -> float:
    """Return how many robust spreads the farthest of some rows lies from the median; 0 where half are alike.

    Examples
    --------
    >>> round(_far(np.append(np.linspace(-2, 2, 99), 40.0), np.array([99])))
    27
    """
    low, middle, high = np.nanquantile(values, [0.25, 0.5, 0.75])
    unit = (high - low) / 1.349
    return float(np.nanmax(np.abs(values[rows] - middle), initial=0.0) / unit) if unit else 0.0


def _segments_owned(
    rows: NDArray[np.intp], name: str, sweep: Sweep, raw: Callable[[], _Untransformed] | None
) -> list[Caution]:
    """Warn of a segment that outliers own, or would own had the feature not been transformed."""
    owned = _owned(rows, sweep)
    message = say("outlier.own_segment", k=owned[0], feature=name, customers=owned[1]) if owned else ""
    if not owned and raw is not None:
        owned = _owned(np.searchsorted(raw().rows, rows), raw().sweep)
        message = say("outlier.would_own", k=owned[0], feature=name) if owned else ""
    return [Caution("outlier_segment", message, say("outlier.advice_segment"), (name,))] if owned else []


def _owned(rows: NDArray[np.intp], sweep: Sweep) -> tuple[int, int] | None:
    """Find the smallest K at which outliers have a segment to themselves, and its size."""
    for each in sweep.clusterings:
        for segment in np.unique(each.labels[rows]) if each.n_clusters > 1 else ():
            size = int(each.sizes[segment])
            if size <= 2 * (each.labels[rows] == segment).sum():
                return each.n_clusters, size
    return None


class _Untransformed(NamedTuple):
    """Some customers clustered on their values as they came; `rows` says which, in rising order."""

    rows: NDArray[np.intp]
    sweep: Sweep


def _untransformed(
    values: Mapping[str, Floats], outliers: NDArray[np.intp], n_clusters: Sequence[int]
) -> _Untransformed:
    """Cluster the values as they came, only standardised, to see what a transform has prevented."""
    n = len(next(iter(values.values())))
    rows = np.union1d(np.setdiff1d(np.arange(n), outliers)[:_MOST_ROWS], outliers)
    columns = [np.where(np.isnan(each), np.nanmedian(each), each)[rows] for each in values.values()]
    X = np.column_stack([(each - each.mean()) / (each.std() or 1.0) for each in columns])
    return _Untransformed(rows, refit(X, n_clusters, random_state=0))
