"""How large the segments are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.charts.theme import colour, style
from coterie.number_format import count, percent
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

    from coterie.views.summary import Segment


def segment_sizes(segments: Sequence[Segment]) -> alt.LayerChart:
    """Draw a bar a segment, its name above and its customers beside it.

    Parameters
    ----------
    segments : sequence of Segment
        The segments of a summary.

    Returns
    -------
    altair.LayerChart

    Examples
    --------
    >>> from coterie.views.summary import Naming, Segment
    >>> everyone = Segment(0, "All", Naming(None, None, "", "", "", ()), 10, 1.0, {})
    >>> segment_sizes([everyone]).description
    'Customers in each segment: 0 All 10 (100%).'
    """
    import altair as alt  # noqa: PLC0415 - half a second, paid only by who draws

    rows = [_row(segment) for segment in segments]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("id:N", axis=None, sort=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    )
    longest = max(segment.size for segment in segments)
    bars = base.mark_bar(height=12, cornerRadius=2, yOffset=8).encode(
        x=alt.X("size:Q", axis=None, scale=alt.Scale(domain=[0, longest], nice=False)),
        color=alt.Color("colour:N", scale=None),
    )
    names = base.mark_text(align="left", baseline="bottom", dy=-2, limit=_WIDTH - 92).encode(
        x=alt.value(0), text="name:N"
    )
    counts = base.mark_text(align="right", baseline="bottom", dy=-2).encode(x=alt.value(_WIDTH), text="count:N")
    says = say("chart.sizes", segments=[f"{row['name']} {row['count']}" for row in rows])
    layers = [bars, names, counts]
    return alt.LayerChart(layer=layers, width=_WIDTH, height=44 * len(rows), description=says, config=style())


_WIDTH = 380


def _row(segment: Segment) -> dict[str, str | int]:
    return {
        "id": segment.id,
        "name": f"{segment.id} {segment.name}",
        "size": segment.size,
        "count": f"{count(segment.size)} ({percent(segment.share)})",
        "colour": colour(segment.id),
    }
