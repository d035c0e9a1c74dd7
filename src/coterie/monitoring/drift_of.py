"""Customers of another day, placed and compared with those the segments were made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from coterie.monitoring.drift import Drift, drift
from coterie.monitoring.tallying import Tallying
from coterie.scoring import Passing

if TYPE_CHECKING:
    from coterie.scoring import Checks
    from coterie.segmentation import Segmentation
    from coterie.sources import Reading


def drift_of(
    segmentation: Segmentation, customers: object, *, checks: Checks = "lenient", **reading: Unpack[Reading]
) -> Drift:
    """Compare customers with those the segments were made from.

    Parameters
    ----------
    segmentation : Segmentation
        With a reference.
    customers : path or frame
        A row per customer, with every feature; large files pass by.
    checks : {"usual", "strict", "lenient"}
        As in `coterie.score`; "lenient" lets pass what is to be told of here.
    **reading
        As in `coterie.sources.read`.

    Raises
    ------
    coterie.errors.InputError
        As `coterie.score`, and for a segmentation that kept no reference.

    Examples
    --------
    >>> import coterie
    >>> import polars as pl
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(customers, features=["age", "income"], k=3, evidence="none").segmentation
    >>> drift_of(found, customers).answer
    'steady'
    """
    tallying = Tallying(segmentation)
    passing = Passing(segmentation, customers, checks=checks, **reading)
    for _ in passing.frames(tallying):
        pass
    passing.stop()
    assert segmentation.reference is not None  # noqa: S101 - for the type checker: `Tallying` refuses others
    return drift(segmentation.reference, tallying.finish())
