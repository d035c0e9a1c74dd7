"""Customers prepared: what clustering starts from, whatever the engine."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from coterie.cleaning import CleaningReport
from coterie.clustering import AllRows
from coterie.engines.engine import Kept, Progress
from coterie.engines.job import Sampled, Source, Whole
from coterie.evidence import Customers
from coterie.preparation import FittedPreparation
from coterie.schema import Schema


@dataclass(frozen=True)
class Everyone:
    """All customers as they are clustered, where a sample is held."""

    of_all: AllRows
    blocks: Kept


@dataclass(frozen=True)
class Prepared:
    """Customers prepared: those held, and where they are a sample what is known of all.

    Attributes
    ----------
    tell : callable
        Told of progress.
    n_threads : int or None
        Threads at most.
    frame : polars.DataFrame
        The customers held, cleaned.
    usable : ndarray of shape (n_held,), bool
        Those of them that have a feature.
    known : Whole or Sampled
        Whether they are all.
    source : Source
        Where the customers came from.
    schema, cleaning, preparation
        Of all customers.
    placed : int
        Customers that have a feature to be placed by, of all.
    held : Customers
        Those held.
    everyone : Everyone or None
        None where all are held.
    """

    tell: Progress
    n_threads: int | None
    frame: pl.DataFrame
    usable: NDArray[np.bool_]
    known: Whole | Sampled
    source: Source
    schema: Schema
    cleaning: CleaningReport
    preparation: FittedPreparation
    placed: int
    held: Customers
    everyone: Everyone | None
