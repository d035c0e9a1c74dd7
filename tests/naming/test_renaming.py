from __future__ import annotations

import re
from collections import Counter

import numpy as np
import polars as pl
import pytest

from coterie.clustering import fit_kmeans
from coterie.naming import name
from coterie.naming.renaming import rename
from coterie.profiling import NumericProfile, Profiles, SegmentProfile, profile
from coterie.schema import Column, Schema


def profiles(*means):
    overall = NumericProfile(50.0, 50.0, 20.0, 0.0, 100.0, 100)
    own = [SegmentProfile(10, 1 / len(means), {"visits": NumericProfile(m, m, 5.0, 0.0, 100.0, 10)}) for m in means]
    return Profiles(SegmentProfile(10 * len(means), 1.0, {"visits": overall}), tuple(own))


def test_names_go_with_the_people_and_all_differ():
    there, here = profiles(90.0, 10.0), profiles(90.0, 5.0, 15.0)
    given = {"catalogue": "none", "features": ["visits"]}
    counts = np.array([[10, 0, 0], [0, 4, 5]])
    recommended = [each.name for each in name(there, **given).names]
    found = [each.name for each in rename(there, here, counts, roles={}, **given).names]
    assert found[0] == recommended[0]
    assert len(set(found)) == 3


def seasons(rng, n):
    most = rng.gamma(2, 60, n)
    return np.column_stack([most + rng.normal(0, 9, n), 200 - most + rng.normal(0, 9, n), rng.normal(120, 30, n)])


def counts(rng, n):
    return rng.poisson(rng.gamma(1, 1.2, (n, 4)) * rng.integers(0, 2, (n, 1))).astype(float)


def lattice(rng, n):
    return np.column_stack([rng.integers(0, 6, n), np.minimum(rng.geometric(0.4, n), 7)]).astype(float)


def wide(rng, n):
    return rng.normal(size=(n, 12)) + 4 * rng.normal(size=(4, 12))[rng.integers(0, 4, n)]


def heavy(rng, n):
    return np.round(rng.pareto(1.2, (n, 3)) * 10, 2)


POPULATIONS = (seasons, counts, lattice, wide, heavy)


def saying(one):
    return frozenset(part.strip().casefold() for part in one.name.split(", "))


@pytest.mark.parametrize("make", POPULATIONS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("seed", range(2))
def test_no_two_names_say_the_same_in_any_order_for_any_k(make, seed):
    """Neither beside one another nor beside the recommended names, which other groups may have."""
    values = make(np.random.default_rng(seed), 400)
    X = (values - values.mean(axis=0)) / values.std(axis=0)
    columns = ["orders", "visits", "returns", *(f"x{i}" for i in range(9))][: values.shape[1]]
    if make is seasons:
        columns = ["summer", "winter", "spring"]
    frame = pl.DataFrame(dict(zip(columns, values.T, strict=True)))
    schema = Schema(tuple(Column(each, "numeric", "feature", 0, "") for each in columns))
    fits = {
        k: fit_kmeans(X, k, n_starts=1, random_state=k).labels
        for k in (*range(2, 10), 12, 17, 25, 33, 40)
        if k <= len(np.unique(X, axis=0))
    }
    described = {k: profile(frame, schema, labels) for k, labels in fits.items()}
    given = {"catalogue": "none", "features": columns}
    for best in (3, 5):
        there = name(described[best], **given).names
        for k, labels in fits.items():
            shared = np.zeros((best, k), dtype=np.int64)
            np.add.at(shared, (fits[best], labels), 1)
            found = rename(described[best], described[k], shared, roles={}, **given).names
            assert max(Counter(map(saying, found)).values()) == 1
            either = shared.sum(axis=1, keepdims=True) + shared.sum(axis=0) - shared
            for j, one in enumerate(found):
                elsewhere = [i for i, other in enumerate(there) if saying(other) == saying(one)]
                assert all(2 * shared[i, j] > either[i, j] for i in elsewhere), one.name
            letters = {one.name[-1] for one in found if one.evidence and re.search(r"group [A-Z]$", one.name)}
            assert not letters or {"A", "B"} <= letters
