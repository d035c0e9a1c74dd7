"""Names that charts have no room for, cut so that no two look the same."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def shortened(names: Sequence[str], most: int) -> list[str]:
    """Cut names that are too long at the end, and in the middle where two would be cut to the same text.

    Parameters
    ----------
    names : sequence of str
    most : int
        Letters that there is room for.

    Examples
    --------
    >>> shortened(["Trendsetters", "Lower spending, longer tenure"], 22)
    ['Trendsetters', 'Lower spending, longe…']
    >>> shortened(["Lower spending, visits about 2", "Lower spending, visits about 9"], 22)
    ['Lower spend…ts about 2', 'Lower spend…ts about 9']
    """
    cut = [name if len(name) <= most else f"{name[: most - 1].rstrip()}…" for name in names]
    often = Counter(cut)
    return [
        _without_middle(name, most) if often[shown] > 1 and shown != name else shown
        for name, shown in zip(names, cut, strict=True)
    ]


def _without_middle(name: str, most: int) -> str:
    after = (most - 1) // 2
    return f"{name[: most - 1 - after].rstrip()}…{name[-after:].lstrip()}"
