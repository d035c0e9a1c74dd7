"""Tests of descriptors: whether segments differ in what did not build them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from coterie.evidence.chi_squared import chi_squared_tail

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coterie.evidence.indices import Labels


@dataclass(frozen=True)
class DescriptorTest:
    """Whether segments differ in one descriptor.

    Attributes
    ----------
    descriptor : str
        The column.
    effect : float
        Epsilon squared of ranks for numbers, Cramer's V for categories; from 0 to 1.
    test : {"kruskal-wallis", "chi-squared"}
        The test.
    p : float
        Its p-value; nan where it cannot be made.
    p_holm : float
        Adjusted for all descriptors tested together (Holm 1979).
    """

    descriptor: str
    effect: float
    test: Literal["kruskal-wallis", "chi-squared"]
    p: float
    p_holm: float


@dataclass(frozen=True, eq=False)
class Words:
    """A column of words, numbered once for any number of tests.

    Attributes
    ----------
    numbers : ndarray of shape (n_samples,)
        The number of each word; -1 where there is none.
    names : tuple of str
        The words, in order; empty where nobody asks for them.
    """

    numbers: NDArray[np.intp]
    names: tuple[str, ...] = ()


def numbered(values: NDArray[np.float64] | NDArray[np.object_]) -> NDArray[np.float64] | Words:
    """Return a column with its words numbered; numbers stay.

    Examples
    --------
    >>> numbered(np.array(["b", None, "a", "b"], dtype=object)).numbers.tolist()
    [1, -1, 0, 1]
    >>> numbered(np.array([2.0, 1.0])).tolist()
    [2.0, 1.0]
    """
    if values.dtype.kind in "fiub":
        return values.astype(np.float64)
    words = [None if value is None else str(value) for value in values.tolist()]
    names = sorted({word for word in words if word is not None})
    places: dict[str | None, int] = {None: -1} | {name: place for place, name in enumerate(names)}
    return Words(np.array([places[word] for word in words], dtype=np.intp), tuple(names))


def descriptor_tests(
    columns: Mapping[str, NDArray[np.float64] | NDArray[np.object_] | Words], labels: Labels
) -> tuple[DescriptorTest, ...]:
    """Test every descriptor, and adjust for their number.

    Parameters
    ----------
    columns : mapping of str to ndarray of shape (n_samples,) or Words
        Descriptors, never features: numbers with nan where missing, or words with None, or words numbered before.
    labels : ndarray of shape (n_samples,)
        Segments; customers at -1 are left out.

    Returns
    -------
    tuple of DescriptorTest

    Examples
    --------
    >>> age = np.concatenate([np.arange(20.0, 40.0), np.arange(40.0, 60.0)])
    >>> found, = descriptor_tests({"age": age}, np.repeat([0, 1], 20))
    >>> found.test, round(found.effect, 2), found.p < 0.001
    ('kruskal-wallis', 0.75, True)
    """
    raw = [_test(name, values, labels) for name, values in columns.items()]
    adjusted = holm([each.p for each in raw])
    return tuple(
        DescriptorTest(each.descriptor, each.effect, each.test, each.p, p)
        for each, p in zip(raw, adjusted, strict=True)
    )


def holm(p: Sequence[float]) -> tuple[float, ...]:
    """Adjust p-values for their number (Holm 1979); nan stays nan and counts for nothing.

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03])
    (0.03, 0.06, 0.06)
    """
    values = np.asarray(p, dtype=np.float64)
    known = np.flatnonzero(~np.isnan(values))
    order = known[np.argsort(values[known], kind="stable")]
    factors = np.arange(len(order), 0, -1)
    out = np.full(len(values), np.nan)
    out[order] = np.minimum(np.maximum.accumulate(values[order] * factors), 1.0)
    return tuple(out.tolist())


def _test(name: str, values: NDArray[np.float64] | NDArray[np.object_] | Words, labels: Labels) -> DescriptorTest:
    found = values if isinstance(values, Words) else numbered(values)
    if isinstance(found, Words):
        used = (found.numbers >= 0) & (labels >= 0)
        effect, p = _chi_squared(found.numbers[used], labels[used])
        return DescriptorTest(name, effect, "chi-squared", p, p)
    used = ~np.isnan(found) & (labels >= 0)
    effect, p = _kruskal(found[used], labels[used])
    return DescriptorTest(name, effect, "kruskal-wallis", p, p)


def _kruskal(values: NDArray[np.float64], labels: Labels) -> tuple[float, float]:
    _, place, ties = np.unique(values, return_inverse=True, return_counts=True)
    _, groups, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    n = len(values)
    if len(sizes) < 2 or len(ties) < 2:
        return 0.0, float("nan")
    ranks = (np.cumsum(ties) - (ties - 1) / 2)[place]
    between = float((np.bincount(groups, weights=ranks) ** 2 / sizes).sum())
    spread = 1 - float((ties.astype(np.float64) ** 3 - ties).sum()) / (float(n) ** 3 - n)
    statistic = (12 / (n * (n + 1)) * between - 3 * (n + 1)) / spread
    return statistic / (n - 1), chi_squared_tail(statistic, len(sizes) - 1)


def _chi_squared(values: NDArray[np.intp], labels: Labels) -> tuple[float, float]:
    _, rows = np.unique(values, return_inverse=True)
    _, columns = np.unique(labels, return_inverse=True)
    shape = int(rows.max(initial=0)) + 1, int(columns.max(initial=0)) + 1
    if min(shape) < 2:
        return 0.0, float("nan")
    table = np.bincount(rows * shape[1] + columns, minlength=shape[0] * shape[1]).reshape(shape)
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    statistic = float(((table - expected) ** 2 / expected).sum())
    effect = np.sqrt(statistic / (table.sum() * (min(shape) - 1)))
    return float(effect), chi_squared_tail(statistic, (shape[0] - 1) * (shape[1] - 1))
