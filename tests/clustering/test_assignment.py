import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.spatial.distance import cdist

from coterie.clustering import assign, place
from coterie.errors import InputError

whole = st.integers(-3, 3).map(float)


@given(st.data(), st.integers(1, 4))
@settings(deadline=None)
def test_nearest_and_next_agree_with_all_distances(data, features):
    X = data.draw(hnp.arrays(np.float64, st.tuples(st.integers(1, 30), st.just(features)), elements=whole))
    centers = data.draw(hnp.arrays(np.float64, st.tuples(st.integers(2, 6), st.just(features)), elements=whole))
    found, away = assign(X, centers), cdist(X, centers)
    ranked = np.argsort(away.round(9), axis=1, kind="stable")  # ties to the lower number
    assert np.array_equal(found.labels, ranked[:, 0])
    assert np.array_equal(found.second, ranked[:, 1])
    assert found.distance == pytest.approx(np.sort(away, axis=1)[:, 0])
    assert found.second_distance == pytest.approx(np.sort(away, axis=1)[:, 1])


def test_a_single_centre_has_no_next():
    found = assign([[1.0], [2.0]], [[0.0]])
    assert found.second.tolist() == [-1, -1]
    assert np.isnan(found.second_distance).all()
    assert [column.dtype.name for column in (found.labels, found.distance, found.second, found.second_distance)] == [
        "int32",
        "float64",
        "int32",
        "float64",
    ]


def test_blocks_join_without_a_seam():
    X = np.random.default_rng(0).normal(size=(20_001, 3))
    centers = X[:5]
    found = assign(X, centers)
    assert np.array_equal(found.labels, cdist(X, centers).argmin(axis=1))


def test_columns_must_agree():
    with pytest.raises(InputError, match="number of columns is 1, but must be 2"):
        assign([[1.0]], [[1.0, 2.0]])


@pytest.mark.parametrize("size", [1e-200, 1.0, 1e130])
def test_no_size_of_number_is_lost(size):
    found = assign([[0.0], [size], [4 * size]], [[0.0], [size]])
    assert found.labels.tolist() == [0, 1, 1]
    assert found.distance == pytest.approx([0.0, 0.0, 3 * size], abs=0)
    assert found.second_distance == pytest.approx([size, size, 4 * size], abs=0)


@pytest.mark.parametrize(("k", "kept"), [(3, "uint8"), (300, "uint16")])
def test_sets_are_placed_as_each_alone_is(k, kept):
    random = np.random.default_rng(1)
    X, centers = random.normal(size=(5_001, 3)), random.normal(size=(4, k, 3))
    found = place(X, centers, n_threads=2)
    assert found.shape == (4, 5_001)
    assert found.dtype in {np.dtype(kept), np.dtype("int32")}  # the twin does not pack them
    for labels, each in zip(found, centers, strict=True):
        assert np.array_equal(labels, assign(X, each).labels)


def test_sets_must_have_the_rows_columns():
    with pytest.raises(InputError, match="number of columns is 1, but must be 2"):
        place([[1.0]], np.zeros((1, 1, 2)))
