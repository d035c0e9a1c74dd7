"""What kinds are made of."""

from __future__ import annotations

import numpy as np


def standard(X: np.ndarray) -> np.ndarray:
    """Mean 0, standard deviation 1."""
    return (X - X.mean(axis=0)) / X.std(axis=0)


def blobs(rng: np.random.Generator, centers: np.ndarray, sizes: list[int], sd: float = 1.0) -> np.ndarray:
    """Round normal groups."""
    labels = np.repeat(np.arange(len(centers)), sizes)
    return centers[labels] + rng.normal(scale=sd, size=(len(labels), centers.shape[1]))


def simplex(distance: float, k: int = 4, d: int = 4) -> np.ndarray:
    """Return k centres in d columns, each as far from each other."""
    return np.eye(k, d) * distance / np.sqrt(2)


def even(n: int, k: int) -> list[int]:
    """Return k sizes that differ by one at most and sum to n."""
    return [n // k + (i < n % k) for i in range(k)]


def labelled(n: int, *shares: float) -> np.ndarray:
    """Return n labels, sorted: the first group takes what rounding leaves."""
    sizes = [round(share * n) for share in shares[1:]]
    return np.repeat(np.arange(len(shares)), [n - sum(sizes), *sizes])


def correlated(rng: np.random.Generator, n: int, d: int, rho: float) -> np.ndarray:
    """Return normal columns of unit variance, each pair correlated by rho."""
    shared = rng.normal(size=(n, 1))
    return np.sqrt(rho) * shared + np.sqrt(1 - rho) * rng.normal(size=(n, d))


def columns(*values: np.ndarray) -> np.ndarray:
    """Return these as the columns of a table of floats."""
    return np.column_stack(values).astype(np.float64)
