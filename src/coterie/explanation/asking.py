"""The verb `explain`: a customer by their id, read and cleaned as scoring does."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Unpack

import polars as pl

from coterie import errors
from coterie.explanation.customer import Explanation, why
from coterie.preparation.features import columns_of
from coterie.remarks import Remark
from coterie.scoring import customers_of, take
from coterie.scoring.scorer import with_decimal
from coterie.segmentation import segmentation_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coterie.schema import Column
    from coterie.scoring import Checks
    from coterie.scoring.scorer import Decimal
    from coterie.segmentation import Result, Segmentation
    from coterie.sources import Reading

_OFFERED = 1000
"""Ids among which a misspelt one is looked for."""


@dataclass(frozen=True)
class Explained:
    """An explanation, and what is doubtful about the customers in whose table it was asked for."""

    explanation: Explanation
    doubts: tuple[Remark, ...]


def explain(
    segmentation: Segmentation | Result,
    customers: object,
    *,
    id: object,
    checks: Checks = "usual",
    decimal: Decimal = "auto",
    joining: Mapping[str, Any] | None = None,  # options, each of its own type
    **reading: Unpack[Reading],
) -> Explanation:
    """Say why a customer is in their segment, and what would move them.

    For K-Means this is exact: a customer belongs to the nearest centroid, and the difference between the squared
    distances to the next centroid and to the own one is a sum over features.

    Parameters
    ----------
    segmentation : Segmentation or Result
        From `coterie.segment` or `coterie.load`.
    customers : path or frame
        As for `coterie.score`: with at least the columns that the segments were built on.
    id : object
        The customer: what stands in the id column; without one the number of the row, from 1.
    checks : {"usual", "strict", "lenient"}
        What stops the work when the customers are unlike those that the segments were made from: see `coterie.score`.
    decimal : {"auto", ".", ","}
        The mark before the decimals of numbers that are text; "auto": that of when the segments were made.
    joining : mapping or None
        Of purchases, which customers are joined to them, as `coterie.score` takes them: `customers`, `customers_id`,
        `customers_table` and `unmatched`.
    **reading
        As in `coterie.sources.read`.

    Returns
    -------
    Explanation

    Raises
    ------
    coterie.errors.CustomerNotFound
        When no customer has that id.
    coterie.errors.DataRefused
        When the customer has no value that could place them.
    coterie.errors.InputError
        As `coterie.score`.

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> result = coterie.segment(customers, features=["age", "income"], k=3, evidence="none")
    >>> said = coterie.explain(result, customers, id=customers["customer_id"][0])
    >>> said.segment == result.assignments["segment_id"][0]
    True
    >>> sorted(each.feature for each in said.contributions)
    ['age', 'income']
    """
    reads = with_decimal(segmentation_of(segmentation), decimal)
    return explained(reads, customers, id=id, checks=checks, joining=joining, **reading).explanation


def explained(
    segmentation: Segmentation,
    customers: object,
    *,
    id: object,
    checks: Checks = "usual",
    joining: Mapping[str, Any] | None = None,  # options, each of its own type
    **reading: Unpack[Reading],
) -> Explained:
    """Return what `explain` does, with what is doubtful about the customers.

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(customers, features=["age", "income"], k=3, evidence="none").segmentation
    >>> explained(found, customers, id=customers["customer_id"][0]).doubts
    ()
    """
    customers, purchases = customers_of(segmentation, customers, checks=checks, joining=joining, **reading)
    taken = take(segmentation, customers, checks=checks, **reading)
    at = _place(taken.frame, taken.schema.id, str(id).strip())
    values = values_at(taken.frame, at, taken.schema.features)
    if all(value is None for value in values.values()):
        raise errors.customers.customer_without_segment(str(id), list(values))
    doubts = (*(purchases.doubts if purchases else ()), *taken.doubts)
    return Explained(why(segmentation, str(id).strip(), values), doubts)


def values_at(frame: pl.DataFrame, at: int, columns: Sequence[Column]) -> dict[str, float | str | None]:
    """Return one customer's values, as `why` takes them.

    Parameters
    ----------
    frame : polars.DataFrame
        Cleaned customers.
    at : int
        The customer's row, from 0.
    columns : sequence of Column
        Which ones.

    Examples
    --------
    >>> from coterie.schema import Column
    >>> values_at(pl.DataFrame({"age": [31, None]}), 1, [Column("age", "numeric", "feature", 0, "")])
    {'age': None}
    """
    return {name: _value(column[0]) for name, column in columns_of(frame[at : at + 1], columns).items()}


def _value(cell: object) -> float | str | None:
    if cell is None or isinstance(cell, str):
        return cell
    number = float(cell)  # type: ignore[arg-type]  # numpy's
    return None if math.isnan(number) else number


def _place(frame: pl.DataFrame, key: str | None, wanted: str) -> int:
    """Return the row of a customer."""
    if key is None:
        if wanted.isdecimal() and 1 <= int(wanted) <= frame.height:
            return int(wanted) - 1
        raise errors.customers.no_such_customer(wanted, "row", ["1", str(frame.height)])
    ids = frame[key].cast(pl.String)
    found = (ids == wanted).arg_true()
    if not len(found):
        raise errors.customers.no_such_customer(wanted, key, ids.drop_nulls().sort().head(_OFFERED).to_list())
    return int(found[0])
