"""Which segments of two sides are the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from coterie.monitoring.compared import Alike
from coterie.monitoring.labelling import WHO
from coterie.monitoring.matching import matched

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coterie.segmentation import Segmentation
    from coterie.segmentation.identities import Identity


@dataclass(frozen=True)
class Together:
    """The segments of both sides under one numbering: that of the old side, and on from it.

    Attributes
    ----------
    alike : {"same", "lineage", "named", "matched"}
        How that is known.
    names : dict of int to str
        The segments: those of the old side in their order, then those that are the new side's alone.
    new : dict of int to int
        For each segment of the new side its number here.
    """

    alike: Alike
    names: dict[int, str]
    new: dict[int, int]

    @property
    def there(self) -> set[int]:
        """The segments of the new side."""
        return set(self.new.values())


def by_lineage(old: Segmentation, new: Segmentation) -> Together | None:
    """Return the segments of two segmentations, the one of which is the other or continues it; None of others.

    Examples
    --------
    >>> import coterie
    >>> bank = coterie.datasets.bank_customers(n=600)
    >>> first = coterie.segment(bank, k=2, evidence="none").segmentation
    >>> by_lineage(first, coterie.refit(first, bank).segmentation).alike
    'same'
    """
    if old.short_hash == new.short_hash:
        return by_ids("same", named(old), named(new))
    if _continues(old, new) or _continues(new, old):
        return by_ids("lineage", named(old), named(new))
    return None


def by_names(old: Mapping[int, str], new: Mapping[int, str]) -> Together | None:
    """Return segments that have the same names under the same ids; None where any has another.

    Examples
    --------
    >>> by_names({0: "Savers", 1: "Spenders"}, {0: "Savers", 2: "Newcomers"}).names
    {0: 'Savers', 1: 'Spenders', 2: 'Newcomers'}
    >>> by_names({0: "Savers"}, {0: "Spenders"}) is None
    True
    """
    common = old.keys() & new.keys()
    if not common or any(old[number] != new[number] for number in common):
        return None
    return by_ids("named", old, new)


def by_customers(old: Mapping[int, str], new: Mapping[int, str], shared: pl.DataFrame) -> Together:
    """Match segments by the customers in common: those that share more than half of who is in either.

    Parameters
    ----------
    old, new : mapping of int to str
        Names by id, each side's own.
    shared : polars.DataFrame
        `before` and `after` of customers in common, by the ids of each side.

    Examples
    --------
    >>> shared = pl.DataFrame({"before": [0] * 40 + [1] * 40, "after": [7] * 40 + [3] * 40})
    >>> by_customers({0: "A", 1: "B"}, {3: "C", 7: "D"}, shared).new
    {3: 1, 7: 0}
    """
    counts = np.zeros((len(old), len(new)), np.int64)
    rows, columns = ({number: place for place, number in enumerate(each)} for each in (old, new))
    for before, after, n in shared.group_by("before", "after").agg(pl.len()).iter_rows():
        if before in rows and after in columns:
            counts[rows[before], columns[after]] = n
    numbers = list(old)
    fresh = iter(range(max(old, default=-1) + 1, max(old, default=-1) + 1 + len(new)))
    own = [None if place is None else numbers[place] for place in matched(counts).old]
    found = {number: next(fresh) if same is None else same for number, same in zip(new, own, strict=True)}
    return Together("matched", dict(old) | {found[number]: name for number, name in new.items()}, found)


def common_to(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Return the customers who are in both, as `before` and `after`.

    Examples
    --------
    >>> one = pl.DataFrame({"who": ["a", "b"], "segment_id": [0, 1]})
    >>> common_to(one, one.head(1)).rows()
    [(0, 0)]
    """
    joined = old.rename({"segment_id": "before"}).join(new.rename({"segment_id": "after"}), on=WHO)
    return joined.select("before", "after")


def renumbered(frame: pl.DataFrame, together: Together) -> pl.DataFrame:
    """Return labels of the new side under the common numbers.

    Examples
    --------
    >>> both = by_ids("same", {0: "Savers"}, {0: "Savers"})
    >>> renumbered(pl.DataFrame({"who": ["a"], "segment_id": [0]}), both).rows()
    [('a', 0)]
    """
    return frame.with_columns(pl.col("segment_id").replace(together.new))


def by_ids(alike: Alike, old: Mapping[int, str], new: Mapping[int, str]) -> Together:
    """Return both sides by their ids, under the names of the new side.

    Examples
    --------
    >>> by_ids("same", {0: "Savers"}, {0: "Our savers"}).names
    {0: 'Our savers'}
    """
    return Together(
        alike, {number: new.get(number, name) for number, name in old.items()} | dict(new), {n: n for n in new}
    )


def named(segmentation: Segmentation) -> dict[int, str]:
    """Return the names of a segmentation by id, in the order of its segments."""
    return {each.id: each.name for each in segmentation.identities.segments}


def _continues(old: Segmentation, new: Segmentation) -> bool:
    """Return whether a segmentation comes from another: it says so, or knows every segment of it, also as gone."""
    if new.parent == old.short_hash:
        return True
    return _born(old.identities.segments) <= _born((*new.identities.segments, *new.identities.retired))


def _born(identities: Iterable[Identity]) -> set[tuple[int, str]]:
    return {(each.id, each.born) for each in identities}
