"""Arrays in memory or on disk come back as they were, and leave nothing behind."""

from __future__ import annotations

import errno

import numpy as np
import polars as pl
import pytest

from coterie import OutputError, spool
from coterie.spool import Spool


@pytest.fixture(params=[0, 100, 2**29], ids=["on disk", "begun in memory", "in memory"], autouse=True)
def kept(request, monkeypatch):
    monkeypatch.setattr(spool, "most_kept", lambda: request.param)
    return request.param


def test_arrays_of_any_shape_come_back_in_their_order(tmp_path):
    spool = Spool(tmp_path)
    parts = [
        np.arange(12.0).reshape(3, 4),
        np.empty((0, 4)),
        np.arange(5, dtype=np.int16),
        np.arange(4.0).reshape(2, 2).T,
    ]
    for part in parts:
        spool.add(part)
    for _ in range(2):
        assert [(each.tolist(), each.dtype) for each in spool.read()] == [(each.tolist(), each.dtype) for each in parts]
    assert spool.part(0, 1, 3).tolist() == parts[0][1:3].tolist()
    assert len(spool) == 4
    assert list(tmp_path.iterdir()) == [], "the file has no name: it goes with the process"


def test_what_was_forgotten_leaves_room(tmp_path):
    spool = Spool(tmp_path)
    spool.add(np.zeros(1000))
    spool.clear()
    assert list(spool.read()) == []
    spool.add(np.ones(2))
    assert next(spool.read()).tolist() == [1.0, 1.0]


def test_what_is_kept_cannot_be_changed_by_who_reads_it(tmp_path, kept):
    spool = Spool(tmp_path)
    spool.add(np.zeros(10))
    if kept >= 80:
        with pytest.raises(ValueError, match="read-only"):
            spool.part(0)[0] = 1.0


def test_arrays_that_are_views_of_anything_come_back(tmp_path):
    spool, large = Spool(tmp_path), np.arange(1e6)
    column = pl.Series([0.1, 1 / 3])
    for part in (column.to_numpy(), np.frombuffer(b"ab", np.uint8), large[5:7]):
        spool.add(part)
    assert [part.tolist() for part in spool.read()] == [[0.1, 1 / 3], [97, 98], [5.0, 6.0]]


def test_what_fits_into_memory_is_not_written(tmp_path, kept):
    spool = Spool(tmp_path)
    for number in range(3):
        spool.add(np.full(10, number))
    assert [int(part[0]) for part in spool.read()] == [0, 1, 2]
    assert spool._file.seek(0, 2) == (240 if kept < 240 else 0)


def test_where_more_is_expected_than_stays_nothing_does(tmp_path, kept):
    spool = Spool(tmp_path, expected=kept + 1)
    spool.add(np.zeros(2))
    assert spool._file.seek(0, 2) == 0 or next(spool.read()).tolist() == [0.0, 0.0]
    spool._settle()
    assert spool._file.seek(0, 2) == 16


@pytest.mark.parametrize("kept", [0], indirect=True)
def test_a_full_disk_is_told_with_what_to_do(tmp_path):
    spool = Spool(tmp_path)
    spool._file.close()
    spool._file = open("/dev/full", "r+b", buffering=0)  # noqa: SIM115, PTH123 - a disk that is always full
    spool.add(np.zeros(10))  # written beside the work: told at the next call
    with pytest.raises(OutputError, match=f"'{tmp_path}' has no room to work in: No space left on device. Free some"):
        spool.add(np.zeros(10))
    spool._file.close()


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(OutputError, match="has no room to work in: No such file or directory") as told:
        Spool(tmp_path / "gone")
    assert told.value.__cause__.errno == errno.ENOENT
