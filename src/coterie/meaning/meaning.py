"""What is kept of what segments mean: in a saved segmentation, and on every page that is made of it."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from coterie.meaning.fairness import Parity, Tie
from coterie.meaning.rules import Rules
from coterie.meaning.worth import Worth
from coterie.profiling import OTHER, CategoryProfile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.profiling import ColumnProfile, Profiles, SegmentProfile

_Noun = TypeVar("_Noun")

_PLACES = 4
"""Digits of a share that are kept: a hundredth of a per cent."""


@dataclass(frozen=True)
class Meaning:
    """What segments mean.

    Attributes
    ----------
    rules : Rules or None
        Plain rules; None of one segment.
    ties : tuple of Tie
        How strongly sensitive attributes are tied to segments.
    worth : Worth or None
        What segments are worth; None where no column was named for it.
    """

    rules: Rules | None
    ties: tuple[Tie, ...]
    worth: Worth | None


def to_keep(rules: Rules | None, ties: tuple[Tie, ...], worth: Worth | None, *, profiles: Profiles) -> Meaning:
    """Return what may be kept: shares with four digits, and no more than profiles say.

    Parameters
    ----------
    rules, ties, worth
        As found.
    profiles : coterie.profiling.Profiles
        As they may be shown: see `coterie.disclosure`.

    Examples
    --------
    >>> from coterie.profiling import Profiles, SegmentProfile
    >>> to_keep(None, (), None, profiles=Profiles(SegmentProfile(0, 0.0, {}), ()))
    Meaning(rules=None, ties=(), worth=None)
    """
    told = None if worth is None else replace(worth, segments=_as_profiled(worth, profiles))
    return Meaning(*map(_shortened, (rules, tuple(_as_told(tie, profiles) for tie in ties), told)))


def _as_told(tie: Tie, profiles: Profiles) -> Tie:
    """Count groups of a parity table as profiles do: exact counts would tell what is rounded there."""
    everyone = profiles.overall.columns.get(tie.column)
    if tie.parity is None or not isinstance(everyone, CategoryProfile):
        return tie
    sizes = [_customers(group, everyone, profiles.overall.size) or 0 for group in tie.parity.groups]
    told = [
        (
            group,
            size,
            tuple(
                _share(each, group, tie.column, size, hidden=share is None)
                for each, share in zip(profiles.segments, row, strict=True)
            ),
        )
        for group, size, row in zip(tie.parity.groups, sizes, tie.parity.shares, strict=True)
        if size
    ]
    groups, sizes_told, shares = zip(*told, strict=True) if told else ((), (), ())
    return replace(tie, parity=Parity(groups, sizes_told, shares))


def _share(segment: SegmentProfile, group: str, column: str, size: int, *, hidden: bool) -> float | None:
    """Return which share of a group is in a segment; None where that is not told."""
    n = None if hidden else _customers(group, segment.columns.get(column), segment.size)
    return None if n is None else min(n / size, 1.0)


def _customers(group: str, own: ColumnProfile | None, size: int) -> int | None:
    """Return how many customers are said to have a category; None where it may be among those put together."""
    if not isinstance(own, CategoryProfile) or (OTHER in own.shares and group not in own.shares):
        return None
    return round(own.shares.get(group, 0.0) * (size if own.known is None else own.known))


def _as_profiled(worth: Worth, profiles: Profiles) -> tuple[Any, ...]:
    """Say what one customer is worth as the profile of the segment says it, and nothing where it says nothing."""
    means = [getattr(each.columns.get(worth.column), "mean", None) for each in profiles.segments]
    return tuple(replace(each, per_customer=mean) for each, mean in zip(worth.segments, means, strict=True))


def of_all(worth: Worth, sums: Sequence[float | None]) -> Worth:
    """Return what segments are worth with the shares of all customers, where only some of them are held.

    Intervals keep the width that those held have, so that they are wider than they might be.

    Examples
    --------
    >>> import numpy as np
    >>> from coterie.meaning.worth import worth_of
    >>> held = worth_of("paid", np.repeat([1.0, 3.0], 30), np.repeat([0, 1], 30).astype(np.int32), segments=2, seed=0)
    >>> [each.share for each in of_all(held, [30.0, 70.0]).segments]
    [0.3, 0.7]
    """
    whole = sum(each for each in sums if each is not None)
    if any(each is None for each in sums) or not whole > 0:
        return worth
    moved = []
    for each, own in zip(worth.segments, sums, strict=True):
        if each.share is None or each.interval is None or own is None:
            moved.append(each)
            continue
        by = own / whole - each.share
        low, high = (min(max(end + by, 0.0), 1.0) for end in each.interval)
        moved.append(replace(each, share=own / whole, interval=(low, high)))
    return replace(worth, segments=tuple(moved))


def _shortened(value: Any) -> Any:  # noqa: ANN401 - a noun of rules, ties or worth, or what is in one
    """Round every share within; amounts, which are larger than 1, stay as they are."""
    if isinstance(value, float):
        return round(value, _PLACES) if abs(value) <= 1 else value
    if isinstance(value, tuple):
        return tuple(map(_shortened, value))
    if is_dataclass(value) and not isinstance(value, type):
        kept = {each.name: getattr(value, each.name) for each in fields(value)}
        return replace(value, **{name: _shortened(one) for name, one in kept.items() if name not in _AMOUNTS})
    return value


_AMOUNTS = frozenset(("at_least", "below", "per_customer"))
"""Fields in the units of a column."""
