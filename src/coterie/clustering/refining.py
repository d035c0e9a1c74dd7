"""The verb `refine`: centres found on a sample, carried on over all rows of a table that is read in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie import errors, threads
from coterie.clustering.engine import LANES, kernels, thread_count
from coterie.clustering.inputs import checked_number, checked_numbers, settled

if TYPE_CHECKING:
    from collections.abc import Sequence

Floats = NDArray[np.float64]
Blocks = NDArray[np.float32]

TOLERANCE = 1e-4
"""As scikit-learn's `tol`: a K is done when its centres move by less, squared and summed, in mean variances."""

_MOST_PASSES = 300
_FINEST = 21  # bits of the largest number in whole units
_COARSE = 2048  # numbers of fewer units are coarse
_MANY = 0.25  # of all numbers, from which on coarse ones are too many


@dataclass(frozen=True)
class Passing:
    """Rows that pass by in batches, and what is known of all of them.

    Attributes
    ----------
    batches : callable
        Starts the rows anew: blocks as `blocks_of` lays them out, each with its number of rows.
    rows : int
        Rows in all.
    squares : ndarray of shape (n_features,)
        The sum of each feature's squares.
    factor, offset : ndarray of shape (n_features,)
        ``x * factor + offset`` is in the space of the centres.
    """

    batches: Callable[[], Iterable[tuple[Blocks, int]]]
    rows: int
    squares: Floats
    factor: Floats
    offset: Floats


@dataclass(frozen=True)
class Refined:
    """One K on all rows.

    Attributes
    ----------
    centers : ndarray of shape (n_clusters, n_features)
        The largest cluster first.
    sizes : ndarray of shape (n_clusters,), int64
        Rows nearest to each centre.
    inertia : float
        Sum of squared distances of all rows to the nearest centre.
    n_iter : int
        Passes over all rows until the centres stood still.
    """

    centers: Floats
    sizes: NDArray[np.int64]
    inertia: float
    n_iter: int


@dataclass
class _Moving:
    """One K under way, in the space of the rows."""

    centers: Floats
    passes: int = 0
    still: bool = False


def refine(
    passing: Passing,
    found: Sequence[Floats],
    *,
    unit: float,
    n_threads: int | None = None,
    on_pass: Callable[[int, int, int], None] | None = None,
) -> tuple[Refined, ...]:
    """Run Lloyd's passes over all rows, for every K at once, each until its centres stand still; then measure them.

    One batch is in memory at a time. Rows are compared in float32; the answer does not depend on the number of threads.

    Parameters
    ----------
    passing : Passing
        The rows.
    found : sequence of ndarray of shape (n_clusters, n_features)
        Centres to start from, one array a K.
    unit : float
        What `unit_of` says of a sample of the rows.
    n_threads : int, optional
        Threads to use; by default as many as the processor allows.
    on_pass : callable, optional
        Called before each pass with its number from 1, the K's that stand still, and the K's in all.

    Returns
    -------
    tuple of Refined
        One for each K.

    Raises
    ------
    coterie.errors.InputError
        For shapes that do not fit each other, batches that hold other rows than `passing` says, or numbers that are not
        finite.

    Examples
    --------
    >>> from coterie.clustering import blocks_of
    >>> X = np.array([[0.0], [1.0], [10.0], [11.0], [12.0]])
    >>> parts = [(blocks_of(X[:3]), 3), (blocks_of(X[3:]), 2)]
    >>> passing = Passing(lambda: parts, 5, (X**2).sum(axis=0), np.ones(1), np.zeros(1))
    >>> (one,) = refine(passing, [np.array([[0.0], [9.0]])], unit=2.0**17)
    >>> one.centers.tolist(), one.sizes.tolist(), one.inertia
    ([[11.0], [0.5]], [3, 2], 2.5)
    """
    if not found:
        return ()
    passing, starts = _checked(passing, found)
    moving = [_Moving((centers - passing.offset) / passing.factor) for centers in starts]
    whole = _Pass(passing, passing.factor**2, _checked_size("unit", unit), thread_count(n_threads))
    far = TOLERANCE * float((whole.weights * passing.squares).mean()) / passing.rows
    tell = on_pass or (lambda *_: None)
    for number in range(1, _MOST_PASSES):
        active = [one for one in moving if not one.still]
        tell(number, len(moving) - len(active), len(moving))
        if not active:
            break
        for one, (sums, mass) in zip(active, whole.add_up([one.centers for one in active]), strict=True):
            means = np.where(mass[:, None] > 0, sums / np.maximum(mass, 1.0)[:, None], one.centers)
            one.still = float((whole.weights * (means - one.centers) ** 2).sum()) <= far
            one.centers, one.passes = means, one.passes + 1
    measured = whole.add_up([one.centers for one in moving])
    return tuple(whole.measured(one, *sums) for one, sums in zip(moving, measured, strict=True))


def _checked(passing: Passing, found: Sequence[Floats]) -> tuple[Passing, list[Floats]]:
    """Return what is known of all rows, and centres to start from, of as many features each."""
    factor = checked_numbers("factor", passing.factor, (None,))
    across = factor.shape
    if not factor.all():
        raise errors.choosing.bad_value("factor", 0.0, "other than 0")
    return Passing(
        passing.batches,
        checked_number("rows", passing.rows, 1, most=2**63 - 1),
        checked_numbers("squares", passing.squares, across),
        factor,
        checked_numbers("offset", passing.offset, across),
    ), [checked_numbers("found", centers, (None, *across)) for centers in found]


def _checked_size(option: str, value: float) -> float:
    if not 0 <= value < np.inf:
        raise errors.choosing.bad_value(option, value, "a finite number of at least 0")
    return value


def unit_of(sample: Floats, largest: float) -> float:
    """Return the unit in which whole numbers add up exactly; 0 where it would be too coarse for many of the rows.

    Parameters
    ----------
    sample : ndarray of shape (n_rows, n_features)
        Some of the rows.
    largest : float
        The largest absolute value of all of them.

    Examples
    --------
    >>> unit_of(np.array([[1.0], [3.0]]), 3.0) == 2.0**19, unit_of(np.array([[1.0], [3.0]]), 1e9)
    (True, 0.0)
    """
    checked_numbers("sample", sample, (None, None), loose=True)
    if not _checked_size("largest", largest):
        return 1.0
    unit = float(2.0 ** (_FINEST - np.ceil(np.log2(largest))))
    coarse = 0
    for block in threads.blocks(len(sample)):
        sizes = np.abs(sample[block])
        coarse += int(np.count_nonzero(sizes < _COARSE / unit)) - sizes.size + int(np.count_nonzero(sizes))
    return unit if coarse <= _MANY * sample.size else 0.0


@dataclass(frozen=True)
class _Pass:
    """What every pass over the rows needs."""

    passing: Passing
    weights: Floats
    unit: float
    threads: int

    def add_up(self, sets: Sequence[Floats]) -> list[tuple[Floats, Floats]]:
        """Go through all rows once: sums and numbers of the rows nearest to each centre of each set."""
        centers, counts = np.ascontiguousarray(np.vstack(sets)), [len(one) for one in sets]
        sums, mass = np.zeros(centers.shape), np.zeros(len(centers))
        seen = 0
        for blocks, rows in self.passing.batches():
            seen += rows
            more, heads = kernels().add_up(
                self._checked(blocks, rows),
                centers,
                counts,
                rows=rows,
                weights=self.weights,
                unit=self.unit,
                n_threads=self.threads,
            )
            sums += more
            mass += heads
        if seen != self.passing.rows:
            raise errors.choosing.bad_value("rows", self.passing.rows, f"{seen}, as many as the batches hold")
        ends = np.cumsum(counts)[:-1]
        return list(zip(np.split(sums / (self.unit or 1.0), ends), np.split(mass, ends), strict=True))

    def _checked(self, blocks: Blocks, rows: int) -> Blocks:
        """Return a batch, refusing one whose layout is not that of `blocks_of` or that cannot hold its rows."""
        wanted = (-(-checked_number("rows", rows, 0) // LANES), len(self.weights), LANES)
        if blocks.shape != wanted or blocks.dtype.kind != "f" or blocks.dtype.itemsize != 4:
            raise errors.choosing.bad_value(
                "a batch", f"{blocks.dtype}{blocks.shape}", f"float32{wanted} for {rows} rows"
            )
        return settled(blocks, np.float32)

    def measured(self, one: _Moving, sums: Floats, mass: Floats) -> Refined:
        """Return a K as the last pass found it, in the space of the centres."""
        within = self.passing.squares - 2 * (one.centers * sums).sum(axis=0) + mass @ one.centers**2
        inertia = max(float((self.weights * within).sum()), 0.0)
        order = np.lexsort((*one.centers.T[::-1], -mass))
        centers = one.centers[order] * self.passing.factor + self.passing.offset
        return Refined(centers, mass[order].astype(np.int64), inertia, one.passes)
