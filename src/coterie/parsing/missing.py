"""The many ways in which a table says that it has no value."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

MISSING_TOKENS: tuple[str, ...] = (
    "", ".", "..", "...", "…", "-", "--", "---", "–", "—", "?", "??", "???", "_", "*", "\\n",
    "na", "n.a.", "n.a", "n/a", "<na>", "#n/a", "#na", "#n/a n/a", "nan", "-nan", "1.#qnan", "nat",
    "null", "(null)", "<null>", "[null]", "#null!", "none", "(none)", "<none>", "nil", "undefined", "void",
    "missing", "(missing)", "unknown", "(unknown)", "unk", "not available", "not applicable", "not specified",
    "not provided", "not known", "no data", "no value", "blank", "(blank)", "empty", "(empty)", "tbd", "tba",
    "#ref!", "#value!", "#div/0!", "#name?", "#num!", "#error!", "#spill!",
    "''", '""', "[]", "{}", "na.", "n.d.", "n/d", "s/d", "tbc", "no answer", "not stated", "unspecified",
    "0000-00-00", "0000-00-00 00:00:00", "00/00/0000", "00.00.0000",
    "9999-12-31", "9999-12-31 00:00:00", "9999-12-31t00:00:00", "31.12.9999", "31/12/9999", "12/31/9999", "99991231",
    "nicht angegeben", "non renseigné", "sin dato", "sin datos", "неизвестно", "нет данных", "不明", "未知",
    "k.a.", "keine angabe", "unbekannt", "inconnu", "desconocido", "sconosciuto", "onbekend", "okänd",
)  # fmt: skip
"""Folded spellings (blanks around removed, lower case) that mean "no value"."""


def fold(text: pl.Expr) -> pl.Expr:
    """Return text without blanks around it and in lower case, so that spellings can be compared.

    Examples
    --------
    >>> import polars as pl
    >>> pl.select(fold(pl.lit(" N/A "))).item()
    'n/a'
    """
    return text.str.strip_chars().str.to_lowercase()


def is_missing(text: pl.Expr) -> pl.Expr:
    """Say for each cell of text whether it means "no value"; null does.

    Parameters
    ----------
    text : polars.Expr of String
        Cells as they were read.

    Returns
    -------
    polars.Expr of Boolean
        Never null.

    Examples
    --------
    >>> import polars as pl
    >>> pl.DataFrame({"x": ["12", " n/a ", "", None]}).select(is_missing(pl.col("x")))["x"].to_list()
    [False, True, True, True]
    """
    return text.is_null() | fold(text).is_in(MISSING_TOKENS)
