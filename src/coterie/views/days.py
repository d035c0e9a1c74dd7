"""What columns are called whose numbers are days: with the day that they are counted back from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.remarks import say

if TYPE_CHECKING:
    from coterie.views.summary import Summary


def titled(words: str, column: str, summary: Summary) -> str:
    """Return what a column is called; of dates that build segments, also from which day their numbers count.

    Parameters
    ----------
    words : str
        Its name, as it is shown.
    column : str
        Its name in the table.
    summary : Summary

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation
    >>> titled("Age", "age", summary_of(found))
    'Age'
    """
    days = {each.name: each.days_before for each in summary.columns if each.days_before}
    return say("table.days", column=words, day=days[column]) if column in days else words
