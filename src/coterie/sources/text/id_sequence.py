"""Whether a text could be the next id of a column: then its row is a customer, however empty it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

_NUMBERED = r"\w*\d\w*"
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
_DIFFERENT = 0.9


def is_one_more_id(text: str, ids: pl.Series) -> bool:
    """Return whether a text looks like one more of a column's ids.

    It has digits at the same places among the same words, is about as long, and is none that is there already.

    Parameters
    ----------
    text : str
        The first cell of a row that has hardly any other.
    ids : polars.Series of String
        The first cells of full rows.

    Returns
    -------
    bool
        False where these are no ids because they repeat, or have no digits, as names do.

    Examples
    --------
    >>> import polars as pl
    >>> ids = pl.Series(["C-0099", "C-0100"])
    >>> [is_one_more_id(text, ids) for text in ("C-0101", "C-0100", "2 rows", "Source: C-0101")]
    [True, False, False, False]
    """
    if not len(ids) or ids.n_unique() < _DIFFERENT * len(ids) or text in ids:
        return False
    if _ADDRESS.fullmatch(text):
        return bool(ids.str.contains(f"^{_ADDRESS.pattern}$").all())
    form = re.sub(_NUMBERED, "9", text)
    alike = ids.filter(ids.str.replace_all(_NUMBERED, "9") == form).str.len_chars()
    if not re.search(r"\d", text) or not len(alike):
        return False
    lengths: list[int] = alike.to_list()
    return min(lengths) <= len(text) <= max(lengths) + 1
