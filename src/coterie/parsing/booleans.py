"""Yes and no in their usual spellings."""

from __future__ import annotations

import polars as pl

from coterie.parsing.missing import fold

TRUE_WORDS: tuple[str, ...] = (
    "true", "t", "yes", "y", "1", "1.0", "on", "ja", "j", "oui", "o", "si", "sí", "s", "sim", "wahr", "vrai", "tak",
    "verdadero", "vero", "waar", "да", "はい", "是", ".true.", "✓", "✔", "☑", "evet",
    "igen", "ano", "kyllä", "enabled", "active",
)  # fmt: skip
FALSE_WORDS: tuple[str, ...] = (
    "false", "f", "no", "n", "0", "0.0", "off", "nein", "non", "não", "nao", "nee", "falsch", "faux", "nie",
    "falso", "onwaar", "нет", "いいえ", "否", ".false.", "✗", "✘", "☐", "hayır", "nem",  # noqa: RUF001 - Turkish
    "ne", "ei", "nej", "nei", "disabled", "inactive",
)  # fmt: skip


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
    yes = pl.when(word.is_in(TRUE_WORDS)).then(statement=True).when(word.is_in(FALSE_WORDS)).then(statement=False)
    return text.alias("word").to_frame().select(yes.alias(text.name)).to_series()
