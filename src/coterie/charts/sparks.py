"""A criterion over K as a small curve without axes, for the cell of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coterie.charts.picture import number
from coterie.charts.theme import QUIET

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH: Final = 200
HEIGHT: Final = 34
_EDGE = 9.0
_ABOVE = 6.0


def spark(values: Sequence[float | None], *, choice: int | None, chosen: int | None) -> str:
    """Draw one number over the K's, with a dot where the criterion chooses and a band at the K that was chosen.

    Parameters
    ----------
    values : sequence of float or None
        By rising K; None where there is none.
    choice, chosen : int or None
        Places in `values`.

    Returns
    -------
    str
        An SVG element that says nothing: the cells beside it do.

    Examples
    --------
    >>> spark([None, 0.2, 0.5, 0.1], choice=2, chosen=2).count("<circle")
    1
    """
    step = (WIDTH - 2 * _EDGE) / max(len(values) - 1, 1)
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    spots = {place: (_EDGE + place * step, y) for place, y in _heights(known)}
    band = "" if chosen is None else _band(_EDGE + chosen * step, min(step, 16.0))
    line = "".join(f"{'L' if i else 'M'}{number(x)},{number(y)}" for i, (x, y) in enumerate(spots.values()))
    dots = "".join(f"M{number(x)},{number(y)}h0" for x, y in spots.values())
    dot = ""
    if choice in spots:
        x, y = spots[choice]
        dot = f'<circle cx="{number(x)}" cy="{number(y)}" r="4.5" fill="currentColor"/>'
    return (
        f'<svg class="spark" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">{band}'
        f'<path d="{line}" fill="none" stroke="{QUIET}" stroke-width="1.5"/>'
        f'<path d="{dots}" stroke="{QUIET}" stroke-width="3.5" stroke-linecap="round"/>{dot}</svg>'
    )


def _heights(known: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """Place values from the bottom to the top of the cell."""
    if not known:
        return []
    low, high = min(value for _, value in known), max(value for _, value in known)
    room = HEIGHT - 2 * _ABOVE
    return [(place, HEIGHT - _ABOVE - (value - low) / ((high - low) or 1.0) * room) for place, value in known]


def _band(x: float, wide: float) -> str:
    return f'<rect class="here" x="{number(x - wide / 2)}" y="0" width="{number(wide)}" height="{HEIGHT}"/>'
