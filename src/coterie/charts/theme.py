"""What all charts share: colours and shapes fixed by segment id, and a quiet style."""

from __future__ import annotations

from typing import Any, Final

PALETTE: Final = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#999999", "#F0E442")
"""Okabe and Ito's colour-blind safe colours (2008).

Grey stands in for black, which a dark page hides; yellow comes last, which a white one nearly does.
"""

SHAPES: Final = ("circle", "square", "diamond", "triangle-up")
"""The second carrier of a segment's identity: each shape serves one round of the palette."""

INK: Final = "#1b2430"
"""Text and the marks that matter; drawn as `currentColor`, so that a page gives it its own text colour."""

BLACK: Final = "#10161d"
"""Text on a segment's colour, on any page."""

QUIET: Final = "#7a8591"
"""Marks in the background: at least 3:1 against white and against a dark page."""

RULE: Final = "#dfe4e8"
"""Grid lines and axes."""

FONT: Final = "Arial, 'Liberation Sans', Helvetica, sans-serif"
"""Fonts of one width, so that what is measured here fits where it is shown."""


def colour(segment: int) -> str:
    """Return a segment's colour, the same in every chart and in the page.

    Examples
    --------
    >>> colour(0), colour(8) == colour(0)
    ('#0072B2', True)
    """
    return PALETTE[segment % len(PALETTE)]


def shape(segment: int) -> str:
    """Return a segment's shape, so that colour is never the only sign.

    Examples
    --------
    >>> shape(0), shape(8)
    ('circle', 'square')
    """
    return SHAPES[segment // len(PALETTE) % len(SHAPES)]


def luminance(colour: str) -> float:
    """Return the relative luminance of a hex colour, from 0 to 1 (WCAG 2.2).

    Examples
    --------
    >>> luminance("#ffffff"), luminance("#000000")
    (1.0, 0.0)
    """
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two hex colours, from 1 to 21 (WCAG 2.2).

    Examples
    --------
    >>> round(contrast("#ffffff", "#000000"), 6)
    21.0
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(colour: str) -> str:
    """Return the text colour, dark or white, that reads better on `colour`.

    Examples
    --------
    >>> ink_on("#0072B2"), ink_on("#F0E442")
    ('#ffffff', '#10161d')
    """
    return max("#ffffff", BLACK, key=lambda ink: contrast(ink, colour))


def style() -> dict[str, Any]:  # as deep as Vega-Lite's own configuration
    """Return the Vega-Lite configuration of every chart: no frame, horizontal grid lines, text of one size.

    Examples
    --------
    >>> style()["background"]
    'transparent'
    """
    text = {"labelColor": INK, "titleColor": INK, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"}
    return {
        "aria": False,  # the picture speaks as one through its description
        "background": "transparent",
        "font": FONT,
        "padding": 4,
        "view": {"stroke": None},
        "axis": {**text, "gridColor": RULE, "domain": False, "ticks": False, "labelPadding": 7, "titlePadding": 9},
        "legend": text,
        "text": {"color": INK, "fontSize": 12},
    }
