"""Who agreed: what a column of the customers has to say for them to be on a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from coterie.parsing.cells import as_boolean, as_text, is_texty

if TYPE_CHECKING:
    from collections.abc import Mapping


def agreed(frame: pl.DataFrame, wanted: Mapping[str, str]) -> pl.Series:
    """Return who agreed: in every column the value that is wanted, yes and no in any words; nothing is no.

    Parameters
    ----------
    frame : polars.DataFrame
        The customers.
    wanted : mapping of str to str
        The value by column.

    Returns
    -------
    polars.Series of Boolean
        True for everybody where nothing is wanted.

    Examples
    --------
    >>> frame = pl.DataFrame({"newsletter": ["Yes", "no", None, "1"], "region": ["EU", "EU", "EU", "us"]})
    >>> agreed(frame, {"newsletter": "yes"}).to_list(), agreed(frame, {"region": "US"}).to_list()
    ([True, False, False, True], [False, False, False, True])
    """
    found = pl.repeat(value=True, n=frame.height, dtype=pl.Boolean, eager=True)
    for column, value in wanted.items():
        found &= _says(frame[column], value)
    return found


def _says(cells: pl.Series, wanted: str) -> pl.Series:
    yes = as_boolean(pl.Series([wanted]))[0]
    if yes is not None and (cells.dtype == pl.Boolean or is_texty(cells.dtype) or cells.dtype.is_integer()):
        answers = as_boolean(cells)
        if answers.count():
            said: pl.Series = answers == yes
            return said.fill_null(value=False)
    texts = (as_text(cells) if is_texty(cells.dtype) else cells).cast(pl.String)
    same: pl.Series = texts.str.strip_chars().str.to_lowercase() == wanted.strip().lower()
    return same.fill_null(value=False)
