"""The silhouette of every number of segments tried."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from coterie.charts.by_k import Point, by_k
from coterie.charts.chart import Chart
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

    from coterie.projection import CustomerMap
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
    rows = [Point(row.k, value) for row in sweep if (value := _known(row.silhouette)) is not None]
    if not rows:
        return None
    best = max(rows, key=lambda row: row.value)
    says = say("chart.silhouettes", highest=best.value, at=best.k, chosen=chosen)
    return by_k(rows, chosen=chosen, title=say("chart.silhouette"), description=says, decimals=2)


def _known(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else value


def _draw(summary: Summary, customer_map: CustomerMap | None) -> alt.LayerChart | None:
    del customer_map
    sweep = summary.sweep
    return silhouette_curve(sweep, chosen=summary.choice.k) if len(sweep) > 1 else None


CHART = Chart("silhouettes", _draw)
