"""A list of plain rules, of which the first that fits counts: found greedily, by counting alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from coterie.evidence.smallest import FEWEST_AVERAGED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Booleans = NDArray[np.bool_]
    Counts = NDArray[np.float32]

MOST_RULES = 8
"""Rules in all, of which the last is everyone else."""
MOST_CONDITIONS = 3
_BEAM = 8


class Found(NamedTuple):
    """A rule: the places of its conditions, and the segment it names."""

    conditions: tuple[int, ...]
    segment: int


class _Tried(NamedTuple):
    worth: float
    rule: Found


def find_rules(holds: Booleans, labels: NDArray[np.int32], *, segments: int) -> list[Found]:
    """Find rules, one after the other, each for the customers that the rules before leave over.

    A rule is worth the customers it puts right less those it puts wrong. It has at most three conditions, of which the
    next are looked for behind the eight best of the last. Of equally good rules the one counts whose conditions come
    first.

    Parameters
    ----------
    holds : ndarray of shape (n_conditions, n_customers), bool
        Who fulfils which condition.
    labels : ndarray of shape (n_customers,)
        Their segments.
    segments : int

    Returns
    -------
    list of Found
        At most seven, each of which fits at least 20 customers that are left; the last, without conditions, is everyone
        else. The same for any order of the customers.

    Examples
    --------
    >>> age = np.repeat([20.0, 70.0], 30)
    >>> find_rules(np.array([age < 50, age >= 50]), np.repeat([0, 1], 30).astype(np.int32), segments=2)
    [Found(conditions=(0,), segment=0), Found(conditions=(), segment=1)]
    """
    # Row by row, so that picking customers copies whole rows; counts are whole, and exact up to 16 million.
    numbers = np.ascontiguousarray(holds.T, dtype=np.float32)
    one_hot = np.eye(segments, dtype=np.float32)[labels]
    rules: list[Found] = []
    while len(rules) < MOST_RULES - 1 and np.count_nonzero(one_hot.any(axis=0)) > 1:
        best = _best(numbers, one_hot)
        if best is None or best.worth <= 0:
            break
        rules.append(best.rule)
        left = ~_all_hold(numbers, best.rule.conditions)
        numbers, one_hot = numbers[left], one_hot[left]
    counts = one_hot.sum(axis=0) if len(one_hot) else np.bincount(labels, minlength=segments)
    return [*rules, Found((), int(np.argmax(counts)))]


def _best(holds: Counts, one_hot: Counts) -> _Tried | None:
    """Return the best rule for the customers that are left."""
    found: list[_Tried] = []
    behind: list[tuple[int, ...]] = [()]
    for _ in range(MOST_CONDITIONS):
        tried = [each for conditions in behind for each in _longer(holds, one_hot, conditions)]
        found += tried
        behind = [each.rule.conditions for each in sorted(tried, key=_rank)[:_BEAM]]
    return min(found, key=_rank, default=None)


def _rank(tried: _Tried) -> tuple[float, int, tuple[int, ...]]:
    return -tried.worth, len(tried.rule.conditions), tried.rule.conditions


def _all_hold(holds: Counts, conditions: tuple[int, ...]) -> Booleans:
    """Return who fulfils all of some conditions; of none, everyone."""
    return np.asarray((holds[:, list(conditions)] > 0).all(axis=1))


def _longer(holds: Counts, one_hot: Counts, conditions: tuple[int, ...]) -> list[_Tried]:
    """Return the best rules of one condition more."""
    if conditions:
        rows = np.flatnonzero(_all_hold(holds, conditions))
        holds, one_hot = holds[rows], one_hot[rows]
    if len(holds) < FEWEST_AVERAGED:
        return []
    counts = holds.T @ one_hot
    sizes, right = counts.sum(axis=1), counts.max(axis=1)
    worth = np.where(sizes >= FEWEST_AVERAGED, 2 * right - sizes, -np.inf)
    order = np.argsort(-worth, kind="stable")[:_BEAM]
    return [
        _Tried(float(worth[i]), Found(tuple(sorted({*conditions, int(i)})), int(np.argmax(counts[i]))))
        for i in order
        if np.isfinite(worth[i])
    ]
