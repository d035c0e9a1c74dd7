"""A share then and now, each with its interval, on one scale: hollow then, filled now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coterie.charts.front import small
from coterie.charts.picture import number

if TYPE_CHECKING:
    from coterie.views.comparison_page import ShareRow

SIZE: Final = (260, 30)
_MARGIN: Final = 5
_THEN, _NOW = 9, 21  # where both lie, from the top


def then_and_now(row: ShareRow) -> str:
    """Draw a segment's share then and now.

    Examples
    --------
    >>> from coterie.views.comparison_page import ShareRow
    >>> row = ShareRow(0, "A", "10%", "20%", "", "", True, (0.1, 0.2, 0.3), (0.5, 0.6, 0.7))
    >>> then_and_now(row).count("<circle")
    2
    """
    sides = ((row.then, _THEN, "then"), (row.now, _NOW, "now"))
    marks = [f'<path class="grid" d="M{_MARGIN},15H{SIZE[0] - _MARGIN}"/>']
    for side, y, kind in sides:
        if side is not None:
            low, at, high = (number(_MARGIN + place * (SIZE[0] - 2 * _MARGIN)) for place in side)
            marks.append(f'<path class="{kind}-ends" d="M{low},{y}H{high}M{low},{y - 3}v6M{high},{y - 3}v6"/>')
            marks.append(f'<circle class="{kind}" cx="{at}" cy="{y}" r="4"/>')
    return small(marks, SIZE)
