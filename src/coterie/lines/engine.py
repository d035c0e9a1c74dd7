"""Whether the C++ that reads and writes lines is there."""

from __future__ import annotations

import os
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Columns = list[NDArray[np.int64] | NDArray[np.float64]]

SWITCH = "COTERIE_ENGINE"
"""Set to "numpy" in the environment, C++ is passed over, as in clustering."""


class Lines(Protocol):
    """What the C++ knows how to do; None where it leaves the work to Polars."""

    def parse(
        self, block: bytes, delimiter: str, whole: Sequence[bool], *, n_threads: int
    ) -> tuple[Columns, list[int]] | None:
        """Read plain numbers: by column eight bytes a line, and how many cells are empty."""

    def write(self, frame: object, *, careful: bool, n_threads: int) -> list[NDArray[np.uint8]] | None:
        """Write the lines of a frame, which comes as an Arrow stream."""


@lru_cache(maxsize=1)
def _built() -> Lines | None:
    try:
        return cast("Lines", import_module("coterie.lines._lines"))
    except ImportError:
        return None


def lines() -> Lines | None:
    """Return the C++, where it was built and is not switched off."""
    return None if os.environ.get(SWITCH) == "numpy" else _built()


def processors() -> int:
    """Return how many threads are worth starting."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
