"""Groups of segments that gaps separate, at every K, and how the groups of different K's compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie.evidence.agreement import adjusted_rand, shared
from coterie.evidence.indices import Labels
from coterie.evidence.smallest import FEWEST_CUSTOMERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.clustering import Sweep
    from coterie.evidence.borders import Answer, Border

SAME = 0.8
"""From this adjusted Rand index on, two K's find the same groups."""

RELATED = 0.7
"""From this adjusted Rand index on, groups of one K that divide those of another do not contradict them."""

RESPECTED = 0.9
"""From this adjusted Rand index on, halves of the customers divide groups without cutting across them."""

_VERY_SAME = 0.9
_FOUND_TWICE_MORE = 2
_FOUND_TWICE = 2
_MOST_SEGMENTS = 6


@dataclass(frozen=True)
class Grouped:
    """The segments of one K, and the groups left when neighbours without a gap are joined.

    Attributes
    ----------
    labels : ndarray of shape (n_samples,)
        Segment of each customer of the sample.
    group_of : tuple of int
        Group of each segment.
    n_unjoined : int
        Groups that are left when only neighbours with a crowd at their border are joined.
    respected : float
        How far the segments of halves of the customers each lie within one group: the adjusted Rand index between the
        groups and their best reconstruction from a half's segments, averaged over halves.
    """

    labels: Labels
    group_of: tuple[int, ...]
    n_unjoined: int
    respected: float

    @property
    def n_groups(self) -> int:
        """Number of groups; 1 where crowds or thin places join all segments."""
        return max(self.group_of) + 1

    @property
    def apart(self) -> bool:
        """Whether every segment is a group of its own."""
        return self.n_groups == len(self.group_of)

    @cached_property
    def groups(self) -> Labels:
        """Group of each customer of the sample."""
        found: Labels = np.array(self.group_of, dtype=np.int32)[self.labels]
        return found


@dataclass(frozen=True, eq=False)
class GroupsByK:
    """Groups at every K from 2.

    Attributes
    ----------
    by_k : mapping of int to Grouped
        What each K shows.
    complete : ndarray of bool, shape (n_samples,), or None
        Who has no value filled in, where others do; None: everybody counts.
    """

    by_k: Mapping[int, Grouped]
    complete: NDArray[np.bool_] | None = None

    def same(self, k: int, other: int) -> bool:
        """Return whether two K's find the same groups."""
        one, two = self.by_k[k], self.by_k[other]
        return min(one.n_groups, two.n_groups) > 1 and adjusted_rand(one.groups, two.groups) >= SAME

    def alike(self, k: int, other: int) -> bool:
        """Return whether two K's find about the same groups: less than `same` asks for."""
        return adjusted_rand(self.by_k[k].groups, self.by_k[other].groups) >= RELATED

    def related(self, k: int, other: int) -> bool:
        """Return whether the segments of one K and the groups of another divide, rather than cut across, each other."""
        one, two = self.by_k[k], self.by_k[other]
        pairs = ((one.labels, two.groups), (two.groups, one.labels), (one.groups, two.groups), (two.groups, one.groups))
        return any(divides(fine, coarse) >= RELATED for fine, coarse in pairs)

    def within(self, k: int, other: int) -> bool:
        """Return whether each segment of a K lies within one group of another."""
        return divides(self.by_k[k].labels, self.by_k[other].groups) >= RESPECTED

    def shared_with(self, k: int) -> list[int]:
        """Return the other K's that find the same groups as this one."""
        return [other for other in self.by_k if other != k and self.same(k, other)]

    def finding(self, k: int) -> list[int]:
        """Return the larger K's that find the same groups as this one."""
        return [other for other in self.by_k if other > k and self.same(k, other)]

    def draws(self, k: int) -> bool:
        """Return whether K-Means finds a K's groups when it makes as many segments as there are groups."""
        own = self.by_k[k]
        return own.n_groups in self.by_k and adjusted_rand(self.by_k[own.n_groups].labels, own.groups) >= SAME

    def keeping(self, k: int) -> list[int]:
        """Return the larger K's with sure groups that keep the borders of this one and may add others."""
        own = self.by_k[k].labels
        return [other for other in self.sure(k) if divides(self.by_k[other].groups, own) >= RELATED]

    def sure(self, k: int) -> list[int]:
        """Return the larger K's with groups that halves of the customers respect."""
        larger = (other for other in self.by_k if other > k)
        return [k for k in larger if self.by_k[k].n_groups > 1 and self.by_k[k].respected >= RESPECTED]

    def finer(self, k: int) -> list[int]:
        """Return the larger K's that find the same further groups inside this one's segments; two at least, or none.

        K-Means with this many segments joins such groups, though a gap lies at every border that it draws. Customers
        with a value filled in are not asked: they make a group at the values that were filled in.
        """
        asked = slice(None) if self.complete is None else self.complete
        own, n_groups = self.by_k[k].labels[asked], self.by_k[k].n_groups
        groups = {other: self.by_k[other].groups[asked] for other in self.sure(k)}
        inside = {k: each for k, each in groups.items() if _held(each) > n_groups and divides(each, own) >= RESPECTED}
        alike = ([k for k, each in inside.items() if adjusted_rand(one, each) >= _VERY_SAME] for one in inside.values())
        found = max(alike, key=len, default=[])
        return found if len(found) >= _FOUND_TWICE else []

    @cached_property
    def standing(self) -> int | None:
        """The K whose groups stand: the smallest of at most six whose groups most other K's find; None where none do.

        At least two others must find them, and as many as half of the larger K's; and halves of the customers respect
        them. Such groups are there though K-Means with as many segments may not find them: small, long or curved ones.
        """
        asked = (k for k, each in self.by_k.items() if k <= _MOST_SEGMENTS and each.n_groups > 1)
        found = {k: self._found_by(k) for k in asked if self.by_k[k].respected >= RESPECTED}
        found = {k: times for k, times in found.items() if times >= self._enough(k)}
        return max(found, key=lambda k: (found[k], -k), default=None)

    def _enough(self, k: int) -> float:
        """Return how many other K's must find the groups of this one for them to stand."""
        return max(_FOUND_TWICE_MORE, sum(other > k for other in self.by_k) / 2)

    def _found_by(self, k: int) -> int:
        """Count the other K's from 3 on that find the groups of this one; none where neither of the next two does."""
        own = self.by_k[k].groups
        others = {other: each for other, each in self.by_k.items() if other not in {2, k} and each.n_groups > 1}
        found = {other for other, each in others.items() if adjusted_rand(own, each.groups) >= _VERY_SAME}
        return len(found) if found & {k + 1, k + 2} else 0


def groups_by_k(
    sweep: Sweep,
    borders: Mapping[int, Sequence[Border]],
    *,
    placed: Mapping[int, Labels],
    rows: NDArray[np.intp],
    complete: NDArray[np.bool_] | None = None,
) -> GroupsByK:
    """Join neighbours without a gap, at every K that halves of the customers were clustered with.

    Parameters
    ----------
    sweep : Sweep
        Clusterings of all customers.
    borders : mapping of int to sequence of Border
        By K.
    placed : mapping of int to ndarray of shape (n_halves, n_samples)
        By K, the segment of each row of the sample by each half's centres.
    rows : ndarray of shape (n_samples,)
        The sample.
    complete : ndarray of bool, shape (n_samples,), or None
        Which customers of the sample have no value filled in; None: all count.

    Returns
    -------
    GroupsByK

    Examples
    --------
    >>> from coterie.clustering import sweep
    >>> from coterie.evidence.borders import find_borders
    >>> from coterie.evidence.halving import halve
    >>> X = np.random.default_rng(0).normal(size=(300, 2)) + np.repeat([[0, 0], [0, 9], [9, 0]], 100, axis=0)
    >>> tried, rows = sweep(X, [2, 3, 4, 5]), np.arange(300)
    >>> placed = halve(X, [2, 3, 4, 5]).placed
    >>> found = groups_by_k(tried, find_borders(X, tried.clusterings), placed=placed, rows=rows)
    >>> found.by_k[5].n_groups, found.by_k[3].apart, found.same(3, 5)
    (3, True, True)
    """
    found = {}
    for k in (k for k in sweep.n_clusters if k in placed and k > 1):
        labels = sweep[k].labels[rows]
        group_of = joined(k, borders[k], ("crowd", "unproven"))
        found[k] = Grouped(
            labels=labels,
            group_of=group_of,
            n_unjoined=max(joined(k, borders[k], ("crowd",))) + 1,
            respected=_respected(np.array(group_of, dtype=np.int32)[labels], placed[k]),
        )
    return GroupsByK(found, complete)


def joined(n_segments: int, borders: Sequence[Border], answers: Sequence[Answer]) -> tuple[int, ...]:
    """Join neighbours whose border has one of these answers, and number the groups of segments that are left.

    Examples
    --------
    >>> from coterie.evidence.borders import Border
    >>> crowd = Border(0, 2, near=50, between=49, z=0.1, answer="crowd", at=0.0, column=0, share=1.0)
    >>> joined(3, [crowd], ["crowd"])
    (0, 1, 0)
    """
    parent = list(range(n_segments))

    def root(segment: int) -> int:
        while parent[segment] != segment:
            segment = parent[segment]
        return segment

    for border in borders:
        if border.answer in answers:
            parent[root(border.second)] = root(border.first)
    numbers: dict[int, int] = {}
    return tuple(numbers.setdefault(root(segment), len(numbers)) for segment in range(n_segments))


def divides(fine: Labels, coarse: Labels) -> float:
    """Return how far the parts of one division lie within one part each of another.

    Each fine part is given to the coarse part that most of it lies in; the adjusted Rand index compares what that makes
    with the coarse division. 1: no fine part crosses a coarse border.

    Examples
    --------
    >>> fine, coarse = np.array([0, 0, 1, 1, 2, 2]), np.array([0, 0, 0, 0, 1, 1])
    >>> divides(fine, coarse), divides(coarse, fine) < 1
    (1.0, True)
    """
    table = shared(fine, coarse, (int(fine.max()) + 1, int(coarse.max()) + 1))
    return adjusted_rand(table.argmax(axis=1)[fine].astype(np.int32), coarse)


def _held(groups: Labels) -> int:
    """Count the groups in which there are more than a few customers."""
    return int((np.bincount(groups) >= FEWEST_CUSTOMERS).sum())


def _respected(groups: Labels, placed: Labels) -> float:
    if groups.max() < 1:
        return 0.0
    return float(np.mean([divides(half.astype(np.int32), groups) for half in placed]))
