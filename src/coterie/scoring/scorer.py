"""The compiled scorer of a segmentation: one customer, or many, each placed by their own row alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, Protocol

import polars as pl

from coterie import errors
from coterie.schema import Schema
from coterie.schema.purchases import SUMMARISED
from coterie.scoring.cells import read_columns, read_ids
from coterie.scoring.description import described
from coterie.scoring.doubt import Doubt
from coterie.scoring.doubts import Doubting
from coterie.scoring.matrix import Compiled
from coterie.scoring.one import One, Score
from coterie.segmentation import segmentation_of
from coterie.sources import Table, origin_of
from coterie.sources.frames import from_frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from coterie.remarks import Remark
    from coterie.segmentation import Result, Segmentation

Decimal = Literal["auto", ".", ","]

ROWS = 2**16
"""Rows that are worked on at a time."""


@dataclass(frozen=True)
class Scores:
    """Customers with their segments, a row for each that came in.

    Attributes
    ----------
    frame : frame
        `segment_id` (the permanent one), `segment`, `distance` to its centroid in prepared units, `second_segment_id`
        and `second_segment` (the next nearest), `margin` from 0 on the border to 1 at the centroid, `unlike_anyone`
        (further away than 99 % of the customers that the segments were made from) and `imputed` (features without a
        value, which were filled); before them the id, or `row` without one. Everything but `imputed` is missing for a
        customer without a single feature. Of the kind that came in.
    found : tuple of Doubt
        What differs from the customers the segments were made from, and whether it spoils most segments.
    """

    frame: Any
    found: tuple[Doubt, ...]

    @property
    def doubts(self) -> tuple[Remark, ...]:
        """What differs from the customers the segments were made from."""
        return tuple(doubt.remark for doubt in self.found)


class Counting(Protocol):
    """What is told of every batch that was placed."""

    def add(self, cleaned: pl.DataFrame, scores: pl.DataFrame, /) -> None:
        """Look at more customers: their features, cleaned, and their scores."""


class Scorer:
    """Places customers in the segments of one segmentation; compiled once, safe to share between threads.

    A row's answer never depends on the rows beside it: `one`, `many` and `batches` give it to the last bit alike.

    Parameters
    ----------
    segmentation : Segmentation or Result
        From `coterie.segment` or `coterie.load`.
    decimal : {"auto", ".", ","}
        The mark before the decimals of numbers that are text; "auto": that of when the segments were made.

    Attributes
    ----------
    description : coterie.scoring.description.Description
        What decides a segment, as plain data.

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> scorer = coterie.Scorer(coterie.segment(customers, features=["age", "income"], k=3, evidence="none"))
    >>> scores = scorer.many(customers)
    >>> scores.frame.height, scores.doubts
    (500, ())
    >>> one = scorer.one({"customer_id": "C1", "age": 41, "income": "61,500"})
    >>> one.id, one.imputed, one.segment_id in (0, 1, 2)
    ('C1', 0, True)
    """

    def __init__(self, segmentation: Segmentation | Result, *, decimal: Decimal = "auto") -> None:
        self._segmentation = with_decimal(segmentation_of(segmentation), decimal)
        self.description = described(self._segmentation)
        self._compiled = Compiled(self.description)
        self._one = One(self.description, self._compiled, self._segmentation)

    def __reduce__(self) -> tuple[type[Scorer], tuple[Segmentation]]:
        """Return how another process makes the same one: where customers are on a cluster, it is sent there."""
        return Scorer, (self._segmentation,)

    def one(self, customer: Mapping[str, object]) -> Score:
        """Place one customer.

        Parameters
        ----------
        customer : mapping of str to value
            Every feature by its name, None where it is missing; the id may be there. Other names do not matter.
            Numbers, text, booleans and dates are read as in a table.

        Returns
        -------
        Score

        Raises
        ------
        coterie.errors.MissingColumns
            When a feature is not named.
        coterie.errors.Drifted
            For yes and no where a number was, and an id that is no whole number where all were.
        """
        return self._one.score(customer)

    def many(self, customers: object) -> Scores:
        """Place customers.

        Parameters
        ----------
        customers : any frame, or Table
            With every feature. Worked on in parts: beside the answer, memory for 65,536 rows is used.

        Returns
        -------
        Scores

        Raises
        ------
        coterie.errors.MissingColumns
            When a feature is not there.
        coterie.errors.Drifted
            As `one`.
        """
        table = customers if isinstance(customers, Table) else from_frame(customers)
        doubting = Doubting(self._segmentation)
        parts = list(self._parts(table.frame.iter_slices(ROWS) if table.frame.height else [table.frame], doubting))
        frame = pl.concat(parts)
        return Scores(origin_of(table).frame(frame), doubting.finish())

    def batches(
        self,
        batches: Iterable[pl.DataFrame],
        doubting: Doubting | None = None,
        *,
        counting: Counting | None = None,
    ) -> Iterator[pl.DataFrame]:
        """Place customers who come batch by batch, and yield their scores batch by batch.

        Parameters
        ----------
        batches : iterable of polars.DataFrame
            Each with every feature.
        doubting : Doubting, optional
            From `doubting`: told of every batch, so that it knows what is doubtful when all have passed.
        counting : optional
            Its `add` is given every batch, cleaned, and its scores.

        Yields
        ------
        polars.DataFrame
            As `Scores.frame`; without an id, rows are numbered on from batch to batch.

        Examples
        --------
        >>> import coterie
        >>> customers = coterie.datasets.bank_customers(n=500)
        >>> scorer = coterie.Scorer(coterie.segment(customers, k=3, evidence="none"))
        >>> whole = scorer.many(customers).frame
        >>> whole.equals(pl.concat(scorer.batches(customers.iter_slices(100))))
        True
        """
        parts = (part for batch in batches for part in (batch.iter_slices(ROWS) if batch.height else [batch]))
        yield from self._parts(parts, doubting, counting)

    def doubting(self) -> Doubting:
        """Return what collects the doubts of `batches`: its `finish` returns them."""
        return Doubting(self._segmentation)

    def _parts(
        self, parts: Iterable[pl.DataFrame], doubting: Doubting | None, counting: Counting | None = None
    ) -> Iterator[pl.DataFrame]:
        first = 1
        for part in parts:
            self.check_columns(part.columns)
            cleaned, scores = self.placed(part, first)
            if doubting is not None:
                doubting.add(part, cleaned)
            if counting is not None:
                counting.add(cleaned, scores)
            yield scores
            first += part.height

    def placed(self, part: pl.DataFrame, first: int = 1) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return customers cleaned, and their scores; without an id, rows are numbered from `first`."""
        cleaned = read_columns(part, self.description.columns)
        return cleaned, self._compiled.scores(cleaned, key=self._key(part, first))

    def check_columns(self, present: Sequence[str]) -> None:
        """Refuse customers without a feature.

        Raises
        ------
        coterie.errors.MissingColumns
        """
        missing = [column.name for column in self.description.columns if column.name not in present]
        if missing:
            raise errors.columns.missing_columns(missing, list(present), made=set(missing) >= set(SUMMARISED))

    def _key(self, frame: pl.DataFrame, first: int) -> pl.Series:
        """Return what identifies customers."""
        key = self.description.key
        if key is not None and key in frame.columns:
            return read_ids(frame[key], self.description.id_type)
        return pl.int_range(first, first + frame.height, eager=True).alias("row")


def with_decimal(segmentation: Segmentation, decimal: Decimal) -> Segmentation:
    """Return a segmentation whose numbers of text are read with this decimal mark."""
    if decimal == "auto":
        return segmentation
    columns = tuple(replace(column, decimal=decimal) for column in segmentation.schema.columns)
    return replace(segmentation, schema=Schema(columns))
