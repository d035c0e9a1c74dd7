import numpy as np
import pytest

from coterie.clustering.inputs import (
    checked_counts,
    checked_labels,
    checked_matrix,
    checked_number,
    checked_numbers,
    checked_places,
    checked_seed,
    checked_weights,
    settled,
)
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
    with pytest.raises(InputError, match="`n_starts` is 2.5, but must be a whole number"):
        checked_number("n_starts", 2.5, 1)


def test_weights_default_to_one():
    assert checked_weights(None, 3).tolist() == [1, 1, 1]
    assert checked_weights([0, 2, 1], 3).tolist() == [0, 2, 1]


def test_places_are_int32_within_their_bounds():
    found = checked_places("partners", [[0, 2]], (1, 2), most=2)
    assert found.dtype == np.int32
    assert checked_labels([-1, 1], 2, 2, least=-1).tolist() == [-1, 1]
    with pytest.raises(InputError, match="`partners` is '0 to 2', but must be from 0 to 1"):
        checked_places("partners", [[0, 2]], (1, 2), most=1)
    with pytest.raises(InputError, match=r"`labels` is 'int64\(2,\)', but must be whole numbers of shape \(3,\)"):
        checked_labels(np.array([0, 1]), 3, 2)


def test_numbers_have_their_shape_and_are_finite_unless_loose():
    assert checked_numbers("centers", [[1, 2]], (None, 2)).dtype == np.float64
    assert checked_numbers("values", [], (None,), loose=True).shape == (0,)
    with pytest.raises(InputError, match=r"`centers` is 'float64\(1, 1\)', but must be numbers of shape \(any, 2\)"):
        checked_numbers("centers", [[1.0]], (None, 2))
    with pytest.raises(InputError, match="`centers` is nan, but must be finite"):
        checked_numbers("centers", [np.nan], (None,))


def test_a_seed_has_64_bits():
    assert checked_seed(2**64 - 1) == 2**64 - 1
    with pytest.raises(InputError, match="`random_state` is 18446744073709551616, but must be at most"):
        checked_seed(2**64)


def test_an_array_is_moved_where_the_processor_cannot_read_it_as_it_is():
    apart = np.frombuffer(b"x" + np.arange(3.0).tobytes(), np.float64, offset=1)
    assert not apart.flags.aligned
    for found in (settled(apart, np.float64), checked_weights(apart, 3), checked_matrix(apart[:, None])):
        assert found.flags.aligned
        assert found.ravel().tolist() == [0, 1, 2]


def test_weights_may_be_as_large_as_sums_allow():
    assert checked_weights([1e100, 1.0], 2)[0] == 1e100
    with pytest.raises(InputError, match="too large to add up"):
        checked_weights([np.nextafter(1e100, 2e100), 1.0], 2)


def test_numbers_of_clusters_fit_in_32_bits():
    assert checked_counts([2**31 - 1]) == (2**31 - 1,)
    with pytest.raises(InputError, match="at most 2147483647"):
        checked_counts([1, 2**31])
