"""Rows and values that 32 bits cannot number. Nearly all are zeros that were never written, and so take no memory."""

from __future__ import annotations

import mmap
import sys

import numpy as np
import pytest

from coterie.clustering import assign

kernels = pytest.importorskip("coterie.clustering._kernels", reason="the C++ kernels are not built here")

NO_RESERVE = 0x4000 if sys.platform == "linux" else 0  # Python knows its name from 3.13 on
FLAGS = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | NO_RESERVE


@pytest.fixture(scope="session", autouse=True)
def which_engine():
    """The kernels alone: the twin's indices are NumPy's."""


def zeros(shape: tuple[int, ...], dtype: type) -> np.ndarray:
    size = int(np.prod(shape)) * np.dtype(dtype).itemsize
    return np.frombuffer(mmap.mmap(-1, size, flags=FLAGS), dtype).reshape(shape)


def test_more_than_two_to_the_31_rows_are_added_up_right():
    rows = 2**31 + 1000
    blocks = zeros(((rows + 15) // 16, 1, 16), np.float32)
    blocks.reshape(-1)[2**31 : 2**31 + 700] = 1.0
    centers = np.array([[0.5], [0.0], [1.0]])
    sums, mass = kernels.add_up(blocks, centers, [1, 2], rows=rows, weights=np.ones(1), unit=2.0**20, n_threads=2)
    assert mass.tolist() == [rows, rows - 700, 700]
    assert sums.tolist() == [[700 * 2.0**20], [0.0], [700 * 2.0**20]]


def test_values_beyond_number_two_to_the_31_are_read_where_they_are():
    X = zeros((2_200_000, 1000), np.float64)
    first = 2**31 // 1000 + 1
    X[first:, 7] = 3.0
    found = assign(X, np.array([np.zeros(1000), np.eye(1000)[7] * 3.0]))
    assert np.array_equal(found.labels, np.arange(len(X)) >= first)
    assert not found.distance.any()
    assert (found.second_distance == 3.0).all()
