"""Yes and no in their usual spellings."""

from __future__ import annotations

from functools import cache

import polars as pl

from coterie.parsing.missing import fold
from coterie.parsing.vocabulary import all_words


def to_boolean(text: pl.Series) -> pl.Series:
    """Read yes and no from text; what is neither becomes null.

    Parameters
    ----------
    text : polars.Series of String
        Cells, missing ones null.

    Returns
    -------
    polars.Series of Boolean
        As long as `text`.

    Examples
    --------
    >>> import polars as pl
    >>> to_boolean(pl.Series(["Yes", "no ", "1", "maybe"])).to_list()
    [True, False, True, None]
    """
    word = fold(pl.col("word"))
    yes, no = (word.is_in(all_words("yes_no", said)) for said in ("yes", "no"))
    answer = pl.when(yes).then(statement=True).when(no).then(statement=False)
    return text.alias("word").to_frame().select(answer.alias(text.name)).to_series()


def may_be_boolean(word: str) -> bool:
    """Return whether one cell may say yes or no, found without going through a column.

    Examples
    --------
    >>> may_be_boolean(" Yes"), may_be_boolean("maybe")
    (True, False)
    """
    if not word.isascii():
        return True  # lower case of other letters is the column's affair
    return word.strip(" \t\n\v\f\r").lower() in _known()


@cache
def _known() -> frozenset[str]:
    return frozenset((*all_words("yes_no", "yes"), *all_words("yes_no", "no")))
