"""The first kinds: standardised as they are, so that numbers measured on them stay comparable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from evidence_kinds.pieces import blobs, even, simplex, standard

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[[np.random.Generator, int], np.ndarray]

STRUCTURELESS = (
    "uniform",
    "normal",
    "correlated normal",
    "log-normal",
    "gamma",
    "heavy tails",
    "heavy tails, joint",
    "scores 1 to 5",
    "numbers and a category",
)
CLEAR = {
    "groups apart": 4,
    "groups overlapping": 4,
    "unequal sizes": 4,
    "six groups": 6,
    "cross": 5,
    "skewed groups": 4,
    "groups and a category": 2,
}
BLURRED = {"cross and a noise column": 5, "cross and two noise columns": 5}
"""Structure is there, and K-Means on all columns cannot follow it."""


def _correlated(rng: np.random.Generator, n: int) -> np.ndarray:
    cov = np.full((4, 4), 0.7) + 0.3 * np.eye(4)
    return rng.multivariate_normal(np.zeros(4), cov, n)


def _heavy_joint(rng: np.random.Generator, n: int) -> np.ndarray:
    return rng.normal(size=(n, 4)) / np.sqrt(rng.chisquare(4, n) / 4)[:, None]


def _one_hot(categories: np.ndarray, levels: int) -> np.ndarray:
    shares = np.bincount(categories, minlength=levels) / len(categories)
    return np.eye(levels)[categories] / np.sqrt(1 - np.sum(shares**2))


def _mixed(rng: np.random.Generator, n: int) -> np.ndarray:
    category = rng.choice(4, n, p=[0.4, 0.3, 0.2, 0.1])
    return np.column_stack([standard(rng.normal(size=(n, 3))), _one_hot(category, 4)])


def _mixed_two(rng: np.random.Generator, n: int) -> np.ndarray:
    half = _halves(n)
    X = standard(blobs(rng, np.array([[0.0, 0, 0], [4, 4, 0]]), half))
    likely = np.repeat([0.85, 0.15], half)
    return np.column_stack([X, _one_hot((rng.uniform(size=n) > likely).astype(int), 2)])


def _halves(n: int) -> list[int]:
    return [n // 2, n - n // 2]


def _cross_sizes(n: int) -> list[int]:
    middle = int(0.4 * n)
    return [middle, *even(n - middle, 4)]


def _cross(rng: np.random.Generator, n: int) -> np.ndarray:
    centers = np.array([[0.0, 0], [1, 1], [1, -1], [-1, 1], [-1, -1]])
    return blobs(rng, centers, _cross_sizes(n), sd=0.27)


def _unequal_sizes(n: int) -> list[int]:
    sizes = [int(0.25 * n), int(0.1 * n), int(0.05 * n)]
    return [n - sum(sizes), *sizes]


def _unequal(rng: np.random.Generator, n: int) -> np.ndarray:
    return blobs(rng, simplex(6.5), _unequal_sizes(n))


def _with_noise(columns: int) -> Make:
    return lambda rng, n: np.column_stack([standard(_cross(rng, n)), rng.normal(size=(n, columns))])


FIRST: dict[str, Make] = {
    "uniform": lambda rng, n: rng.uniform(size=(n, 4)),
    "normal": lambda rng, n: rng.normal(size=(n, 4)),
    "correlated normal": _correlated,
    "log-normal": lambda rng, n: np.exp(rng.normal(size=(n, 4))),
    "gamma": lambda rng, n: rng.gamma(5.0, size=(n, 4)),
    "heavy tails": lambda rng, n: rng.standard_t(3, size=(n, 4)),
    "heavy tails, joint": _heavy_joint,
    "scores 1 to 5": lambda rng, n: rng.choice(5, (n, 4), p=[0.1, 0.2, 0.3, 0.25, 0.15]).astype(float),
    "numbers and a category": _mixed,
    "groups apart": lambda rng, n: blobs(rng, simplex(7.0), even(n, 4)),
    "groups overlapping": lambda rng, n: blobs(rng, simplex(3.5), even(n, 4)),
    "unequal sizes": _unequal,
    "six groups": lambda rng, n: blobs(rng, simplex(4.5, 6, 6), even(n, 6)),
    "cross": _cross,
    "skewed groups": lambda rng, n: np.exp(0.5 * blobs(rng, simplex(6.0), even(n, 4))),
    "groups and a category": _mixed_two,
    "cross and a noise column": _with_noise(1),
    "cross and two noise columns": _with_noise(2),
}

_SIZES: dict[str, Callable[[int], list[int]]] = {
    "unequal sizes": _unequal_sizes,
    "groups and a category": _halves,
    "cross": _cross_sizes,
    "cross and a noise column": _cross_sizes,
    "cross and two noise columns": _cross_sizes,
}


def first_labels(kind: str, n: int) -> np.ndarray:
    """Return each row's group: the groups follow each other."""
    groups = (CLEAR | BLURRED).get(kind, 1)
    sizes = _SIZES[kind](n) if kind in _SIZES else even(n, groups)
    return np.repeat(np.arange(groups), sizes)
