import numpy as np
import pytest
from scipy.stats import poisson
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from coterie.clustering import fit_kmeans, resample
from coterie.errors import InputError


def agreement(labels):
    pairs = zip(labels[:-1:2], labels[1::2], strict=True)
    return np.mean([adjusted_rand_score(a, b) for a, b in pairs])


def mixed(z):
    """Return the finaliser of SplitMix64."""
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def drawn(rows, number):
    """How often the kernels draw each row for a refit of seed 0: Poisson numbers of mean 1, by SciPy's table."""
    golden, second, third = (np.uint64(c) for c in (0x9E3779B97F4A7C15, 0xD1B54A32D192ED03, 0x8CB92BA72F3D8DD7))
    with np.errstate(over="ignore"):
        key = mixed(mixed(np.full(1, golden)) ^ np.uint64(101 + number))
        bits = mixed(mixed(mixed(key + np.arange(1, rows + 1, dtype=np.uint64) * golden) + second) + third)
    return poisson.ppf((bits >> np.uint64(11)) * 2.0**-53, 1.0)


def spread(X, labels, weights):
    """Weighted squared distances to the mean of each cluster."""
    total = 0.0
    for label in np.unique(labels[weights > 0]):
        own = labels == label
        total += weights[own] @ ((X[own] - np.average(X[own], axis=0, weights=weights[own])) ** 2).sum(axis=1)
    return total


def test_separated_groups_come_back_every_time():
    rng = np.random.default_rng(0)
    X = np.repeat([[0.0, 0.0], [9.0, 0.0], [0.0, 9.0]], 40, axis=0) + rng.normal(size=(120, 2))
    labels = resample(X, 3, n_resamples=10)
    assert labels.shape == (10, 120)
    assert labels.dtype == np.int32
    assert agreement(labels) == 1.0


def test_agreement_is_that_of_scikit_learns_refits_from_scratch():
    rng = np.random.default_rng(1)
    X = rng.normal(size=(1500, 3))
    ours = agreement(resample(X, 5, n_resamples=24))
    theirs = []
    for seed in range(24):
        rng = np.random.default_rng(seed)
        again = X[rng.integers(len(X), size=len(X))]
        theirs.append(KMeans(5, n_init=10, random_state=seed).fit(again).predict(X))
    assert ours == pytest.approx(agreement(theirs), abs=0.12)
    assert ours < 0.9  # warm starts would agree far better: nothing here is worth agreeing on


@pytest.mark.parametrize("apart", [0.7, 1.5, 4.0])
def test_refits_are_as_good_as_scikit_learns_on_the_very_rows_that_were_drawn(which_engine, apart):
    if which_engine == "numpy":
        return  # the twin draws other rows
    rng = np.random.default_rng(4)
    X = rng.normal(scale=apart, size=(6, 5))[rng.integers(6, size=1200)] + rng.normal(size=(1200, 5))
    over = []
    for number, labels in enumerate(resample(X, 6, n_resamples=10)):
        weights = drawn(len(X), number)
        theirs = KMeans(6, n_init=10, random_state=number).fit(X, sample_weight=weights).inertia_
        over.append(spread(X, labels, weights) / theirs - 1)
    assert np.mean(over) < 0.001
    assert max(over) < 0.01


def test_weights_may_be_parts(which_engine):
    if which_engine == "numpy":
        return  # it has one way of adding, whatever the weights
    rng = np.random.default_rng(5)
    X = np.repeat([[0.0, 0.0], [9.0, 0.0], [0.0, 9.0]], 100, axis=0) + rng.normal(size=(300, 2))
    weights = rng.integers(0, 4, size=300).astype(float)
    whole = resample(X, 3, n_resamples=5, sample_weight=weights)
    parts = resample(X, 3, n_resamples=5, sample_weight=weights / 4)
    assert [adjusted_rand_score(a, b) for a, b in zip(whole, parts, strict=True)] == [1.0] * 5


@pytest.mark.parametrize("rows", [1, 2, 15, 16, 17, 255, 257])
def test_any_number_of_rows_is_refitted(rows):
    X = np.random.default_rng(rows).normal(size=(rows, 3))
    k = min(rows, 3)
    labels = resample(X, k, n_resamples=4)
    assert labels.shape == (4, rows)
    assert 0 <= labels.min() <= labels.max() < k


def test_labels_depend_on_the_seed_alone():
    X = np.random.default_rng(2).normal(size=(300, 2))
    first = resample(X, 4, n_resamples=5, n_threads=1)
    assert np.array_equal(first, resample(X, 4, n_resamples=5, n_threads=2))
    assert np.array_equal(first[:3], resample(X, 4, n_resamples=3, n_threads=8))
    assert not np.array_equal(first, resample(X, 4, n_resamples=5, random_state=1))


def test_rows_without_weight_draw_nothing():
    X = np.vstack([np.zeros((20, 1)), np.ones((20, 1)), np.full((5, 1), 100.0)])
    weights = np.repeat([1.0, 1.0, 0.0], [20, 20, 5])
    labels = resample(X, 2, n_resamples=4, sample_weight=weights)
    for one in labels:
        assert len(set(one[:20]) | set(one[20:40])) == 2
        assert set(one[40:]) == set(one[20:40])


def test_large_tables_are_refitted_on_samples_and_labelled_whole():
    rng = np.random.default_rng(3)
    X = np.repeat([[0.0], [50.0]], 15_000, axis=0) + rng.normal(size=(30_000, 1))
    labels = resample(X, 2, n_resamples=2)
    truth = fit_kmeans(X, 2).labels
    assert [adjusted_rand_score(truth, one) for one in labels] == [1.0, 1.0]


@pytest.mark.parametrize(
    ("options", "message"),
    [({"n_clusters": 4}, "only 3 distinct"), ({"n_resamples": 0}, "`n_resamples` is 0"), ({"n_starts": 0}, "n_starts")],
)
def test_bad_options_are_refused(options, message):
    with pytest.raises(InputError, match=message):
        resample([[1.0], [2.0], [3.0]], **{"n_clusters": 2, **options})
