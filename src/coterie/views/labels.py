"""What a column is called on pages: the label that a person gave, or its name as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.remarks import Label

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
    label = summary.labels.get(column)
    return Label(label) if label else said(column)


def as_in_table(summary: Summary, column: str) -> str:
    """Return what a column is called where its name stands as it is in the table, unless a person gave a label.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> found = summary_of(coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation)
    >>> as_in_table(found, "spending_score")
    'spending_score'
    """
    label = summary.labels.get(column)
    return Label(label) if label else column


def said(column: str) -> str:
    """Write a column's name as text, units kept: the table holds it letter by letter.

    Examples
    --------
    >>> said("average_basket"), said("PURCHASES_TRX"), said("CLV")
    ('average basket', 'Purchases trx', 'CLV')
    """
    words = column.replace("_", " ").strip() or column
    return words.capitalize() if words.isupper() and " " in words else words
