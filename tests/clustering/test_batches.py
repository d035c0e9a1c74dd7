"""What is done to every batch of a table that passes by."""

from __future__ import annotations

import numpy as np
import pytest

from coterie.clustering import blocks_of, lay_out, moments_of, place, stays
from coterie.errors import InputError


@pytest.mark.parametrize("columns", [1, 3, 8, 17])
@pytest.mark.parametrize("rows", [0, 1, 15, 16, 300, 5000])
def test_rows_are_laid_out_sixteen_by_sixteen_and_measured(rows, columns):
    X = np.random.default_rng(rows + columns).normal(1e6, 2.0, (rows, columns))
    blocks, moments = lay_out(X)
    back = blocks.transpose(0, 2, 1).reshape(-1, columns)
    assert np.array_equal(back[:rows], X.astype(np.float32))
    assert not back[rows:].any()
    assert np.array_equal(blocks, blocks_of(np.asfortranarray(X)))
    for values, found in zip(X.T, moments, strict=True):
        assert found == moments_of(values)


@pytest.mark.parametrize("refits", [1, 20])
def test_who_stays_is_who_is_placed_with_the_partner(refits):
    random = np.random.default_rng(refits)
    X, centers = random.normal(size=(5003, 3)), random.normal(size=(refits, 4, 3))
    labels, partners = random.integers(0, 4, 5003), np.array([random.permutation(4) for _ in range(refits)])
    expected = (partners[:, labels] == place(X, centers)).mean(axis=0)
    assert np.array_equal(stays(X, labels, centers, partners=partners), expected)


def test_the_number_of_threads_changes_no_byte():
    X = np.random.default_rng(0).normal(size=(70_001, 3))
    (blocks, moments), (others, theirs) = lay_out(X, n_threads=1), lay_out(X, n_threads=5)
    assert blocks.tobytes() == others.tobytes()
    assert repr(moments) == repr(theirs)


def test_numbers_are_laid_out_up_to_the_largest_of_float32():
    largest = float(np.finfo(np.float32).max)
    assert lay_out(np.array([[largest, -largest]]))[0][0, :, 0].tolist() == [largest, -largest]
    with pytest.raises(InputError, match="column 1 holds a value that is missing or beyond"):
        lay_out(np.array([[1.0, np.nextafter(largest, np.inf)]]))


def test_a_partner_is_a_centre():
    X, centers = np.array([[1.0]]), np.array([[[9.0], [0.0]]])
    assert stays(X, np.array([0]), centers, partners=np.array([[1, 0]])).tolist() == [1.0]
    with pytest.raises(InputError, match="`partners` is '0 to 2', but must be from 0 to 1"):
        stays(X, np.array([0]), centers, partners=np.array([[2, 0]]))
