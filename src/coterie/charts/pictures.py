"""Every chart of the report: a file each, and a line here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from coterie.charts.svg import to_svg
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coterie.charts.chart import Chart
    from coterie.views import Summary

_FILES = (
    "elbow_curve",
    "silhouette_curve",
    "components",
    "placebos",
    "across",
)
CHARTS: tuple[Chart, ...] = tuple(import_module(f"coterie.charts.{name}").CHART for name in _FILES)
"""All of them."""


def pictures(summary: Summary) -> dict[str, str | None]:
    """Draw every chart.

    Parameters
    ----------
    summary : Summary
        The content of ``segments.json``.

    Returns
    -------
    dict of str to str or None
        SVG elements by the name of the chart; None for one that has nothing to show.
    """
    return {chart.name: _svg(chart.draw(summary), chart.name) for chart in CHARTS}


def figures(drawn: Mapping[str, str | None]) -> list[dict[str, str]]:
    """Return what the charts show that stand after the map, for the page: `title`, `caption` and `svg`."""
    return [
        {"title": say(f"chart.{chart.name}_title"), "caption": say(f"chart.{chart.name}_caption"), "svg": svg}
        for chart in CHARTS
        if chart.after_map and (svg := drawn[chart.name]) is not None
    ]


def _svg(drawn: Any, name: str) -> str | None:  # noqa: ANN401 - see `coterie.charts.chart.Drawn`
    return drawn if drawn is None or isinstance(drawn, str) else to_svg(drawn, name=name)
