"""What is read that is no file on a disk: pipes, up to a bound; never a device, which may go on for ever."""

from __future__ import annotations

import io
import os
import stat
from typing import TYPE_CHECKING

from coterie import errors

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

MOST_BYTES = 2**30
"""What may come through a pipe: 1 GiB. Larger tables are files, which can be read in batches."""

_PIECE = 2**20


def is_stream(path: Path) -> bool:
    """Return whether a path can be read only once: a pipe, a socket or a device.

    Examples
    --------
    >>> from pathlib import Path
    >>> is_stream(Path(os.devnull)), is_stream(Path.cwd())
    (True, False)
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def stream_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return all that comes through a pipe.

    Raises
    ------
    coterie.errors.InputError
        For a device, a terminal among them, and where more comes than `most`.
    OSError
        When it cannot be opened.
    """
    with path.open("rb") as stream:
        mode = os.fstat(stream.fileno()).st_mode
        if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or stat.S_ISREG(mode)):
            raise errors.reading.is_a_device(path)
        return _bounded(stream, path, most)


def _bounded(stream: BinaryIO, path: Path, most: int) -> bytes:
    held = io.BytesIO()
    while piece := stream.read(_PIECE):
        held.write(piece)
        if held.tell() > most:
            raise errors.reading.pipe_too_large(path, most)
    return held.getvalue()
