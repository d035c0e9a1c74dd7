from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import parametrize_with_checks

from coterie import InputError, Segmenter


@parametrize_with_checks([Segmenter(n_clusters=3), Segmenter()])
def test_scikit_learn_contract(estimator, check):
    check(estimator)


@pytest.fixture
def blobs():
    rng = np.random.default_rng(7)
    centres = np.array([[20, 1000.0], [50, 1000.0], [35, 9000.0]])
    return np.concatenate([centre + rng.normal(size=(80, 2)) * [2, 300] for centre in centres])


def test_agrees_with_scikit_learn_on_standardised_data(blobs):
    ours = Segmenter(n_clusters=3, power_transform="none").fit(blobs)
    theirs = make_pipeline(StandardScaler(), KMeans(3, n_init=10, random_state=0)).fit(blobs)
    assert adjusted_rand_score(ours.labels_, theirs[-1].labels_) == 1.0
    assert ours.inertia_ == pytest.approx(theirs[-1].inertia_, rel=1e-9)
    assert np.sort(ours.transform(blobs).ravel()) == pytest.approx(np.sort(theirs.transform(blobs).ravel()), abs=1e-9)


def test_chooses_the_number_of_segments_by_itself(blobs):
    found = Segmenter(power_transform="none").fit(blobs)
    assert found.choice_.k == 3
    mean = silhouette_score(StandardScaler().fit_transform(blobs), found.labels_)
    assert found.silhouettes_[3].mean == pytest.approx(mean, abs=1e-12)
    assert not hasattr(Segmenter(n_clusters=3).fit(blobs), "silhouettes_")


def test_centres_come_back_in_original_units(blobs):
    segmenter = Segmenter(n_clusters=3, power_transform="none").fit(blobs)
    means = np.array([blobs[segmenter.labels_ == k].mean(axis=0) for k in range(3)])
    assert segmenter.original_centers_ == pytest.approx(means)


def test_skewed_columns_come_back_in_original_units_too():
    x = np.exp(np.random.default_rng(0).normal(size=(300, 1)))
    segmenter = Segmenter(n_clusters=2).fit(x)
    assert segmenter.preparation_.features[0].transform == "yeo-johnson"
    assert segmenter.predict(segmenter.original_centers_).tolist() == [0, 1]


def test_missing_values_are_filled(blobs):
    blobs[0, 0] = np.nan
    segmenter = Segmenter(n_clusters=3).fit(blobs)
    assert segmenter.preparation_.features[0].fill == np.nanmedian(blobs[:, 0])


def test_a_column_without_values_is_refused(blobs):
    blobs[:, 1] = np.nan
    with pytest.raises(InputError, match="Column '1' has no values at all. Leave it out."):
        Segmenter().fit(blobs)
