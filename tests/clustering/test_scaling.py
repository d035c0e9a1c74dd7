import numpy as np
import pytest

from coterie.clustering.scaling import scaled_matrix
from coterie.errors import InputError


def test_the_first_bad_value_is_named():
    with pytest.raises(InputError, match="row 1, column 1 is nan"):
        scaled_matrix([[1, 2], [3, np.nan], [np.inf, 0]], n_threads=2)


def test_the_first_bad_value_is_named_far_down_a_long_table():
    X = np.zeros((100_000, 3))
    X[70_000, 2] = -np.inf
    X[90_000, 0] = np.nan
    with pytest.raises(InputError, match="row 70000, column 2 is -inf"):
        scaled_matrix(X, n_threads=2)


def test_ordinary_numbers_are_left_alone():
    X = np.array([[1e30, -2e40]])
    found = scaled_matrix(X, n_threads=1)
    assert found.rows is X
    assert (found.largest, found.exponent) == (2e40, 0)


@pytest.mark.parametrize("size", [1e-300, 1e-70, 1e70, 1e140])
def test_numbers_of_extraordinary_size_lose_no_digit(size):
    X = np.array([[size, 1 / 3 * size]])
    found = scaled_matrix(X, n_threads=1)
    assert 0.5 <= found.largest <= 1
    assert found.back(found.rows).tolist() == X.tolist()
