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
from coterie.sources import to_kind
from coterie.transactions import drafted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from coterie.engines.engine import Progress
    from coterie.options import Options
    from coterie.preparation import FittedPreparation, Preparation
    from coterie.schema import Draft, Schema
    from coterie.sources import Table
    from coterie.transactions import Made, Purchases


class InMemory:
    """A table held as a whole. See `coterie.engines.engine.Engine` for what each verb returns.

    Parameters
    ----------
    table : Table
        The customers.
    tell : callable
        Told of progress.
    made : Made or None
        What they were made of, where that was purchases.
    """

    schema: Schema
    cleaning: CleaningReport
    preparation: FittedPreparation
    frame: pl.DataFrame
    placed: int

    def __init__(self, table: Table, tell: Progress, *, made: Made | None = None) -> None:
        self._table: Table | None = table
        self._tell, self._made = tell, made
        self._draft: Draft | None = None
        self.purchases: Purchases | None = made.purchases if made else None
        self.name, self.sha256, self._kind = table.name, table.sha256, table.kind
        self.rows, self.columns = table.frame.shape

    def look(self, options: Options) -> tuple[Draft, Table]:
        """Plan the table."""
        assert self._table is not None  # noqa: S101 - for the type checker
        self._tell("Cleaning", 0, 1)
        self._draft = self._draft or drafted(self._table, self._made.meant(options) if self._made else options)
        return self._draft, self._table

    def digest(self) -> str:
        """Return the SHA-256 of the table, as it was read."""
        return self.sha256

    def infer(self, options: Options) -> Schema:
        """Decide what each column is."""
        found, _ = self.look(options)
        if found.problem is not None:
            raise found.problem
        self.schema, self._draft = found.schema, None
        return self.schema

    def clean(self) -> Placed:
        """Repair the table; what was read is let go."""
        assert self._table is not None  # noqa: S101 - for the type checker
        self.frame, self.cleaning = clean(self._table, self.schema)
        if self._made:
            self.cleaning = self._made.accounted(self.cleaning)
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
