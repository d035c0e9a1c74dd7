"""The verb `score`: the Python face of scoring, where doubts become warnings."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from coterie import errors
from coterie.engines.starting import is_on_cluster
from coterie.options import Options
from coterie.options.checks import Share
from coterie.remarks import words
from coterie.scoring.on_cluster import on_spark
from coterie.scoring.placing import place
from coterie.scoring.purchases import customers_of
from coterie.scoring.stopping import check_checks
from coterie.segmentation import segmentation_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coterie.remarks import Remark
    from coterie.scoring.scorer import Decimal
    from coterie.scoring.stopping import Checks
    from coterie.segmentation import Result, Segmentation
    from coterie.sources import Reading
    from coterie.transactions.joining import Unmatched


def score(  # noqa: PLR0913 - one parameter an option
    segmentation: Segmentation | Result,
    source: object = None,
    *,
    customers: object | None = None,
    customers_id: str | None = None,
    customers_table: str | None = None,
    unmatched: Unmatched = "keep",
    encoding: str | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    query: str | None = None,
    table: str | None = None,
    checks: Checks = "usual",
    keep: Sequence[str] = (),
    holdout: float = 0.0,
    decimal: Decimal = "auto",
) -> Any:  # noqa: ANN401 - the kind of frame that came in
    """Give customers their segment.

    They are cleaned and prepared with the numbers fitted when the segments were made, nothing is fitted again.

    Parameters
    ----------
    segmentation : Segmentation or Result
        From `coterie.segment(...).segmentation` or `coterie.load`.
    source : path or frame
        Customers with at least the columns that the segments were built on; an id column is kept. Where the segments
        were made from purchases, also such purchases: customers are made of them first. ``customers=`` alone means the
        same.
    customers : path or frame, optional
        The table of customers to join to purchases, as the segmentation did it.
    customers_id, customers_table, unmatched
        As in `coterie.segment`; what the segmentation kept stands in for what they leave open.
    encoding, sheet, header_row : str, str and int, or None
        How to read the file, where it is not detected automatically: see `coterie.sources.read`.
    query, table : str or None
        What to read from a database.
    checks : {"usual", "strict", "lenient"}
        What stops the work when the customers do not look like those the segments were made from: "usual", what would
        make most segments wrong; "strict", any doubt; "lenient", none. What does not stop it is a warning.
    keep : sequence of str
        Columns of the customers to carry into the result as they are.
    holdout : float
        Share of the customers to hold out of what will be done, such as 0.1: a column `arm` then says "holdout" or
        "treatment". It hangs on the customer's id and the segmentation alone, whatever day it is.
    decimal : {"auto", ".", ","}
        The mark before the decimals of numbers that are text; "auto": that of when the segments were made.

    Returns
    -------
    frame
        As `Result.assignments` without the stability of refits, the kind of frame that came in (Polars for a file):
        a row for every row that came in, in their order. A Spark DataFrame gives one that is worked out when it is
        collected or written; unless `checks` is lenient, all rows are looked at before.

    Raises
    ------
    coterie.errors.InputError
        When the customers cannot be read, lack a feature, have a feature of which no value can be read, or do not look
        like those the segments were made from, as far as `checks` says.

    Warns
    -----
    coterie.errors.ScoringWarning
        When the customers do not look like those the segments were made from: see `coterie.scoring.doubts`.

    See Also
    --------
    coterie.scoring.place : the same customers with the doubts returned, for programs that score in several threads:
        Python's warnings belong to the whole process.

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> result = coterie.segment(customers, k=3)
    >>> score(result.segmentation, customers)["segment_id"].equals(result.labels)
    True
    """
    check_checks(checks)
    holdout = Share()("--holdout", holdout)
    segmentation = segmentation_of(segmentation)
    reading: Reading = {"encoding": encoding, "sheet": sheet, "header_row": header_row, "query": query, "table": table}
    if source is None:
        source, customers = customers, None
    joining = {
        "customers": customers,
        "customers_id": customers_id,
        "customers_table": customers_table,
        "unmatched": unmatched,
    }
    if is_on_cluster(source):
        found = on_spark(segmentation, source, Options(), checks=checks, keep=keep, holdout=holdout, decimal=decimal)
        found.stop()
        _warn(() if checks == "lenient" else found.doubts)
        return found.table()
    made, purchases = customers_of(segmentation, source, checks=checks, joining=joining, **reading)
    if purchases is not None:
        _warn(purchases.doubts)
    placed = place(segmentation, made, checks=checks, keep=keep, holdout=holdout, decimal=decimal, **reading)
    _warn(placed.doubts)
    return placed.assignments


def _warn(doubts: Iterable[Remark]) -> None:
    """Issue doubts as warnings that point at the line which called `score`."""
    for doubt in doubts:
        warnings.warn(errors.voices.as_parameters(words().line(doubt)), errors.ScoringWarning, stacklevel=3)
