"""The elbow curve: inertia by number of segments, with the chosen one marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coterie.charts.by_k import by_k
from coterie.charts.chart import Chart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import altair as alt

    from coterie.projection import CustomerMap


def elbow(sweep: Sequence[Mapping[str, Any]], *, chosen: int) -> alt.LayerChart:
    """Draw inertia against the number of segments.

    Parameters
    ----------
    sweep : sequence of mappings
        One a K tried, with `k` and `inertia`.
    chosen : int
        The K to mark.

    Returns
    -------
    altair.LayerChart

    Examples
    --------
    >>> elbow([{"k": 1, "inertia": 9.0}, {"k": 2, "inertia": 4.0}], chosen=2).description
    'Inertia by number of segments: from 9 at 1 segment to 4 at 2 segments. Chosen: 2.'
    """
    rows = [{"k": row["k"], "value": row["inertia"]} for row in sweep]
    return by_k(rows, chosen=chosen, title="Inertia", description=_description(rows, chosen))


def _description(rows: Sequence[Mapping[str, Any]], chosen: int) -> str:
    first, last = rows[0], rows[-1]
    return (
        f"Inertia by number of segments: from {first['value']:,.4g} at {_segments(first['k'])} "
        f"to {last['value']:,.4g} at {_segments(last['k'])}. Chosen: {chosen}."
    )


def _segments(k: int) -> str:
    return f"{k} segment{'' if k == 1 else 's'}"


def _draw(summary: Mapping[str, Any], customer_map: CustomerMap | None) -> alt.LayerChart | None:
    del customer_map
    sweep = summary["sweep"]
    return elbow(sweep, chosen=summary["choice"]["k"]) if len(sweep) > 1 else None


CHART = Chart("elbow", _draw)
