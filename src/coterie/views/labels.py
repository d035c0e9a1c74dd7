"""What a column is called on pages: the label that a person gave, or its name as text."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from coterie.naming.wording import is_quoted, label
from coterie.remarks import Label
from coterie.remarks.labelling import labels_in_use

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coterie.views.summary import Summary

_UNITS = re.compile(r"[(\[{][^)\]}]+[)\]}]|[€$£¥%]")


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
    known = labels_in_use().get(column) or summary.labels.get(column) or said(column)
    return Label(known, column)


def labels_of(columns: Iterable[str], given: Mapping[str, str] | None) -> dict[str, str]:
    """Return what pages call columns: labels that a person gave, else names as text; two of one text stay as they are.

    Examples
    --------
    >>> labels_of(["credit_score", "income", "Spend", "spend"], {"income": "Yearly income"})
    {'credit_score': 'credit score', 'income': 'Yearly income', 'Spend': 'Spend', 'spend': 'spend'}
    """
    made = {column: said(column) for column in columns}
    alike = Counter(text.casefold() for text in made.values())
    return {column: text if alike[text.casefold()] == 1 else column for column, text in made.items()} | dict(
        given or {}
    )


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
    given = summary.labels.get(column)
    return Label(given, column) if given else column


def said(column: str) -> str:
    """Write a column's name as names of segments do, with its units: the table holds it letter by letter.

    Examples
    --------
    >>> said("average_basket"), said("PURCHASES_TRX"), said("CLV"), said("MntWines"), said("no_shows")
    ('average basket', 'purchases trx', 'CLV', 'mnt wines', 'no shows')
    >>> said("Annual Income (k$)"), said("basket €")
    ('annual income (k$)', 'basket €')
    """
    words = str(label(column))
    if is_quoted(words):
        return column.replace("_", " ").strip() or column
    return " ".join([words, *(unit for unit in _UNITS.findall(column) if unit.casefold() not in words.casefold())])
