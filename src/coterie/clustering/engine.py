"""Which code does the work: the C++ kernels, or their NumPy twin where the kernels could not be built."""

from __future__ import annotations

import os
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from coterie.clustering.inputs import checked_number

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Labels = NDArray[np.int32]
    Compact = NDArray[np.uint8] | NDArray[np.uint16] | Labels
    Measures = tuple[Floats, NDArray[np.uint64], NDArray[np.uint64]]
    Report = Callable[[int, str], None]
    Found = tuple[Floats, Compact, NDArray[np.int64], float, float, int, int]

LANES = 16
"""Rows that the kernels lay out beside each other."""

_MOST_THREADS = 1024

SWITCH = "COTERIE_KERNELS"
"""Set to "numpy" in the environment, the kernels are passed over."""

_SLOWER = "The whole command takes about five times as long."  # as measured in docs/performance.md


class Kernels(Protocol):
    """What both know how to do; checked arrays in, plain arrays out (see the twin for what each means)."""

    def instruction_set(self) -> str:
        """Name the instructions in use."""

    def check(self, X: Floats, *, n_threads: int) -> tuple[int, int, float]:
        """Find the first value that is not finite, and the largest."""

    def sweep(
        self,
        X: Floats,
        weights: Floats | None,
        counts: list[int],
        *,
        n_starts: int,
        seed: int,
        largest: float,
        n_threads: int,
        report: Report | None,
        thorough: bool = True,
    ) -> list[Found] | int:
        """Find the best clustering of every K."""

    def polish(
        self, X: Floats, weights: Floats | None, centers: Floats, *, most: int, n_threads: int
    ) -> tuple[Floats, Compact, float, int]:
        """Run Lloyd's passes in float64."""

    def add_up(
        self,
        blocks: NDArray[np.float32],
        centers: Floats,
        counts: list[int],
        *,
        rows: int,
        weights: Floats,
        unit: float,
        n_threads: int,
    ) -> tuple[Floats, Floats]:
        """Add up a batch by nearest centre, for several sets of centres."""

    def assign(self, X: Floats, centers: Floats, *, n_threads: int) -> tuple[Labels, Floats, Labels, Floats]:
        """Find the nearest and the next nearest centres."""

    def place(self, X: Floats, centers: Floats, *, n_clusters: int, n_threads: int) -> Compact:
        """Find the nearest centre of every set."""

    def lay_out(self, X: Floats, *, n_threads: int) -> tuple[NDArray[np.float32], Measures]:
        """Lay rows out in blocks, and measure each column."""

    def by_label(self, values: Floats, labels: Labels | None, *, n_clusters: int, n_threads: int) -> Measures:
        """Measure numbers by label."""

    def stays(self, X: Floats, labels: Labels, centers: Floats, *, partners: Labels, n_threads: int) -> Labels:
        """Count the sets of centres that place each row as its label says."""

    def squared_silhouette(self, X: Floats, labels: Labels, *, n_clusters: int, n_threads: int) -> float:
        """Mean silhouette with squared distances."""

    def silhouettes(
        self,
        X: Floats,
        labels: Labels,
        counts: list[int],
        *,
        about: NDArray[np.int64],
        precise: bool,
        n_threads: int,
        report: Report | None,
    ) -> tuple[Floats, Floats]:
        """Add up silhouettes with plain distances."""

    def resample(
        self,
        X: Floats,
        weights: Floats | None,
        n_clusters: int,
        *,
        n_resamples: int,
        n_starts: int,
        seed: int,
        sample: int,
        largest: float,
        n_threads: int,
        report: Report | None,
    ) -> Labels:
        """Refit from scratch on rows drawn anew."""

    def log1p(self, x: Floats) -> None:
        """Replace numbers by log(1 + x)."""

    def expm1(self, x: Floats) -> None:
        """Replace numbers by exp(x) - 1."""


@lru_cache(maxsize=1)
def _built() -> Kernels | None:
    try:
        return cast("Kernels", import_module("coterie.clustering._kernels"))
    except ImportError:
        return None


def kernels() -> Kernels:
    """Return the kernels that are used: C++ where they were built and not switched off, else NumPy."""
    built = None if os.environ.get(SWITCH) == "numpy" else _built()
    return built or cast("Kernels", import_module("coterie.clustering.twin"))


def runs_kernels() -> bool:
    """Return whether the C++ kernels do the clustering, and not their NumPy twin.

    Examples
    --------
    >>> runs_kernels() == ("C++" in describe_engine())
    True
    """
    return os.environ.get(SWITCH) != "numpy" and _built() is not None


def describe_engine() -> str:
    """Say in one line which code does the clustering.

    Examples
    --------
    >>> describe_engine().startswith("Clustering engine: ")
    True
    """
    if os.environ.get(SWITCH) == "numpy":
        return f"Clustering engine: NumPy, as {SWITCH} asks. {_SLOWER}"
    if _built() is None:
        return f"Clustering engine: NumPy, as the C++ kernels were not built here. {_SLOWER}"
    return f"Clustering engine: C++ ({kernels().instruction_set()})."


def thread_count(n_threads: int | None) -> int:
    """Return the threads to use: those asked for, or as many as the processor allows."""
    if n_threads is not None:
        return checked_number("n_threads", n_threads, 1, most=_MOST_THREADS)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
