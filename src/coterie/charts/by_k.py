"""Any number that each K has, as a curve with the chosen K marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from coterie.charts.theme import INK, QUIET, style
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt


class Point(NamedTuple):
    """A number of one K."""

    k: int
    value: float


def by_k(
    rows: Sequence[Point], *, chosen: int, title: str, description: str, decimals: int | None = None
) -> alt.LayerChart:
    """Draw a number against the number of segments: a line, a point a K, the chosen one marked and labelled.

    Parameters
    ----------
    rows : sequence of Point
        One a K.
    chosen : int
        The K to mark; none is where it has no number: one segment has no silhouette.
    title : str
        What `value` is: the title of its axis.
    description : str
        What the chart shows, for those who do not see it.
    decimals : int, optional
        Of the axis' numbers; left out, they are shortened: 20k.

    Returns
    -------
    altair.LayerChart

    Examples
    --------
    >>> chart = by_k([Point(2, 0.4)], chosen=2, title="Silhouette", description="Silhouette by K")
    >>> chart.description
    'Silhouette by K'
    """
    import altair as alt  # noqa: PLC0415 - half a second, paid only by who draws

    ks = [row.k for row in rows]
    across = alt.Axis(values=_marked(ks), grid=False, format="d")
    number = "~s" if decimals is None else f".{decimals}f"
    up = alt.Axis(tickCount=5, format=number, labelExpr="datum.value === 0 ? '0' : datum.label")
    curve = alt.Chart(alt.InlineData(values=[row._asdict() for row in rows])).encode(
        x=alt.X("k:Q", title=say("chart.segments"), axis=across, scale=alt.Scale(domain=_span(ks), nice=False)),
        # The curve's shape is the message, so the axis need not start at zero.
        y=alt.Y("value:Q", title=title, axis=up, scale=alt.Scale(zero=False, padding=18)),
    )
    here = curve.transform_filter(f"datum.k === {int(chosen)}")
    layers: list[alt.Chart] = [
        curve.mark_line(color=QUIET, strokeWidth=1.75),
        curve.mark_point(filled=True, color=QUIET, size=45, opacity=1),
    ]
    if chosen in ks:
        rule = here.mark_rule(color=QUIET, strokeDash=[3, 4]).encode(y=alt.value(0), y2=alt.value("height"))
        dot = here.mark_point(filled=True, color=INK, size=150, opacity=1)
        layers = [rule, *layers, dot, _labelled(here, ks, chosen)]
    return alt.LayerChart(layer=layers, width=420, height=280, autosize=_FIT, description=description, config=style())


_FIT: Final = {"type": "fit", "contains": "padding"}
"""Curves of one outer size stand side by side alike, however wide their numbers are."""


def _labelled(here: alt.Chart, ks: Sequence[int], chosen: int) -> alt.Chart:
    """Write the chosen K beside its point, or above it at the right end."""
    late = len(ks) > 1 and ks.index(chosen) > 0.8 * (len(ks) - 1)
    align: Literal["left", "center"] = "center" if late else "left"
    mark = here.mark_text(align=align, dx=0 if late else 9, dy=-20 if late else -14, fontSize=13, fontWeight="bold")
    labelled: alt.Chart = mark.encode(text={"value": f"K = {chosen}"})
    return labelled


def _span(ks: Sequence[int]) -> list[float]:
    """Return the ends of the axis, with room for half a step."""
    return [min(ks) - 0.4, max(ks) + 0.4]


def _marked(ks: Sequence[int], most: int = 15) -> list[int]:
    """Return the K's to write under the axis: all, or every second, fifth, tenth ... one."""
    step = next(step for step in (1, 2, 5, 10, 20, 50) if len(ks) / step <= most)
    return [k for k in ks if step == 1 or k % step == 0]
