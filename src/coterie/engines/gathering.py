"""The pass that sees every customer first: counts, repairs and moments, and the features as a sample prepares them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from coterie.cleaning.columns import are_few, days_ahead, repair_column
from coterie.cleaning.findings import Finding, added
from coterie.clustering import Moments, lay_out
from coterie.engines.ends import Ends
from coterie.preparation import FittedPreparation
from coterie.preparation.features import features_of
from coterie.schema.facts import missing_cells
from coterie.threads import each

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coterie.preparation import Preparation, PreparedFeature
    from coterie.remarks import Remark
    from coterie.schema import Column, Schema

    Blocks = NDArray[np.float32]
    Floats = NDArray[np.float64]


class Gathering:
    """What is known of all customers once every batch was added.

    Parameters
    ----------
    schema : Schema
        As a sample shows it.
    fitted : FittedPreparation
        Fitted on the same sample: what it fills in and how it transforms stays.

    Attributes
    ----------
    placed : int
        Customers with a feature.
    """

    def __init__(self, schema: Schema, fitted: FittedPreparation) -> None:
        self.placed = 0
        self._schema, self._fitted = schema, fitted
        self._moments = [Moments() for _ in fitted.columns]
        self._used = used(schema)
        self._missing = dict.fromkeys((column.name for column in schema.columns), 0)
        self._findings: dict[str, tuple[Finding, ...]] = {column.name: () for column in self._used}
        self._ahead: dict[str, tuple[tuple[Finding, ...], int]] = {
            column.name: ((), 0) for column in self._used if _is(column, "date")
        }
        self._ends = {column.name: Ends() for column in self._used if _is(column, "numeric")}

    def add(self, frame: pl.DataFrame, numbers: pl.Series) -> tuple[Floats, Blocks]:
        """Count and repair a batch whose rows have these numbers; return the features of those who have any.

        Returns
        -------
        (ndarray of shape (n_rows, n_columns), ndarray)
            The same twice, as rows and as `coterie.clustering.lay_out` lays them out.
        """
        missing = each(lambda name: missing_cells(frame[name]), self._missing, rows=frame.height)
        self._missing = {name: self._missing[name] + more for name, more in zip(self._missing, missing, strict=True)}
        repaired = each(lambda column: self._repair(frame[column.name], column, numbers), self._used, rows=frame.height)
        placed = features_of(pl.DataFrame(repaired), self._schema)
        rows = int(placed.usable.sum())
        X = self._fitted.matrix(placed.columns) if rows else np.empty((0, len(self._moments)))
        self.placed += rows
        blocks, more = lay_out(X)
        self._moments = [known.merged(own) for known, own in zip(self._moments, more, strict=True)]
        return X, blocks

    def _repair(self, cells: pl.Series, column: Column, numbers: pl.Series) -> pl.Series:
        name = column.name
        repaired, findings = repair_column(cells, column, numbers)
        self._findings[name] = added([*self._findings[name], *findings])
        if name in self._ends:
            self._ends[name].add(repaired.to_numpy(), numbers.to_numpy())
        if name in self._ahead:
            found, known = self._ahead[name]
            self._ahead[name] = added([*found, *days_ahead(repaired, column, numbers)]), known + repaired.count()
        return repaired

    @property
    def squares(self) -> Floats:
        """Sums of squares of what `add` returned, by column."""
        return np.array([one.sum_of_squares for one in self._moments])

    @property
    def largest(self) -> float:
        """The largest absolute value of it."""
        return max((max(-one.least, one.greatest) for one in self._moments if one.known), default=0.0)

    def schema(self) -> Schema:
        """Return the schema with what all customers have missing."""
        columns = tuple(replace(column, missing=self._missing[column.name]) for column in self._schema.columns)
        return replace(self._schema, columns=columns)

    def preparation(self, preparation: Preparation) -> FittedPreparation:
        """Return the preparation with the means, deviations and shares of all customers."""
        settled, at = [], 0
        for feature in self._fitted.features:
            own = slice(at, at + len(feature.columns))
            settled.append(self._settled(preparation, feature, own))
            at = own.stop
        return FittedPreparation(tuple(settled))

    def _settled(self, preparation: Preparation, feature: PreparedFeature, own: slice) -> PreparedFeature:
        if feature.transform == "one-hot":
            shares = self.squares[own] * feature.scale**2 / self.placed
            weight = float(np.sqrt(max(1.0 - float(shares @ shares), 0.0)))
            return replace(feature, scale=weight if weight > 0 else 1.0)
        (moments,) = self._moments[own]
        mean, deviation = moments.mean * feature.scale + feature.center, moments.deviation() * feature.scale
        return preparation.settled(feature, mean=mean, deviation=deviation)

    def remarks(self, held: pl.DataFrame) -> tuple[Remark, ...]:
        """Return what was repaired; the middle of a column is that of the customers held."""
        found: list[Finding] = []
        for column in self._used:
            name = column.name
            found += self._findings[name]
            if name in self._ends:
                found += self._ends[name].found(column, held[name])
            ahead, known = self._ahead.get(name, ((), 0))
            found += ahead if are_few(ahead, known) else ()
        return tuple(finding.remark() for finding in found)


def used(schema: Schema) -> list[Column]:
    """Return the columns that are cleaned, the id first.

    Examples
    --------
    >>> from coterie.schema import Column, Schema
    >>> age, key = Column("age", "numeric", "feature", 0, ""), Column("key", "text", "id", 0, "")
    >>> [column.name for column in used(Schema((age, key)))]
    ['key', 'age']
    """
    return sorted((column for column in schema.columns if column.role != "ignored"), key=lambda each: each.role != "id")


def _is(column: Column, kind: str) -> bool:
    return column.type == kind and column.role != "id"


def moved(before: FittedPreparation, after: FittedPreparation) -> tuple[Floats, Floats]:
    """Return by what rows prepared one way are multiplied, and what is added, to have them as prepared the other way.

    Returns
    -------
    (ndarray of shape (n_columns,), ndarray of shape (n_columns,))

    Examples
    --------
    >>> from coterie.preparation import PreparedFeature
    >>> age = PreparedFeature("age", "median", 40.0, "none", center=40.0, scale=10.0)
    >>> factor, offset = moved(FittedPreparation((age,)), FittedPreparation((replace(age, center=30.0, scale=5.0),)))
    >>> factor.tolist(), offset.tolist()
    ([2.0], [2.0])
    """
    pairs = [
        (own.scale / other.scale, (own.center - other.center) / other.scale)
        for own, other in zip(before.features, after.features, strict=True)
        for _ in own.columns
    ]
    factor, offset = np.array(pairs).T
    return factor, offset
