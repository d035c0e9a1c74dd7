"""The verb `refit`: segments made anew on customers of another day, in which everybody stays who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from coterie import errors
from coterie.monitoring.again import Asked, again
from coterie.options.options import JOINING, READING
from coterie.remarks import speaking
from coterie.segmentation import segmentation_of
from coterie.segmentation.fitting import How
from coterie.segmentation.lineage import Prefer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike

    from coterie.engines import EngineName, Plan, Progress
    from coterie.monitoring.again import Refitted
    from coterie.scoring import Checks
    from coterie.scoring.scorer import Decimal
    from coterie.segmentation import Result, Segmentation
    from coterie.transactions.joining import Unmatched


def refit(  # noqa: PLR0913 - one parameter an option
    segmentation: Segmentation | Result,
    source: object,
    *,
    k: int | None = None,
    prefer: Prefer = "auto",
    before: object | None = None,
    checks: Checks = "usual",
    evidence: Literal["quick", "full", "none"] | None = None,
    keep: Sequence[str] | None = None,
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
    title: str | None = None,
    labels: Mapping[str, str] | None = None,
    words: str | PathLike[str] | None = None,
    locale: str | None = None,
    engine: EngineName = "auto",
    folder: str | PathLike[str] | None = None,
    on_progress: Progress | None = None,
    on_plan: Plan | None = None,
) -> Refitted:
    """Make segments anew on customers of another day, so that each stays who it is as long as it is there.

    Columns are what they were, and are read as scoring reads them. A segment that shares more than half of its
    customers with one of before (Jaccard) keeps its id, its name and its lock.

    Parameters
    ----------
    segmentation : Segmentation or Result
        The segments that there are, from `coterie.segment(...)` or `coterie.load`.
    source : path or frame
        The customers of today, or their purchases, where the segments were made from purchases.
    k : int or None
        Number of segments; None: as many as there are.
    prefer : {"auto", "identity", "fit"}
        Segments that go on from those of before are taken where they lose at most 1 % of inertia ("auto"), at
        most 5 % ("identity"), or where they are the best themselves ("fit").
    before : path or frame, or None
        The assignments of before, which say who was there. None: nobody knows, and all count as having been.
    checks : {"usual", "strict", "lenient"}
        What stops the work when the customers do not look like those of before: as in `coterie.score`.
    evidence : {"quick", "full", "none"} or None
        How much evidence to gather; None: as much as before.
    keep : sequence of str or None
        Columns to carry into the assignments; None: those of before that are there.
    customers, customers_id, customers_table, unmatched
        The table of customers to join to purchases: as in `coterie.score`.
    encoding, sheet, header_row, query, table
        How to read the table: see `coterie.sources.read`.
    decimal : {"auto", ".", ","}
        The mark before the decimals of numbers that are text; "auto": that of before.
    title, labels, words, locale
        As in `coterie.segment`; None: as before.
    engine, folder, on_progress, on_plan
        As in `coterie.segment`.

    Returns
    -------
    Refitted

    Raises
    ------
    coterie.errors.InputError
        As `coterie.score` and `coterie.segment`; for assignments of other segments.

    Examples
    --------
    >>> import coterie
    >>> bank = coterie.datasets.bank_customers(n=1000)
    >>> first = coterie.segment(bank.head(700), k=3, evidence="none")
    >>> again = coterie.refit(first, bank, before=first.assignments)
    >>> [(each.name, each.fate) for each in again.refit.old] == [(name, "kept") for name in first.names.values()]
    True
    >>> again.changes.columns
    ['customer_id', 'from', 'to', 'reason', 'fate']
    """
    earlier = segmentation_of(segmentation)
    _check_prefer(prefer)
    said = {name: value for name, value in locals().items() if name in _ASKED}
    asked = Asked(said, prefer, before, checks, How(engine, folder, on_progress, on_plan), decimal)
    with speaking(words, labels=earlier.labels):
        return again(earlier, source, asked)


_ASKED = (*READING, *JOINING, "k", "evidence", "keep", "title", "labels", "words", "locale")
"""The parameters that are options of a segmentation, too."""


def _check_prefer(prefer: str) -> None:
    if not isinstance(prefer, str) or prefer not in get_args(Prefer):
        option = "--prefer"
        raise errors.choosing.unknown_choice(option, prefer, get_args(Prefer))
