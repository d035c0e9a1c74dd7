"""The engine for tables that are held in memory: one batch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from coterie.engines.engine import Kept
from coterie.engines.ids import left
from coterie.engines.passing import added_up
from coterie.engines.sampling import taken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    import polars as pl

    from coterie.clustering import AllRows
    from coterie.engines.engine import A, Form, Progress, Step
    from coterie.engines.sampling import Sample
    from coterie.sources import Table

    Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Held(Kept):
    """What was kept of batches, in memory."""

    arrays: list[tuple[NDArray[Any], ...]]

    def batches(self) -> Iterator[tuple[NDArray[Any], ...]]:
        """Yield the arrays of each batch."""
        yield from self.arrays


class InMemory:
    """A table held as a whole. See `coterie.engines.engine.Engine` for what each verb returns.

    Parameters
    ----------
    table : Table
        The customers.
    tell : callable
        Told of progress.
    n_threads : int, optional
        Threads at most; by default as many as the processor allows.
    """

    def __init__(self, table: Table, tell: Progress, *, n_threads: int | None = None) -> None:
        self.table, self._tell, self.n_threads, self.numbered = table, tell, n_threads, True
        self.name, self.path, self.remarks = table.name, table.path, tuple(table.remarks)
        self.rows, self.columns = table.frame.shape

    def digest(self) -> str:
        """Return the SHA-256 of the table, as it was read."""
        return self.table.sha256

    def sample(self, held: int, *, seed: int) -> Sample:
        """Return rows."""
        return taken(lambda: iter([(0, self.table.frame)]), self.rows, held, seed=seed)

    def gather(
        self, step: Step, accumulator: A, *, stage: str, columns: Sequence[str] | None, dropped: NDArray[np.int64]
    ) -> tuple[A, Kept]:
        """Add all rows at once."""
        self._tell(stage, 0, 1)
        frame, numbers = left(self._frame(columns), 0, dropped)
        return accumulator, Held([accumulator.add(*step(frame, numbers)) or ()])

    def _frame(self, columns: Sequence[str] | None) -> pl.DataFrame:
        return self.table.frame if columns is None else self.table.frame.select(columns)

    def add_up(self, sets: Sequence[Floats], of_all: AllRows, kept: Kept) -> list[tuple[Floats, Floats]]:
        """Add up what was kept."""
        return added_up(sets, of_all, kept, n_threads=self.n_threads)

    def write(self, form: Form, kept: Kept, *, columns: Sequence[str], dropped: NDArray[np.int64]) -> pl.DataFrame:
        """Return a frame."""
        frame, numbers = left(self._frame(columns or self.table.frame.columns[:1]), 0, dropped)
        (arrays,) = kept.batches()
        return form(frame if columns else None, numbers, arrays)
