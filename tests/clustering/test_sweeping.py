import signal
import subprocess
import sys
import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from sklearn.cluster import KMeans

from coterie.clustering import assign, fit_kmeans, sweep
from coterie.errors import InputError


def mixture(rows: int, features: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    middles = rng.normal(scale=2.5, size=(6, features))
    X = middles[rng.integers(6, size=rows)] + rng.normal(size=(rows, features))
    X[:, features // 2 :] = np.exp(X[:, features // 2 :] / 2)
    return (X - X.mean(axis=0)) / X.std(axis=0)


@pytest.mark.parametrize("seed", range(3))
def test_no_inertia_is_worse_than_scikit_learns_with_as_many_starts(seed):
    X = mixture(800, 3, seed)
    found = sweep(X, range(2, 9), random_state=seed)
    for clustering in found.clusterings:
        oracle = KMeans(clustering.n_clusters, n_init=25, random_state=seed).fit(X)
        assert clustering.inertia <= oracle.inertia_ * (1 + 1e-3)
    assert found.n_clusters == tuple(range(2, 9))


def test_separated_groups_are_found_with_every_number_known():
    X = np.array([[0.0, 0.0]] * 5 + [[10.0, 0.0]] * 3 + [[0.0, 10.0]] * 3 + [[10.0, 10.0]])
    found = fit_kmeans(X, 4)
    assert found.centers.tolist() == [[0.0, 0.0], [0.0, 10.0], [10.0, 0.0], [10.0, 10.0]]
    assert found.sizes.tolist() == [5, 3, 3, 1]
    assert found.inertia == 0.0
    assert found.labels.tolist() == [0] * 5 + [2] * 3 + [1] * 3 + [3]
    assert (found.n_best, found.n_starts) == (20, 20)


shapes = st.tuples(st.integers(1, 40), st.integers(1, 4))
ordinary = hnp.arrays(np.float64, shapes, elements=st.integers(-8, 8).map(float) | st.floats(-1e6, 1e6))
tables = hnp.arrays(
    np.float64,
    shapes,
    elements=st.integers(-8, 8).map(float) | st.floats(-1e6, 1e6) | st.sampled_from([1e-200, 1e100, -1e100]),
)


# The order of two clusters hangs on a last digit, which each pass takes the other way.
UNSETTLED = np.zeros((34, 3))
UNSETTLED[:17] = 1e100 * np.array(
    [[-1, 0, 0]] * 3
    + [[1e-100, 8.86093e-95, -1], [0, 1, 9.888114609375e-95], [1e-100, -1, 0], [-1, 1, 0], [-1, 0, -1]]
    + [[0, 0, -1]] * 2
    + [[0, 1, 0]] * 2
    + [[0, 0, -1e-100], [0, 0, 5e-101], [0, 0, 1e-100], [0, 0, 0], [0, 0, 0]]
)


@given(tables, st.integers(1, 6), st.integers(0, 3))
@example(UNSETTLED, 5, 0)
@settings(deadline=None, max_examples=150)
def test_every_clustering_is_a_fixpoint_whose_numbers_agree(X, k, seed):
    shown = np.ldexp(X, -int(np.frexp(np.abs(X).max())[1]))  # less than 1e-130 of the largest value is nothing
    k = min(k, len(np.unique(np.where(np.abs(shown) < 1e-130, 0.0, shown), axis=0)))
    found = fit_kmeans(X, k, n_starts=3, random_state=seed)
    again = assign(X, found.centers)
    assert np.array_equal(again.labels, found.labels)
    assert np.array_equal(np.bincount(found.labels, minlength=k), found.sizes)
    assert (found.sizes > 0).all()
    assert (np.diff(found.sizes) <= 0).all()
    for number, center in enumerate(found.centers):
        size = max(np.abs(X).max(), 1e-300)
        assert np.allclose(X[found.labels == number].mean(axis=0) / size, center / size, atol=1e-12)
    ties = [(a, b) for a, b in pairwise(range(k)) if found.sizes[a] == found.sizes[b]]
    assert all(tuple(found.centers[a]) <= tuple(found.centers[b]) for a, b in ties)
    if np.abs(X).max() < 1e90:
        assert found.inertia == pytest.approx((again.distance**2).sum(), rel=1e-9, abs=1e-200)


@given(ordinary, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=50)
def test_the_order_of_the_rows_changes_no_byte(X, random):
    order = random.sample(range(len(X)), len(X))
    counts = range(1, 1 + min(3, len(np.unique(X.astype(np.float32), axis=0))))
    found, shuffled = sweep(X, counts, n_starts=4), sweep(X[order], counts, n_starts=4)
    for one, other in zip(found.clusterings, shuffled.clusterings, strict=True):
        assert one.centers.tobytes() == other.centers.tobytes()
        assert one.labels[order].tobytes() == other.labels.tobytes()
        assert (one.inertia, one.n_iter, one.n_best) == (other.inertia, other.n_iter, other.n_best)


@pytest.mark.parametrize("seed", range(3))
def test_rounding_and_the_order_of_columns_change_no_segment(seed):
    X = np.random.default_rng(seed).normal(size=(150, 6))  # no groups: many answers are nearly as good
    tried = sweep(X, range(2, 10))
    for other in (X[:, ::-1], X * 1024, X * (1 + 1e-15)):
        for one, again in zip(tried.clusterings, sweep(other, range(2, 10)).clusterings, strict=True):
            assert len(set(zip(one.labels.tolist(), again.labels.tolist(), strict=True))) == one.n_clusters


@pytest.mark.parametrize("rows", [300, 12_000, 45_000])
def test_any_number_of_threads_gives_the_same_bytes(rows):
    X = mixture(rows, 4, seed=9)
    one, two, eight = (sweep(X, range(1, 8), n_starts=6, n_threads=threads) for threads in (1, 2, 8))
    for several in (two, eight, sweep(X, range(1, 8), n_starts=6)):
        for a, b in zip(one.clusterings, several.clusterings, strict=True):
            assert a.centers.tobytes() == b.centers.tobytes()
            assert a.labels.tobytes() == b.labels.tobytes()
            assert (a.inertia, a.n_iter, a.n_best) == (b.inertia, b.n_iter, b.n_best)
            assert a.silhouette_squared == b.silhouette_squared or a.n_clusters == 1


def test_larger_tables_go_through_samples_to_a_fixpoint_on_all_rows():
    X = mixture(25_000, 4, seed=2)
    found = fit_kmeans(X, 6, n_starts=10)
    assert np.array_equal(assign(X, found.centers).labels, found.labels)
    oracle = KMeans(6, n_init=10, random_state=0, tol=0).fit(X)
    assert found.inertia <= oracle.inertia_ * (1 + 1e-4)


def test_whole_weights_are_rows_repeated():
    X = mixture(200, 2, seed=5)
    weights = np.random.default_rng(0).integers(0, 4, len(X))
    weighted, repeated = fit_kmeans(X, 4, sample_weight=weights), fit_kmeans(np.repeat(X, weights, axis=0), 4)
    assert weighted.inertia == pytest.approx(repeated.inertia)
    assert sorted(weighted.centers[:, 0]) == pytest.approx(sorted(repeated.centers[:, 0]))
    assert weighted.sizes.sum() == len(X)


def test_one_cluster_is_the_mean():
    X = mixture(50, 3, seed=1)
    found = fit_kmeans(X, 1)
    assert found.centers[0] == pytest.approx(X.mean(axis=0))
    assert found.inertia == pytest.approx(((X - X.mean(axis=0)) ** 2).sum())
    assert np.isnan(found.silhouette_squared)


@pytest.mark.parametrize(
    "table",
    [
        np.asfortranarray(np.arange(12.0).reshape(6, 2)),
        np.arange(24.0).reshape(12, 2)[::2] / 2 - [[0.0, 0.5]] * 6 + [[0.0, 1.0]] * 6,
        np.arange(12).reshape(6, 2),
        np.arange(12.0).reshape(6, 2).astype(np.float16),
        np.arange(12.0).reshape(6, 2).astype(object),
        np.arange(12.0).reshape(6, 2).tolist(),
    ],
    ids=["fortran", "strided", "int", "half", "object", "list"],
)
def test_any_table_of_numbers_is_read(table):
    found = fit_kmeans(table, 2)
    assert found.sizes.tolist() == [3, 3]
    assert found.inertia == pytest.approx(2 * np.var(np.arange(3) * 2) * 3 * 2, rel=0.2)


def test_a_read_only_table_stays_as_it_is():
    X = mixture(60, 2, seed=4)
    X.flags.writeable = False
    before = X.tobytes()
    fit_kmeans(X, 3)
    assert X.tobytes() == before


def test_more_than_255_clusters():
    X = np.random.default_rng(3).normal(size=(900, 2))
    found = fit_kmeans(X, 300, n_starts=2)
    assert (found.sizes > 0).all()
    assert np.array_equal(assign(X, found.centers).labels, found.labels)


@pytest.mark.parametrize(("k", "kind"), [(3, "uint8"), (300, "uint16")])
def test_labels_are_kept_small_and_given_as_numbers_that_do_not_overflow(which_engine, k, kind):
    found = fit_kmeans(np.random.default_rng(3).normal(size=(900, 2)), k, n_starts=1)
    assert found.compact_labels.dtype == (kind if which_engine == "kernels" else "int32")
    assert found.labels.dtype == np.int32
    assert np.array_equal(found.labels, found.compact_labels)


@pytest.mark.parametrize("far", [1e2, 1e5, 1e9])
def test_a_row_far_away_does_not_hide_the_others(far):
    X = np.vstack([mixture(600, 3, seed=6), [[far, far, far]]])
    found = fit_kmeans(X, 4, n_starts=10)
    oracle = KMeans(3, n_init=10, random_state=0).fit(X[:-1])
    assert found.sizes[-1] == 1
    assert found.inertia <= oracle.inertia_ * (1 + 1e-3)


@pytest.mark.parametrize("rows", [140_000, 450_000])
def test_a_row_far_away_is_not_missed_among_many(which_engine, rows):
    if which_engine == "numpy":
        rows = 20_000  # it draws rows from 10,000 on
    rng = np.random.default_rng(rows + 2)
    X = np.vstack([rng.normal(size=(rows, 2)), [[300.0, -300.0]]])[rng.permutation(rows + 1)]
    for clustering in sweep(X, [4, 5], n_starts=3, random_state=2).clusterings:
        assert clustering.sizes[-1] == 1
        assert clustering.inertia < rows


def test_tails_that_hold_most_of_the_inertia_are_seen():
    ratios = []
    for seed in (5, 6, 8):
        X = np.random.default_rng(seed).pareto(1.1, size=(30_000, 2))
        oracle = KMeans(6, n_init=10, random_state=0).fit(X)
        ratios.append(fit_kmeans(X, 6, n_starts=10).inertia / oracle.inertia_)
    assert np.median(ratios) <= 1 + 1e-3
    assert max(ratios) <= 1.05  # the twin exchanges no centres, and ends a little worse at times


def test_weights_that_are_no_whole_numbers_count_as_they_are():
    X, weights = mixture(700, 3, seed=8), np.random.default_rng(1).random(700)
    found = fit_kmeans(X, 5, sample_weight=weights)
    oracle = KMeans(5, n_init=20, random_state=0).fit(X, sample_weight=weights)
    assert found.inertia <= oracle.inertia_ * (1 + 1e-3)


@pytest.mark.parametrize("features", [1, 1000])
def test_one_feature_and_a_thousand(features):
    X = np.repeat([[0.0], [5.0], [9.0]], 10, axis=0) + np.random.default_rng(0).normal(size=(30, features)) / 10
    assert fit_kmeans(X, 3).sizes.tolist() == [10, 10, 10]


@pytest.mark.parametrize(
    ("table", "options", "message"),
    [
        ([[1.0], [np.nan]], {}, r"row 1, column 0 is nan"),
        ([[1.0], [np.inf]], {}, r"row 1, column 0 is inf"),
        (np.empty((0, 2)), {}, r"0 rows and 2 columns"),
        (np.empty((2, 0)), {}, r"2 rows and 0 columns"),
        ([1.0, 2.0], {}, r"1 dimension instead of 2"),
        ([["a"]], {}, r"not a number"),
        ([[1e200]], {}, r"too large"),
        ([[1.0], [1.0], [2.0]], {}, r"3 segments were asked for, but only 2 distinct"),
        ([[1.0], [2.0], [3.0]], {"sample_weight": [1, 1, 0]}, r"only 2 distinct"),
        ([[1.0], [2.0], [3.0]], {"sample_weight": [1, -1, 1]}, r"row 1 has -1.0"),
        ([[1.0], [2.0], [3.0]], {"sample_weight": [1, np.nan, 1]}, r"row 1 has nan"),
        ([[1.0], [2.0], [3.0]], {"sample_weight": [0, 0, 0]}, r"all are 0"),
        ([[1.0], [2.0], [3.0]], {"sample_weight": [1, 1]}, r"there are 3 rows"),
        ([[1.0], [2.0], [3.0]], {"sample_weight": ["a", 1, 1]}, r"not a number"),
        ([[1.0], [2.0], [3.0]], {"n_starts": 0}, r"`n_starts` is 0, but must be at least 1"),
        ([[1.0], [2.0], [3.0]], {"random_state": None}, r"`random_state` is None"),
        ([[1.0], [2.0], [3.0]], {"n_threads": 0}, r"`n_threads` is 0"),
    ],
)
def test_bad_input_is_refused_with_its_reason(table, options, message):
    with pytest.raises(InputError, match=message):
        fit_kmeans(table, 3, **options)


@pytest.mark.parametrize("counts", [[], [0, 1], [1.5]])
def test_bad_counts_are_refused(counts):
    with pytest.raises(InputError, match="n_clusters"):
        sweep([[1.0], [2.0]], counts)


def test_progress_ends_with_every_k_done():
    calls = []
    sweep(mixture(50, 2, seed=0), range(1, 5), on_progress=lambda done, total, what: calls.append((done, total, what)))
    assert calls[-1][0] == 4
    assert {total for _, total, _ in calls} == {4}
    assert sorted(done for done, _, _ in calls) == [done for done, _, _ in calls]


@pytest.mark.parametrize(("rows", "weighted"), [(400, False), (400, True), (17_000, False)])
def test_a_shuffled_table_of_many_rows_gives_the_same_bytes(which_engine, rows, weighted):
    if which_engine == "numpy" and weighted:
        pytest.skip("the twin adds weights up in the table's order, which may change a last digit")
    rng = np.random.default_rng(rows)
    X, order = mixture(rows, 3, seed=6), rng.permutation(rows)
    X[: rows // 4] = X[rows // 2 : rows // 2 + rows // 4]  # duplicates, too
    weights = rng.integers(1, 4, rows) if weighted else None
    found = sweep(X, range(1, 6), n_starts=5, sample_weight=weights)
    shuffled = sweep(X[order], range(1, 6), n_starts=5, sample_weight=None if weights is None else weights[order])
    for one, other in zip(found.clusterings, shuffled.clusterings, strict=True):
        assert one.centers.tobytes() == other.centers.tobytes()
        assert one.labels[order].tobytes() == other.labels.tobytes()
        assert (one.inertia, one.n_iter, one.n_best) == (other.inertia, other.n_iter, other.n_best)


def test_ctrl_c_stops_a_long_sweep_within_a_second(which_engine):
    if which_engine == "numpy":
        pytest.skip("NumPy's own passes are short: nothing is held back")
    work = (
        "import signal, numpy as np\nfrom coterie.clustering import sweep\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # where tests run in the background, it is ignored
        "X = np.random.default_rng(0).normal(size=(600_000, 8))\nprint('ready', flush=True)\n"
        "try:\n    sweep(X, range(2, 40), n_starts=200)\nexcept KeyboardInterrupt:\n    print('stopped', flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", work], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        time.sleep(1.0)
        sent = time.perf_counter()
        process.send_signal(signal.SIGINT)
        assert process.stdout.readline() == "stopped\n"
        taken = time.perf_counter() - sent
    assert taken < 1.0
