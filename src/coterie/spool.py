"""Arrays laid down on disk, in a file without a name: it is gone when nobody needs it, however the work ends.

Few stay in memory as they are: what is read again and again need not be copied each time.
"""

from __future__ import annotations

import tempfile
import threading
import weakref
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np

from coterie import errors
from coterie.atomic import system_reason
from coterie.free_memory import memory_there_is

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray


_MOST_BYTES = 2**29
_SHARE = 16  # of the memory there is: a few spools are there at once


def most_kept() -> int:
    """Return how many bytes a spool keeps in memory; of more, all go to disk.

    Examples
    --------
    >>> 0 < most_kept() <= 2**29
    True
    """
    return min(_MOST_BYTES, memory_there_is() // _SHARE)


class Spool:
    """Arrays in the order in which they came, read back as often as needed.

    Parameters
    ----------
    folder : pathlib.Path or None
        Where there is room for it; None: where the system keeps temporary files.
    expected : int
        Bytes that will come, about: where they will not stay in memory, none does.

    Raises
    ------
    coterie.errors.OutputError
        When the folder cannot be written, or is full.

    Examples
    --------
    >>> spool = Spool(None)
    >>> for part in ([[1.0]], [[2.0], [3.0]]):
    ...     spool.add(np.array(part))
    >>> [part.tolist() for part in spool.read()]
    [[[1.0]], [[2.0], [3.0]]]
    """

    def __init__(self, folder: Path | None, *, expected: int = 0) -> None:
        self._folder = folder
        try:
            self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - it lives as long as the spool
        except OSError as error:
            raise errors.streaming.spool_not_writable(folder, system_reason(error)) from error
        weakref.finalize(self, self._file.close)
        self._held: list[NDArray[Any]] = []
        most = most_kept()
        self._left = self._most = most if expected <= most else 0
        self._parts: list[tuple[int, tuple[int, ...], np.dtype[Any]]] = []
        self._end = 0
        self._lock = threading.Lock()
        self._beside = ThreadPoolExecutor(1)
        self._writing: Future[None] | None = None

    def __len__(self) -> int:
        """Return how many arrays there are."""
        return len(self._held or self._parts)

    def add(self, part: NDArray[Any]) -> None:
        """Keep an array, which must not change any more."""
        if self._parts:
            self._lay_down(part)
            return
        larger = isinstance(part.base, np.ndarray) and part.base.nbytes > 2 * part.nbytes
        kept = part.copy() if larger else part.view()  # a view would keep all that it is a part of
        kept.flags.writeable = False
        self._held.append(kept)
        self._left -= part.nbytes
        if self._left < 0:
            while self._held:
                self._lay_down(self._held.pop(0))

    def _lay_down(self, part: NDArray[Any]) -> None:
        """Write an array: it is on its way to the disk until the next call."""
        data = _bytes(np.ascontiguousarray(part))
        self._settle()
        self._writing = self._beside.submit(self._write, data, self._end)
        self._parts.append((self._end, part.shape, part.dtype))
        self._end += len(data)

    def _write(self, left: memoryview, at: int) -> None:
        with self._lock:
            self._file.seek(at)
            while left:
                left = left[self._file.write(left) :]

    def _settle(self) -> None:
        """Wait until what was given is written."""
        writing, self._writing = self._writing, None
        try:
            if writing is not None:
                writing.result()
        except OSError as error:
            raise errors.streaming.spool_not_writable(self._folder, system_reason(error)) from error

    def part(self, number: int, first: int = 0, last: int | None = None) -> NDArray[Any]:
        """Read an array, or its rows from `first` to before `last`."""
        if self._held:
            return self._held[number][first:last]
        self._settle()
        start, shape, dtype = self._parts[number]
        last = shape[0] if last is None else last
        found = np.empty((last - first, *shape[1:]), dtype)
        with self._lock:
            self._file.seek(start + first * (found[:1].nbytes or 0))
            self._fill(_bytes(found))
        return found

    def _fill(self, room: memoryview) -> None:
        while room:
            room = room[self._file.readinto(room) :]

    def read(self) -> Iterator[NDArray[Any]]:
        """Yield the arrays; the next one is read while the last one is worked on."""
        if self._held:
            for number in range(len(self._held)):
                yield self.part(number)
            return
        with ThreadPoolExecutor(1) as ahead:
            coming = ahead.submit(self.part, 0) if self._parts else None
            for number in range(1, len(self._parts) + 1):
                assert coming is not None  # noqa: S101 - for the type checker
                part = coming.result()
                coming = ahead.submit(self.part, number) if number < len(self._parts) else None
                yield part

    def clear(self) -> None:
        """Forget all arrays."""
        self._settle()
        self._held, self._parts, self._end, self._left = [], [], 0, self._most
        self._file.truncate(0)


def _bytes(array: NDArray[Any]) -> memoryview:
    """Return the memory of an array."""
    return memoryview(array.reshape(-1).view(np.uint8).data) if array.size else memoryview(b"")
