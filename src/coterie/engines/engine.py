"""What an engine can do: four verbs that touch customers. Everything else works on what they return."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from coterie.clustering import AllRows
    from coterie.engines.accumulator import Accumulator
    from coterie.engines.sampling import Sample
    from coterie.remarks import Remark

Progress = Callable[[str, int, int], None]
"""Told the stage, the steps done and the steps in all."""

Step = Callable[["pl.DataFrame", "pl.Series"], tuple[Any, ...]]
"""Makes of a batch, and the numbers of its rows from 1, what an accumulator adds."""

Form = Callable[["pl.DataFrame | None", "pl.Series", "tuple[NDArray[Any], ...]"], "pl.DataFrame"]
"""Makes of a batch's columns, the numbers of its rows and what was kept of it the rows that are written."""

A = TypeVar("A", bound="Accumulator")


class Kept(Protocol):
    """What was kept of every batch, in the order of the rows, read as often as needed."""

    def batches(self) -> Iterator[tuple[NDArray[Any], ...]]:
        """Yield the arrays of each batch."""


class Engine(Protocol):
    """A table, wherever it is. No verb changes it, and each may be called at any time.

    Attributes
    ----------
    name : str
        The table's.
    path : str
        Where it lies, for messages.
    rows, columns : int
        How many it has.
    remarks : tuple of Remark
        What reading had to do.
    n_threads : int or None
        Threads at most for what goes through the rows; None for as many as the processor allows.
    numbered : bool
        Whether rows have an order, and numbers by which they are found in the table.
    """

    name: str
    path: str
    rows: int
    columns: int
    remarks: tuple[Remark, ...]
    n_threads: int | None
    numbered: bool

    def digest(self) -> str:
        """Return the SHA-256 of the table's bytes, or of what is known of them."""

    def sample(self, held: int, *, seed: int) -> Sample:
        """Return a random sample of rows, drawn by their contents (see `coterie.engines.sampling`), or all if fewer."""

    def gather(
        self, step: Step, accumulator: A, *, stage: str, columns: Sequence[str] | None, dropped: NDArray[np.int64]
    ) -> tuple[A, Kept]:
        """Go through all rows once: what `step` makes of each batch is added; arrays that `add` returns are kept.

        Parameters
        ----------
        step : callable
            Depends on its batch alone; it may be sent elsewhere, and so holds neither the engine nor who is told.
        accumulator : Accumulator
            Empty; how batches are parted, and in which order they are added and merged, changes nothing.
        stage : str
            What is told of progress.
        columns : sequence of str or None
            The columns that `step` needs; None for all.
        dropped : ndarray of int64
            Rows that are left out, from 0, in order.
        """

    def add_up(
        self, sets: Sequence[NDArray[np.float64]], of_all: AllRows, kept: Kept
    ) -> list[tuple[NDArray[np.float64], NDArray[np.float64]]]:
        """Add the rows that were kept as blocks up by nearest centre: one of Lloyd's passes."""

    def write(self, form: Form, kept: Kept, *, columns: Sequence[str], dropped: NDArray[np.int64]) -> Any:  # noqa: ANN401 - a frame, a lazy frame, or a table where the engine works
        """Return what `form` makes of every batch, as one frame; of a table that is not held, a lazy one."""
