"""How strongly sensitive attributes are tied to segments, used or not, and through which features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from coterie.disclosure.tables import suppressed
from coterie.evidence import descriptor_tests
from coterie.evidence.descriptors import Words, numbered
from coterie.evidence.effects import eta_squared
from coterie.evidence.smallest import FEWEST_CUSTOMERS
from coterie.meaning.given import is_aged, is_given

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from coterie.meaning.conditions import Column
    from coterie.schema import Schema

_AGES = (30.0, 45.0, 60.0)
_LEAST_PROXY = 0.2
_MOST_PROXIES = 3
_MOST_GROUPS = 12
TIED = 0.1
"""A tie from which on segments are said to differ (V, or the root of η²)."""


@dataclass(frozen=True)
class Proxy:
    """A feature that goes with an attribute: `strength` is V, the root of η² or |r|, from 0 to 1."""

    feature: str
    strength: float


@dataclass(frozen=True)
class Parity:
    """Which share of each group is in which segment.

    Attributes
    ----------
    groups : tuple of str
        The commonest, up to twelve, each of at least five customers.
    sizes : tuple of int
        Their customers.
    shares : tuple of tuple of float or None
        A row for each group, by segment; None: too few customers, or such from which those would follow.
    """

    groups: tuple[str, ...]
    sizes: tuple[int, ...]
    shares: tuple[tuple[float | None, ...], ...]


@dataclass(frozen=True)
class Tie:
    """How strongly a sensitive attribute is tied to segments.

    Attributes
    ----------
    column : str
    used : bool
        Whether it built the segments.
    measure : {"cramers_v", "eta_squared"}
    effect : float
        Cramér's V of an attribute with groups, the share of the variance between segments (η²) of a number.
    proxies : tuple of Proxy
        Features that go with it, the strongest first, three at most.
    parity : Parity or None
        None of numbers without groups.
    """

    column: str
    used: bool
    measure: Literal["cramers_v", "eta_squared"]
    effect: float
    proxies: tuple[Proxy, ...]
    parity: Parity | None

    @property
    def strength(self) -> float:
        """The effect as V or the root of η²: on one scale for all attributes."""
        return self.effect if self.measure == "cramers_v" else float(np.sqrt(max(self.effect, 0.0)))


def ties_of(
    schema: Schema, columns: Mapping[str, Column], labels: NDArray[np.int32], *, segments: int
) -> tuple[Tie, ...]:
    """Measure how strongly sensitive attributes, and the age, are tied to segments.

    Parameters
    ----------
    schema : Schema
        What the columns are.
    columns : mapping of str to ndarray of shape (n_customers,)
        Features and descriptors, cleaned: float64 with nan, or str with None.
    labels : ndarray of shape (n_customers,)
        Segments.
    segments : int

    Returns
    -------
    tuple of Tie
        The strongest first.
    """
    features = [column.name for column in schema.features]
    known, segment = {name: numbered(values) for name, values in columns.items()}, Words(labels.astype(np.intp))
    found = []
    for column in schema.columns:
        if column.name not in columns or column.type in {"date", "text"} or not is_given(column.name):
            continue
        values = known[column.name]
        effect = _cramers_v(values, segment) if isinstance(values, Words) else _eta(values, labels)
        others = [name for name in features if name != column.name]
        proxies = sorted((Proxy(name, association(values, known[name])) for name in others), key=_rank)
        found.append(
            Tie(
                column.name,
                column.name in features,
                "cramers_v" if isinstance(values, Words) else "eta_squared",
                effect,
                tuple(each for each in proxies if each.strength >= _LEAST_PROXY)[:_MOST_PROXIES],
                _parity(column.name, values, labels, segments=segments),
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.strength, each.column)))


def _rank(proxy: Proxy) -> tuple[float, str]:
    return -proxy.strength, proxy.feature


def association(one: Column | Words, other: Column | Words) -> float:
    """Return how strongly two columns go together, from 0 to 1: V, the root of η², or |r| of numbers.

    Customers without a value in either are left out.

    Examples
    --------
    >>> sex = np.array(["f", "f", "m", "m"], dtype=object)
    >>> association(sex, np.array([1.0, 1.0, 3.0, 3.0])), association(sex, sex)
    (1.0, 1.0)
    """
    first, second = (each if isinstance(each, Words) else numbered(each) for each in (one, other))
    if isinstance(first, Words):
        return _cramers_v(first, second) if isinstance(second, Words) else float(np.sqrt(_eta(second, first.numbers)))
    if isinstance(second, Words):
        return float(np.sqrt(_eta(first, second.numbers)))
    known = ~np.isnan(first) & ~np.isnan(second)
    a, b = first[known], second[known]
    if len(a) < 2 or a.std() == 0 or b.std() == 0:
        return 0.0
    return min(1.0, abs(float(np.corrcoef(a, b)[0, 1])))


def _cramers_v(one: Words, other: Words) -> float:
    return descriptor_tests({"": one}, other.numbers.astype(np.int32))[0].effect


def _eta(numbers: NDArray[np.float64], codes: NDArray[np.intp] | NDArray[np.int32]) -> float:
    known = ~np.isnan(numbers) & (codes >= 0)
    if not known.any():
        return 0.0
    _, groups = np.unique(codes[known], return_inverse=True)
    order = np.argsort(numbers[known])  # sums that the order of customers does not change
    return float(eta_squared(numbers[known][order][:, None], groups[order].astype(np.int32))[0])


def _parity(
    name: str, values: NDArray[np.float64] | Words, labels: NDArray[np.int32], *, segments: int
) -> Parity | None:
    if not isinstance(values, Words):
        if not is_aged(name) or not np.nanmax(values, initial=0.0) < 130:
            return None
        values = _bands(values)
    known, names = values.numbers >= 0, np.array(values.names)
    places = values.numbers[known] * segments + labels[known]
    counts = np.bincount(places, minlength=len(names) * segments).reshape(len(names), segments)
    sizes = counts.sum(axis=1)
    order = [i for i in np.lexsort((names, -sizes)) if sizes[i] >= FEWEST_CUSTOMERS][:_MOST_GROUPS]
    order = (
        sorted(order, key=lambda i: _AGE_NAMES.index(names[i]))
        if is_aged(name) and set(names) <= set(_AGE_NAMES)
        else order
    )
    counts, sizes = counts[order], sizes[order]
    hidden = suppressed(counts)
    shares = tuple(
        tuple(None if hide else float(n / size) for n, hide in zip(row, hides, strict=True))
        for row, hides, size in zip(counts.tolist(), hidden.tolist(), sizes.tolist(), strict=True)
    )
    return Parity(tuple(str(names[i]) for i in order), tuple(sizes.tolist()), shares)


_AGE_NAMES = ("<30", "30–44", "45–59", "≥60")


def _bands(ages: NDArray[np.float64]) -> Words:
    bands = np.where(np.isnan(ages), -1, np.searchsorted(_AGES, ages, side="right"))
    return Words(bands.astype(np.intp), _AGE_NAMES)
