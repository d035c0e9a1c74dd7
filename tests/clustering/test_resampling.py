import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from coterie.clustering import fit_kmeans, resample
from coterie.errors import InputError


def agreement(labels):
    pairs = zip(labels[:-1:2], labels[1::2], strict=True)
    return np.mean([adjusted_rand_score(a, b) for a, b in pairs])


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
        drawn = X[rng.integers(len(X), size=len(X))]
        theirs.append(KMeans(5, n_init=10, random_state=seed).fit(drawn).predict(X))
    assert ours == pytest.approx(agreement(theirs), abs=0.12)
    assert ours < 0.9  # warm starts would agree far better: nothing here is worth agreeing on


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
    [({"n_clusters": 4}, "only 3 distinct"), ({"n_resamples": 0}, "n_resamples is 0"), ({"n_starts": 0}, "n_starts")],
)
def test_bad_options_are_refused(options, message):
    with pytest.raises(InputError, match=message):
        resample([[1.0], [2.0], [3.0]], **{"n_clusters": 2, **options})
