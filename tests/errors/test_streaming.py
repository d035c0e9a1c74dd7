from __future__ import annotations

from pathlib import Path

from coterie import errors

MODULE = errors.streaming
OF_KIND = {
    "DataRefused": {"too_many_repeats"},
    "OptionError": {"not_streamable"},
    "OutOfMemory": {"too_large_to_hold"},
    "OutputError": {"no_room_to_stream", "spool_not_writable"},
}


def test_every_error_is_of_its_kind(of_kind):
    assert of_kind == OF_KIND


def test_too_little_room_is_told_in_figures():
    error = errors.streaming.no_room_to_stream("big.parquet", Path("/data"), needed=6_800_000_000, free=1_200_000_000)
    assert "'big.parquet' needs about 6.8 GB of disk to work in, but '/data' has 1.2 GB free" in str(error)
