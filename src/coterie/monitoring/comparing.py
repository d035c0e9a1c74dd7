"""The verb `compare`: what changed between segments and customers of another day, or between two sides of a kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from coterie import errors
from coterie.monitoring.opening import assigned_in, called, segmentation_in
from coterie.monitoring.together import Given, two_assignments, two_segmentations, with_customers
from coterie.monitoring.walking import Where
from coterie.options.options import JOINING, READING
from coterie.remarks import speaking
from coterie.sources import read

if TYPE_CHECKING:
    from os import PathLike

    from coterie.engines import Progress
    from coterie.monitoring.comparison import Comparison
    from coterie.scoring.scorer import Decimal
    from coterie.segmentation import Segmentation
    from coterie.transactions.joining import Unmatched

_NEW = "NEW"
_OLD = "OLD"


def compare(  # noqa: PLR0913 - one parameter an option
    old: object,
    new: object,
    *,
    on: object | None = None,
    old_assignments: object | None = None,
    old_customers: object | None = None,
    by: Literal["month"] | None = None,
    date: str | None = None,
    customers: object | None = None,
    customers_id: str | None = None,
    customers_table: str | None = None,
    unmatched: Unmatched = "keep",
    encoding: str | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    query: str | None = None,
    table: str | None = None,
    decimal: Decimal = "auto",
    words: str | PathLike[str] | None = None,
    folder: str | PathLike[str] | None = None,
    on_progress: Progress | None = None,
) -> Comparison:
    """Say what changed: whether customers drifted, how large segments are now, and who moved, by what.

    Parameters
    ----------
    old : Segmentation, Result, or path
        The segments that there are; or assignments, where `new` is assignments, too.
    new : path or frame, Segmentation or Result
        The customers of today, or their purchases; a later segmentation; or later assignments.
    on : path or frame, or None
        With two segmentations: the customers whom both score. None: only what the segmentations keep is compared.
    old_assignments : path or frame, or None
        Who was in which segment of `old`, so that moves can be told.
    old_customers : path or frame, or None
        The customers of then, by whom moves are split between customers and model without regard to their order; they
        also say who was in which segment.
    by : {"month"} or None
        "month": also compare the customers of each month by themselves; of purchases, all who had bought by its end.
    date : str or None
        The column that says which month a row is of; None: the purchases' own, or the only one that holds dates.
    customers, customers_id, customers_table, unmatched
        The table of customers to join to purchases: as in `coterie.score`.
    encoding, sheet, header_row, query, table
        How to read the customers of today: see `coterie.sources.read`.
    decimal : {"auto", ".", ","}
        The mark before the decimals of their numbers that are text; "auto": that of when the segments were made.
    words : path or None
        As in `coterie.segment`.
    folder, on_progress
        As in `coterie.segment`.

    Returns
    -------
    Comparison

    Raises
    ------
    coterie.errors.InputError
        As `coterie.score`, though not for customers who are unlike those of before; for assignments of other segments,
        and for two segmentations that have nothing in common.

    Examples
    --------
    >>> import coterie
    >>> bank = coterie.datasets.bank_customers(n=1000)
    >>> result = coterie.segment(bank, k=3, evidence="none")
    >>> found = coterie.compare(result, bank, old_assignments=result.assignments)
    >>> found.answer, found.advice, found.migration.reasons.moved
    ('steady', 'keep', 0)
    """
    said = {name: value for name, value in locals().items() if name in (*READING, *JOINING)}
    reading, joining = ({name: said[name] for name in names} for names in (READING, JOINING))
    where = Where(reading, joining, None if folder is None else Path(folder), decimal)
    tell = on_progress or (lambda *_: None)
    tell("Reading", 0, 1)
    with speaking(words):
        first, second = segmentation_in(old), segmentation_in(new)
        given = Given(_names(old, new, second), where, on, old_assignments, old_customers, by is not None, date)
        tell("Comparing", 0, 1)
        _check_by(by, date, customers=first is not None and second is None)
        if first is None:
            return _assignments(old, new, second, given)
        if second is not None:
            return two_segmentations(first, second, given)
        if on is not None:
            raise errors.monitoring.on_with_customers()
        return with_customers(first, new, given)


def _check_by(by: str | None, date: str | None, *, customers: bool) -> None:
    if by not in {None, "month"}:
        option = "--by"
        raise errors.choosing.unknown_choice(option, str(by), ("month",))
    if by is not None and not customers:
        raise errors.monitoring.by_without_customers()
    if by is None and date is not None:
        raise errors.monitoring.date_without_by()


def _assignments(old: object, new: object, second: Segmentation | None, given: Given) -> Comparison:
    if second is not None:
        raise errors.monitoring.segmentation_last()
    then = assigned_in(read(old), old, _OLD)
    return two_assignments(then, assigned_in(read(new, **given.where.reading), new, _NEW), given)


def _names(old: object, new: object, second: Segmentation | None) -> tuple[str, str]:
    kinds: tuple[Literal["old", "new", "customers"], ...] = ("old", "customers" if second is None else "new")
    return called(old, kinds[0]), called(new, kinds[1])
