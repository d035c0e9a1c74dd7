"""Tables with and without structure, for measuring what evidence says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[[np.random.Generator, int], np.ndarray]

STRUCTURELESS = (
    "uniform", "gaussian", "correlated", "lognormal", "gamma", "heavy", "heavy-joint", "scores", "mixed",
)  # fmt: skip
TRUTH = {"apart": 4, "overlapping": 4, "unequal": 4, "cross": 5, "cross+noise": 5, "six": 6, "mixed-two": 2}


def make(kind: str, seed: int, n: int = 500) -> np.ndarray:
    """Return a standardised table of that kind."""
    rng = np.random.default_rng([seed, sum(kind.encode())])
    X = KINDS[kind](rng, n)
    return X if kind.startswith("mixed") else standard(X)


def standard(X: np.ndarray) -> np.ndarray:
    """Mean 0, standard deviation 1."""
    return (X - X.mean(axis=0)) / X.std(axis=0)


def blobs(rng: np.random.Generator, centers: np.ndarray, sizes: list[int], sd: float = 1.0) -> np.ndarray:
    """Round normal groups."""
    labels = np.repeat(np.arange(len(centers)), sizes)
    return centers[labels] + rng.normal(scale=sd, size=(len(labels), centers.shape[1]))


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
    half = [n // 2, n - n // 2]
    X = standard(blobs(rng, np.array([[0.0, 0, 0], [4, 4, 0]]), half))
    likely = np.repeat([0.85, 0.15], half)
    return np.column_stack([X, _one_hot((rng.uniform(size=n) > likely).astype(int), 2)])


def _simplex(distance: float, k: int = 4, d: int = 4) -> np.ndarray:
    return np.eye(k, d) * distance / np.sqrt(2)


def _even(n: int, k: int) -> list[int]:
    return [n // k + (i < n % k) for i in range(k)]


def _cross(rng: np.random.Generator, n: int) -> np.ndarray:
    centers = np.array([[0.0, 0], [1, 1], [1, -1], [-1, 1], [-1, -1]])
    middle = int(0.4 * n)
    sizes = [middle, *_even(n - middle, 4)]
    return blobs(rng, centers, sizes, sd=0.27)


def _unequal(rng: np.random.Generator, n: int) -> np.ndarray:
    sizes = [n - int(0.25 * n) - int(0.1 * n) - int(0.05 * n), int(0.25 * n), int(0.1 * n), int(0.05 * n)]
    return blobs(rng, _simplex(6.5), sizes)


KINDS: dict[str, Make] = {
    "uniform": lambda rng, n: rng.uniform(size=(n, 4)),
    "gaussian": lambda rng, n: rng.normal(size=(n, 4)),
    "correlated": _correlated,
    "lognormal": lambda rng, n: np.exp(rng.normal(size=(n, 4))),
    "gamma": lambda rng, n: rng.gamma(5.0, size=(n, 4)),
    "heavy": lambda rng, n: rng.standard_t(3, size=(n, 4)),
    "heavy-joint": _heavy_joint,
    "scores": lambda rng, n: rng.choice(5, (n, 4), p=[0.1, 0.2, 0.3, 0.25, 0.15]).astype(float),
    "mixed": _mixed,
    "apart": lambda rng, n: blobs(rng, _simplex(7.0), _even(n, 4)),
    "overlapping": lambda rng, n: blobs(rng, _simplex(4.0), _even(n, 4)),
    "unequal": _unequal,
    "cross": _cross,
    "cross+noise": lambda rng, n: np.column_stack([standard(_cross(rng, n)), rng.normal(size=(n, 2))]),
    "six": lambda rng, n: blobs(rng, _simplex(5.0, 6, 6), _even(n, 6)),
    "mixed-two": _mixed_two,
}
