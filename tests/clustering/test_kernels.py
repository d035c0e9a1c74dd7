"""The C++ kernels against their NumPy twin, on every instruction set of this processor."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from coterie.clustering import sweep, twin

kernels = pytest.importorskip("coterie.clustering._kernels", reason="the C++ kernels are not built here")


@pytest.fixture(scope="module", params=kernels.instruction_sets(), autouse=True)
def instructions(request):
    before = kernels.instruction_set()
    assert kernels.choose(request.param)
    yield request.param
    kernels.choose(before)


@pytest.fixture(scope="session", autouse=True)
def which_engine():
    """Both engines are called by name here."""


def table(rows: int, features: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    middles = rng.normal(scale=3, size=(5, features))
    return middles[rng.integers(5, size=rows)] + rng.normal(size=(rows, features)) + 5


matrices = st.integers(1, 9).flatmap(
    lambda d: st.tuples(
        hnp.arrays(np.float64, st.tuples(st.integers(1, 70), st.just(d)), elements=st.floats(-1e3, 1e3)),
        hnp.arrays(np.float64, st.tuples(st.integers(1, 9), st.just(d)), elements=st.floats(-1e3, 1e3)),
    )
)


@given(matrices)
@settings(deadline=None, max_examples=60)
def test_assign_gives_the_twins_bytes(both):
    for ours, theirs in zip(kernels.assign(*both, n_threads=2), twin.assign(*both, n_threads=1), strict=True):
        assert ours.tobytes() == theirs.tobytes()


@given(hnp.arrays(np.float64, st.integers(0, 40)), st.sampled_from(["log1p", "expm1"]))
@settings(max_examples=300)
def test_logarithms_are_the_twins_to_the_last_digit(x, name):
    small = np.where(np.isfinite(x), x, 0.5)
    for values in (x, small % 3.0, -(small % 1.0), small % 60.0 - 30.0):
        ours, theirs = values.copy(), values.copy()
        getattr(kernels, name)(ours)
        getattr(twin, name)(theirs)
        assert np.array_equal(np.isnan(ours), np.isnan(theirs))
        assert ours[~np.isnan(ours)].tobytes() == theirs[~np.isnan(theirs)].tobytes()


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize(("rows", "features", "k"), [(7, 1, 2), (300, 3, 5), (5000, 8, 12), (1500, 40, 7)])
def test_polish_from_the_same_centres_agrees_to_nine_digits(rows, features, k, weighted):
    X = table(rows, features, seed=k)
    weights = np.random.default_rng(0).random(rows) if weighted else None
    ours = kernels.polish(X, weights, X[:k].copy(), most=1000, n_threads=2)
    theirs = twin.polish(X, weights, X[:k].copy(), most=1000, n_threads=1)
    assert ours[0] == pytest.approx(theirs[0], rel=1e-9)
    assert np.array_equal(ours[1], theirs[1])
    assert ours[2] == pytest.approx(theirs[2], rel=1e-9)
    assert ours[3] == theirs[3]


def test_polish_gives_an_empty_cluster_the_row_that_costs_most():
    X = np.array([[0.0], [1.0], [2.0], [50.0]])
    centers, labels, inertia, _ = kernels.polish(X, None, np.array([[1.0], [1e3], [2e3]]), most=1000, n_threads=1)
    assert sorted(centers.ravel()) == [0.0, 1.5, 50.0]
    assert sorted(np.bincount(labels)) == [1, 1, 2]
    assert inertia == 0.5


@pytest.mark.parametrize("rows", [1, 15, 16, 17, 255, 257, 5000])
def test_passes_over_any_number_of_rows_end_as_good_as_the_twins(rows):
    X = table(rows, 3, seed=rows)
    options = {"n_starts": 40, "seed": 1, "largest": float(np.abs(X).max()), "n_threads": 2, "report": None}
    counts = list(range(1, min(rows, 8) + 1))
    for ours, theirs in zip(
        kernels.sweep(X, None, counts, **options), twin.sweep(X, None, counts, **options), strict=True
    ):
        assert ours[3] == pytest.approx(theirs[3], rel=0.02)
        assert ours[2].sum() == rows


def test_squared_silhouettes_agree_to_nine_digits():
    X = table(3000, 5, seed=2) + 1e5
    labels = np.random.default_rng(1).integers(6, size=3000).astype(np.int32)
    ours = kernels.squared_silhouette(X, labels, n_clusters=6, n_threads=2)
    assert ours == pytest.approx(twin.squared_silhouette(X, labels, n_clusters=6, n_threads=1), abs=1e-8)


@pytest.mark.parametrize(("precise", "digits"), [(False, 1e-4), (True, 1e-12)])
def test_plain_silhouettes_agree_for_every_set_at_once(precise, digits):
    X = table(700, 5, seed=3)
    rng = np.random.default_rng(1)
    labels = np.array([rng.integers(k, size=700) for k in (2, 5, 12)], dtype=np.int32)
    about = np.arange(3, 700, 7)
    ours = kernels.silhouettes(X, labels, [2, 5, 12], about=about, precise=precise, n_threads=2, report=None)
    theirs = twin.silhouettes(X, labels, [2, 5, 12], about=about, precise=precise, n_threads=1, report=None)
    assert ours[0] == pytest.approx(theirs[0], abs=digits)
    assert ours[1] == pytest.approx(theirs[1], abs=digits)


def test_too_few_distinct_rows_are_counted():
    X = np.repeat([[1.0], [2.0]], 50, axis=0)
    assert kernels.sweep(X, None, [3], n_starts=2, seed=0, largest=2.0, n_threads=1, report=None) == 2


def test_a_large_table_of_few_distinct_rows_is_grouped():
    X = np.random.default_rng(0).integers(0, 3, size=(300_000, 2)).astype(float)
    (found,) = kernels.sweep(X, None, [9], n_starts=2, seed=0, largest=2.0, n_threads=2, report=None)
    assert found[3] == 0.0
    assert sorted(found[0].tolist()) == [[float(a), float(b)] for a in range(3) for b in range(3)]


def test_an_exception_in_the_report_stops_the_sweep():
    def refuse(done: int, what: str) -> None:
        raise RuntimeError(what)

    X = table(2000, 3, seed=4)
    with pytest.raises(RuntimeError, match="start"):
        kernels.sweep(X, None, [2, 3], n_starts=5, seed=0, largest=20.0, n_threads=2, report=refuse)


def test_unknown_instructions_are_refused():
    assert not kernels.choose("abacus")


LARGE = {
    "overlapping": lambda rng: rng.normal(size=(140_000, 3)) + rng.integers(4, size=(140_000, 1)),
    "ties": lambda rng: rng.permutation(np.stack(np.meshgrid(range(400), range(360)), -1).reshape(-1, 2).astype(float)),
    "an outlier": lambda rng: np.vstack([rng.normal(size=(139_999, 2)), [[3e5, -2e5]]]),
    "far from 0": lambda rng: 1e6 + 1e-3 * rng.normal(size=(140_000, 4)),
    "a heavy tail": lambda rng: np.exp(2 * rng.normal(size=(140_000, 2))),
    "two values and noise": lambda rng: rng.integers(2, size=(140_000, 5)) + 1e-6 * rng.random((140_000, 5)),
}


@pytest.mark.parametrize("kind", LARGE)
def test_labels_of_a_large_table_are_those_of_its_centres(kind):
    X = LARGE[kind](np.random.default_rng(5))
    for found in sweep(X, range(1, 8), n_starts=3).clusterings:
        labels, nearest = kernels.assign(X, found.centers, n_threads=2)[:2]
        assert np.array_equal(found.labels, labels), f"{(found.labels != labels).sum()} rows of K = {len(found.sizes)}"
        assert found.inertia == pytest.approx((nearest**2).sum(), rel=1e-9)
        assert np.array_equal(found.sizes, np.bincount(labels, minlength=len(found.sizes)))


@pytest.mark.parametrize("kind", LARGE)
def test_rows_of_a_large_table_added_up_for_many_clusterings_at_once_are_added_up_right(kind):
    rng = np.random.default_rng(6)
    X = LARGE[kind](rng)
    weights = rng.integers(1, 5, size=len(X)) / 2
    for found in sweep(X, range(2, 8), n_starts=2, sample_weight=weights).clusterings:
        away = ((X - found.centers[found.labels]) ** 2).sum(axis=1)
        assert found.inertia == pytest.approx((weights * away).sum(), rel=1e-9)
    digits = 1e-7 if kind == "far from 0" else 1e-9  # a mean near a million is not known better
    for found in sweep(X, [2, 3, 7], n_starts=2).clusterings:
        assert found.silhouette_squared == pytest.approx(silhouette_by_differences(X, found.labels), rel=digits)


def silhouette_by_differences(X: np.ndarray, labels: np.ndarray) -> float:
    """The mean of silhouettes with squared distances, in long doubles: each to a mean, and within the cluster."""
    X, groups = X.astype(np.longdouble), np.unique(labels)
    away = np.empty((len(X), len(groups)), np.longdouble)
    for at, group in enumerate(groups):
        mine = X[labels == group]
        mean = mine.mean(axis=0)
        away[:, at] = ((X - mean) ** 2).sum(axis=1) + ((mine - mean) ** 2).sum(axis=1).mean()
    own = np.arange(len(X)), np.searchsorted(groups, labels)
    sizes = np.bincount(labels)[labels]
    inside = away[own] * sizes / np.maximum(sizes - 1, 1)
    away[own] = np.inf
    outside = away.min(axis=1)
    return float(np.where(sizes > 1, (outside - inside) / np.maximum(inside, outside), 0).mean())


@pytest.mark.parametrize("apart", [0.0, 1.0, 30.0, 1e4])
@pytest.mark.parametrize("offset", [0.0, 1e5])
def test_squared_silhouettes_keep_nine_digits_however_far_clusters_lie_apart(apart, offset):
    rng = np.random.default_rng(8)
    labels = np.concatenate([[6], rng.integers(6, size=2_999)]).astype(np.int32)  # one of a single row, one of none
    X = rng.normal(size=(3_000, 7)) + apart * labels[:, None] + offset
    ours = kernels.squared_silhouette(X, labels, n_clusters=8, n_threads=2)
    assert ours == pytest.approx(silhouette_by_differences(X, labels), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("seed", range(6))
def test_rows_that_hardly_differ_are_soon_clustered(seed):
    rng = np.random.default_rng(seed)
    values = rng.normal(size=3 + seed)
    X = rng.choice(values, size=(300, 1)) + rng.normal(scale=10.0 ** rng.uniform(-8, -6), size=(300, 1))
    for found in sweep(X, range(2, 13), n_starts=4, random_state=seed).clusterings:
        assert found.n_iter < 300, "what lies below the float32 grid is noise: passes must not chase it"


def test_a_sweep_tells_what_each_of_its_passes_did():
    X = np.random.default_rng(0).normal(size=(40_000, 3))
    passes: list[tuple[str, int, int, int]] = []
    arguments = {"n_starts": 4, "seed": 1, "largest": float(np.abs(X).max()), "n_threads": 2, "report": None}
    found = kernels.sweep(X, None, [2, 3, 4], passes=passes, **arguments)
    assert [each[3] for each in found] == [each[3] for each in kernels.sweep(X, None, [2, 3, 4], **arguments)]
    stages = {stage: [each[1:] for each in passes if each[0] == stage] for stage, *_ in passes}
    assert list(stages) == ["trying every start", "all rows", "all rows: exchanging centres", "polishing"]
    (rows, clusterings, changed), *later = stages["trying every start"]
    assert (clusterings, changed) == (12, 12 * rows)  # every row of every start gets its first label
    assert rows == 20_000
    assert all(clusterings <= 12 for _, clusterings, _ in later[:3])
    assert {rows for rows, _, _ in stages["all rows"] + stages["polishing"]} == {40_000}
    assert stages["polishing"][-1][2] == 0  # to a fixpoint


def joined(X: np.ndarray, group: np.ndarray, k: int) -> float:
    """Return the least inertia of whole groups taken together to `k` clusters."""
    sizes = np.bincount(group).astype(float)
    sums = np.array([X[group == each].sum(axis=0) for each in range(len(sizes))])
    ways = np.array([each for each in product(range(k), repeat=len(sizes)) if len(set(each)) == k])
    explained = np.zeros(len(ways))
    for cluster in range(k):
        own = (ways == cluster).astype(float)
        explained += np.square(own @ sums).sum(axis=1) / (own @ sizes)
    return float(np.square(X).sum() - explained.max())


@pytest.mark.parametrize("seed", range(3))
def test_of_separated_groups_the_right_ones_are_taken_together(seed):  # the twin takes none together
    rng = np.random.default_rng([0, 20, 8, 20_000])
    middles, group = rng.normal(scale=4, size=(8, 20)), rng.integers(8, size=20_000)
    X = middles[group] + rng.normal(size=(20_000, 20))
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    options = {"n_starts": 20, "seed": seed, "largest": float(np.abs(X).max()), "n_threads": 2, "report": None}
    found = kernels.sweep(X, None, list(range(2, 13)), **options)
    for k, clustering in zip(range(2, 6), found, strict=False):
        assert clustering[3] <= joined(X, group, k) * (1 + 1e-3)
