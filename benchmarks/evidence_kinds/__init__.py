"""Tables with and without structure, for measuring what evidence says of them.

The first kinds are standardised as they are. All others are prepared as the product prepares a customer table: strong
skew reduced (Yeo-Johnson), then z-scores.
"""

from __future__ import annotations

import numpy as np

from coterie.preparation import Preparation
from evidence_kinds.first import BLURRED, CLEAR, FIRST, STRUCTURELESS, first_labels
from evidence_kinds.groups import GROUPS as _GROUPS
from evidence_kinds.groups_of_customers import CUSTOMERS
from evidence_kinds.one_cloud import ONE_CLOUD as _CLOUDS
from evidence_kinds.one_cloud import PEAKED as _PEAKED
from evidence_kinds.one_population import ATOMS as _ATOMS
from evidence_kinds.one_population import LATTICES, ONE_POPULATION
from evidence_kinds.pieces import blobs, standard

__all__ = [
    "ATOMS",
    "BLURRED",
    "CLEAR",
    "GROUPS",
    "KINDS",
    "LATTICES",
    "ONE_CLOUD",
    "OPEN",
    "PEAKED",
    "STRUCTURELESS",
    "TRUTH",
    "blobs",
    "make",
    "make_labelled",
    "prepared",
    "standard",
]
ONE_CLOUD = (*_CLOUDS, *ONE_POPULATION)
"""One homogeneous cloud, without a gap but those between whole numbers, which those in LATTICES have."""
ATOMS = tuple(_ATOMS)
"""One homogeneous population, but with many customers at one value: to be counted apart, as those do stand apart."""
PEAKED = tuple(_PEAKED)
"""One homogeneous population whose density has several peaks: to be counted apart, as the sparser middle is real."""
GROUPS = {kind: groups for kind, (groups, _) in (_GROUPS | CUSTOMERS).items()}
OPEN = (
    "groups in two of six columns",
    "groups in two of ten columns",
    "income, spending, age and credit",
    "small groups",
    "small far group",
    "groups beside outliers",
    "two long tilted groups",
    "ring and blob",
    "half moons",
    "groups by counts",
)
"""Those of GROUPS that the method was known to miss when they were written."""
TRUTH = dict.fromkeys(STRUCTURELESS, 1) | CLEAR | BLURRED | dict.fromkeys((*ONE_CLOUD, *ATOMS, *PEAKED), 1) | GROUPS
KINDS = (
    FIRST
    | _CLOUDS
    | ONE_POPULATION
    | _ATOMS
    | _PEAKED
    | {kind: made for kind, (_, made) in (_GROUPS | CUSTOMERS).items()}
)


def make(kind: str, seed: int, n: int = 500) -> np.ndarray:
    """Return a standardised table of that kind."""
    return make_labelled(kind, seed, n)[0]


def make_labelled(kind: str, seed: int, n: int = 500) -> tuple[np.ndarray, np.ndarray]:
    """Return a standardised table of that kind and each row's true group, numbered from 0."""
    if kind in FIRST:
        X = FIRST[kind](np.random.default_rng([seed, sum(kind.encode())]), n)
        return X if "category" in kind else standard(X), first_labels(kind, n)
    rng = np.random.default_rng([seed, *kind.encode()])
    made = KINDS[kind](rng, n)
    X, labels = made if isinstance(made, tuple) else (made, np.zeros(n, dtype=np.int64))
    order = rng.permutation(n)
    return prepared(X[order]), labels[order]


def prepared(X: np.ndarray) -> np.ndarray:
    """Return the table as the product clusters it."""
    columns = {f"column {at}": np.ascontiguousarray(values) for at, values in enumerate(X.T)}
    return Preparation().fit_matrix(columns)[1]
