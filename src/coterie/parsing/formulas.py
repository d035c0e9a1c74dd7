"""Text that a spreadsheet would run as a formula: guarded by an apostrophe, and taken back exactly.

A text is *live* when, behind any apostrophes, it begins with ``= + - @``, a tab or a line break (or the wide forms of
the signs); a plain number below zero is none. Inside a text, what stands behind ``; |``, a tab or a line break is live
in the same way: a spreadsheet that splits there, as Excel does in half of Europe, makes a cell of it. Guarding puts one
apostrophe before what is live. There an apostrophe then stands, so that the first of them can be taken off again
without a doubt, whatever the text was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

_SIGNS = r"[=+\-@＝＋－＠]"  # noqa: RUF001 - as below
_SPLITS = r"([;|\t\r\n])"
_STARTS = r"[=+\-@\t\r\n＝＋－＠]"  # noqa: RUF001 - the wide forms of the four signs, which some spreadsheets take too
_BARE = rf"^{_STARTS}"
_GUARDED = rf"^'('*{_STARTS})"
_INNER = rf"{_SPLITS}('*{_SIGNS})"
_INNER_BARE = rf"{_SPLITS}{_SIGNS}"
_INNER_GUARDED = rf"{_SPLITS}'('*{_SIGNS})"
_LIVE = rf"^'*{_STARTS}|{_INNER}"
_LOOKED_AT = 1000
_FEW = 100
_BELOW_ZERO = r"^-(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:[eE][+-]?\d+)?$"


def guarded(text: pl.Series) -> pl.Series:
    """Put an apostrophe before each live text.

    Examples
    --------
    >>> import polars as pl
    >>> guarded(pl.Series(["=1+1", "-5", "+49 30", "'=1", "a", "a;=b", None])).to_list()
    ["'=1+1", '-5', "'+49 30", "''=1", 'a', "a;'=b", None]
    """
    different = text.unique() if text.head(_LOOKED_AT).n_unique() < _FEW else text
    if not different.alias("text").str.contains(_LIVE).any():
        return text
    text, name = text.alias("text").str.replace_all(_INNER, "$1'$2"), text.name  # a name may be a pattern to Polars
    live = text.str.contains(rf"^'*{_STARTS}") & ~text.str.contains(_BELOW_ZERO)
    if not live.any():
        return text.alias(name)
    return text.zip_with(~live.fill_null(value=False), "'" + text).alias(name)


def unguarded(text: pl.Series) -> pl.Series:
    """Take off the apostrophe that `guarded` put there.

    Examples
    --------
    >>> import polars as pl
    >>> unguarded(pl.Series(["'=1+1", "''=1", "'a", "a;'=b"])).to_list()
    ['=1+1', "'=1", "'a", 'a;=b']
    """
    bare = text.alias("text").str.replace(_GUARDED, "$1").str.replace_all(_INNER_GUARDED, "$1$2")
    return bare.alias(text.name)


def are_guarded(text: pl.Series) -> bool:
    """Return whether texts were written by `guarded`: some stand behind an apostrophe, and no live one is without.

    Examples
    --------
    >>> import polars as pl
    >>> are_guarded(pl.Series(["'=1", "a"])), are_guarded(pl.Series(["'=1", "=1"])), are_guarded(pl.Series(["a"]))
    (True, False, False)
    """
    text = text.alias("text")
    if not text.str.contains("'", literal=True).any() or not text.str.contains(f"{_GUARDED}|{_INNER_GUARDED}").any():
        return False
    bare = text.str.contains(_BARE) & ~text.str.contains(_BELOW_ZERO)
    return not (bare | text.str.contains(_INNER_BARE)).any()
