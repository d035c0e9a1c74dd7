"""What a chart of the report is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from coterie.projection import CustomerMap
from coterie.views.summary import Summary

Drawn = Any
"""An SVG element as text, a chart of Altair, or None; Altair is loaded only by what draws."""


@dataclass(frozen=True)
class Chart:
    """One chart of the report; registered by a line in `coterie.charts.pictures`.

    Attributes
    ----------
    name : str
        By which templates ask for it.
    draw : callable
        Makes it of the summary and the map of the customers; None where there is nothing to show.
    title, caption : str
        What stands above and under it where no template has a place of its own for it: it is then shown after the
        map. Empty where one has.
    """

    name: str
    draw: Callable[[Summary, CustomerMap | None], Drawn]
    title: str = ""
    caption: str = ""
