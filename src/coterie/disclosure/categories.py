"""Categories that few customers of a group have: put together, and counts beside them rounded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coterie.evidence.smallest import FEWEST_CUSTOMERS
from coterie.profiling import OTHER, CategoryProfile, Profiles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_STEP = FEWEST_CUSTOMERS
"""Customers that counts are rounded to a multiple of."""

_FEW = _STEP + _STEP // 2
"""A category of so many or fewer is put together with others: its rounded count would be one step, or nothing."""

_TWO = 2


def with_rounded_categories(profiles: Profiles) -> Profiles:
    """Return profiles in which no category of one to four customers of a group can be told or worked out.

    A column of categories is a table of counts, a line for each segment, and what is said of all customers are its
    sums. Where a count of one to four is in it, all of its counts are rounded to a multiple of five (as statistical
    offices do: Willenborg and de Waal 2001, Elements of statistical disclosure control, chapter 9), so that it does not
    follow from the others. Categories of at most seven customers are put together as "(other)", unless the column has
    no more than two. The most common category is still said where five customers have it.

    Parameters
    ----------
    profiles : Profiles
        With exact shares.

    Returns
    -------
    Profiles

    Examples
    --------
    >>> from coterie.profiling import SegmentProfile
    >>> def of(men, women):
    ...     n = men + women
    ...     shares = {"m": men / n, "f": women / n}
    ...     return SegmentProfile(n, n / 560, {"gender": CategoryProfile("m", tie=False, shares=shares, known=n)})
    >>> found = with_rounded_categories(Profiles(of(420, 140), (of(197, 3), of(123, 57), of(100, 80))))
    >>> [round(each.columns["gender"].shares["f"] * each.size) for each in found.segments]
    [5, 55, 80]
    """
    columns = {
        name: _rounded(name, everyone, profiles)
        for name, everyone in profiles.overall.columns.items()
        if isinstance(everyone, CategoryProfile) and _has_few(name, everyone, profiles)
    }
    overall, *segments = (
        replace(
            each, columns={name: columns[name][at] if name in columns else own for name, own in each.columns.items()}
        )
        for at, each in enumerate((profiles.overall, *profiles.segments))
    )
    return Profiles(overall, tuple(segments))


def _counts(own: CategoryProfile, size: int) -> dict[str, int]:
    known = size if own.known is None else own.known
    return {name: round(share * known) for name, share in own.shares.items()}


def _has_few(name: str, everyone: CategoryProfile, profiles: Profiles) -> bool:
    """Return whether one to four customers of a group have a category, or a segment is too small to be described."""
    own = [(each.columns.get(name), each.size) for each in profiles.segments if each.size]
    described = [(found, size) for found, size in own if isinstance(found, CategoryProfile)]
    counts = [_counts(found, size) for found, size in ((everyone, profiles.overall.size), *described)]
    few = any(0 < n < FEWEST_CUSTOMERS for each in counts for word, n in each.items() if word != OTHER)
    return few or len(described) < len(own)


def _rounded(name: str, everyone: CategoryProfile, profiles: Profiles) -> Sequence[CategoryProfile]:
    """Return what is said of all customers and of each segment; of one that is not described, nothing is asked."""
    told = _of_two if len(everyone.shares) <= _TWO else _of_many
    own = [(each.columns.get(name), each.size) for each in (profiles.overall, *profiles.segments)]
    return [
        told(found, _counts(found, size)) if isinstance(found, CategoryProfile) else everyone for found, size in own
    ]


def _to_step(n: int) -> int:
    return _STEP * ((n + _STEP // 2) // _STEP)


def _of_two(own: CategoryProfile, counts: Mapping[str, int]) -> CategoryProfile:
    """Round the rarer of two; the other is what is left."""
    known, rarer = sum(counts.values()), min(counts.values(), default=0)
    few = 0 if len(counts) < _TWO else _to_step(rarer)
    if 2 * few > known:  # rounded up, the rarer would look the more common
        return _of_many(own, counts)
    shown = {name: few if n == rarer and name != own.mode else known - few for name, n in counts.items()}
    return _with(own, {name: n for name, n in shown.items() if n > 0}, counts)


def _of_many(own: CategoryProfile, counts: Mapping[str, int]) -> CategoryProfile:
    """Put the rare ones together, and round the others."""
    known = sum(counts.values())
    named = {name: _to_step(n) for name, n in counts.items() if n > _FEW and name != OTHER}
    if len(named) < len(counts):
        named[OTHER] = max(known - sum(named.values()), 0)
    return _with(own, named, counts)


def _with(own: CategoryProfile, shown: Mapping[str, int], counts: Mapping[str, int]) -> CategoryProfile:
    whole, most = max(sum(shown.values()), 1), counts.get(own.mode or "", 0)
    return replace(
        own,
        mode=own.mode if most >= FEWEST_CUSTOMERS else None,
        tie=own.tie and own.mode in shown,
        shares={name: n / whole for name, n in shown.items()},
    )
