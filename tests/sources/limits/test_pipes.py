"""Pipes are read up to a bound; devices are not."""

from __future__ import annotations

import contextlib
import gzip
import os
import threading
from typing import TYPE_CHECKING

import pytest

from coterie.errors import SourceTooLarge, SourceUnreadable
from coterie.sources import read
from coterie.sources.limits import pipes

if TYPE_CHECKING:
    from pathlib import Path

TEXT = b"id,age\n" + b"".join(b"C%d,%d\n" % (n, 20 + n) for n in range(30))


@pytest.fixture
def pipe(tmp_path):
    """Return a function that makes a named pipe through which bytes come."""

    def made(data: bytes) -> Path:
        path = tmp_path / "pipe"
        os.mkfifo(path)

        def write() -> None:
            with contextlib.suppress(BrokenPipeError):  # the reader had enough
                path.write_bytes(data)

        threading.Thread(target=write, daemon=True).start()
        return path

    return made


@pytest.mark.parametrize("packed", [False, True])
def test_a_pipe_is_read(pipe, packed):
    assert read(pipe(gzip.compress(TEXT) if packed else TEXT)).frame.height == 30


def test_no_more_comes_through_a_pipe_than_the_bound(pipe):
    assert pipes.stream_bytes(pipe(TEXT), len(TEXT)) == TEXT


def test_a_pipe_that_goes_on_is_refused(pipe):
    with pytest.raises(SourceTooLarge, match="come through"):
        pipes.stream_bytes(pipe(TEXT), len(TEXT) - 1)


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_refused(device):
    with pytest.raises(SourceUnreadable, match="is a device"):
        read(device)
