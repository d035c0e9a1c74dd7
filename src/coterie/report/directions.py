"""Names that are read from right to left, kept in order beside numbers; signs that turn a page round, taken out."""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import TYPE_CHECKING

from coterie.remarks.labelling import column_label
from coterie.views.summary import Category

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coterie.views.summary import Summary

TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd")
"""Signs that turn the direction of writing: in a name they would make what stands behind it read backwards."""

_MARK = "\u200e"  # the left-to-right mark of Unicode
_PARTS = re.compile(r"(<(?:style|code|pre|title)\b.*?</(?:style|code|pre|title)>|<[^>]*>)", re.DOTALL)


def in_order(page: str, names: Iterable[str] = ()) -> str:
    """Return a page without signs that turn it round, and with marks around names that are read from right to left.

    Without the marks, a number behind such a name is drawn before it (Unicode's UAX 9). Commands are left as they are.

    Parameters
    ----------
    page : str
        HTML.
    names : iterable of str
        Names that it may hold.

    Returns
    -------
    str

    Examples
    --------
    >>> in_order("<p>3 in Haifa</p>", ["Haifa"])
    '<p>3 in Haifa</p>'
    >>> in_order("<p>\u05d0: 3</p><code>\u05d0</code>", ["\u05d0"]).count("\u200e")
    2
    """
    page = page.translate(TURNS)
    wanted = sorted({escape(name) for name in names if runs_left(name)}, key=lambda name: (-len(name), name))
    if not wanted:
        return page
    found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)")
    parts = _PARTS.split(page)
    parts[::2] = [found.sub(rf"{_MARK}\g<0>{_MARK}", text) for text in parts[::2]]
    return "".join(parts)


def runs_left(text: str) -> bool:
    """Return whether some letter of a text is read from right to left.

    Examples
    --------
    >>> runs_left("age"), runs_left("\u05d2\u05d9\u05dc 2")
    (False, True)
    """
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)


def names_in(summary: Summary) -> Iterator[str]:
    """Return what the pages of a segmentation may name: its columns, their categories and its segments.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> bank = coterie.datasets.bank_customers(n=500)
    >>> found = summary_of(coterie.segment(bank, k=3, evidence="none").segmentation)
    >>> {"age", "Gold"} <= set(names_in(found))
    True
    """
    for column in summary.columns:
        yield column.name
        yield str(column_label(column.name))
    for profile in (summary.overall.profile, *(segment.profile for segment in summary.segments)):
        for found in profile.values():
            yield from found.shares if isinstance(found, Category) else ()
    yield from (segment.name for segment in summary.segments)
