"""The silhouette of every customer: one shape for each segment, the best fitting customers first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coterie.charts.theme import INK, colour, style
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    import altair as alt
    import polars as pl
    from numpy.typing import NDArray

_WIDTH, _HEIGHT = 420, 280
_MOST_PLACES = 200  # places of a segment's shape


def silhouette_plot(silhouettes: pl.Series, labels: pl.Series, names: Mapping[int, str]) -> alt.LayerChart:
    """Draw silhouettes by segment.

    Parameters
    ----------
    silhouettes : polars.Series
        Of every customer; missing for one without a segment.
    labels : polars.Series
        Their segments.
    names : mapping of int to str
        The segments' names.

    Returns
    -------
    altair.LayerChart

    Examples
    --------
    >>> import polars as pl
    >>> chart = silhouette_plot(pl.Series([0.5, 0.1, 0.3]), pl.Series([0, 0, 1]), {0: "Savers", 1: "Spenders"})
    >>> chart.description
    'Silhouettes of 3 customers by segment: 0 Savers 0.30 on average, 1 Spenders 0.30. Mean 0.30.'
    """
    import altair as alt  # noqa: PLC0415 - half a second, paid only by who draws

    known = silhouettes.is_not_null() & labels.is_not_null()
    values, of = silhouettes.filter(known).to_numpy(), labels.filter(known).to_numpy()
    rows, start = [], 0
    for segment in names:
        own = np.sort(values[of == segment])[::-1]
        rows += [{"segment": str(segment), "at": start + at, "value": value} for at, value in _shape(own)]
        start += len(own)
    mean = float(values.mean())
    domain = [str(segment) for segment in names]
    scale = alt.Scale(domain=domain, range=[colour(segment) for segment in names])
    base = alt.Chart(alt.InlineData(values=rows))
    areas = base.mark_area(orient="horizontal").encode(
        x=alt.X("value:Q", title="Silhouette"),
        y=alt.Y("at:Q", axis=None, scale=alt.Scale(domain=[0, max(start, 1)], reverse=True, nice=False)),
        color=alt.Color("segment:N", scale=scale, legend=alt.Legend(title="Segment")),
    )
    line = alt.Chart(alt.InlineData(values=[{"mean": mean}])).mark_rule(color=INK, strokeDash=[3, 4]).encode(x="mean:Q")
    return alt.LayerChart(
        layer=[areas, line], width=_WIDTH, height=_HEIGHT, description=_says(values, of, names), config=style()
    )


def _shape(values: NDArray[np.float64]) -> list[tuple[float, float]]:
    """Return the places and the values of a segment's shape: all of a small one, of a large one some, evenly."""
    if not len(values):
        return []
    places = np.unique(np.linspace(0, len(values) - 1, min(len(values), _MOST_PLACES)).round().astype(int))
    shape = [(float(place), float(values[place])) for place in places]
    return [*shape, (float(len(values)), shape[-1][1])]


def _says(values: NDArray[np.float64], of: NDArray[np.int32], names: Mapping[int, str]) -> str:
    parts: list[str] = []
    for segment, name in names.items():
        own = values[of == segment]
        if len(own):
            code = "chart.silhouette_of" if parts else "chart.silhouette_of_first"
            parts.append(say(code, segment=segment, name=name, mean=float(own.mean())))
    return say("chart.silhouette_plot", customers=len(values), segments=parts, mean=float(values.mean()))
