"""One of Lloyd's passes over rows that come in batches: what the rows nearest to each centre add up to."""

from __future__ import annotations

import math
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coterie import errors, threads
from coterie.clustering.engine import LANES, kernels, thread_count
from coterie.clustering.inputs import checked_number, checked_numbers, settled

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Blocks = NDArray[np.float32]
    Wholes = NDArray[np.int64]

_FINEST = 21  # bits of the largest number in whole units
_LEVELS = 3  # of units, each 2 ** _FINEST times as fine, where one is too coarse
_COARSE = 2048  # numbers of fewer units are coarse
_MANY = 0.25  # of all numbers, from which on coarse ones are too many
_MASS = "mass"


@dataclass(frozen=True)
class AllRows:
    """What is known of all rows before they are clustered.

    Attributes
    ----------
    rows : int
        How many.
    squares : ndarray of shape (n_features,)
        The sum of each feature's squares.
    factor, offset : ndarray of shape (n_features,)
        ``x * factor + offset`` is in the space of the centres.
    units : tuple of float
        What `units_of` says: sums are of whole numbers of them.
    """

    rows: int
    squares: Floats
    factor: Floats
    offset: Floats
    units: tuple[float, ...]

    def checked(self) -> AllRows:
        """Return the same, refusing what does not fit together."""
        factor = checked_numbers("factor", self.factor, (None,))
        across = factor.shape
        if not factor.all():
            raise errors.choosing.bad_value("factor", 0.0, "other than 0")
        if not self.units:
            raise errors.choosing.bad_value("units", "()", "at least one")
        return AllRows(
            checked_number("rows", self.rows, 1, most=2**63 - 1),
            checked_numbers("squares", self.squares, across),
            factor,
            checked_numbers("offset", self.offset, across),
            tuple(_checked_size("units", unit, above=0.0) for unit in self.units),
        )


def _checked_size(option: str, value: float, *, above: float | None = None) -> float:
    if not 0 <= value < np.inf or value == above:
        least = "at least 0" if above is None else "more than 0"
        raise errors.choosing.bad_value(option, value, f"a finite number of {least}")
    return value


def units_of(sample: Floats, largest: float) -> tuple[float, ...]:
    """Return the units in which whole numbers add up exactly: one, or three where it would be too coarse for many rows.

    Parameters
    ----------
    sample : ndarray of shape (n_rows, n_features)
        Some of the rows.
    largest : float
        The largest absolute value of all of them.

    Examples
    --------
    >>> units_of(np.array([[1.0], [3.0]]), 3.0) == (2.0**19,), len(units_of(np.array([[1.0], [3.0]]), 1e9))
    (True, 3)
    """
    checked_numbers("sample", sample, (None, None), loose=True)
    if not _checked_size("largest", largest):
        return (1.0,)
    part, power = math.frexp(largest)
    unit = 2.0 ** (_FINEST - (power - 1 if part == 0.5 else power))  # the least power of two not below it
    coarse = 0
    for block in threads.cache_blocks(len(sample)):
        sizes = np.abs(sample[block])
        coarse += int(np.count_nonzero(sizes < _COARSE / unit)) - sizes.size + int(np.count_nonzero(sizes))
    return tuple(unit * 2.0 ** (_FINEST * level) for level in range(1 if coarse <= _MANY * sample.size else _LEVELS))


class Pass:
    """Adds rows up by nearest centre, for several sets of centres at once, in whole numbers: in any order the same.

    Parameters
    ----------
    sets : sequence of ndarray of shape (n_clusters, n_features)
        Sets of centres, in the space of the rows.
    of_all : AllRows
        What is known of the rows.
    n_threads : int, optional
        Threads to use; by default as many as the processor allows.

    Raises
    ------
    coterie.errors.InputError
        For shapes that do not fit each other, or numbers that are not finite.

    Examples
    --------
    >>> from coterie.clustering import blocks_of
    >>> X = np.array([[0.0], [1.0], [10.0], [11.0]])
    >>> of_all = AllRows(4, (X**2).sum(axis=0), np.ones(1), np.zeros(1), (2.0**17,))
    >>> one, other = (Pass([np.array([[0.0], [9.0]])], of_all) for _ in range(2))
    >>> one.add(blocks_of(X[:3]), 3)
    >>> other.add(blocks_of(X[3:]), 1)
    >>> one.merge(other)
    >>> [(sums.tolist(), mass.tolist()) for sums, mass in one.finish()]
    [([[1.0], [21.0]], [2.0, 2.0])]
    """

    def __init__(self, sets: Sequence[Floats], of_all: AllRows, *, n_threads: int | None = None) -> None:
        of_all = of_all.checked()
        features = len(of_all.factor)
        self._sets = [checked_numbers("centers", one, (None, features)) for one in sets]
        self._units, self._weights, self._threads = of_all.units, of_all.factor**2, thread_count(n_threads)
        centers = np.vstack(self._sets)
        self._sums: Wholes = np.zeros((len(centers), features * len(self._units)), np.int64)
        self._mass: Wholes = np.zeros(len(centers), np.int64)

    def add(self, blocks: Blocks, rows: int) -> None:
        """Add rows, as `coterie.clustering.blocks_of` lays them out."""
        blocks = self._checked(blocks, rows)
        centers, counts, weights = np.vstack(self._sets), [len(one) for one in self._sets], self._weights
        features, levels = len(weights), len(self._units)
        unit = self._units[0]
        if levels > 1:  # parts of each number are columns of their own that nobody is compared by
            blocks, unit = _with_parts(blocks, self._units), 0.0
            centers = np.hstack([centers, np.zeros((len(centers), features * levels))])
            weights = np.concatenate([weights, np.zeros(features * levels)])
        sums, mass = kernels().add_up(
            blocks, centers, counts, rows=rows, weights=weights, unit=unit, n_threads=self._threads
        )
        if levels > 1:
            sums = sums[:, features:] * np.repeat(self._units, features)
        self._sums += sums.astype(np.int64)
        self._mass += mass.astype(np.int64)

    def _checked(self, blocks: Blocks, rows: int) -> Blocks:
        """Return a batch, refusing one whose layout is not that of `blocks_of` or that cannot hold its rows."""
        wanted = (-(-checked_number("rows", rows, 0) // LANES), len(self._weights), LANES)
        if blocks.shape != wanted or blocks.dtype.kind != "f" or blocks.dtype.itemsize != 4:
            raise errors.choosing.bad_value(
                "a batch", f"{blocks.dtype}{blocks.shape}", f"float32{wanted} for {rows} rows"
            )
        return settled(blocks, np.float32)

    def merge(self, other: Pass) -> None:
        """Add what another pass with the same centres added up."""
        self._sums += other._sums
        self._mass += other._mass

    def finish(self) -> list[tuple[Floats, Floats]]:
        """Return, for each set, the sums by centre and how many rows are nearest to it."""
        features = len(self._weights)
        sums = np.zeros((len(self._mass), features))
        for level, unit in reversed(list(enumerate(self._units))):
            sums += self._sums[:, level * features : (level + 1) * features] / unit
        ends = np.cumsum([len(one) for one in self._sets])[:-1]
        return list(zip(np.split(sums, ends), np.split(self._mass.astype(np.float64), ends), strict=True))

    def to_arrow(self) -> pl.DataFrame:
        """Return what was added up, a row for each centre."""
        import polars as pl  # noqa: PLC0415 - the kernels are tested under sanitizers that Polars does not survive

        columns = {str(at): values for at, values in enumerate(self._sums.T)}
        return pl.DataFrame({_MASS: self._mass, **columns})

    def from_arrow(self, state: pl.DataFrame) -> Pass:
        """Return a pass with the same centres that added up what `to_arrow` returned."""
        found = copy(self)
        found._mass = state[_MASS].to_numpy().copy()
        found._sums = np.ascontiguousarray(state.drop(_MASS).to_numpy())
        return found


def _with_parts(blocks: Blocks, units: tuple[float, ...]) -> Blocks:
    """Return rows with the parts of their numbers beside them: whole numbers of each unit, what is left in finer ones.

    Each is a number of a few bits, so that float64 adds them up exactly.
    """
    left, parts = blocks.astype(np.float64), [blocks]
    for unit in units:
        part = np.rint(left * unit) / unit
        left -= part
        parts.append(part.astype(np.float32))
    return np.ascontiguousarray(np.concatenate(parts, axis=1))
