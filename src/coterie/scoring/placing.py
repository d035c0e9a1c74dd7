"""Placing new customers in the segments that were found before, with what is doubtful about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Unpack

from coterie import errors
from coterie.assignments import check_kept
from coterie.cleaning import cleaned
from coterie.remarks import Remark
from coterie.schema import Schema
from coterie.schema.purchases import SUMMARISED
from coterie.scoring.cells import read_columns
from coterie.scoring.doubts import Doubting
from coterie.scoring.passing import Passing
from coterie.scoring.stopping import Checks, check_checks, stop
from coterie.sources import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from coterie.cleaning import Kept
    from coterie.scoring.scorer import Decimal
    from coterie.segmentation import Segmentation
    from coterie.sources import Reading, Table


@dataclass(frozen=True)
class Placed:
    """New customers with their segments.

    Attributes
    ----------
    assignments : frame
        As `Result.assignments` without the stability of refits, the kind of frame that came in (Polars for a file).
    doubts : tuple of Remark
        What differs from the customers the segments were made from, where it did not stop the work.
        They are about these customers alone, whatever other threads score.
    """

    assignments: Any
    doubts: tuple[Remark, ...]


def place(
    segmentation: Segmentation,
    customers: object,
    *,
    checks: Checks = "usual",
    keep: Sequence[str] = (),
    holdout: float = 0.0,
    decimal: Decimal = "auto",
    **reading: Unpack[Reading],
) -> Placed:
    """Give customers their segment, and return what is doubtful instead of warning of it.

    Parameters
    ----------
    segmentation : Segmentation
        What was found before.
    customers : path or frame
        With at least the columns that the segments were built on. Of purchases, what `customers_of` made.
    checks : {"usual", "strict", "lenient"}
        What stops the work: see `coterie.score`.
    keep : sequence of str
        Columns of the customers to carry into the assignments as they are.
    holdout : float
        Share of the customers to hold out: see `coterie.score`.
    decimal : {"auto", ".", ","}
        The mark before the decimals of numbers that are text; "auto": that of before.
    **reading
        As in `coterie.sources.read`.

    Returns
    -------
    Placed

    Raises
    ------
    coterie.errors.InputError
        As `coterie.score`.

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(customers, features=["age", "income"], k=3, evidence="none").segmentation
    >>> place(found, customers).doubts
    ()
    >>> [doubt] = place(found, customers.with_columns(age=80)).doubts
    >>> doubt.code, doubt.column, doubt.facts["now"]
    ('average_drifted', 'age', 80.0)
    """
    passing = Passing(segmentation, customers, checks=checks, keep=keep, holdout=holdout, decimal=decimal, **reading)
    assignments = passing.as_came(passing.held())
    return Placed(assignments, passing.doubts)


class Taken(NamedTuple):
    """New customers, cleaned by the old plan.

    Attributes
    ----------
    table : Table
        As they were read.
    frame : polars.DataFrame
        Cleaned: the id, where there is one, the features and what else was asked for.
    schema : Schema
        What each column of it is.
    kept : Kept or None
        Which rows of the table they are, where some repeat others.
    doubts : tuple of Remark
        What differs from the customers the segments were made from.
    """

    table: Table
    frame: pl.DataFrame
    schema: Schema
    kept: Kept | None
    doubts: tuple[Remark, ...]


def take(
    segmentation: Segmentation,
    customers: object,
    *,
    checks: Checks = "usual",
    keep: Sequence[str] = (),
    described: bool = False,
    **reading: Unpack[Reading],
) -> Taken:
    """Read new customers, clean them by the old plan, and stop where they are too unlike those of before.

    Parameters
    ----------
    segmentation, customers, checks, keep, **reading
        As for `place`.
    described : bool
        Whether to take the descriptors as well, as far as the customers have them.

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(customers, features=["age", "income"], k=3, evidence="none").segmentation
    >>> take(found, customers).frame.columns, "gender" in take(found, customers, described=True).frame.columns
    (['customer_id', 'age', 'income'], True)
    """
    check_checks(checks)
    new = read(customers, **reading)
    check_kept(keep, new.frame.columns, segmentation.schema.id)
    schema = _needed(segmentation.schema, new, described=described)
    doubting = Doubting(segmentation)
    doubting.add(new.frame, read_columns(new.frame, schema.features))
    found = doubting.finish()
    stop(found, checks)
    frame, _, kept = cleaned(new, schema)
    return Taken(new, frame, schema, kept, tuple(doubt.remark for doubt in found))


def _needed(schema: Schema, table: Table, *, described: bool) -> Schema:
    """Keep the id, where the customers have one, the features, which they must have, and descriptors if asked for."""
    present = table.frame.columns
    more = {"id", "descriptor"} if described else {"id"}
    missing = [column.name for column in schema.features if column.name not in present]
    if missing:
        raise errors.columns.missing_columns(missing, present, made=set(missing) >= set(SUMMARISED))
    return Schema(
        tuple(
            column
            for column in schema.columns
            if column.role == "feature" or (column.role in more and column.name in present)
        )
    )
