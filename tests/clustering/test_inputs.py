import numpy as np
import pytest

from coterie.clustering.inputs import checked_counts, checked_matrix, checked_number, checked_weights
from coterie.errors import InputError


def test_a_matrix_becomes_float64_row_after_row():
    found = checked_matrix(np.asfortranarray(np.arange(6, dtype=np.int16).reshape(2, 3)))
    assert found.dtype == np.float64
    assert found.flags.c_contiguous
    assert checked_matrix(found) is found


def test_counts_are_sorted_and_each_is_there_once():
    assert checked_counts([3, 1, 3]) == (1, 3)
    assert checked_counts(np.int64(4)) == (4,)


def test_numbers_are_whole_and_large_enough():
    assert checked_number("n_starts", np.int32(3), 1) == 3
    with pytest.raises(InputError, match="n_starts is 2.5, but must be a whole number"):
        checked_number("n_starts", 2.5, 1)


def test_weights_default_to_one():
    assert checked_weights(None, 3).tolist() == [1, 1, 1]
    assert checked_weights([0, 2, 1], 3).tolist() == [0, 2, 1]
