"""How far each segment lies from the average customer: segments by numbers, shaded by standard deviations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.charts.theme import BLACK, style
from coterie.number_format import readable
from coterie.remarks import say
from coterie.views.summary import Number

if TYPE_CHECKING:
    import altair as alt

    from coterie.views.summary import Summary

_DEEPEST = 2.0  # standard deviations from the average from which on the shade is the deepest
_SHADES = ("#2f78b7", "#eef1f4", "#e69f00")
_ROW, _COLUMN = 28, 110
_COLUMNS = 40


def profile_grid(summary: Summary) -> alt.LayerChart | None:
    """Draw the means of every number by segment.

    Parameters
    ----------
    summary : Summary

    Returns
    -------
    altair.LayerChart or None
        None where no column holds numbers.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), features=["age"], k=2).segmentation
    >>> profile_grid(summary_of(found)).description[:30]
    'Means of 2 segments in 4 colum'
    """
    import altair as alt  # noqa: PLC0415 - half a second, paid only by who draws

    rows = _rows(summary)
    if not rows:
        return None
    columns = list(dict.fromkeys(str(row["column"]) for row in rows))
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X(
            "column:N", sort=columns, title=None, axis=alt.Axis(orient="top", labelAngle=0, labelLimit=_COLUMN - 6)
        ),
        y=alt.Y("segment:N", sort=None, title=None, axis=alt.Axis(labelLimit=190)),
    )
    shades = alt.Scale(domain=[-_DEEPEST, 0, _DEEPEST], range=list(_SHADES), clamp=True, interpolate="rgb")
    cells = base.mark_rect().encode(color=alt.Color("z:Q", scale=shades, legend=None))
    means = base.mark_text(color=BLACK).encode(text="mean:N")
    says = say("chart.profile_grid", k=summary.k, columns=len(columns))
    return alt.LayerChart(
        layer=[cells, means], width=_COLUMN * len(columns), height=_ROW * summary.k, description=says, config=style()
    )


def _rows(summary: Summary) -> list[dict[str, str | float]]:
    """Return a row for each segment and number: its mean, and how many standard deviations from the average."""
    numbers = [(name, all_) for name, all_ in summary.overall.profile.items() if isinstance(all_, Number)][:_COLUMNS]
    rows: list[dict[str, str | float]] = []
    for segment in summary.segments:
        for name, everyone in numbers:
            own = segment.profile.get(name)
            if isinstance(own, Number) and own.mean is not None and everyone.mean is not None:
                z = (own.mean - everyone.mean) / everyone.std if everyone.std else 0.0
                mean = readable(own.mean, largest=everyone.mean)
                rows.append({"segment": f"{segment.id} {segment.name}", "column": name, "mean": mean, "z": z})
    return rows
