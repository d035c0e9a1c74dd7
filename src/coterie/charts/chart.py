"""What a chart of the report is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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
        Makes it of the summary; None where there is nothing to show.
    after_map : bool
        Whether it is shown after the map, under the title and above the caption that the table of words has for its
        name: where no template has a place of its own for it.
    """

    name: str
    draw: Callable[[Summary], Drawn]
    after_map: bool = False
