"""Long texts as people see them: their beginning."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_VALUE = 100
"""Letters of a value that are shown, the ellipsis among them."""


def excerpt(text: str, most: int = LONGEST_VALUE) -> str:
    """Return a text, or its beginning and an ellipsis.

    Parameters
    ----------
    text : str
        Of any length.
    most : int
        Letters to return at most.

    Returns
    -------
    str

    Examples
    --------
    >>> excerpt("Month-to-month", 6), excerpt("yearly", 6)
    ('Month…', 'yearly')
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"


def excerpts(texts: Iterable[str], most: int = LONGEST_VALUE) -> dict[str, str]:
    """Return for each text what is shown of it, no two alike.

    Parameters
    ----------
    texts : iterable of str
        All different.
    most : int
        Letters to show at most; a number behind those that begin alike comes on top.

    Returns
    -------
    dict of str to str

    Examples
    --------
    >>> excerpts(["Gold", "Platinum with", "Platinum without"], 10)
    {'Gold': 'Gold', 'Platinum with': 'Platinum …', 'Platinum without': 'Platinum … (2)'}
    """
    texts = list(texts)
    taken = {text for text in texts if len(text) <= most}
    times: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for text in texts:
        beginning = new = excerpt(text, most)
        while new != text and new in taken:
            times[beginning] += 1
            new = f"{beginning} ({times[beginning] + 1})"
        taken.add(new)
        shown[text] = new
    return shown
