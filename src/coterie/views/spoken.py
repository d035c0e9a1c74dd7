"""The words, labels and format of numbers that a segmentation is shown in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.remarks import speaking
from coterie.segmentation import Segmentation
from coterie.views.labels import labels_of

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from coterie.views.summary import Summary


def spoken(about: Segmentation | Summary) -> AbstractContextManager[None]:
    """Say what is shown of a segmentation in its own words, within a `with` block.

    `segments.json` is for programs: its sentences have the words and labels, and numbers as English has them.

    Parameters
    ----------
    about : Segmentation or Summary

    Examples
    --------
    >>> import coterie
    >>> from coterie.number_format import count
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=2, evidence="none", locale="de").segmentation
    >>> with spoken(found):
    ...     count(4990)
    '4.990'
    """
    options = about.options
    columns = about.schema.columns if isinstance(about, Segmentation) else about.columns
    labels = labels_of([column.name for column in columns], about.labels)
    return speaking(options.get("words"), labels=labels, locale=options.get("locale"), if_it_can=True)
