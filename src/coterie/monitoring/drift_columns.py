"""Whether a feature is spread as before: did it change, is the change large, and what is behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from coterie.monitoring.psi import index_of
from coterie.reference import NumericBins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.monitoring.psi import Index
    from coterie.monitoring.sizes import Sizes
    from coterie.monitoring.tally_columns import ColumnTally
    from coterie.reference import ColumnBins

ALPHA = 0.05
"""The chance that any feature at all is said to have changed where none has."""
LARGE = 0.1
"""A change is large where the index is surely above it."""
UNIT = 1.8
"""Numbers that are all multiplied by less than this, or divided by it, have moved rather than changed their unit."""
ROUND_FACTORS = (2.0, 3.0, 4.0, 7.0, 10.0, 12.0, 24.0, 60.0, 100.0, 365.0, 1000.0, 1e6)
_NEAR = 0.03
_FEWEST_EDGES = 2

Cause = Literal["unit", "span", "missing", "categories", "shift"]
"""What is behind a change.

unit
    All numbers are multiplied by one `factor`: another unit or currency, or everybody's numbers rose alike.
span
    They are multiplied by about as much as purchases go back further than before: totals grow with time.
missing
    Whether customers have a value or none makes more than half of the index.
categories
    Whether they have a category that is new, or a rare one, makes more than half of it.
shift
    Anything else: customers have other values.
"""


@dataclass(frozen=True)
class ColumnDrift:
    """One feature of customers of another day, beside that of those the segments were made from.

    Attributes
    ----------
    name : str
        The feature.
    psi : float
        The population stability index over the bins of before, one for missing values among them.
    critical : float
        What it exceeds with chance `ALPHA` over the number of features where nothing changed.
    changed : bool
        Whether it does: question (a).
    large_above : float
        What it exceeds with that chance where the index of all customers, not only of these, is `LARGE`.
    large : bool
        Whether it does, so that it is surely above `LARGE`: question (b).
    cause : {"unit", "span", "missing", "categories", "shift"} or None
        What is behind a change; None where none is known of.
    factor : float or None
        What all numbers are multiplied by, where a unit is the cause.
    missing_before, missing_after : float
        Shares of customers without a value.
    unseen : int
        Customers whose category no customer had before.
    examples : tuple of str
        The first such categories in alphabetical order.
    median : float or None
        Of the new numbers, right to 1.6 %.
    """

    name: str
    psi: float
    critical: float
    changed: bool
    large_above: float
    large: bool
    cause: Cause | None
    factor: float | None
    missing_before: float
    missing_after: float
    unseen: int = 0
    examples: tuple[str, ...] = ()
    median: float | None = None


def column_drift(
    name: str, old: ColumnBins, new: ColumnTally, *, customers: int, columns: int, further: float = 1.0
) -> ColumnDrift:
    """Compare a feature with what it was.

    Parameters
    ----------
    name : str
    old : NumericBins or CategoryBins
        From the reference.
    new : ColumnTally
        In the same bins.
    customers : int
        Of the reference.
    columns : int
        Features that are compared.
    further : float
        How many times as far as before purchases go back, where customers were made of these.

    Returns
    -------
    ColumnDrift

    Examples
    --------
    >>> from coterie.monitoring.tally_columns import ColumnTally
    >>> old = NumericBins(edges=(10.0, 20.0), counts=(300, 300, 300), missing=100)
    >>> found = column_drift("age", old, ColumnTally((300, 300, 300), 300), customers=1000, columns=4)
    >>> found.changed, found.large, found.cause, found.missing_after
    (True, False, 'missing', 0.25)
    """
    before, after = aligned(old, customers), (*new.counts, new.missing)
    index = index_of(before, after)
    critical, above = index.critical(ALPHA / columns), index.critical(ALPHA / columns, LARGE)
    changed = index.psi > critical
    factor = _factor(old, before, new) if changed and index.psi > LARGE else None
    cause = _cause(index, before, new, factor, further) if changed else None
    return ColumnDrift(
        name,
        psi=index.psi,
        critical=critical,
        changed=changed,
        large_above=above,
        large=index.psi > above,
        cause=cause,
        factor=factor if cause == "unit" else None,
        missing_before=old.missing / customers,
        missing_after=new.missing / sum(after),
        unseen=new.unseen,
        examples=new.examples,
        median=None if new.sizes is None else new.sizes.quantile(0.5),
    )


def aligned(old: ColumnBins, customers: int) -> tuple[int, ...]:
    """Return the counts of before as those of a `ColumnTally` are: all bins, then those without a value.

    A reference counts nobody where fewer than five have a value: they are in the one bin that there is.

    Examples
    --------
    >>> aligned(NumericBins((), (), missing=97), 100)
    (3, 97)
    """
    left = customers - sum(old.counts) - old.missing
    if isinstance(old, NumericBins):
        return (*(old.counts or (left,)), old.missing)
    return (*old.counts, left, old.missing)


def _cause(index: Index, before: Sequence[int], new: ColumnTally, factor: float | None, further: float) -> Cause:
    if factor is not None:  # without what a longer time explains, less than a unit is left
        grown = 1 / UNIT < factor / further < UNIT
        return "span" if grown else "unit"
    after = (*new.counts, new.missing)
    if _by_bin(before, after, -1) > index.psi / 2:
        return "missing"
    return "categories" if new.unseen and _by_bin(before, after, -2) > index.psi / 2 else "shift"


def _by_bin(before: Sequence[int], after: Sequence[int], place: int) -> float:
    """Return the index of one bin and all others together."""
    own = [(counts[place], sum(counts) - counts[place]) for counts in (before, after)]
    return index_of(*own).psi


def _factor(old: ColumnBins, before: Sequence[int], new: ColumnTally) -> float | None:
    """Return what all numbers are multiplied by; None where one factor does not bring them back to what they were."""
    if not isinstance(old, NumericBins) or new.sizes is None:
        return None
    ratios = _ratios(old, new.sizes)
    for factors in ({_rounded(each) for each in ratios}, set(ratios)):  # those that people use first
        used = sorted(each for each in factors if not 1 / UNIT < each < UNIT)
        found = [(index_of(before, (*new.sizes.counted(old.edges, each), new.missing)), each) for each in used]
        best, factor = min(found, key=lambda pair: pair[0].psi, default=(None, None))
        if best is not None and best.psi <= max(best.critical(ALPHA), LARGE):
            return factor
    return None


def _ratios(old: NumericBins, sizes: Sizes) -> list[float]:
    """Return how many times the edges of before the new numbers at the same shares of customers are."""
    shares = np.cumsum(old.counts)[:-1] / max(sum(old.counts), 1)
    pairs = [(sizes.quantile(float(share)), edge) for share, edge in zip(shares, old.edges, strict=True)]
    ratios = [now / edge for now, edge in pairs if now is not None and now * edge > 0]
    if len(ratios) < _FEWEST_EDGES:
        return []
    ratios.append(float(np.median(ratios)))
    return ratios


def _rounded(found: float) -> float:
    """Return a factor that people use, where one is near; 1 where none is.

    Examples
    --------
    >>> _rounded(1.99), _rounded(0.000998), _rounded(1.87)
    (2.0, 0.001, 1.0)
    """
    known = [*ROUND_FACTORS, *(1 / factor for factor in ROUND_FACTORS)]
    return next((factor for factor in known if abs(found / factor - 1) <= _NEAR), 1.0)
