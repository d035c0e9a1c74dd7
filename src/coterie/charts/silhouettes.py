"""The silhouette of every number of segments tried."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from coterie.charts.by_k import by_k
from coterie.charts.chart import Chart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import altair as alt

    from coterie.projection import CustomerMap

TITLE = "Mean silhouette"


def silhouettes(sweep: Sequence[Mapping[str, Any]], *, chosen: int) -> alt.LayerChart | None:
    """Draw the mean silhouette against the number of segments.

    Parameters
    ----------
    sweep : sequence of mappings
        One a K tried, with `k` and `silhouette`; None or nan where there is none.
    chosen : int
        The K to mark.

    Returns
    -------
    altair.LayerChart or None
        None when no K has a silhouette: one segment has none.

    Examples
    --------
    >>> chart = silhouettes([{"k": 1, "silhouette": None}, {"k": 2, "silhouette": 0.512}], chosen=2)
    >>> chart.description
    'Mean silhouette by number of segments; the highest, 0.51, is at 2. Chosen: 2.'
    """
    rows = [{"k": row["k"], "value": row["silhouette"]} for row in sweep if _known(row["silhouette"])]
    if not rows:
        return None
    best = max(rows, key=lambda row: row["value"])
    says = f"{TITLE} by number of segments; the highest, {best['value']:.2f}, is at {best['k']}. Chosen: {chosen}."
    return by_k(rows, chosen=chosen, title=TITLE, description=says, decimals=2)


def _known(value: float | None) -> bool:
    return value is not None and not math.isnan(value)


def _draw(summary: Mapping[str, Any], customer_map: CustomerMap | None) -> alt.LayerChart | None:
    del customer_map
    sweep = summary["sweep"]
    return silhouettes(sweep, chosen=summary["choice"]["k"]) if len(sweep) > 1 else None


CHART = Chart("silhouettes", _draw)
