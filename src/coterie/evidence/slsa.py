"""Segment level stability across solutions: which segment splits into which as K grows."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coterie.clustering.logarithms import log
from coterie.evidence.agreement import match, shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from coterie.evidence.indices import Labels


@dataclass(frozen=True)
class Step:
    """From the segments of one K to those of the next.

    Attributes
    ----------
    n_clusters : (int, int)
        The two K's.
    shared : tuple of tuple of int
        Customers by segment at the first K (rows) and at the second (columns).
    slsa : tuple of float
        For each segment at the second K, 1 when all its customers come from one segment, 0 when from all alike.
    order : tuple of int
        The segments of the second K in the order that crosses fewest lines: each after the one most of it came from.
    """

    n_clusters: tuple[int, int]
    shared: tuple[tuple[int, ...], ...]
    slsa: tuple[float, ...]
    order: tuple[int, ...]


def stability_across(labels: Sequence[Labels]) -> tuple[Step, ...]:
    """Follow segments from each K to the next.

    Parameters
    ----------
    labels : sequence of ndarray of shape (n_samples,)
        Segments of the same customers for rising K.

    Returns
    -------
    tuple of Step
        One fewer than the K's.

    References
    ----------
    Dolnicar and Leisch (2017), Using segment level stability to select target segments in data-driven market
    segmentation studies, Marketing Letters 28:423-436.

    Examples
    --------
    >>> step, = stability_across([np.array([0, 0, 1, 1]), np.array([0, 1, 2, 2])])
    >>> step.shared, step.slsa
    (((1, 1, 0), (0, 0, 2)), (1.0, 1.0, 1.0))
    """
    steps: list[Step] = []
    for first, second in itertools.pairwise(labels):
        before = steps[-1].order if steps else tuple(range(int(first.max()) + 1))
        steps.append(_step(first, second, before))
    return tuple(steps)


def _step(first: Labels, second: Labels, before: tuple[int, ...]) -> Step:
    shape = int(first.max()) + 1, int(second.max()) + 1
    table = shared(first, second, shape)
    own = match(table.T)  # for each later segment its partner, -1 for the one that is new
    parent = np.where(own >= 0, own, table.argmax(axis=0))
    place = {segment: number for number, segment in enumerate(before)}
    order = sorted(range(shape[1]), key=lambda m: (place[int(parent[m])], own[m] < 0, m))
    cells = tuple(tuple(int(cell) for cell in row) for row in table)
    return Step(shape, cells, tuple(_one_parent(column, shape[0]) for column in table.T), tuple(order))


def _one_parent(counts: NDArray[np.int64], k: int) -> float:
    """1 less the entropy of the parents' shares over the largest possible."""
    if k < 2:
        return 1.0
    shares = counts[counts > 0] / counts.sum()
    return float(1 + (shares * log(shares)).sum() / log(np.array([k]))[0])
