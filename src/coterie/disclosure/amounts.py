"""Sums and means from which single customers' amounts would follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.evidence.smallest import FEWEST_AVERAGED

if TYPE_CHECKING:
    from collections.abc import Sequence

_DOMINANT = 0.5
"""Share of a group's amount from which on its sum tells one customer's."""


def is_dominated(least: float | None, most: float | None, total: float | None) -> bool:
    """Return whether one customer has more than half of a group's amount; never of amounts below 0.

    Examples
    --------
    >>> is_dominated(0.0, 51.0, 100.0), is_dominated(0.0, 50.0, 100.0), is_dominated(-5.0, 51.0, 100.0)
    (True, False, False)
    """
    if least is None or most is None or total is None or least < 0:
        return False
    return most > _DOMINANT * total > 0


def withheld(known: Sequence[int], dominated: Sequence[bool]) -> list[bool]:
    """Return which groups' amounts may not be told where the whole is; where it is one alone, another as well.

    Parameters
    ----------
    known : sequence of int
        Customers with an amount, of each group.
    dominated : sequence of bool
        Whether one of them has most of it.

    Examples
    --------
    >>> withheld([300, 19, 200], [False, False, False])
    [False, True, True]
    >>> withheld([300, 20, 200], [False, False, False])
    [False, False, False]
    """
    hidden = [0 < n < FEWEST_AVERAGED or bad for n, bad in zip(known, dominated, strict=True)]
    others = [k for k, n in enumerate(known) if n and not hidden[k]]
    if sum(hidden) == 1 and others:
        hidden[min(others, key=lambda k: (known[k], k))] = True
    return hidden
