"""What every step of the job needs, and what is left of a table once its rows are let go."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from coterie.cleaning import CleaningReport
from coterie.cleaning.columns import repair_column
from coterie.engines.engine import Engine, Progress
from coterie.engines.ids import Ids
from coterie.sources import Origin
from coterie.threads import map_columns
from coterie.transactions import Made, Purchases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.schema import Column


@dataclass(frozen=True)
class Job:
    """What every step needs.

    Attributes
    ----------
    engine : Engine
    tell : callable
        Told of progress.
    held : int
        Customers that are held at most.
    folder : pathlib.Path or None
        Where hashes are laid down: see `coterie.spool.Spool`.
    made : Made or None
        What the customers were made of, where that was purchases.
    n_threads : int or None
        Threads at most; None for as many as the processor allows.
    keep : tuple of str
        Columns that are carried into the assignments as they were read.
    """

    engine: Engine
    tell: Progress
    held: int
    folder: Path | None = None
    made: Made | None = None
    n_threads: int | None = None
    keep: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the customers held are all there are, and go back to where they were."""
        return self.held >= self.engine.rows and self.engine.numbered


def repaired(
    columns: Sequence[Column], frame: pl.DataFrame, numbers: pl.Series, *, n_threads: int | None = None
) -> pl.DataFrame:
    """Repair some columns of a batch whose rows have these numbers.

    Examples
    --------
    >>> from coterie.schema import Column
    >>> age = Column("age", "numeric", "feature", 0, "")
    >>> repaired([age], pl.DataFrame({"age": ["31", "?"]}), pl.Series([1, 2]))["age"].to_list()
    [31.0, None]
    """

    def work(column: Column) -> pl.Series:
        return repair_column(frame[column.name], column, numbers)[0]

    return pl.DataFrame(map_columns(work, columns, rows=frame.height, n_threads=n_threads))


@dataclass(frozen=True)
class Source:
    """What is told of a table once its rows are let go."""

    name: str
    sha256: str
    rows: int
    columns: int
    purchases: Purchases | None


def source_of(job: Job) -> Source:
    """Return what is told of a job's table.

    Examples
    --------
    >>> from coterie.engines.memory import InMemory
    >>> from coterie.sources import read
    >>> quiet = lambda *_: None
    >>> source_of(Job(InMemory(read(pl.DataFrame({"age": [20, 30]})), quiet), quiet, held=2)).rows
    2
    """
    engine, made = job.engine, job.made
    return Source(engine.name, engine.digest(), engine.rows, engine.columns, made.purchases if made else None)


@dataclass(frozen=True)
class Whole:
    """What is known where all customers are held: the table as it was read is let go."""

    source: Source
    report: CleaningReport
    origin: Origin
    carried: pl.DataFrame | None = None
    """What is carried into the assignments, a row for each customer."""


@dataclass(frozen=True)
class Sampled:
    """What is known where a sample is held.

    Attributes
    ----------
    job : Job
        Where all customers are.
    ids : Ids
        Which rows repeat another customer's.
    alike : int
        Rows that are like one before them in every cell.
    types : polars.Schema
        Of the columns as they were read.
    """

    job: Job
    ids: Ids
    alike: int
    types: pl.Schema
