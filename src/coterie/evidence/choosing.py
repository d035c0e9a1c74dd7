"""The K to use and the K that the customers support, once every K has been asked what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coterie.evidence.support import SURELY_AGAIN, found_again, is_strong, replication

if TYPE_CHECKING:
    from coterie.evidence.card import KRow
    from coterie.evidence.support import Support

AS_MUCH = 0.1
"""Agreements of halves that differ by no more than this count as equal."""

FAR_MORE = 0.1
"""The lead that two segments need in the agreement of halves over the convenient cut into three to seven."""

AT_ALL = 0.6
"""Where halves agree on no cut by as much, which they agree on most hangs on the customers drawn."""

_USUAL = range(3, 8)


@dataclass(frozen=True)
class Choice:
    """The K to use and the K that the customers support.

    Attributes
    ----------
    k : int
        The K to use.
    supported : int
        The number of groups that the customers support; 1 where there are none.
    basis : {"gaps", "groups", "again", "convenience"}
        A gap at every border; groups that stand apart, divided further; the same cut every time; nothing.
    """

    k: int
    supported: int
    basis: Literal["gaps", "groups", "again", "convenience"]


def choose(found: Support, rows: list[KRow]) -> Choice:
    """Choose among K's.

    1. The largest natural K, but none that is hardly found again beyond one that surely is; a larger K without a crowd
       at any border takes its place where it is surely found again.
    2. Otherwise, where groups stand apart at several K's, the smallest K whose segments lie within them.
    3. Otherwise the largest K from 3 to 7 that is surely found again after one that is not; without one, the smallest K
       from 3 that is found again at all.
    4. Otherwise a convenient cut: the smallest K from 3 to 7 on which halves agree about most, or 3 where they agree on
       none; 2 where they agree on that far more.
       Nothing is supported, but for 2 where it is found again.

    Parameters
    ----------
    found : Support
        What speaks for every K.
    rows : list of KRow
        The K's to choose from.

    Returns
    -------
    Choice
    """
    allowed = {row.k: row for row in rows if row.k > 1}
    first = max(_firm([k for k in found.natural if k in allowed], allowed), default=1)
    more = [k for k in found.again if k > first and k in allowed and found.groups[k] >= max(2, first)]
    if more:
        return Choice(max(more), max(more), "groups")
    if first > 1:
        return Choice(first, first, "gaps")
    cut = min((k for k in found.within if k in allowed), default=None)
    if cut is not None and found.standing is not None:
        sure = surely_found(allowed[cut])
        return Choice(cut, cut if sure else found.groups[found.standing], "groups")
    k = _back(allowed) or _convenient(allowed)
    if k > 1 and found_again(allowed[k]):
        return Choice(k, found.long or k, "again")
    return Choice(k, found.long or 1, "convenience")


def _firm(natural: list[int], rows: dict[int, KRow]) -> list[int]:
    """Leave out natural K's that are hardly found again, beyond one that surely is: they split its groups by chance."""
    surest = max((k for k in natural if surely_found(rows[k])), default=None)
    return natural if surest is None else [k for k in natural if k <= surest or found_again(rows[k])]


def surely_found(row: KRow) -> bool:
    """Return whether halves of the customers agree on a K, and none of its segments is weak.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> row = {"few": True, "worst_segment": 0.85, "replication": 0.9}
    >>> [surely_found(SimpleNamespace(**row | {"replication": each})) for each in (0.9, 0.89)]
    [True, False]
    """
    return replication(row) >= SURELY_AGAIN and is_strong(row)


def _back(allowed: dict[int, KRow]) -> int:
    """Return the K from 3 whose segments come back best; 0 where none is found again.

    Where every K comes back, as along a gradient, the larger ones only cut finer. A K that surely comes back after one
    that does not has segments of its own, and is what most draws of the same customers come to.
    """
    sure = {k for k in _USUAL if k in allowed and surely_found(allowed[k])}
    found = (k for k, row in allowed.items() if k > 2 and found_again(row))
    return max((k for k in sure if k - 1 not in sure), default=0) or min(found, default=0)


def _convenient(allowed: dict[int, KRow]) -> int:
    """Return the smallest K from 3 to 7 on which halves agree about most, of those on which they agree at all.

    Two halves of the customers are rarely worth a plan each, and where halves agree about as much on 2 and on 3, which
    of them comes first hangs on the customers drawn.
    """
    usual = [k for k in allowed if k in _USUAL] or [k for k in allowed if k > 2]
    if not usual:
        return max(allowed, default=1)
    most = max(replication(allowed[k]) for k in usual)
    best = min(k for k in usual if most < AT_ALL or replication(allowed[k]) >= most - AS_MUCH)
    two = replication(allowed.get(2))
    return 2 if two >= AT_ALL and two > replication(allowed[best]) + FAR_MORE else best
