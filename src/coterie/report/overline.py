"""What stands above the headline: the title, the table and its customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.remarks import say

if TYPE_CHECKING:
    from coterie.views.summary import Summary


def title_of(summary: Summary) -> str | None:
    """Return the title that a person gave, if any.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> title_of(summary_of(coterie.segment(coterie.datasets.bank_customers(n=500), k=2, title="Ours").segmentation))
    'Ours'
    """
    return summary.options.get("title")


def overline(summary: Summary, title: str | None) -> str:
    """Return the line above the headline.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> found = summary_of(coterie.segment(coterie.datasets.bank_customers(n=500), k=2).segmentation)
    >>> overline(found, "Ours")
    'Ours · frame · 499 customers'
    """
    code = "page.overline_titled" if title else "page.overline"
    return say(code, title=title, source=summary.source.name, customers=summary.customers)
