"""The pass that sees every customer first: counts, repairs and moments, and the features as a sample prepares them."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from coterie.cleaning.columns import answers_of, are_few, days_ahead, repair_column
from coterie.cleaning.findings import Finding
from coterie.clustering import Moments, lay_out, moments_from_arrow, moments_to_arrow
from coterie.engines.accumulator import bundled, unbundled
from coterie.engines.extremes import Ends
from coterie.engines.found import Found
from coterie.preparation import FittedPreparation
from coterie.preparation.features import features_of
from coterie.schema import Schema
from coterie.schema.facts import missing_cells
from coterie.threads import map_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from coterie.engines.accumulator import Accumulator
    from coterie.preparation import Preparation, PreparedFeature
    from coterie.remarks import Remark
    from coterie.schema import Column

    Blocks = NDArray[np.float32]
    Floats = NDArray[np.float64]


class Gaps:
    """Counts the missing cells of every column; an accumulator (`coterie.engines.accumulator`).

    Examples
    --------
    >>> gaps = Gaps(["age"])
    >>> gaps.add(pl.DataFrame({"age": [31.0, None]}))
    >>> gaps.finish()
    {'age': 1}
    """

    def __init__(
        self,
        columns: Sequence[str],
        answers: Mapping[str, tuple[str, ...]] | None = None,
        *,
        n_threads: int | None = None,
    ) -> None:
        self._missing = dict.fromkeys(columns, 0)
        self._answers = answers or {}
        self._threads = n_threads

    def add(self, frame: pl.DataFrame) -> None:
        """Count more rows."""
        more = map_columns(
            lambda name: missing_cells(frame[name], self._answers.get(name, ())),
            self._missing,
            rows=frame.height,
            n_threads=self._threads,
        )
        self._missing = {name: self._missing[name] + own for name, own in zip(self._missing, more, strict=True)}

    def merge(self, other: Gaps) -> None:
        """Count the rows of another one."""
        self._missing = {name: count + other._missing[name] for name, count in self._missing.items()}

    def finish(self) -> dict[str, int]:
        """Return how many cells of each column are missing."""
        return self._missing

    def to_arrow(self) -> pl.DataFrame:
        """Return the counts, a row for each column."""
        return pl.DataFrame(
            list(self._missing.items()), schema={"column": pl.String, "missing": pl.Int64}, orient="row"
        )

    def from_arrow(self, state: pl.DataFrame) -> Gaps:
        """Return one with these counts."""
        found = copy(self)
        found._missing = dict(state.iter_rows())
        return found


class Measures:
    """Measures the columns of prepared customers; an accumulator (`coterie.engines.accumulator`).

    Examples
    --------
    >>> measures = Measures(1)
    >>> measures.add(lay_out(np.array([[1.0], [3.0]]))[1])
    >>> measures.finish()[0].mean
    2.0
    """

    def __init__(self, columns: int) -> None:
        self._moments = [Moments()] * columns

    def add(self, moments: Sequence[Moments]) -> None:
        """Add the moments of each column of a batch."""
        self._moments = [known.merged(own) for known, own in zip(self._moments, moments, strict=True)]

    def merge(self, other: Measures) -> None:
        """Add what another one measured."""
        self.add(other._moments)

    def finish(self) -> list[Moments]:
        """Return the moments of each column."""
        return self._moments

    def to_arrow(self) -> pl.DataFrame:
        """Return the moments, a row for each column."""
        return moments_to_arrow(self._moments)

    def from_arrow(self, state: pl.DataFrame) -> Measures:
        """Return one with these moments."""
        found = Measures(0)
        found._moments = moments_from_arrow(state)
        return found


class Gathering:
    """Repairs and prepares customers who come in batches; an accumulator (`coterie.engines.accumulator`).

    Parameters
    ----------
    schema : Schema
        As a sample shows it.
    fitted : FittedPreparation
        Fitted on the same sample: what it fills in and how it transforms stays.
    n_threads : int, optional
        Threads at most.
    """

    lays_out = True
    """What is kept of each batch is its number of rows and their blocks, for passes over them."""

    def __init__(self, schema: Schema, fitted: FittedPreparation, *, n_threads: int | None = None) -> None:
        self._schema, self._fitted, self._threads = schema, fitted, n_threads
        self._used = used(schema)
        answers = {column.name: answers_of(column) for column in schema.columns}
        self._gaps = Gaps(list(answers), answers, n_threads=n_threads)
        self._measures = Measures(len(fitted.columns))
        self._found = {column.name: Found() for column in self._used}
        dates = [column.name for column in self._used if column.comes_as == "date" and column.role != "id"]
        self._ahead, self._days = {name: Found() for name in dates}, Gaps(dates)
        self._ends = {column.name: Ends() for column in self._used if _is(column, "numeric")}

    def add(self, frame: pl.DataFrame, numbers: pl.Series) -> tuple[NDArray[np.int64], Blocks]:
        """Count and repair a batch whose rows have these numbers; return the features of those who have any.

        Returns
        -------
        (ndarray of shape (1,), ndarray)
            How many they are, and their features as `coterie.clustering.lay_out` lays them out.
        """
        self._gaps.add(frame)
        repaired = pl.DataFrame(
            map_columns(
                lambda column: self._repair(frame[column.name], column, numbers),
                self._used,
                rows=frame.height,
                n_threads=self._threads,
            )
        )
        self._days.add(repaired)
        placed = features_of(repaired, self._schema)
        rows = int(placed.usable.sum())
        width = len(self._fitted.columns)
        X = self._fitted.matrix(placed.columns, n_threads=self._threads) if rows else np.empty((0, width))
        blocks, more = lay_out(X, n_threads=self._threads)
        self._measures.add(more)
        return np.array([rows]), blocks

    def _repair(self, cells: pl.Series, column: Column, numbers: pl.Series) -> pl.Series:
        name = column.name
        repaired, findings = repair_column(cells, column, numbers)
        self._found[name].add(findings)
        if name in self._ends:
            self._ends[name].add(repaired.to_numpy(), numbers.to_numpy())
        if name in self._ahead:
            self._ahead[name].add(days_ahead(repaired, column, numbers))
        return repaired

    def _parts(self) -> dict[str, Accumulator]:
        """Return everything that adds up, by a name of its own."""
        parts: dict[str, Accumulator] = {"gaps": self._gaps, "measures": self._measures, "days": self._days}
        for kind, by_column in (("found", self._found), ("ahead", self._ahead), ("ends", self._ends)):
            parts |= {f"{kind}:{name}": one for name, one in by_column.items()}
        return parts

    def merge(self, other: Gathering) -> None:
        """Add what another one gathered."""
        theirs = other._parts()
        for name, one in self._parts().items():
            one.merge(theirs[name])

    def to_arrow(self) -> pl.DataFrame:
        """Return the states of all parts."""
        return bundled(self._parts())

    def from_arrow(self, state: pl.DataFrame) -> Gathering:
        """Return one of the same customers with this state."""
        parts, found = unbundled(state), copy(self)
        found._gaps, found._days = self._gaps.from_arrow(parts["gaps"]), self._days.from_arrow(parts["days"])
        found._measures = self._measures.from_arrow(parts["measures"])
        found._found = {name: one.from_arrow(parts[f"found:{name}"]) for name, one in self._found.items()}
        found._ahead = {name: one.from_arrow(parts[f"ahead:{name}"]) for name, one in self._ahead.items()}
        found._ends = {name: one.from_arrow(parts[f"ends:{name}"]) for name, one in self._ends.items()}
        return found

    def finish(self) -> Gathered:
        """Return what is known of all customers."""
        ahead = {name: (one.finish(), self._days.finish()[name]) for name, one in self._ahead.items()}
        found = {name: one.finish() for name, one in self._found.items()}
        return Gathered(
            sampled=self._schema,
            fitted=self._fitted,
            moments=tuple(self._measures.finish()),
            gaps=self._gaps.finish(),
            found=found,
            ahead=ahead,
            ends=self._ends,
        )


@dataclass(frozen=True)
class Gathered:
    """What is known of all customers.

    Attributes
    ----------
    sampled : Schema
        As a sample shows it.
    fitted : FittedPreparation
        Fitted on the sample.
    moments : tuple of Moments
        Of each column of the customers prepared so.
    gaps : mapping of str to int
        Missing cells of each column.
    found : mapping of str to tuple of Finding
        What was repaired in each column.
    ahead : mapping
        Days in the future of each column, and how many days are missing once it is repaired.
    ends : mapping of str to Ends
        Of each column of numbers.
    """

    sampled: Schema
    fitted: FittedPreparation
    moments: tuple[Moments, ...]
    gaps: Mapping[str, int]
    found: Mapping[str, tuple[Finding, ...]]
    ahead: Mapping[str, tuple[tuple[Finding, ...], int]]
    ends: Mapping[str, Ends]

    @property
    def placed(self) -> int:
        """Customers with a feature."""
        return self.moments[0].known

    @property
    def squares(self) -> Floats:
        """Sums of squares of prepared customers, by column."""
        return np.array([one.sum_of_squares for one in self.moments])

    @property
    def largest(self) -> float:
        """The largest absolute value of prepared customers."""
        return max((max(-one.least, one.greatest) for one in self.moments if one.known), default=0.0)

    def schema(self) -> Schema:
        """Return the schema with what all customers have missing."""
        columns = tuple(replace(column, missing=self._missing(column.name)) for column in self.sampled.columns)
        return replace(self.sampled, columns=columns)

    def _missing(self, name: str) -> int:
        """Return how many cells of a column are missing once it is cleaned of what cannot be."""
        never = (each.rows for each in self.found.get(name, ()) if each.code == "impossible_value")
        return self.gaps[name] + sum(never)

    def preparation(self, preparation: Preparation) -> FittedPreparation:
        """Return the preparation with the means, deviations and shares of all customers."""
        settled, at = [], 0
        for feature in self.fitted.features:
            own = slice(at, at + len(feature.columns))
            settled.append(self._settled(preparation, feature, own))
            at = own.stop
        return FittedPreparation(tuple(settled))

    def _settled(self, preparation: Preparation, feature: PreparedFeature, own: slice) -> PreparedFeature:
        if feature.transform == "one-hot":
            if preparation.scale == "none":
                return feature
            shares = self.squares[own] * feature.scale**2 / self.placed
            spread = float(np.sqrt(max(1.0 - float(shares @ shares), 0.0)))
            return preparation.weighed(replace(feature, scale=spread if spread > 0 else 1.0))
        (moments,) = self.moments[own]
        mean, deviation = moments.mean * feature.scale + feature.center, moments.deviation() * feature.scale
        return preparation.settled(feature, mean=mean, deviation=deviation)

    def remarks(self, held: pl.DataFrame, rows: int) -> tuple[Remark, ...]:
        """Return what was repaired; outlier limits use the quartiles of the customers held in memory."""
        found: list[Finding] = []
        for column in used(self.sampled):
            name = column.name
            found += self.found[name]
            if name in self.ends:
                found += self.ends[name].found(column, held[name])
            ahead, missing = self.ahead.get(name, ((), rows))
            found += ahead if are_few(ahead, rows - missing) else ()
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
