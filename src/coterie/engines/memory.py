"""The engine for tables that fit into memory: every customer is held."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from coterie.assignments import assignments
from coterie.cleaning import CleaningReport, clean
from coterie.clustering import Clustering, Sweep, sweep
from coterie.evidence import Customers, prepared_customers
from coterie.evidence.stability import BORDERLINE, Stability
from coterie.preparation.features import Placed, features_of
from coterie.profiling import Profiles, profile
from coterie.schema import Schema, infer
from coterie.sources import to_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from coterie.engines.engine import Progress
    from coterie.options import Options
    from coterie.preparation import FittedPreparation, Preparation
    from coterie.sources import Table


class InMemory:
    """A table held as a whole. See `coterie.engines.engine.Engine` for what each verb returns."""

    schema: Schema
    cleaning: CleaningReport
    preparation: FittedPreparation
    frame: pl.DataFrame
    placed: int

    def __init__(self, table: Table, tell: Progress) -> None:
        self._table: Table | None = table
        self._tell = tell
        self.name, self.sha256, self._kind = table.name, table.sha256, table.kind
        self.rows, self.columns = table.frame.shape

    def infer(self, options: Options) -> Schema:
        """Decide what each column is."""
        assert self._table is not None  # noqa: S101 - for the type checker
        self._tell("Cleaning", 0, 1)
        self.schema = planned(self._table, options)
        return self.schema

    def clean(self) -> Placed:
        """Repair the table; what was read is let go."""
        assert self._table is not None  # noqa: S101 - for the type checker
        self.frame, self.cleaning = clean(self._table, self.schema)
        self._table = None
        self._placed = features_of(self.frame, self.schema)
        self._usable, self.placed = self._placed.usable, int(self._placed.usable.sum())
        return self._placed

    def prepare(self, preparation: Preparation) -> Customers:
        """Fit and apply the preparation."""
        self._tell("Preparing", 0, 1)
        columns = self._placed.columns
        self.preparation, self._X = preparation.fit_matrix(columns)
        return prepared_customers(self.preparation, columns, self._X)

    def sweep(self, n_clusters: Sequence[int], *, n_starts: int, random_state: int) -> Sweep:
        """Try every K."""
        return sweep(
            self._X,
            n_clusters,
            n_starts=n_starts,
            random_state=random_state,
            on_progress=lambda done, total, _: self._tell("Clustering", done, total),
        )

    def of_all(self, tried: Sweep) -> Sweep:
        """Return what `sweep` found: it saw all customers."""
        return tried

    def labels(self, best: Clustering) -> NDArray[np.int32]:
        """Return each customer's segment."""
        labels = np.full(self.frame.height, -1, dtype=np.int32)
        labels[self._usable] = best.labels
        return labels

    def profile(self, best: Clustering, stability: Stability | None) -> tuple[Profiles, Stability | None]:
        """Describe the segments."""
        self._tell("Describing", 0, 1)
        self._best, self._stability = best, stability
        return profile(self.frame, self.schema, self.labels(best)), stability

    def assign(self, names: Sequence[str]) -> Any:  # noqa: ANN401 - a frame of the caller's kind
        """Give every customer their segment."""
        frame = assignments(self.frame, self.schema, self._usable, X=self._X, centers=self._best.centers, names=names)
        if self._stability is not None:
            frame = frame.with_columns(stability_columns(self._stability.customers, self._usable))
        return to_kind(frame, self._kind)


def planned(table: Table, options: Options) -> Schema:
    """Decide what each column of a table is, as the options say."""
    return infer(
        table,
        id=options.id,
        features=options.features,
        describe=options.describe,
        ignore=options.ignore,
        types=options.type,
        missing=options.missing,
    )


def stability_columns(stayed: NDArray[np.float64], usable: NDArray[np.bool_]) -> list[pl.Series]:
    """Return each customer's own stability, and whether they are borderline.

    Examples
    --------
    >>> stability_columns(np.array([0.5]), np.array([True, False]))[1].to_list()
    [True, None]
    """
    values = np.full(len(usable), np.nan)
    values[usable] = stayed
    stability = pl.Series("stability", values).fill_nan(None)
    return [stability, (stability < BORDERLINE).alias("borderline")]
