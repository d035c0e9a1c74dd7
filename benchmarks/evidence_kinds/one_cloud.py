"""Kinds of one homogeneous cloud whose columns depend on each other, as a rule not normally."""

from __future__ import annotations

import numpy as np
from scipy import stats

from evidence_kinds.pieces import columns, correlated

Rng = np.random.Generator


def correlated_log_normals(rng: Rng, n: int) -> np.ndarray:
    """Four amounts that grow with each other, from little to much skewed."""
    return np.exp(correlated(rng, n, 4, 0.6) * [0.25, 0.5, 0.8, 1.2])


def rank_and_amounts(rng: Rng, n: int) -> np.ndarray:
    """The rank by one column, and two that correlate with it."""
    X = correlated(rng, n, 3, 0.6)
    return columns(X[:, 0].argsort().argsort() + 1, X[:, 1:])


def fan(rng: Rng, n: int) -> np.ndarray:
    """Two columns; the second spreads more, the higher the first."""
    level = rng.uniform(1, 10, n)
    return columns(level, level * (1 + 0.35 * rng.normal(size=n)))


def fans(rng: Rng, n: int) -> np.ndarray:
    """Four columns that all spread more, the higher a hidden level."""
    level = rng.gamma(4.0, size=(n, 1))
    return level * (1 + 0.4 * rng.normal(size=(n, 4)))


def funnel(rng: Rng, n: int) -> np.ndarray:
    """A number of ratings and their mean, which spreads less, the more they are."""
    ratings = np.exp(rng.normal(3, 0.8, n))
    return columns(ratings, 4 + 2.5 * rng.normal(size=n) / np.sqrt(ratings))


def thin_band(rng: Rng, n: int) -> np.ndarray:
    """Four columns of one uniform factor with little noise."""
    factor = rng.uniform(-1.7, 1.7, (n, 1))
    return factor + 0.3 * rng.normal(size=(n, 4))


def parallel_bands_of_a_factor(rng: Rng, n: int) -> np.ndarray:
    """Six columns of one normal factor, with rising and falling loadings."""
    factor = rng.normal(size=(n, 1))
    return factor * [0.9, -0.9, 0.8, -0.8, 0.7, 0.7] + 0.4 * rng.normal(size=(n, 6))


def two_factors(rng: Rng, n: int) -> np.ndarray:
    """Eight columns of two independent skewed factors, four of each."""
    factors = rng.gamma(3.0, size=(n, 2))
    return np.repeat(factors, 4, axis=1) + 0.7 * rng.normal(size=(n, 8))


def banana(rng: Rng, n: int) -> np.ndarray:
    """A parabola with noise."""
    x = rng.normal(size=n)
    return columns(x, x**2 + 0.6 * rng.normal(size=n))


def banana_beside_noise(rng: Rng, n: int) -> np.ndarray:
    """A parabola with noise, and two columns of noise."""
    return np.column_stack([banana(rng, n), rng.normal(size=(n, 2))])


def arc(rng: Rng, n: int) -> np.ndarray:
    """A third of a circle, evenly filled, with noise across."""
    angle, radius = rng.uniform(0, 2.1, n), 1 + 0.13 * rng.normal(size=n)
    return columns(radius * np.cos(angle), radius * np.sin(angle))


def bend(rng: Rng, n: int) -> np.ndarray:
    """A column that grows with the distance of another from its middle, and a third that follows it."""
    x = rng.normal(size=n)
    return columns(x, np.abs(x) + 0.3 * rng.normal(size=n), x + rng.normal(size=n))


def wave(rng: Rng, n: int) -> np.ndarray:
    """An S-shaped curve, evenly filled, with noise."""
    x = rng.uniform(-3, 3, n)
    return columns(x, np.sin(x) + 0.35 * rng.normal(size=n))


def saturation(rng: Rng, n: int) -> np.ndarray:
    """A column that grows with another at a falling rate."""
    x = rng.gamma(2.0, size=n)
    return columns(x, x / (1 + x) + 0.12 * rng.normal(size=n))


def saddle(rng: Rng, n: int) -> np.ndarray:
    """Two columns and their product with noise."""
    X = rng.normal(size=(n, 2))
    return columns(X[:, 0], X[:, 1], X[:, 0] * X[:, 1] + 0.5 * rng.normal(size=n))


def t_copula(rng: Rng, n: int) -> np.ndarray:
    """Normal columns with the dependence of a t distribution of 5 degrees of freedom."""
    joint = correlated(rng, n, 4, 0.5) / np.sqrt(rng.chisquare(5, (n, 1)) / 5)
    return stats.norm.ppf(stats.t.cdf(joint, 5))


def clayton_copula(rng: Rng, n: int) -> np.ndarray:
    """Normal columns that go together where they are low, and not where they are high."""
    frailty = rng.gamma(0.5, size=(n, 1))
    uniform = (1 + rng.exponential(size=(n, 3)) / frailty) ** -0.5
    return stats.norm.ppf(np.clip(uniform, 1e-9, 1 - 1e-9))


def upper_tail_dependence(rng: Rng, n: int) -> np.ndarray:
    """Log-normal columns that go together where they are high, and not where they are low."""
    frailty = rng.gamma(0.7, size=(n, 1))
    uniform = (1 + rng.exponential(size=(n, 4)) / frailty) ** -0.7
    return np.exp(-0.6 * stats.norm.ppf(np.clip(uniform, 1e-9, 1 - 1e-9)))


def gamma_margins(rng: Rng, n: int) -> np.ndarray:
    """Five gamma columns of rising shape with the dependence of a normal distribution."""
    return stats.gamma.ppf(stats.norm.cdf(correlated(rng, n, 5, 0.5)), [0.8, 1.5, 3.0, 6.0, 12.0])


def regression(rng: Rng, n: int) -> np.ndarray:
    """A column that follows two others, the worse the higher one of them is."""
    first, second = rng.uniform(18, 80, n), rng.normal(size=n)
    return columns(first, second, 0.1 * first + second + first / 20 * rng.normal(size=n))


def truncated(rng: Rng, n: int) -> np.ndarray:
    """Correlated normal columns of which only those above a floor are kept."""
    drawn = correlated(rng, 60 * n, 3, 0.5)
    return drawn[(drawn > -0.3).all(axis=1)][:n]


def ball(rng: Rng, n: int) -> np.ndarray:
    """An evenly filled ball in six columns."""
    way = rng.normal(size=(n, 6))
    return way / np.linalg.norm(way, axis=1, keepdims=True) * rng.uniform(size=(n, 1)) ** (1 / 6)


def ellipsoid(rng: Rng, n: int) -> np.ndarray:
    """An evenly filled ball in three columns, stretched along a diagonal."""
    way = rng.normal(size=(n, 3))
    inside = way / np.linalg.norm(way, axis=1, keepdims=True) * rng.uniform(size=(n, 1)) ** (1 / 3)
    return inside + 1.5 * inside.sum(axis=1, keepdims=True)


def triangle(rng: Rng, n: int) -> np.ndarray:
    """A start and a later end, evenly filled."""
    return np.sort(rng.uniform(size=(n, 2)), axis=1)


def long_heavy_tails(rng: Rng, n: int) -> np.ndarray:
    """A long cloud whose columns have the tails of a t distribution of 4 degrees of freedom, together."""
    return correlated(rng, n, 4, 0.85) / np.sqrt(rng.chisquare(4, (n, 1)) / 4)


def skew_normal(rng: Rng, n: int) -> np.ndarray:
    """Four columns of a skew normal distribution."""
    shared = np.abs(rng.normal(size=(n, 1)))
    return shared * [0.9, 0.9, 0.6, -0.6] + np.sqrt(1 - np.square([0.9, 0.9, 0.6, 0.6])) * correlated(rng, n, 4, 0.3)


def dominating_column(rng: Rng, n: int) -> np.ndarray:
    """One much skewed column that four others follow at a distance."""
    main = rng.normal(size=n)
    return np.column_stack([np.exp(1.5 * main), 0.8 * main[:, None] + rng.normal(size=(n, 4))])


def outliers(rng: Rng, n: int) -> np.ndarray:
    """Four correlated normal columns; 1 % of the rows lie anywhere, far out."""
    X = correlated(rng, n, 4, 0.4)
    few = max(1, n // 100)
    X[:few] = rng.uniform(-9, 9, (few, 4))
    return X


def ten_correlated(rng: Rng, n: int) -> np.ndarray:
    """Ten columns of one gamma factor, each with its own loading and noise."""
    factor = (rng.gamma(2.0, size=(n, 1)) - 2) / np.sqrt(2)
    loadings = np.linspace(0.9, 0.3, 10)
    return factor * loadings + np.sqrt(1 - loadings**2) * rng.normal(size=(n, 10))


def smallest_and_largest(rng: Rng, n: int) -> np.ndarray:
    """The smallest, the middle and the largest of three amounts."""
    return np.sort(rng.gamma(3.0, size=(n, 3)), axis=1)


def ratio(rng: Rng, n: int) -> np.ndarray:
    """Two log-normal columns and their ratio."""
    first, second = np.exp(0.6 * correlated(rng, n, 2, 0.3)).T
    return columns(first, second, first / second)


def shares(rng: Rng, n: int) -> np.ndarray:
    """Four shares that sum to 1."""
    return rng.dirichlet([2.0, 3.0, 4.0, 1.5], n)


def rates_of_one_propensity(rng: Rng, n: int) -> np.ndarray:
    """Five rates between 0 and 1 that rise with one propensity."""
    return 1 / (1 + np.exp(-correlated(rng, n, 5, 0.6) - [-1.5, -0.7, 0.0, 0.7, 1.5]))


def ranks(rng: Rng, n: int) -> np.ndarray:
    """The ranks of three correlated columns: they are densest where all are low and where all are high."""
    return correlated(rng, n, 3, 0.6).argsort(axis=0).argsort(axis=0) + 1.0


def ranks_with_joint_tails(rng: Rng, n: int) -> np.ndarray:
    """Three evenly spread columns with the dependence of a t distribution of 3 degrees of freedom."""
    return stats.t.cdf(correlated(rng, n, 3, 0.3) / np.sqrt(rng.chisquare(3, (n, 1)) / 3), 3)


ONE_CLOUD = {
    "correlated log-normals": correlated_log_normals,
    "rank and amounts": rank_and_amounts,
    "fan": fan,
    "fans": fans,
    "funnel": funnel,
    "thin band": thin_band,
    "six columns of one factor": parallel_bands_of_a_factor,
    "eight columns of two factors": two_factors,
    "banana": banana,
    "banana beside noise": banana_beside_noise,
    "arc": arc,
    "bend": bend,
    "wave": wave,
    "saturation": saturation,
    "saddle": saddle,
    "t copula": t_copula,
    "Clayton copula": clayton_copula,
    "upper tail dependence": upper_tail_dependence,
    "gamma margins": gamma_margins,
    "regression": regression,
    "truncated normal": truncated,
    "ball": ball,
    "ellipsoid": ellipsoid,
    "triangle": triangle,
    "long heavy tails": long_heavy_tails,
    "skew normal": skew_normal,
    "dominating column": dominating_column,
    "cloud and outliers": outliers,
    "ten correlated columns": ten_correlated,
    "smallest and largest": smallest_and_largest,
    "ratio": ratio,
    "shares": shares,
    "rates of one propensity": rates_of_one_propensity,
}
"""One density without a gap."""
PEAKED = {"ranks": ranks, "ranks with joint tails": ranks_with_joint_tails}
"""One population whose density has several peaks: evenly spread columns that depend on each other fill the corners."""
