"""The elbow curve: inertia by number of segments, with the chosen one marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.charts.by_k import Point, by_k
from coterie.charts.chart import Chart
from coterie.charts.line import line
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

    from coterie.views.summary import Summary, Tried


def elbow_curve(sweep: Sequence[Tried], *, chosen: int) -> alt.LayerChart:
    """Draw inertia against the number of segments.

    Parameters
    ----------
    sweep : sequence of Tried
        Every K tried.
    chosen : int
        The K to mark.

    Returns
    -------
    altair.LayerChart

    Examples
    --------
    >>> from coterie.views.summary import Tried
    >>> of = lambda k, inertia: Tried(k, inertia, None, None, 1, 1)
    >>> elbow_curve([of(1, 9.0), of(2, 4.0)], chosen=2).description
    'Inertia by number of segments: from 9.00 at 1 segment to 4.00 at 2 segments. Chosen: 2.'
    """
    rows = [Point(row.k, row.inertia) for row in sweep]
    return by_k(rows, chosen=chosen, title=say("chart.inertia"), description=_description(rows, chosen))


def _description(rows: Sequence[Point], chosen: int) -> str:
    first, last = rows[0], rows[-1]
    return say("chart.elbow", first=first.value, first_k=first.k, last=last.value, last_k=last.k, chosen=chosen)


def _draw(summary: Summary) -> str | None:
    rows, chosen = [Point(row.k, row.inertia) for row in summary.sweep], summary.choice.k
    if len(rows) < 2:  # a curve takes two points
        return None
    return line(rows, chosen=chosen, title=say("chart.inertia"), description=_description(rows, chosen), name="elbow")


CHART = Chart("elbow", _draw)
