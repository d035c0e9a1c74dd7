"""Generated tables for the panel: each kind takes a random generator and returns a standardised matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.random import Generator
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ROWS = 2_000


def _scaled(X: Floats) -> Floats:
    spread = X.std(axis=0)
    return (X - X.mean(axis=0)) / np.where(spread > 0, spread, 1.0)


def _mixture(rng: Generator, features: int, *, apart: float, groups: int = 6, rows: int | None = None) -> Floats:
    rows = rows or ROWS
    middles = rng.normal(scale=apart, size=(groups, features))
    return middles[rng.integers(groups, size=rows)] + rng.normal(size=(rows, features))


def _skewed(rng: Generator) -> Floats:
    return np.exp(_mixture(rng, 5, apart=1.0) * rng.uniform(0.5, 1.5, size=5))


def _mixed(rng: Generator) -> Floats:
    X = _mixture(rng, 8, apart=2.5)
    X[:, 4:] = np.exp(X[:, 4:] / 2)
    return X


def _one_hot(rng: Generator) -> Floats:
    numbers = _scaled(_mixture(rng, 3, apart=1.5))
    flags = [np.eye(size)[rng.choice(size, ROWS, p=rng.dirichlet(np.ones(size)))] for size in (3, 5, 8)]
    return np.hstack([numbers, *(flag / np.sqrt(2) for flag in flags)])


def _flags(rng: Generator) -> Floats:
    return (rng.random((ROWS, 12)) < rng.uniform(0.05, 0.95, size=12)).astype(np.float64)


def _duplicates(rng: Generator) -> Floats:
    return np.round(_mixture(rng, 3, apart=1.5))


def _counts(rng: Generator) -> Floats:
    rates = rng.gamma(1.0, 6.0, size=(6, 6))
    return rng.poisson(rates[rng.integers(6, size=ROWS)]).astype(np.float64)


def _scores(rng: Generator) -> Floats:
    return rng.integers(1, 6, size=(ROWS, 4)).astype(np.float64)


def _outlier(rng: Generator) -> Floats:
    X = _mixture(rng, 4, apart=1.5)
    X[rng.integers(ROWS)] *= 1e4
    return X


def _tiny(rng: Generator) -> Floats:
    X = _mixture(rng, 4, apart=1.5, rows=ROWS * 2)
    few = len(X) // 1000
    for group in range(3):
        X[group * few : (group + 1) * few] = rng.normal(scale=15, size=4) + rng.normal(scale=0.3, size=(few, 4))
    return X


def _unequal(rng: Generator) -> Floats:
    sizes = rng.multinomial(ROWS, [0.6, 0.2, 0.1, 0.05, 0.03, 0.02])
    widths = rng.uniform(0.2, 3.0, size=6)
    return np.vstack(
        [rng.normal(scale=4, size=6) + w * rng.normal(size=(n, 6)) for n, w in zip(sizes, widths, strict=True)]
    )


def _correlated(rng: Generator) -> Floats:
    hidden = _mixture(rng, 3, apart=2.0)
    return hidden @ rng.normal(size=(3, 12)) + 0.2 * rng.normal(size=(ROWS, 12))


def _rings(rng: Generator) -> Floats:
    angle, radius = rng.uniform(0, 2 * np.pi, ROWS), rng.integers(1, 4, ROWS) + 0.1 * rng.normal(size=ROWS)
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


KINDS: dict[str, Callable[[Generator], Floats]] = {
    "overlapping mixture, d = 2": lambda rng: _scaled(_mixture(rng, 2, apart=1.5)),
    "overlapping mixture, d = 8": lambda rng: _scaled(_mixture(rng, 8, apart=0.7)),
    "overlapping mixture, d = 50": lambda rng: _scaled(_mixture(rng, 50, apart=0.3)),
    "separated mixture, d = 4": lambda rng: _scaled(_mixture(rng, 4, apart=8.0, groups=8)),
    "separated mixture, d = 20": lambda rng: _scaled(_mixture(rng, 20, apart=4.0, groups=10)),
    "half the columns log-normal": lambda rng: _scaled(_mixed(rng)),
    "heavy skew": lambda rng: _scaled(_skewed(rng)),
    "numbers and one-hot columns": _one_hot,
    "flags alone": _flags,
    "many duplicates": lambda rng: _scaled(_duplicates(rng)),
    "scores from 1 to 5": _scores,
    "a dominating outlier": lambda rng: _scaled(_outlier(rng)),
    "tiny clusters of 0.1 %": lambda rng: _scaled(_tiny(rng)),
    "sizes and widths unequal": lambda rng: _scaled(_unequal(rng)),
    "correlated columns": lambda rng: _scaled(_correlated(rng)),
    "rings": lambda rng: _scaled(_rings(rng)),
    "one normal cloud": lambda rng: rng.normal(size=(ROWS, 5)),
    "large: mixture of 60,000 rows, d = 8": lambda rng: _scaled(_mixture(rng, 8, apart=1.0, rows=60_000)),
    "counts": lambda rng: _scaled(_counts(rng)),
    "large: 8 groups apart, 20,000 rows, d = 10": lambda rng: _scaled(
        _mixture(rng, 10, apart=4.0, groups=8, rows=20_000)
    ),
    "large: 8 groups apart, 50,000 rows, d = 20": lambda rng: _scaled(
        _mixture(rng, 20, apart=4.0, groups=8, rows=50_000)
    ),
    "large: 12 groups apart, 20,000 rows, d = 50": lambda rng: _scaled(
        _mixture(rng, 50, apart=4.0, groups=12, rows=20_000)
    ),
}
