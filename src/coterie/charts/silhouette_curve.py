"""The silhouette of every number of segments tried."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from coterie.charts.by_k import Point, by_k
from coterie.charts.chart import Chart
from coterie.charts.line import line
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

    from coterie.views.summary import Summary, Tried


def silhouette_curve(sweep: Sequence[Tried], *, chosen: int) -> alt.LayerChart | None:
    """Draw the mean silhouette against the number of segments.

    Parameters
    ----------
    sweep : sequence of Tried
        Every K tried; the silhouette is None or nan where there is none.
    chosen : int
        The K to mark.

    Returns
    -------
    altair.LayerChart or None
        None when no K has a silhouette: one segment has none.

    Examples
    --------
    >>> from coterie.views.summary import Tried
    >>> of = lambda k, silhouette: Tried(k, 1.0, silhouette, None, 1, 1)
    >>> chart = silhouette_curve([of(1, None), of(2, 0.512)], chosen=2)
    >>> chart.description
    'Mean silhouette by number of segments; the highest, 0.51, is at 2. Chosen: 2.'
    """
    rows = _rows(sweep)
    if not rows:
        return None
    says = _description(rows, chosen)
    return by_k(rows, chosen=chosen, title=say("chart.silhouette"), description=says, decimals=2)


def _rows(sweep: Sequence[Tried]) -> list[Point]:
    return [Point(row.k, value) for row in sweep if (value := _known(row.silhouette)) is not None]


def _description(rows: Sequence[Point], chosen: int) -> str:
    best = max(rows, key=lambda row: row.value)
    return say("chart.silhouettes", highest=best.value, at=best.k, chosen=chosen)


def _known(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else value


def _draw(summary: Summary) -> str | None:
    rows, chosen = _rows(summary.sweep), summary.choice.k
    if not rows or len(summary.sweep) < 2:  # a curve takes two points
        return None
    title, says = say("chart.silhouette"), _description(rows, chosen)
    return line(rows, chosen=chosen, title=title, description=says, name="silhouettes", decimals=2)


CHART = Chart("silhouettes", _draw)
