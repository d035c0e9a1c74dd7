"""The page of a comparison: one HTML file in the report's design, without scripts or addresses."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from coterie.charts.then_and_now import then_and_now
from coterie.report.directions import in_order
from coterie.report.page import environment, hashed, stylesheet

if TYPE_CHECKING:
    from coterie.views.comparison_page import ComparisonPage


def render_comparison(page: ComparisonPage) -> str:
    """Return the page of a comparison.

    Parameters
    ----------
    page : coterie.views.comparison_page.ComparisonPage
        What it shows, made in the words and the locale in use.

    Returns
    -------
    str
        The same view gives the same characters.
    """
    css = stylesheet("comparison")
    shown = {field.name: getattr(page, field.name) for field in fields(page)}
    template = environment().get_template("comparison.html.j2")
    made = template.render(shown, css=css, css_hash=hashed(css), then_and_now=then_and_now)
    return in_order(made, (*(row.label for row in page.columns), *(row.name for row in page.shares)))
