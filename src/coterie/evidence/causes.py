"""What makes gaps or only looks like one: one value, steps of counts, one column, a small group, groups cut across."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from coterie.clustering import Clustering
    from coterie.evidence.borders import Border
    from coterie.evidence.inputs import Customers

Code = Literal["value", "step", "column", "small group", "cut across", "long groups", "few values"]

_ONE_COLUMN = 2 / 3
"""From this share of the squared distance between two centres on, a gap lies in one column."""

_SMALL = 0.05


@dataclass(frozen=True)
class Cause:
    """A special cause.

    Attributes
    ----------
    code : {"value", "step", "column", "small group", "cut across", "long groups", "few values"}
        One value that many customers share looks like a gap; steps of whole numbers look like one; every gap lies in
        one column; a small group of customers is far from the rest; K-Means divides groups that stand apart into more
        segments; long groups lie side by side, and K-Means cuts across them; answers and flags hold most of the
        variance, and customers without groups show such gaps too.
    column : str or None
        The column it lies in.
    value : float or None
        The value that many customers share, in original units.
    share : float or None
        Share of the customers with the value, or in the small group.
    customers : int or None
        Customers in the small group.
    segments : tuple of int
        The segments it is about.
    groups : int or None
        Groups that stand apart.
    """

    code: Code
    column: str | None = None
    value: float | None = None
    share: float | None = None
    customers: int | None = None
    segments: tuple[int, ...] = ()
    groups: int | None = None


def causes_of(
    customers: Customers,
    best: Clustering,
    borders: Sequence[Border],
    *,
    group_of: Sequence[int],
    standing: int | None,
    long: int | None = None,
    tested: bool = True,
) -> tuple[Cause, ...]:
    """Find what makes the gaps of one K, or only looks like a gap.

    Parameters
    ----------
    customers : Customers
        All customers.
    best : Clustering
        Their segments.
    borders : sequence of Border
        Between these.
    group_of : sequence of int
        The group of each segment.
    standing : int or None
        How many groups stand apart, where there are more segments.
    long : int or None
        How many long groups K-Means cuts across.
    tested : bool
        Whether gaps count: see `coterie.evidence.support.support`.

    Returns
    -------
    tuple of Cause
    """
    found = [*_values(customers, borders), *_steps(customers, borders), *_one_column(customers, borders)]
    found += _small_groups(best.sizes, group_of)
    if standing is not None and 1 < standing < best.n_clusters:
        found.append(Cause("cut across", groups=standing))
    if long is not None:
        found.append(Cause("long groups", groups=long))
    if not tested and any(border.answer == "gap" for border in borders):
        found.append(Cause("few values"))
    return tuple(found)


def _values(customers: Customers, borders: Sequence[Border]) -> Iterator[Cause]:
    for column in sorted({border.column for border in borders if border.cause == "value"}):
        feature = customers.features[column]
        rows = np.flatnonzero(_has_value(customers, feature))
        held = customers.X[rows, column]
        values, first, counts = np.unique(held, return_index=True, return_counts=True)
        most = int(counts.argmax())
        known = customers.values.get(feature)
        yield Cause(
            "value",
            column=feature,
            value=float(values[most] if known is None else known[rows[first[most]]]),
            share=float(counts[most] / len(held)),
        )


def _has_value(customers: Customers, feature: str) -> NDArray[np.bool_]:
    """Return who has a value in a feature that was not filled in."""
    if customers.missing is None:
        return np.ones(len(customers.X), dtype=bool)
    at = list(dict.fromkeys(customers.features)).index(feature)
    known: NDArray[np.bool_] = ~customers.missing[:, at]
    return known


def _steps(customers: Customers, borders: Sequence[Border]) -> Iterator[Cause]:
    for border in borders:
        if border.cause == "step" and border.answer != "crowd":
            yield Cause("step", column=customers.features[border.column], segments=(border.first, border.second))


def _one_column(customers: Customers, borders: Sequence[Border]) -> Iterator[Cause]:
    """Name the column in which every gap lies, where there are others."""
    gaps = [border for border in borders if border.answer == "gap"]
    columns = {border.column for border in gaps if border.share > _ONE_COLUMN}
    if len(set(customers.features)) > 1 and len(columns) == 1 and all(border.share > _ONE_COLUMN for border in gaps):
        yield Cause("column", column=customers.features[columns.pop()])


def _small_groups(sizes: NDArray[np.int64], group_of: Sequence[int]) -> Iterator[Cause]:
    counted = np.bincount(np.array(group_of, dtype=np.intp), sizes.astype(np.float64)).astype(int)
    for group, customers in enumerate(counted.tolist()) if len(counted) > 1 else ():
        if customers < _SMALL * sizes.sum():
            own = tuple(segment for segment, its in enumerate(group_of) if its == group)
            share = customers / int(sizes.sum())
            yield Cause("small group", share=share, customers=customers, segments=own)
