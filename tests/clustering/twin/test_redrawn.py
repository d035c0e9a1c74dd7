import numpy as np
from sklearn.metrics import adjusted_rand_score

from coterie.clustering import twin


def test_each_refit_sees_other_rows_and_labels_all():
    X = np.random.default_rng(0).normal(size=(400, 2))
    options = {"n_starts": 3, "seed": 1, "sample": 10_000, "largest": 5.0, "n_threads": 1, "report": None}
    labels = twin.resample(X, None, 4, n_resamples=3, **options)
    assert labels.shape == (3, 400)
    assert adjusted_rand_score(labels[0], labels[1]) < 1.0
    assert np.array_equal(labels[:2], twin.resample(X, None, 4, n_resamples=2, **options))
