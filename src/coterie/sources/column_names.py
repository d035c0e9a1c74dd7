"""Names that columns can be called by everywhere: none blank, none twice, none that reads as a pattern of names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coterie.excerpts import excerpt
from coterie.remarks import Fact, Remark
from coterie.sources.control_characters import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterable

UNSEEN = "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Characters that nobody sees and that mean nothing in a table; joiners, which some scripts need, are none of them."""

_UNSEEN = dict.fromkeys(map(ord, UNSEEN))


LONGEST = 500
"""Letters of a column's name: surveys take whole questions for it."""

_LONG = "name_too_long"


def plain_titles(titles: Iterable[str]) -> tuple[list[str], tuple[Remark, ...]]:
    """Return one plain name a column, and what had to be said about it.

    Blanks around a name go, and what is beyond its first 500 letters. ``*`` and ``^...$`` are patterns to Polars, which
    would select other columns by them: they are put in parentheses. A blank name becomes ``column 3``.

    Parameters
    ----------
    titles : iterable of str
        The columns' names, all different.

    Returns
    -------
    titles : list of str
        In the same order.
    remarks : tuple of Remark
        One for each column whose name changed in more than the blanks around it.

    Examples
    --------
    >>> titles, remarks = plain_titles(["id ", "*", ""])
    >>> titles
    ['id', '(*)', 'column 3']
    >>> remarks[0].code, remarks[0].facts["name"]
    ('name_is_pattern', '*')
    """
    titles = list(titles)
    taken, times = set(titles), Counter[str]()
    plain: list[str] = []
    remarks: list[Remark] = []
    for number, title in enumerate(titles, start=1):
        wanted, code = _plain(title, number)
        new = wanted
        while new != title and new in taken:
            times[wanted] += 1
            new = f"{wanted} ({times[wanted] + 1})"
        taken.add(new)
        plain.append(new)
        if code or new != wanted:
            facts: dict[str, Fact] = {"name": excerpt(title)}
            facts |= {"most": LONGEST} if code == _LONG else {}
            remarks.append(Remark(code or "second_of_name", new, facts=facts))
    return plain, tuple(remarks)


def visible(text: str) -> str:
    """Return text without characters that nobody sees, such as a zero-width space or a mark of direction.

    Examples
    --------
    >>> visible("\u200bAnnual\u200e Income")
    'Annual Income'
    """
    return text if text.isascii() else text.translate(_UNSEEN)


def _plain(title: str, number: int) -> tuple[str, str]:
    """Return the name wanted, and the code for why it differs by more than blanks."""
    bare = plain_name(visible(title)).strip()
    if len(bare) > LONGEST:
        return excerpt(bare, LONGEST), _LONG
    if not bare:
        return f"column {number}", "column_named"
    if bare == "*" or (bare.startswith("^") and bare.endswith("$")):
        return f"({bare})", "name_is_pattern"
    return bare, ""
