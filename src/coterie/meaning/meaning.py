"""What is kept of what segments mean: in a saved segmentation, and on every page that is made of it."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from coterie.meaning.fairness import Tie
from coterie.meaning.rules import Rules
from coterie.meaning.worth import Worth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.profiling import Profiles

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
    """Return what may be kept: shares with four digits, and worth per customer as profiles say it.

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
    return Meaning(*map(_shortened, (rules, ties, told)))


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
