"""A sheet as a piece of HTML: no script, no address, everything escaped, in the colours of the page around it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coterie.notebook.sheet import Sheet

_TEMPLATES = Path(__file__).parent / "templates"
_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd")
"""Signs that turn the direction of writing."""


def to_html(sheet: Sheet) -> str:
    """Return a sheet as HTML.

    Examples
    --------
    >>> from coterie.notebook.sheet import Sheet
    >>> to_html(Sheet("a < b")).count("a &lt; b")
    1
    """
    import jinja2  # noqa: PLC0415 - loaded only when something is shown

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("sheet.html.j2").render(
        headline=sheet.headline,
        kind=sheet.kind,
        grid=sheet.grid,
        lines=sheet.lines,
        pictures=sheet.pictures(),
        hint=sheet.hint,
        css=(_TEMPLATES / "sheet.css").read_text(encoding="utf-8"),
    )
    return page.translate(_TURNS)


def unique(name: str, chart: object) -> str:
    """Return a name for a picture that no other picture of the same notebook has, unless it shows the same.

    Examples
    --------
    >>> unique("elbow", "a chart")
    'elbow-8e159820'
    """
    return f"{name}-{hashlib.sha256(repr(chart).encode()).hexdigest()[:8]}"
