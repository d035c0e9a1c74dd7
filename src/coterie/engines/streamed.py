"""The engine for tables larger than memory: they pass by in batches, and what is kept of them is laid down on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
from polars.io.plugins import register_io_source

from coterie.engines.engine import Kept
from coterie.engines.ids import left
from coterie.engines.passing import added_up
from coterie.engines.sampling import taken
from coterie.spool import Spool
from coterie.threads import Background, prefetch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from coterie.clustering import AllRows
    from coterie.engines.engine import A, Form, Progress, Step
    from coterie.engines.sampling import Sample
    from coterie.sources.batches import Batches

    Floats = NDArray[np.float64]
    Arrays = tuple[NDArray[Any], ...]


class Spooled(Kept):
    """What was kept of batches, laid down on disk where it is much.

    Parameters
    ----------
    folder : pathlib.Path or None
        See `coterie.spool.Spool`.
    rows : int
        Customers that will come, about.
    """

    def __init__(self, folder: Path | None, rows: int) -> None:
        self._folder, self._rows = folder, rows
        self._spools: list[Spool] = []
        self._arrays = 0

    def add(self, arrays: Arrays, rows: int) -> None:
        """Keep what belongs to the next batch, given its number of rows."""
        if arrays and not self._spools:
            each = sum(array.nbytes for array in arrays) // max(rows, 1)
            self._arrays = len(arrays)
            self._spools.append(Spool(self._folder, expected=each * self._rows))
        for array in arrays:
            self._spools[0].add(array)

    def batches(self) -> Iterator[Arrays]:
        """Yield the arrays of each batch."""
        for spool in self._spools:
            yield from zip(*[spool.read()] * self._arrays, strict=True)


class Streamed:
    """A table that passes by in batches. See `coterie.engines.engine.Engine` for what each verb returns.

    Parameters
    ----------
    batches : Batches
        The table.
    tell : callable
        Told of progress.
    folder : pathlib.Path or None
        Where customers are laid down: see `coterie.spool.Spool`.
    path : str
        The table's, for messages.
    n_threads : int, optional
        Threads at most; by default as many as the processor allows.
    """

    def __init__(
        self, batches: Batches, tell: Progress, *, folder: Path | None, path: str, n_threads: int | None = None
    ) -> None:
        self._batches, self._tell, self._folder = batches, tell, folder
        self.n_threads, self.numbered = n_threads, True
        self.name, self.path, self.remarks = batches.name, path, tuple(batches.remarks)
        self.rows, self.columns = batches.rows, len(batches.types)
        self._digest = Background(batches.digest)

    def digest(self) -> str:
        """Return the SHA-256 of the table's bytes."""
        return self._digest.result()

    def sample(self, held: int, *, seed: int) -> Sample:
        """Return rows."""
        return taken(lambda: self._frames("Reading"), self.rows, held, seed=seed, folder=self._folder)

    def _frames(self, stage: str, columns: Sequence[str] | None = None) -> Iterator[tuple[int, pl.DataFrame]]:
        """Yield the batches with the number of their first row, and tell how far they are."""
        first = 0
        for frame in self._batches.frames(columns):
            self._tell(stage, 100 * first // self.rows, 100)
            yield first, frame
            first += frame.height

    def gather(
        self, step: Step, accumulator: A, *, stage: str, columns: Sequence[str] | None, dropped: NDArray[np.int64]
    ) -> tuple[A, Kept]:
        """Add batch after batch; the next one is made while the last one is added."""
        kept = Spooled(self._folder, self.rows)
        rows = (left(frame, first, dropped) for first, frame in self._frames(stage, columns))
        for height, batch in prefetch((frame.height, step(frame, numbers)) for frame, numbers in rows):
            kept.add(accumulator.add(*batch) or (), height)
        return accumulator, kept

    def add_up(self, sets: Sequence[Floats], of_all: AllRows, kept: Kept) -> list[tuple[Floats, Floats]]:
        """Add up what was kept."""
        return added_up(sets, of_all, kept, n_threads=self.n_threads)

    def write(self, form: Form, kept: Kept, *, columns: Sequence[str], dropped: NDArray[np.int64]) -> pl.LazyFrame:
        """Return a lazy frame: the batches are made when it is collected or written."""

        def frames() -> Iterator[pl.DataFrame]:
            if columns:
                read = (left(frame, first, dropped) for first, frame in self._frames("Writing", columns))
                for (frame, numbers), arrays in zip(read, kept.batches(), strict=True):
                    yield form(frame, numbers, arrays)
                return
            first = 1
            for arrays in kept.batches():
                rows = len(arrays[0])
                yield form(None, pl.int_range(first, first + rows, eager=True), arrays)
                first += rows

        return _lazy(frames)


def _lazy(frames: Callable[[], Iterator[pl.DataFrame]]) -> pl.LazyFrame:
    """Return a lazy frame of batches that a function starts anew."""

    def source(
        columns: list[str] | None, predicate: pl.Expr | None, rows: int | None, _: int | None
    ) -> Iterator[pl.DataFrame]:
        for frame in frames():
            part = frame if rows is None else frame.head(rows)
            rows = None if rows is None else rows - part.height
            part = part if columns is None else part.select(columns)
            yield part if predicate is None else part.filter(predicate)
            if rows == 0:
                break

    return register_io_source(source, schema=next(frames()).schema)
