"""Panics of Polars: errors like any other to Python, but for pages that they print to stderr first."""

from __future__ import annotations

import contextlib
import os
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_one_at_a_time = threading.Lock()
_STDERR = 2


@contextlib.contextmanager
def unprinted() -> Iterator[None]:
    """Keep what compiled code prints off stderr: the error that follows is told in words.

    The process's stderr is one for all threads, so only one at a time is in here.

    Examples
    --------
    >>> with unprinted():
    ...     _ = os.write(2, b"thread 'tokio' panicked ...")
    """
    with _one_at_a_time:
        try:
            kept = os.dup(_STDERR)
        except OSError:  # it is closed: nothing can be printed
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, _STDERR)
            yield
        finally:
            os.dup2(kept, _STDERR)
            os.close(kept)
            os.close(nowhere)
