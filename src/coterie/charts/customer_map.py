"""Where the customers lie: each a dot, on the two directions in which they differ most."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from coterie.charts.positions import HEIGHT, WIDTH, middles, pixels, shown
from coterie.charts.theme import colour, ink_on, shape, style
from coterie.remarks import say

if TYPE_CHECKING:
    import altair as alt
    from numpy.typing import NDArray

    from coterie.projection import CustomerMap

_LAYERS = 12


def customer_map(drawn: CustomerMap, *, most: int = 5000) -> alt.LayerChart:
    """Draw a dot a customer in the colour and shape of the segment, and each segment's number at its middle.

    Both axes have one unit, so that distances in the picture can be compared in every direction. Segments of fewer than
    five customers are left out.

    Parameters
    ----------
    drawn : CustomerMap
        Points and their segments.
    most : int
        Dots at most: the first ones of the map, which is in no particular order.

    Returns
    -------
    altair.LayerChart

    Examples
    --------
    >>> from coterie.projection import project
    >>> X = np.random.default_rng(0).normal(size=(40, 2)) * [9, 1]
    >>> customer_map(project(X, (X[:, 0] < 0).astype(np.int32), ["income", "age"])).description
    'Map of 40 of 40 customers in 2 segments. To the right: income. Upwards: age.'
    """
    import altair as alt  # noqa: PLC0415 - half a second, paid only by who draws

    points, labels = shown(drawn, most=most)
    placed, _ = pixels(points)
    marked = middles(placed, labels)
    return alt.LayerChart(
        layer=[_dots(placed, labels), _badges(marked), _numbers(marked)],
        width=WIDTH,
        height=HEIGHT,
        description=_says(drawn, labels),
        resolve=alt.Resolve(scale=alt.ScaleResolveMap(color="independent", shape="independent")),
        config=style(),
    )


def _dots(placed: NDArray[np.float64], labels: NDArray[np.int32]) -> alt.Chart:
    """Draw the customers in thin layers, so that no segment covers another because it came last."""
    import altair as alt  # noqa: PLC0415 - half a second, paid only by who draws

    layer = np.arange(len(labels)) * _LAYERS // max(len(labels), 1)
    order = np.lexsort((labels, layer))
    lines = [f"{x:.1f},{y:.1f},{s}" for (x, y), s in zip(placed[order].tolist(), labels[order].tolist(), strict=True)]
    # As text: Altair walks through every value of a list, for half a second.
    rows = alt.InlineData(values="\n".join(["x,y,segment", *lines]), format=alt.CsvDataFormat(type="csv"))
    size = next(size for size, fewer in ((30, 300), (16, 1500), (9, math.inf)) if len(labels) < fewer)
    return _placed(alt.Chart(rows).mark_point(filled=True, size=size, opacity=0.6), np.unique(labels).tolist())


def _badges(marked: dict[int, NDArray[np.float64]]) -> alt.Chart:
    """Draw a badge in the segment's colour and shape at each middle."""
    mark = _places(marked).mark_point(filled=True, size=430, opacity=1, stroke="white", strokeWidth=2)
    return _placed(mark, list(marked))


def _numbers(marked: dict[int, NDArray[np.float64]]) -> alt.Chart:
    """Write each segment's number on its badge."""
    import altair as alt  # noqa: PLC0415 - half a second, paid only by who draws

    mark = _places(marked).mark_text(fontSize=13, fontWeight="bold", baseline="middle", dy=0.5)
    chart = _placed(mark.encode(text="segment:N"), [])
    return chart.encode(color=alt.Color("ink:N", scale=None))


def _places(marked: dict[int, NDArray[np.float64]]) -> alt.Chart:
    """Return a chart of the places of the segments' numbers."""
    import altair as alt  # noqa: PLC0415 - half a second, paid only by who draws

    rows = [
        {"segment": str(segment), "x": float(x), "y": float(y), "ink": ink_on(colour(segment))}
        for segment, (x, y) in marked.items()
    ]
    return alt.Chart(alt.InlineData(values=rows))


def _placed(mark: alt.Chart, segments: list[int]) -> alt.Chart:
    """Place marks by pixel, and give those of `segments` their colour and shape."""
    import altair as alt  # noqa: PLC0415 - half a second, paid only by who draws

    across = alt.Scale(domain=[0, WIDTH], range=[0, WIDTH], nice=False, zero=False)
    down = alt.Scale(domain=[0, HEIGHT], range=[0, HEIGHT], nice=False, zero=False)
    chart: alt.Chart = mark.encode(x=alt.X("x:Q", axis=None, scale=across), y=alt.Y("y:Q", axis=None, scale=down))
    if segments:
        domain = [str(segment) for segment in segments]  # as the text of the rows has them
        colours = alt.Scale(domain=domain, range=[colour(segment) for segment in segments])
        shapes = alt.Scale(domain=domain, range=[shape(segment) for segment in segments])
        chart = chart.encode(color=alt.Color("segment:N", scale=colours, legend=None))
        chart = chart.encode(shape=alt.Shape("segment:N", scale=shapes, legend=None))
    return chart


def _says(drawn: CustomerMap, labels: NDArray[np.int32]) -> str:
    across, up = drawn.axes
    says = [say("chart.map", shown=len(labels), customers=drawn.customers, segments=len(np.unique(labels)))]
    says += [say("chart.to_the_right", axis=across)] if across else []
    says += [say("chart.upwards", axis=up)] if up else []
    return " ".join(says)
