"""Tables with and without structure, for measuring what evidence says of them."""

from __future__ import annotations

import numpy as np

from evidence_kinds.first import BLURRED, CLEAR, FIRST, STRUCTURELESS, first_labels
from evidence_kinds.pieces import blobs, standard

__all__ = [
    "BLURRED",
    "CLEAR",
    "KINDS",
    "STRUCTURELESS",
    "TRUTH",
    "blobs",
    "make",
    "make_labelled",
    "standard",
]
KINDS = FIRST
TRUTH = dict.fromkeys(STRUCTURELESS, 1) | CLEAR | BLURRED


def make(kind: str, seed: int, n: int = 500) -> np.ndarray:
    """Return a standardised table of that kind."""
    return make_labelled(kind, seed, n)[0]


def make_labelled(kind: str, seed: int, n: int = 500) -> tuple[np.ndarray, np.ndarray]:
    """Return a standardised table of that kind and each row's true group, numbered from 0."""
    rng = np.random.default_rng([seed, sum(kind.encode())])
    X = FIRST[kind](rng, n)
    return X if "category" in kind else standard(X), first_labels(kind, n)
