"""Where the segments lie in all features together: the two directions in which customers differ most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.charts.chart import Chart
from coterie.charts.front import plane
from coterie.remarks import say
from coterie.views.front.plane import plane_view

if TYPE_CHECKING:
    from coterie.views.summary import Summary


def _draw(summary: Summary) -> str | None:
    view = plane_view(summary, "components")
    if view is None:
        return None
    across, up = (axis.label for axis in view.axes)
    says = say("chart.components", names=[each.name for each in view.outlines], x=across, y=up)
    return plane(view, name="map", says=says)


CHART = Chart("map", _draw)
