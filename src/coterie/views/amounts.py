"""Numbers of a column as pages, tables and the terminal show them."""

from __future__ import annotations

from coterie.naming.figures import is_year
from coterie.number_format import readable


def amount(column: str, value: float | str | None, *, largest: float | None = None) -> str:
    """Write a number of a column: calendar years whole and without a comma, all else as `readable` does.

    Parameters
    ----------
    column : str
        Its name in the table.
    value : float, str or None
    largest : float, optional
        The largest number beside it, which sets the decimals.

    Examples
    --------
    >>> amount("Year_Birth", 1969.2), amount("income", 1969.2), amount("Year_Birth", None)
    ('1969', '1,969', '–')
    """
    if isinstance(value, int | float) and is_year(column, value):
        return f"{value:.0f}"
    return readable(value, largest=largest)
