"""What a column is called on pages: the label that a person gave, or its name as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coterie.views.summary import Summary


def named(summary: Summary, column: str) -> str:
    """Return what a column is called.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> found = summary_of(coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation)
    >>> named(found, "spending_score")
    'spending score'
    """
    return summary.labels.get(column) or said(column)


def said(column: str) -> str:
    """Write a column's name as text, units kept: the table holds it letter by letter.

    Examples
    --------
    >>> said("average_basket"), said("PURCHASES_TRX"), said("CLV")
    ('average basket', 'Purchases trx', 'CLV')
    """
    words = column.replace("_", " ").strip() or column
    return words.capitalize() if words.isupper() and " " in words else words
