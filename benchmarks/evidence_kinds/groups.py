"""Kinds with groups by position, spread and shape. Each returns its table and each row's group."""

from __future__ import annotations

import numpy as np

from evidence_kinds.pieces import columns, correlated, labelled, simplex

Rng = np.random.Generator
Labelled = tuple[np.ndarray, np.ndarray]
_CROSS = np.array([[0.0, 0], [1, 1], [1, -1], [-1, 1], [-1, -1]])


def _around(rng: Rng, labels: np.ndarray, centers: np.ndarray | list) -> Labelled:
    """Return round normal groups of unit spread."""
    centers = np.asarray(centers, dtype=np.float64)
    return centers[labels] + rng.normal(size=(len(labels), centers.shape[1])), labels


def _beside_noise(rng: Rng, found: Labelled, noise: int) -> Labelled:
    X, labels = found
    return np.column_stack([X, rng.normal(size=(len(X), noise))]), labels


def two_apart(rng: Rng, n: int) -> Labelled:
    """Two groups in two columns."""
    return _around(rng, labelled(n, 0.55, 0.45), [[0, 0], [4, 3]])


def three_unequal(rng: Rng, n: int) -> Labelled:
    """Three groups of 60, 30 and 10 %."""
    return _around(rng, labelled(n, 0.6, 0.3, 0.1), simplex(5.5, 3, 3))


def five_falling(rng: Rng, n: int) -> Labelled:
    """Five groups of 38 to 10 % in five columns."""
    return _around(rng, labelled(n, 0.38, 0.24, 0.16, 0.12, 0.1), simplex(5.5, 5, 5))


def unequal_spread(rng: Rng, n: int) -> Labelled:
    """Four groups, the widest with three times the narrowest's spread."""
    labels = labelled(n, 0.25, 0.25, 0.25, 0.25)
    centers = np.array([[0.0, 0], [5, 0], [0, 6], [7, 7]])
    return centers[labels] + rng.normal(size=(n, 2)) * np.array([0.5, 0.8, 1.2, 1.5])[labels, None], labels


def dense_beside_sparse(rng: Rng, n: int) -> Labelled:
    """A narrow group of 30 % beside a wide one."""
    labels = labelled(n, 0.7, 0.3)
    centers = np.array([[0.0, 0], [4.5, 2.5]])
    return centers[labels] + rng.normal(size=(n, 2)) * np.array([1.5, 0.4])[labels, None], labels


def five_in_three_columns(rng: Rng, n: int) -> Labelled:
    """Five groups in three columns."""
    return _around(rng, labelled(n, *[0.2] * 5), [[0, 0, 0], [5, 0, 0], [0, 5, 0], [0, 0, 5], [5, 5, 5]])


def eight_in_four_columns(rng: Rng, n: int) -> Labelled:
    """Eight groups at every other corner of a cube in four columns."""
    corners = np.array([[a, b, c, (a + b + c) % 2] for a in (0, 1) for b in (0, 1) for c in (0, 1)])
    return _around(rng, labelled(n, *[1 / 8] * 8), 4.2 * corners)


def five_in_a_row(rng: Rng, n: int) -> Labelled:
    """Five groups along a line in three columns, as levels of one thing."""
    return _around(rng, labelled(n, *[0.2] * 5), 3 * np.arange(5)[:, None] * np.ones(3))


def two_of_six_columns(rng: Rng, n: int) -> Labelled:
    """Three groups in two of six columns; the others are noise."""
    return _beside_noise(rng, _around(rng, labelled(n, 0.4, 0.35, 0.25), [[0, 0], [6, 0], [3, 5.2]]), 4)


def two_of_ten_columns(rng: Rng, n: int) -> Labelled:
    """Three groups in two of ten columns; the others are noise."""
    return _beside_noise(rng, _around(rng, labelled(n, 0.4, 0.35, 0.25), [[0, 0], [6, 0], [3, 5.2]]), 8)


def one_of_three_columns(rng: Rng, n: int) -> Labelled:
    """Two groups apart in one column alone; two others are correlated noise."""
    labels = labelled(n, 0.6, 0.4)
    return columns(5.5 * labels + rng.normal(size=n), correlated(rng, n, 2, 0.3)), labels


def ten_columns_a_little(rng: Rng, n: int) -> Labelled:
    """Three groups, apart by a little in each of ten columns."""
    patterns = np.array(
        [[1, 1, 1, 1, 0, 0, 0, -1, -1, -1], [-1, -1, 0, 0, 1, 1, 1, 1, 0, 0], [0, 0, -1, -1, -1, -1, 0, 0, 1, 1]]
    )
    return _around(rng, labelled(n, 0.4, 0.35, 0.25), 1.4 * patterns)


def small_groups(rng: Rng, n: int) -> Labelled:
    """A large group and two of 8 and 5 %."""
    return _around(rng, labelled(n, 0.87, 0.08, 0.05), simplex(6, 3, 3))


def small_far_group(rng: Rng, n: int) -> Labelled:
    """A correlated cloud and 2 % far from it."""
    labels = labelled(n, 0.98, 0.02)
    X = correlated(rng, n, 3, 0.4)
    return np.where(labels[:, None] == 1, 0.5 * X + [7, -4, 5], X), labels


def beside_outliers(rng: Rng, n: int) -> Labelled:
    """Three groups; 2 % of the customers lie up to many times further from their centre than the others."""
    labels = labelled(n, 0.4, 0.35, 0.25)
    far = np.where(rng.permutation(n) < max(2, n // 50), 9.0, 1.0)
    return simplex(6, 3, 3)[labels] + far[:, None] * rng.normal(size=(n, 3)), labels


def tilted(rng: Rng, n: int) -> Labelled:
    """Three groups whose columns correlate by 0.6."""
    labels = labelled(n, 0.4, 0.35, 0.25)
    return np.array([[0.0, 0, 0], [4, 0, 2], [4.5, 5, 0]])[labels] + correlated(rng, n, 3, 0.6), labels


def tilted_each_way(rng: Rng, n: int) -> Labelled:
    """Three groups of one and a half times the length in one direction, each in its own."""
    labels = labelled(n, 0.35, 0.35, 0.3)
    angles = np.array([0.0, 1.0, 2.1])[labels]
    along, across = 1.5 * rng.normal(size=n), 0.8 * rng.normal(size=n)
    own = columns(along * np.cos(angles) - across * np.sin(angles), along * np.sin(angles) + across * np.cos(angles))
    return np.array([[0.0, 0], [6, 1], [2, 6]])[labels] + own, labels


def two_long(rng: Rng, n: int) -> Labelled:
    """Two long parallel groups, tilted, closer to each other than they are long."""
    labels = labelled(n, 0.5, 0.5)
    along, across = 3 * rng.normal(size=n), 2.6 * labels + 0.4 * rng.normal(size=n)
    return columns(along + across, along - across), labels


def two_pairs(rng: Rng, n: int) -> Labelled:
    """Two pairs of near groups, far from each other."""
    centers = [[0, 0, 0], [4.5, 0, 0], [10, 10, 6], [10, 14.5, 6]]
    return _around(rng, labelled(n, *[0.25] * 4), centers)


def near_pair_and_far(rng: Rng, n: int) -> Labelled:
    """Two near groups and a far one."""
    return _around(rng, labelled(n, 0.4, 0.3, 0.3), [[0, 0, 0], [3.5, 3, 0], [-8, 9, 7]])


def ring(rng: Rng, n: int) -> Labelled:
    """A blob and a ring around it."""
    labels = labelled(n, 0.35, 0.65)
    angle, radius = rng.uniform(0, 2 * np.pi, n), np.where(labels == 1, 2 + 0.15 * rng.normal(size=n), 0)
    own = np.where(labels[:, None] == 1, 0, 0.4 * rng.normal(size=(n, 2)))
    return columns(radius * np.cos(angle), radius * np.sin(angle)) + own, labels


def half_moons(rng: Rng, n: int) -> Labelled:
    """Two half circles that reach into each other."""
    labels = labelled(n, 0.5, 0.5)
    angle = rng.uniform(0, np.pi, n) + np.pi * labels
    return columns(np.cos(angle) + labels, np.sin(angle) + 0.5 * labels) + 0.1 * rng.normal(size=(n, 2)), labels


def heavy_groups(rng: Rng, n: int) -> Labelled:
    """Four groups with the tails of a t distribution of 3 degrees of freedom in each column."""
    labels = labelled(n, *[0.25] * 4)
    return simplex(10)[labels] + rng.standard_t(3, (n, 4)), labels


def cubes(rng: Rng, n: int) -> Labelled:
    """Four evenly filled cubes."""
    labels = labelled(n, *[0.25] * 4)
    return np.array([[0.0, 0, 0], [3, 0, 0], [0, 3, 0], [0, 0, 3]])[labels] + rng.uniform(-1, 1, (n, 3)), labels


def skewed_each(rng: Rng, n: int) -> Labelled:
    """Three groups, each with a gamma tail upwards in each column."""
    labels = labelled(n, 0.4, 0.35, 0.25)
    return simplex(7, 3, 3)[labels] + rng.gamma(2.0, 0.8, (n, 3)), labels


def shared_nuisance(rng: Rng, n: int) -> Labelled:
    """Three groups in five columns that all rise with one factor that tells nothing of the groups."""
    labels = labelled(n, 0.4, 0.3, 0.3)
    centers = np.array([[3.0, -3, 0, 0, 0], [0, 0, 3, -3, 0], [-3, 0, 0, 0, 3]])
    return centers[labels] + rng.normal(size=(n, 5)) + rng.normal(size=(n, 1)), labels


def cross(rng: Rng, n: int) -> Labelled:
    """Income and spending: a group in the middle and one in each corner."""
    labels = labelled(n, 0.4, *[0.15] * 4)
    return _CROSS[labels] + 0.24 * rng.normal(size=(n, 2)), labels


def cross_with_age_and_credit(rng: Rng, n: int) -> Labelled:
    """The cross of income and spending; age and credit score tell nothing."""
    return _beside_noise(rng, cross(rng, n), 2)


GROUPS = {
    "two apart": (2, two_apart),
    "three unequal": (3, three_unequal),
    "five of falling size": (5, five_falling),
    "four of unequal spread": (4, unequal_spread),
    "dense beside sparse": (2, dense_beside_sparse),
    "five in three columns": (5, five_in_three_columns),
    "eight in four columns": (8, eight_in_four_columns),
    "five in a row": (5, five_in_a_row),
    "groups in two of six columns": (3, two_of_six_columns),
    "groups in two of ten columns": (3, two_of_ten_columns),
    "groups in one of three columns": (2, one_of_three_columns),
    "a little in each of ten columns": (3, ten_columns_a_little),
    "small groups": (3, small_groups),
    "small far group": (2, small_far_group),
    "groups beside outliers": (3, beside_outliers),
    "tilted groups": (3, tilted),
    "groups tilted each its way": (3, tilted_each_way),
    "two long tilted groups": (2, two_long),
    "two pairs": (4, two_pairs),
    "near pair and a far group": (3, near_pair_and_far),
    "ring and blob": (2, ring),
    "half moons": (2, half_moons),
    "groups with heavy tails": (4, heavy_groups),
    "cubes": (4, cubes),
    "groups with skew": (3, skewed_each),
    "groups and a shared factor": (3, shared_nuisance),
    "income and spending": (5, cross),
    "income, spending, age and credit": (5, cross_with_age_and_credit),
}
"""Each kind's number of groups, and what makes it."""
